"""Context line of a page (period, filters), and drill-through to the source rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl
import streamlit as st

from data.facts.coverage import OwnerCoverage
from data.tables.company_clock import with_offset
from data.tables.schema import TABLES
from i18n import format as shown
from i18n.message import Message, Part
from metrics.engine import PLACE, rows_behind
from report.wording.sources import owner_label
from ui import cache, filters, state, zone
from ui.components import answer, download
from ui.components.sources import facts_table
from ui.components.sources.history import table_label
from ui.components.sources.import_issues import plain
from ui.filters import Filters
from ui.text import _, language, show

SHOWN_ROWS = 500
_KEYS_OF_PEOPLE = ("person_key", "user_key")


def has_other_days(chosen: Filters, *tables: str) -> bool:
    """Whether the files of ``tables`` cover other days than the period's, and none of those."""
    empty = cache.empty_answer(chosen.start, chosen.end, tables)
    return empty is not None and empty.nearest is not None


def elsewhere(chosen: Filters, *tables: str) -> bool:
    """Whether the files of ``tables`` (all by default) cover other days only: those, and a way there.

    It is the answer of the page, where nothing else on it has a value.
    """
    empty = cache.empty_answer(chosen.start, chosen.end, tables)
    if empty is None or empty.nearest is None:
        return False
    others = _("Your files cover other days.")
    if answer.is_drawn():
        st.caption(others)
    else:
        span = shown.span(chosen.start, chosen.end, language())
        answer.title(_("No data for {span}", span=span), others)
    _elsewhere(empty.covered, empty.nearest)
    return True


def _elsewhere(covered: Sequence[OwnerCoverage], nearest: tuple[date, date]) -> None:
    """Which days the files cover, and a way to go there."""
    ends = [(shown.span(owner.first, owner.last, language()), owner) for owner in covered]
    lines = [
        _("{what}: {state}", what=show(owner_label(owner)), state=days) for days, owner in ends
    ]
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    st.button(
        _("Show {span}", span=shown.span(*nearest, language())),
        key="nearest_period",
        type="primary",
        on_click=filters.choose_dates,
        args=nearest,
    )


def basis(metric_ids: tuple[str, ...], chosen: Filters) -> None:
    """Drill-through: the sources of the page's metrics, down to file and row."""
    with st.expander(_("Where these values come from"), icon=":material/account_tree:",
                     key="basis", on_change="rerun") as opened:  # fmt: skip
        # The rows are read only for users who open it.
        if not opened.open:
            return
        for sentence in cache.sentences(metric_ids, chosen.query()):
            st.markdown("- " + plain(text_of(sentence)))
        company = cache.outcomes()
        labels = {name: show(company.metric(name).label) for name in metric_ids}
        name = st.selectbox(
            _("Source rows of"), metric_ids, key="basis_metric", format_func=labels.__getitem__
        )
        rows_of(name, chosen)


def rows_of(metric_id: str, chosen: Filters) -> None:
    """The source rows of a metric, the first of each table, with a download of all."""
    files = {i.id: i.file for i in state.store().state.ledger.done()}
    name = re.sub(r"\W+", "-", metric_id)  # an event's name may have what no file's name may
    for table, rows in rows_behind(cache.facts(), metric_id, chosen.query(), files).items():
        label = table_label(table)
        facts_table.draw(_newest(table, rows).collect(), key=f"behind_{table}", alt=label)
        download.button(
            with_offset(rows, zone.current()), f"{name}-{table}", key=f"behind_csv_{table}"
        )


def _newest(table: str, rows: pl.LazyFrame) -> pl.LazyFrame:
    """The newest rows; the keys of people, which are long and say little, are the last columns."""
    names = rows.collect_schema().names()
    keys = [name for name in _KEYS_OF_PEOPLE if name in names]
    day = TABLES[table].day
    ordered = rows.sort(day, *PLACE, descending=[True, False, False, False], nulls_last=True)
    return ordered.head(SHOWN_ROWS).select(pl.exclude(keys), *keys)


def text_of(sentence: Message) -> str:
    """A sentence about what was read, with the dimensions of reports as people name them."""
    values = tuple((name, _value(name, value)) for name, value in sentence.values)
    return show(replace(sentence, values=values))


def _value(name: str, value: Part) -> Part:
    if name != "reports":
        return value
    dimensions = dict.fromkeys(part.strip() for part in str(value).split(","))
    return ", ".join(facts_table.label(dimension) for dimension in dimensions)
