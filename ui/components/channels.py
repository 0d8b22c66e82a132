"""The table of channels, as it is read and as it is downloaded."""

from __future__ import annotations

import polars as pl
import streamlit as st

from metrics.registry import metrics
from metrics.results import CHANNEL_TABLE
from ui import format as shown
from ui.components import download
from ui.filters import Filters, channel_label, use_label
from ui.text import _, language, show


def table(found: pl.DataFrame, chosen: Filters) -> None:
    """One row per channel and use; columns that are unknown everywhere are named below."""
    if found.is_empty():
        st.info(_("There is nothing to compare for this selection."))
        return
    known = [name for name in CHANNEL_TABLE if found[name].null_count() < found.height]
    st.dataframe(
        readable(found, known),
        hide_index=True,
        key="channels_table",
        alt=_("Channels with their sessions, leads, rates and costs"),
        column_config={
            show(metrics()[name].label): st.column_config.TextColumn(
                help=show(metrics()[name].doc), alignment="right"
            )
            for name in known
        },
    )
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        _missing(known)
    with right:
        span = f"{chosen.start:%Y%m%d}-{chosen.end:%Y%m%d}"
        download.button(found.drop(_reasons(found)), f"channels-{span}", key="channels_csv")


def _reasons(found: pl.DataFrame) -> list[str]:
    return [name for name in found.columns if name.endswith("_why")]


def readable(found: pl.DataFrame, known: list[str]) -> pl.DataFrame:
    """The table with every figure written out; a rate carries its 95 % interval."""
    rows = found.to_dicts()
    columns = {
        _("Channel"): [channel_label(row["channel"]) for row in rows],
        _("Use"): [use_label(row["use"] or "unknown") for row in rows],
    }
    for name in known:
        metric = metrics()[name]
        money = "revenue" if name == "revenue" else "ad_spend"
        columns[show(metric.label)] = [
            shown.figure(row[name], metric.unit, row[f"{money}_currency"], language())
            + _interval(name, row)
            for row in rows
        ]
    return pl.DataFrame(columns)


def _interval(name: str, row: dict[str, float | None]) -> str:
    low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
    if low is None or high is None:
        return ""
    return f" ({shown.percent(low, language())} – {shown.percent(high, language())})"


def _missing(known: list[str]) -> None:
    absent = [show(metrics()[name].label) for name in CHANNEL_TABLE if name not in known]
    if absent:
        st.caption(_("Not in the imported files: {names}", names=", ".join(absent)))
