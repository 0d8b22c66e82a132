"""Reporting currency, exchange rates and margins: forms and history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from changes.costs import (
    add_margin,
    add_rate,
    remove_margin,
    remove_rate,
    set_reporting_currency,
)
from data.base.json_values import from_json
from data.store import Store
from data.store.manual_entries import MARGIN, RATE, EntryRevision
from data.store.money import readable_log
from data.values.audit import Actor
from data.values.currency import ExchangeRate, is_code
from data.values.margin import Margin
from i18n import format as shown
from ui import cache, state, zone
from ui.components.sources.import_issues import plain
from ui.text import _, date_format, language

_Entry = TypeVar("_Entry", ExchangeRate, Margin)


def settings() -> None:
    """Currencies and margins."""
    st.header(_("Currencies"), anchor=False)
    _reporting()
    _rates()
    st.header(_("Margins"), anchor=False)
    _margins()


def _reporting() -> None:
    st.caption(
        _(
            "Amounts in other currencies are converted at the last rate known on their own day, "
            "never at a later one. Without a rate they are not added up. A list of rates can be "
            "imported under Sources; a rate entered here wins over an imported one of its day."
        )
    )
    with st.form("reporting", border=False):
        code = st.text_input(
            _("Reporting currency (empty: do not convert)"), state.store().money().reporting or ""
        )
        if st.form_submit_button(_("Save")):
            wanted = code.strip().upper()
            if wanted and not is_code(wanted):
                st.error(_("A currency has three letters, such as EUR."))
                return
            set_reporting_currency(state.store(), wanted or None, state.who())
            st.rerun()


def _rates() -> None:
    with st.expander(_("Enter a rate"), icon=":material/add:", key="rate_new"), st.form("rate"):
        one, two, three, four = st.columns(4)
        day = one.date_input(_("From"), _today(), key="rate_day", format=date_format())
        source = two.text_input(_("One unit of"), "USD", key="rate_source")
        rate = three.number_input(_("is worth"), value=None, format="%.6f", key="rate_value")
        target = four.text_input(
            _("units of"), state.store().money().reporting or "EUR", key="rate_target"
        )
        if st.form_submit_button(_("Save"), type="primary"):
            _add(
                add_rate,
                lambda: ExchangeRate(
                    day, source.strip().upper(), target.strip().upper(), rate or 0.0
                ),
                _("A rate is above zero and between two currencies of three letters."),
            )
    _log(RATE, _rate_text, remove_rate)


def _margins() -> None:
    st.caption(
        _(
            "What of revenue is left after the cost of what was sold. It holds from its day on, for "
            "the whole shop or for the product line that a campaign of this name sells."
        )
    )
    with st.expander(_("Enter a margin"), icon=":material/add:", key="margin_new"):  # noqa: SIM117
        with st.form("margin"):
            one, two, three = st.columns(3)
            day = one.date_input(_("From"), _today(), key="margin_day", format=date_format())
            rate = two.number_input(
                _("Margin (% of revenue)"), value=None, min_value=0.0, max_value=100.0,
                key="margin_rate",
            )  # fmt: skip
            line = three.text_input(_("Campaign (empty: whole shop)"), key="margin_line")
            if st.form_submit_button(_("Save"), type="primary"):
                # Margin refuses what is below zero: an empty field gets the message, and is no
                # margin of 0.
                share = -1.0 if rate is None else rate / 100
                _add(
                    add_margin,
                    lambda: Margin(day, share, line.strip()),
                    _("A margin lies between 0 and 100 percent of revenue."),
                )
    _log(MARGIN, _margin_text, remove_margin)


def _today() -> date:
    return (cache.overview().first or date.today()).replace(day=1)  # noqa: DTZ011  # a calendar day


def _add(
    add: Callable[[Store, _Entry, Actor], str], make: Callable[[], _Entry], refused: str
) -> None:
    try:
        made = make()
    except ValueError:
        st.error(refused)
        return
    add(state.store(), made, state.who())
    st.rerun()


def _rate_text(payload: Any) -> str:
    rate = from_json(ExchangeRate, payload)
    return _(
        "1 {source} = {rate} {target} from {day}",
        source=rate.source,
        rate=shown.number(rate.rate, language(), 6),
        target=rate.target,
        day=shown.day(rate.day, language()),
    )


def _margin_text(payload: Any) -> str:
    margin = from_json(Margin, payload)
    return _(
        "{line}: {rate} from {day}",
        line=margin.line or _("Whole shop"),
        rate=shown.percent(margin.rate, language()),
        day=shown.day(margin.day, language()),
    )


def _log(
    kind: str, write: Callable[[Any], str], remove: Callable[[Store, str, Actor], None]
) -> None:
    """Every entry, the newest first; removed ones stay, struck out."""
    by_entry: dict[str, list[EntryRevision]] = {}
    for revision in readable_log(state.store().state.entries, kind):
        by_entry.setdefault(revision.entry_id, []).append(revision)
    for entry_id, history in reversed(by_entry.items()):
        # Rates and margins are added and removed, never edited; a removal has no payload.
        text = plain(write(history[0].payload))
        removed = history[-1].payload is None
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(f"~~{text}~~" if removed else text)
        left.caption(" · ".join(_when(one) for one in history))
        if not removed and right.button(_("Delete"), key=f"remove_{entry_id}"):
            remove(state.store(), entry_id, state.who())
            st.rerun()


def _when(one: EntryRevision) -> str:
    day = shown.day(zone.local(one.saved_at), language())
    if one.payload is None:
        return _("removed on {day}", day=day)
    return _("entered on {day}", day=day)
