"""Klaviyo campaigns: the list of campaigns, and the report by campaign message."""

from __future__ import annotations

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.checks import Priced
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.klaviyo.columns import COUNTS, IGNORES, NULLS, medium
from data.tables.schema import EMAIL_SENDS, WALL_CLOCK
from i18n.message import Message, msg

_SUMMED_UP = msg(
    "This Klaviyo report sums up periods, and rates are not counts. Export it by campaign "
    "message with Send Date, Total Recipients, Unique Opens and Unique Clicks, and without Date"
)


def _by_period(raw: RawTable) -> Message | None:
    """A column of days or years has a row for each, so a message has several."""
    return _SUMMED_UP if "date" in map(normalise, raw.header) else None


def _always(_raw: RawTable) -> Message:
    return _SUMMED_UP


def _finish_list(rows: TypedRows) -> pl.DataFrame:
    return rows.frame.with_columns(medium())


def _finish_report(rows: TypedRows) -> pl.DataFrame:
    """The time from two columns, and what was delivered: all that did not bounce."""
    frame = rows.frame.with_columns(medium())
    if "_time" in rows.columns:
        moment = pl.format("{} {}", "_day", pl.col("_time").str.strip_chars())
        timed = moment.str.to_datetime("%Y-%m-%d %I:%M %p", strict=False, time_zone="UTC")
        frame = frame.with_columns(sent_at=timed)
    midnight = pl.col("_day").cast(pl.Datetime("us", "UTC"))
    frame = frame.with_columns(
        pl.lit("sent_at,sent_on").alias(WALL_CLOCK),
        sent_at=pl.coalesce("sent_at", midnight),
        sent_on="_day",
    )
    # So Klaviyo’s list of campaigns has it; text messages fail in other ways.
    arrived = pl.when(pl.col("medium") == "email").then(pl.col("recipients") - pl.col("bounces"))
    return frame.with_columns(delivered=pl.coalesce("delivered", arrived))


SOURCE = Source(
    id="klaviyo.campaigns",
    network=None,
    label=msg("Klaviyo campaigns"),
    doc=msg(
        "Klaviyo › Campaigns › Export, or Analytics › Custom reports › Campaign performance by "
        "message. Include Send Date, Total Recipients, Unique Opens, Unique Clicks and Total "
        "Placed Order Value. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=EMAIL_SENDS,
            signature=("campaign", "sent_at", "recipients", "send_id"),
            fields=(
                column("campaign", en="Campaign Name"),
                column("subject", en="Subject"),
                column("list", en="List"),
                column("sent_at", en="Send Time"),
                column("send_id", en="Campaign ID"),
                column("medium", en="Campaign Channel"),
                *COUNTS,
            ),
            required=("send_id", "sent_at"),
            unique=("send_id", "list", "medium"),
            nulls=NULLS,
            grouping=True,
            checks=(Priced("revenue"),),
            finish=_finish_list,
            ignores=IGNORES,
        ),
        SheetSpec(
            table=EMAIL_SENDS,
            signature=("send_id", "campaign", "_day"),
            fields=(
                column("send_id", en="Campaign Message ID"),
                column("campaign", en="Campaign Message Name"),
                column("_day", en="Send Date", dtype=pl.Date()),
                column("_time", en="Send Time"),
                column("subject", en="Subject"),
                column("list", en=("List", "List/Segment")),
                column("medium", en="Campaign Message Channel"),
                *COUNTS,
            ),
            required=("send_id", "sent_on"),
            unique=("send_id", "list", "medium"),
            nulls=NULLS,
            grouping=True,
            unfit=_by_period,
            checks=(Priced("revenue"),),
            finish=_finish_report,
            ignores=(*IGNORES, *ignored("Group Id")),
        ),
        # Only to say why it cannot be read.
        SheetSpec(
            table=EMAIL_SENDS,
            signature=("_date", "_group", "medium"),
            fields=(
                column("_date", en="Date"),
                column("_group", en="Group Id"),
                column("list", en="List/Segment"),
                column("medium", en="Campaign Message Channel"),
                column("revenue", en="Total Placed Order Value"),
            ),
            required=("sent_on",),
            unfit=_always,
            ignores=IGNORES,
        ),
    ),
    layouts=(
        Layout("list of campaigns", "en", LayoutEvidence.HEADERS, "klaviyo_campaigns.csv"),
        Layout("report by message", "en", LayoutEvidence.HEADERS, "klaviyo_campaign_messages.csv"),
    ),
    limits=msg(
        "Revenue is what Klaviyo credits to its messages by its own rules, without a currency. "
        "Unique orders are people and are not read. Times are read as your company’s. Rates "
        "are not turned into counts. A report by day, month or year of the results is refused."
    ),
)
