"""Preview table: the rows that a change of rules would move."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from data.facts.facts import Facts
from data.utm.impact import MEASURES, currencies_of
from data.utm.rule_preview import CHANNEL, Move
from data.values.rules import Tagging
from i18n import format as shown
from ui import cache
from ui.components import grid
from ui.components.grid import GridColumn
from ui.components.sources import facts_table
from ui.components.sources.history import table_label
from ui.filters import channel_label
from ui.text import _, language

_MONEY = {"revenue": "leads", "spend": "ad_costs"}


def preview(rules: Tagging, key: str) -> None:
    """Draws the changes that ``rules`` would make."""
    table(cache.rule_preview(rules), key)


def table(moves: Sequence[Move], key: str) -> None:
    """A row per changed value, channels first; unknown measures stay blank."""
    if not moves:
        st.caption(_("Nothing would change."))
        return
    money = {name: _currencies(table) for name, table in _MONEY.items()}
    # Amounts in several currencies cannot be added up.
    known = [
        name
        for name in MEASURES
        if any(getattr(m.stake, name) is not None for m in moves) and len(money.get(name, ())) <= 1
    ]
    grid.draw(
        _readable(moves, known),
        _columns(known, money),
        key=key,
        alt=_("Rows that would change, with old and new value"),
    )


def _currencies(table: str) -> tuple[str | None, ...]:
    def work(facts: Facts) -> tuple[str | None, ...]:
        return tuple(currencies_of(facts, table))

    return cache.remember("currencies", (table,), work)


def _columns(known: Sequence[str], money: Mapping[str, Sequence[str | None]]) -> list[GridColumn]:
    meanings = {
        "rows": _("Rows that would change."),
        "sessions": _("Sessions of these rows."),
        "leads": _("Leads of these rows."),
        "revenue": _("Amounts of these leads that were won."),
        "spend": _("Ad spend of these rows."),
    }
    return [
        GridColumn("table", _("Data"), _("The kind of rows.")),
        GridColumn("column", _("Tag"), _("The UTM tag that would change, or the channel.")),
        GridColumn("old", _("Before"), _("Its value now.")),
        GridColumn("new", _("After"), _("Its value under the new rules.")),
        *(
            GridColumn(name, _heading(name, money.get(name, ())), meanings[name], is_number=True)
            for name in known
        ),
    ]


def _heading(measure: str, currencies: Sequence[str | None]) -> str:
    """The name of a measure, with the currency of amounts."""
    known = [one for one in currencies if one is not None]
    return f"{label(measure)} ({known[0]})" if known else label(measure)


def _readable(moves: Sequence[Move], known: Sequence[str]) -> Styler:
    """The moves with values formatted in the session's language but sorted as numbers."""
    frame = pd.DataFrame([_row(move, known) for move in moves]).astype(object)
    figures: list[Hashable] = list(known)
    return frame.style.format(_numbers(language()), subset=figures)


def _numbers(language: str) -> Callable[[Any], str]:
    return lambda value: shown.MISSING if pd.isna(value) else shown.number(value, language)


def label(measure: str) -> str:
    """The name of a measure in the session's language."""
    return {"rows": _("rows"), "spend": _("spend")}.get(measure, facts_table.label(measure))


def _row(move: Move, known: Sequence[str]) -> dict[str, object]:
    return {
        "table": table_label(move.table),
        "column": _("channel") if move.column == CHANNEL else facts_table.label(move.column),
        "old": _value(move.column, move.old),
        "new": _value(move.column, move.new),
        **{name: getattr(move.stake, name) for name in known},
    }


def _value(column: str, value: str | None) -> str:
    if column == CHANNEL:
        return channel_label(value)
    return shown.MISSING if value is None else value
