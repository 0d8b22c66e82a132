"""What a change of the rules would move, as a table."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import streamlit as st

from data.tagging.preview import CHANNEL, Move
from data.tagging.rules import Tagging
from data.tagging.stake import MEASURES
from ui import cache
from ui import format as shown
from ui.components import facts_table
from ui.components.history import table_label
from ui.filters import channel_label
from ui.text import _


def preview(rules: Tagging, key: str) -> None:
    """Draws what would be different under ``rules``."""
    table(cache.moves(rules), key)


def table(moves: Sequence[Move], key: str) -> None:
    """One row per value that becomes another, channels first; unknown measures stay blank."""
    if not moves:
        st.caption(_("Nothing would move."))
        return
    rows = [_row(move) for move in moves]
    measured = {label(name): name for name in MEASURES}
    types = {heading: MEASURES[name] for heading, name in measured.items()}
    frame = pl.DataFrame(rows, schema_overrides=types)
    filled = [column.name for column in frame if column.null_count() < frame.height]
    st.dataframe(
        frame.select(filled),
        hide_index=True,
        key=key,
        placeholder=shown.NOTHING,
        alt=_("What would move, from where to where"),
        column_config={
            heading: st.column_config.NumberColumn(heading, format="localized")
            for heading in measured
        },
    )


def label(measure: str) -> str:
    """The name of a measure in the session's language."""
    return {"rows": _("rows"), "spend": _("spend")}.get(measure, facts_table.label(measure))


def _row(move: Move) -> dict[str, object]:
    return {
        _("Data"): table_label(move.table),
        _("Tag"): _("channel") if move.column == CHANNEL else facts_table.label(move.column),
        _("From"): _value(move.column, move.old),
        _("To"): _value(move.column, move.new),
        **{label(name): getattr(move.stake, name) for name in MEASURES},
    }


def _value(column: str, value: str | None) -> str:
    if column == CHANNEL:
        return channel_label(value)
    return shown.NOTHING if value is None else value
