"""Posts ranked by the visits, leads and revenue of their links."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, cast

import pandas as pd
import polars as pl
import streamlit as st
from pandas.io.formats.style import Styler

from i18n import format as shown
from metrics.content.post_attribution import PostTraffic
from ui import cache
from ui.components import grid
from ui.components.content.post_text import brief
from ui.components.grid import GridColumn
from ui.filters import network_label
from ui.text import _, language

_SHOWN = 20
_TEXT = 90


def section(found: pl.DataFrame) -> None:
    """The posts ranked by the traffic of their links, or an empty state that says how to get it."""
    st.subheader(_("Posts that bring traffic"), anchor=False)
    traffic = cache.post_traffic()
    about = found.select("network", "post_id", "published_on", "text")
    rows = traffic.posts.join(about, on=["network", "post_id"], maintain_order="left")
    if rows.is_empty():
        _nothing(traffic)
        return
    grid.draw(
        _readable(rows.head(_SHOWN)),
        _columns(),
        key="post_traffic",
        alt=_("Posts by the leads and visits of their links"),
    )
    _notes(traffic, rows)


def _nothing(traffic: PostTraffic) -> None:
    if traffic.linked:
        st.caption(_("No visit with the tags of these posts’ links has been imported yet."))
        return
    st.caption(
        _(
            "No post has a link whose tags are its own. Build links with a content tag under "
            "Campaign links and say which post they stand in: visits and leads then find it."
        )
    )


def _columns() -> list[GridColumn]:
    return [
        GridColumn("network", _("Network"), _("The network on which it was published.")),
        GridColumn("text", _("Text"), _("How the text begins.")),
        GridColumn("leads", _("Leads"), _("Leads that came by the links of the post."), is_number=True),
        GridColumn("sessions", _("Sessions"), _("Sessions that came by the links of the post."), is_number=True),
        GridColumn("rate", _("Lead rate"), _("These leads divided by these sessions, with the 95% interval."), is_number=True),
        GridColumn("revenue", _("Revenue"), _("Amounts of these leads that were won."), is_number=True),
        GridColumn("match", _("Match"), _("Exact where the files have the UTM content of the link, otherwise probable.")),
    ]  # fmt: skip


def _readable(rows: pl.DataFrame) -> Styler:
    posts = rows.to_dicts()
    values: dict[str, list[Any]] = {
        "network": [network_label(row["network"]) for row in posts],
        "text": [brief(row["text"], _TEXT) or None for row in posts],
        **{name: rows[name].to_list() for name in ("leads", "sessions", "rate", "revenue")},
        "match": [_("exact") if row["sure"] else _("probable") for row in posts],
    }
    figures: list[Hashable] = ["leads", "sessions", "revenue"]
    styler = pd.DataFrame(values).style.format(_number, subset=figures)
    for number, row in enumerate(posts):
        # The cell stays a number, so that the column sorts by it; only its text has the interval.
        styler.format(_always(_rate(row)), subset=pd.IndexSlice[number, "rate"])
    return styler


def _number(value: object) -> str:
    known = isinstance(value, int | float) and not pd.isna(value)
    return shown.number(cast("float", value), language()) if known else shown.MISSING


def _always(text: str) -> Callable[[object], str]:
    return lambda _value: text


def _rate(row: dict[str, Any]) -> str:
    text = shown.percent(row["rate"], language())
    if row["low"] is None:
        return text
    return f"{text} ({shown.percent_range(row['low'], row['high'], language())})"


def _notes(traffic: PostTraffic, rows: pl.DataFrame) -> None:
    notes = [_("What the posts’ links have brought until now, whatever the period.")]
    if traffic.sessions:
        share = shown.percent((traffic.matched or 0) / traffic.sessions, language())
        notes.append(_("{share} of the visits with a campaign belong to a post.", share=share))
    if _undecided(rows):
        notes.append(_("The lead rates of the first posts overlap: their order may be chance."))
    st.caption(" ".join(notes))


def _undecided(rows: pl.DataFrame) -> bool:
    """Whether the first two posts' intervals overlap."""
    first = rows.drop_nulls("low").head(2)
    if first.height < 2:
        return False
    (low, high), (other_low, other_high) = first.select("low", "high").rows()
    return bool(low <= other_high and other_low <= high)
