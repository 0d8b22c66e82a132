"""Channel table, on the page and as CSV download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import polars as pl
import streamlit as st
from pandas.io.formats.style import Styler

from i18n import format as shown
from metrics.definitions.registry import Metric, metrics
from ui import cache
from ui.components import download, grid
from ui.components.grid import GridColumn
from ui.components.sources import facts_table
from ui.filters import Filters, channel_label, use_label
from ui.text import _, language, show

# The page leaves out what the conversion rate already says; the download has every column.
_SAID = {"key_events": "web_conversion_rate"}


def table(found: pl.DataFrame, chosen: Filters) -> None:
    """A row per channel and use; columns without any value are named below the table."""
    if found.is_empty():
        st.info(_("There is nothing to compare for this selection."))
        return
    company = cache.outcomes()
    names = [name for name in company.columns if _SAID.get(name) not in company.columns]
    known = [name for name in names if found[name].null_count() < found.height]
    grid.draw(
        readable(found, known),
        [
            GridColumn(
                "channel", _("Channel"), _("Rule-based group of traffic sources, as GA4 names it.")
            ),
            GridColumn("use", _("Use"), facts_table.meaning("use")),
            *(grid.metric_column(company.metric(name)) for name in known),
        ],
        key="channels_table",
        alt=_("Channels with their sessions, leads, rates and costs"),
    )
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        _missing([company.metric(name) for name in names if name not in known])
    with right:
        span = f"{chosen.start:%Y%m%d}-{chosen.end:%Y%m%d}"
        download.button(found.drop(_reasons(found)), f"channels-{span}", key="channels_csv")


def _reasons(found: pl.DataFrame) -> list[str]:
    return [name for name in found.columns if name.endswith("_why")]


def readable(found: pl.DataFrame, known: list[str]) -> Styler:
    """The table with values formatted in the session's language but sorted as numbers.

    A pandas Styler, because only it shows a text and sorts by another value. The lead rate has its
    95 % interval.
    """
    rows = found.to_dicts()
    values: dict[str, list[object]] = {
        "channel": [channel_label(row["channel"]) for row in rows],
        "use": [use_label(row["use"] or "unknown") for row in rows],
        **{name: [row[name] for row in rows] for name in known},
    }
    styler = pd.DataFrame(values).style
    for name in known:
        for number, row in enumerate(rows):
            styler.format(_always(_figure(name, row)), subset=pd.IndexSlice[number, name])
    return styler


def _always(text: str) -> Callable[[object], str]:
    return lambda _value: text


def _figure(name: str, row: dict[str, Any]) -> str:
    text = shown.format_metric(
        row[name], metrics()[name].unit, row.get(f"{name}_currency"), language()
    )
    low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
    if low is None or high is None:
        return text
    return f"{text} ({shown.percent_range(low, high, language())})"


def _missing(absent: Sequence[Metric]) -> None:
    if absent:
        names = ", ".join(show(metric.label) for metric in absent)
        st.caption(_("No figure for this selection: {names}", names=names))
