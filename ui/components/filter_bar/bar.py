"""The filter bar: the filters that apply to a page, in one row on top of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.base.channels import CHANNELS
from i18n import format as shown
from metrics.comparison.periods import Compare, earlier
from metrics.results.overview import Overview
from ui import filters, periods
from ui.components.filter_bar import views
from ui.components.filter_bar.bound import bound, is_or_not, many
from ui.components.sources.import_issues import plain
from ui.filters import FilterField, Filters
from ui.text import _, _n, date_format, language, named

BAR = "filter_bar"
ALL = "all"
_LAST_COMPARED = "compare_before"  # key of the session: what the key X brings back


def draw(seen: Overview, known: tuple[FilterField, ...], applied: Sequence[str]) -> Filters:
    """Draws the bar; gives the filters of the page, those that apply to it.

    Raises ValueError while there are no data.
    """
    chosen = filters.current(known, seen, applied)
    with st.container(horizontal=True, key=BAR, gap="small", vertical_alignment="center"):
        _period(seen, chosen)
        if "compare" in applied:
            _compare(chosen)
        if "channels" in applied and seen.channels:
            _one_list("channels", _("Channels"), _("All channels"), seen.channels)
        if "uses" in applied:
            _uses()
        _more(seen, applied)
        st.space("stretch")
        views.popover(known)
    _count(chosen, applied)
    return chosen


def _period(seen: Overview, chosen: Filters) -> None:
    now = filters.values()
    name = periods.name_of(now["period"])
    days = shown.span(chosen.start, chosen.end, language())
    label = f"{name} · {days}" if name else days
    with st.popover(plain(label), icon=":material/calendar_today:", key="bar_period_open"):
        presets = (*periods.PRESETS, periods.CUSTOM)
        st.pills(
            _("Period"), presets, format_func=named(presets, periods.preset_label),
            **bound("period", now["period"] if now["period"] in presets else None),
        )  # fmt: skip
        if seen.first is not None and seen.last is not None:
            _calendar(periods.calendar_periods(seen.first, seen.last), now["period"])
        if now["period"] == periods.CUSTOM:
            st.date_input(
                _("From and to"), format=date_format(), **bound("dates", tuple(now["dates"]))
            )


def _calendar(options: tuple[str, ...], period: str) -> None:
    chosen = options.index(period) if period in options else None
    # A key for each choice: a box whose value is set elsewhere cannot become empty again.
    key = f"bar_calendar_{language()}_{period if chosen is not None else ''}"
    st.selectbox(
        _("Month, quarter or year"),
        options,
        chosen,
        key=key,
        format_func=named(options, periods.calendar_label),
        placeholder=_("Choose a month, a quarter or a year"),
        on_change=_take_calendar,
        args=(key,),
    )


def _take_calendar(key: str) -> None:
    if st.session_state[key] is not None:
        filters.values()["period"] = st.session_state[key]


def _compare(chosen: Filters) -> None:
    now = filters.values()
    before = earlier(chosen.query(), chosen.compare)
    if before is None:
        label = _("No comparison")
    else:
        days = shown.span(before.start, before.end, language())
        label = _("vs {span}", span=days)
    with st.popover(plain(label), key="bar_compare_open"):
        options = filters.COMPARISONS
        st.radio(
            _("Compare with"), options, format_func=named(options, filters.comparison_label),
            **bound("compare", now["compare"]),
        )  # fmt: skip
        if now["compare"] == filters.OWN:
            dates = tuple(now["compare_dates"])
            st.date_input(
                _("Compare with dates"), format=date_format(), **bound("compare_dates", dates)
            )


def toggle_comparison() -> None:
    """Takes the comparison away, or brings the last one back; a callback."""
    now, none = filters.values(), Compare.NONE.value
    if now.get("compare") == none:
        now["compare"] = st.session_state.get(_LAST_COMPARED, Compare.PREVIOUS.value)
    else:
        st.session_state[_LAST_COMPARED] = now.get("compare")
        now["compare"] = none


def _one_list(name: str, label: str, every: str, options: Sequence[str]) -> None:
    chosen = list(filters.values()[name])
    with st.popover(
        plain(_said(name, chosen) or every),
        key=f"bar_{name}_open",
        type="primary" if chosen else "secondary",
    ):
        if chosen:
            is_or_not(name)
        many(name, label, _ordered(name, options), every)


def _ordered(name: str, options: Sequence[str]) -> Sequence[str]:
    order = list(CHANNELS)
    if name != "channels":
        return options
    return sorted(options, key=lambda one: (order.index(one) if one in order else len(order), one))


def _said(name: str, chosen: Sequence[str]) -> str:
    """What a filter says in a few words; empty where it is not set."""
    if not chosen:
        return ""
    first = filters.value_label(name, chosen[0])
    more = len(chosen) - 1
    text = first if not more else _n("{first} and {n} more", "{first} and {n} more", n=more, first=first)  # fmt: skip
    return _("not {name}", name=text) if name in filters.values()[filters.NEGATED] else text


def _uses() -> None:
    words = {ALL: _("All"), "paid": _("Paid"), "organic": _("Unpaid")}
    now = filters.values()["uses"]
    value = now[0] if len(now) == 1 else ALL
    key = f"bar_uses_{language()}"
    st.session_state[key] = value
    st.segmented_control(
        _("Paid or unpaid"), list(words), key=key, format_func=words.__getitem__, required=True,
        label_visibility="collapsed", on_change=_take_uses, args=(key,),
    )  # fmt: skip


def _take_uses(key: str) -> None:
    value = st.session_state[key]
    filters.choose("uses", [] if value == ALL else [value])


def _more(seen: Overview, applied: Sequence[str]) -> None:
    offered = {
        "networks": (_("Networks"), _("All networks"), seen.networks),
        "accounts": (_("Accounts"), _("All accounts"), seen.accounts),
        "campaigns": (_("Campaigns"), _("All campaigns"), seen.campaigns),
    }
    shown_here = {name: offer for name, offer in offered.items() if name in applied and offer[2]}
    if not shown_here:
        return
    now = filters.values()
    set_here = [name for name in shown_here if now[name]]
    words = [_said(name, now[name]) for name in set_here]
    label = ", ".join(words) if words else _("More filters")
    with st.popover(
        plain(label), key="bar_more_open", icon=":material/filter_list:",
        type="primary" if words else "secondary",
    ):  # fmt: skip
        for name, (title, every, options) in shown_here.items():
            if now[name]:
                is_or_not(name)
            many(name, title, options, every)


def _count(chosen: Filters, applied: Sequence[str]) -> None:
    """How many filters are set, here and on other pages, with a way to take them away."""
    idle = filters.not_applied(applied)
    n = len(chosen.set_lists) + len(idle)
    if not n:
        return
    now = filters.values()
    words = [_said(name, now[name]) for name in chosen.set_lists]
    text = _n("{n} filter: {names}", "{n} filters: {names}", n=len(words), names=" · ".join(words)) if words else ""  # fmt: skip
    others = " · ".join(_said(name, now[name]) for name in idle)
    if others:
        text = " ".join((text, _("Does not apply to this page: {names}.", names=others))).strip()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bar_count"):
        st.caption(plain(text), width="content")
        st.button(
            _("Clear filters"), key="bar_clear", icon=":material/filter_alt_off:",
            type="tertiary", on_click=filters.reset,
        )  # fmt: skip
