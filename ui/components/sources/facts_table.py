"""Table of canonical rows: labels and help of the columns, days and times formatted."""

from __future__ import annotations

import polars as pl
import streamlit as st

from data.tables.company_clock import NOT_COUNTED, UTC_ZONE
from data.tables.schema import WALL_CLOCK
from ui import zone
from ui.components import grid
from ui.components.grid import GridColumn
from ui.text import _


def label(column: str) -> str:
    """The label of a canonical column in the session's language; other columns: their name."""
    return {
        "file": _("file"),
        "source_sheet": _("sheet"),
        "source_row": _("row"),
        "network": _("network"),
        "account": _("account"),
        "post_id": _("post id"),
        "observed_at": _("as of"),
        "published_at": _("published at"),
        "published_on": _("published on"),
        "permalink": _("link"),
        "text": _("text"),
        "format": _("format"),
        "use": _("use"),
        "impressions": _("impressions"),
        "views": _("views"),
        "reach": _("reach"),
        "reactions": _("reactions"),
        "comments": _("comments"),
        "shares": _("shares"),
        "saves": _("saves"),
        "clicks": _("clicks"),
        "link_clicks": _("link clicks"),
        "interactions": _("interactions"),
        "follows": _("new followers"),
        "unfollows": _("lost followers"),
        "net_follows": _("net new followers"),
        "followers": _("followers"),
        "profile_visits": _("profile visits"),
        "watch_seconds": _("watch seconds"),
        "revenue": _("revenue"),
        "currency": _("currency"),
        "date": _("date"),
        "period_from": _("from"),
        "period_to": _("to"),
        "property": _("property"),
        "report": _("report"),
        "channel_group": _("channel group"),
        "source": _("source"),
        "medium": _("medium"),
        "campaign": _("campaign"),
        "campaign_type": _("campaign type"),
        "content": _("content"),
        "term": _("term"),
        "landing_page": _("landing page"),
        "page": _("page"),
        "event_name": _("event"),
        "sessions": _("sessions"),
        "engaged_sessions": _("engaged sessions"),
        "users": _("users"),
        "new_users": _("new users"),
        "events": _("events"),
        "key_events": _("key events"),
        "key_event_sessions": _("sessions with a key event"),
        "engagement_seconds": _("engagement seconds"),
        "platform": _("platform"),
        "ad_group": _("ad group"),
        "ad": _("ad"),
        "spend": _("spend"),
        "conversions": _("conversions"),
        "conversion_value": _("conversion value"),
        "lead_id": _("lead"),
        "person_key": _("person (hashed)"),
        "created_at": _("created at"),
        "created_on": _("created on"),
        "stage": _("stage"),
        "qualified_at": _("qualified at"),
        "won_at": _("won at"),
        "amount": _("amount"),
        "leads": _("leads"),
        "posts_published": _("posts"),
        "viewers": _("viewers"),
        "people": _("people"),
        "share": _("share"),
        "dimension": _("broken down by"),
        "value": _("group"),
        "as_of": _("as of"),
        "query": _("search"),
        "mention_id": _("mention"),
        "title": _("title"),
        "outlet": _("outlet"),
        "language": _("language"),
        "country": _("country"),
        "sentiment": _("sentiment"),
        "site": _("site"),
        "search_type": _("kind of search"),
        "device": _("device"),
        "position": _("position"),
        "position_impressions": _("position × impressions"),
        "send_id": _("sending"),
        "sent_at": _("sent at"),
        "sent_on": _("sent on"),
        "subject": _("subject"),
        "list": _("list"),
        "recipients": _("recipients"),
        "delivered": _("delivered"),
        "opens": _("opens"),
        "unsubscribes": _("unsubscribes"),
        "bounces": _("bounces"),
        "orders": _("orders"),
        "converted_at": _("converted at"),
        "converted_on": _("converted on"),
        "transaction_id": _("order number"),
        "user_key": _("person (hashed)"),
        "session_id": _("session"),
        "refunded": _("refunded"),
        "repaired": _("tags repaired"),
    }.get(column, column)


def meaning(column: str) -> str:
    """What a canonical column holds, in the session's language."""
    return {
        "use": _("Whether the traffic was bought."),
        "source": _("Where the traffic comes from (utm_source)."),
        "medium": _("Kind of link (utm_medium)."),
        "campaign": _("Marketing campaign (utm_campaign)."),
        "content": _("Which link or creative of the campaign (utm_content)."),
        "term": _("Keyword (utm_term)."),
        "landing_page": _("First page of the session."),
    }.get(column) or _("As it was imported. Empty where the file does not say.")


def canonical_column(name: str, dtype: pl.DataType | None = None) -> GridColumn:
    """The column of a canonical table: its name, what it holds, and how its type is written.

    Days are shown as days, times as the company's clock showed them. Without a type only label and
    help are set.
    """
    if dtype == pl.Date:
        config = st.column_config.DateColumn(format="YYYY-MM-DD")
        return GridColumn(name, label(name), meaning(name), config=config)
    if dtype == pl.Datetime:
        now = UTC_ZONE if name == NOT_COUNTED else zone.current()
        timed = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", timezone=zone.AS_SHOWN)
        return GridColumn(name, f"{label(name)} ({now})", meaning(name), config=timed)
    is_number = dtype is not None and dtype.is_numeric()
    return GridColumn(name, label(name), meaning(name), is_number=is_number)


def draw(frame: pl.DataFrame, *, key: str, alt: str) -> None:
    """Draws the columns of ``frame`` that have values; its times are on the company's clock."""
    filled = frame.select(
        column.name
        for column in frame
        if column.null_count() < frame.height and column.name != WALL_CLOCK
    )
    columns = [canonical_column(name, dtype) for name, dtype in filled.schema.items()]
    grid.draw(filled, columns, key=key, alt=alt)
