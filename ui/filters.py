"""Filter bar: shared filters as sidebar widgets, synchronised with the URL's query parameters.

The widgets hold ids, never labels, so that a link works in every language; the URL holds the same
ids and leaves defaults out. A URL that the user changed (back button, shared link, edited address)
wins over the widgets; a switch of pages, which empties the URL, leaves the widgets as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast
from urllib.parse import unquote

import streamlit as st

from data.base.channels import CHANNELS
from data.base.networks import network_name
from i18n import format as shown
from metrics.comparison.periods import Compare, ComparedSpan, ComparedWith, compared_with
from metrics.question.query import Query
from metrics.results.overview import Overview
from ui.text import _, date_format, language, named, show

OWN = "own"  # a comparison with dates of the user's choice
COMPARISONS = (
    Compare.PREVIOUS.value,
    Compare.YEAR.value,
    Compare.WEEKDAYS.value,
    OWN,
    Compare.NONE.value,
)
USES = ("organic", "paid")
CUSTOM = "custom"
WRITTEN, PAGE = "filters_written", "filters_page"
SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class Filters:
    """The chosen filters of a page; frozen, so that they can be a cache key."""

    start: date
    end: date
    comparison: str = Compare.PREVIOUS.value
    channels: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()

    def query(self) -> Query:
        """The filters as a query of the metrics."""
        return Query(self.start, self.end, self.channels, self.uses, campaigns=self.campaigns)

    def without_campaigns(self) -> Filters:
        """The filters for rows that have no campaign, such as posts."""
        return replace(self, campaigns=())

    @property
    def compare(self) -> ComparedWith:
        """The comparison period."""
        return compared_with(self.comparison)


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _quarter_start(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _last_month(day: date) -> tuple[date, date]:
    end = _month_start(day) - timedelta(days=1)
    return _month_start(end), end


# Periods by id, each ending with the last complete day of the data rather than today.
PERIODS: dict[str, Callable[[date], tuple[date, date]]] = {
    "last7": lambda day: (day - timedelta(days=6), day),
    "last28": lambda day: (day - timedelta(days=27), day),
    "last90": lambda day: (day - timedelta(days=89), day),
    "month": lambda day: (_month_start(day), day),
    "lastmonth": _last_month,
    "quarter": lambda day: (_quarter_start(day), day),
    "year": lambda day: (date(day.year, 1, 1), day),
    "last364": lambda day: (day - timedelta(days=363), day),
}
DEFAULT_PERIOD = "last90"


def period_label(period: str) -> str:
    """The name of a period choice in the session's language."""
    return {
        "last7": _("Last 7 days"),
        "last28": _("Last 28 days"),
        "last90": _("Last 90 days"),
        "month": _("This month"),
        "lastmonth": _("Last month"),
        "quarter": _("This quarter"),
        "year": _("This year"),
        "last364": _("Last 52 weeks"),
        CUSTOM: _("Choose dates"),
    }[period]


def comparison_label(comparison: str) -> str:
    """The name of a comparison, or its dates, in the session's language."""
    found = compared_with(comparison) if comparison != OWN else None
    if isinstance(found, ComparedSpan):
        return shown.span(found.start, found.end, language())
    return {
        "previous": _("Previous period"),
        "year": _("Same dates last year"),
        "weekdays": _("Same weekdays before"),
        OWN: _("Choose dates"),
        "none": _("No comparison"),
    }[comparison]


def use_label(use: str) -> str:
    """The name of a use in the session's language."""
    return {"organic": _("Organic"), "paid": _("Paid"), "unknown": _("Not stated")}[use]


@dataclass(frozen=True, slots=True)
class FilterField:
    """A filter as a query parameter: how to parse its text (None if invalid) and how to write it."""

    key: str
    default: object
    read: Callable[[str], object | None]
    write: Callable[[object], str]


def _one_of(key: str, choices: tuple[str, ...], default: str) -> FilterField:
    return FilterField(key, default, lambda text: text if text in choices else None, str)


def _many(key: str, choices: tuple[str, ...]) -> FilterField:
    def read(text: str) -> object | None:
        parts = (unquote(part) for part in text.split(SEPARATOR))
        return [part for part in parts if part in choices] or None

    def write(value: object) -> str:
        parts = (part.replace("%", "%25") for part in cast("list[str]", value))
        return SEPARATOR.join(part.replace(SEPARATOR, "%7E") for part in parts)

    return FilterField(key, [], read, write)


def _dates(text: str) -> object | None:
    try:
        start, end = (date.fromisoformat(part) for part in text.split(SEPARATOR))
    except ValueError:
        return None
    return (start, end) if start <= end else None


def _write_dates(value: object) -> str:
    days = cast("tuple[date, ...]", value)
    return SEPARATOR.join(day.isoformat() for day in days)


def fields(seen: Overview, last: date) -> tuple[FilterField, ...]:
    """Every filter, with the choices that the data offer; ``last`` is the last day of the data."""
    dates = seen.period or PERIODS[DEFAULT_PERIOD](last)
    return (
        _one_of("period", (*PERIODS, CUSTOM), CUSTOM if seen.period else DEFAULT_PERIOD),
        FilterField("dates", dates, _dates, _write_dates),
        _one_of("compare", COMPARISONS, "previous"),
        FilterField("compare_dates", _before(dates), _dates, _write_dates),
        _many("channels", seen.channels),
        _many("uses", USES),
        _many("campaigns", seen.campaigns),
    )


def _before(dates: tuple[date, date]) -> tuple[date, date]:
    """As many days just before."""
    end = dates[0] - timedelta(days=1)
    return end - (dates[1] - dates[0]), end


def pull(known: tuple[FilterField, ...], page: str) -> None:
    """Copies the query parameters to the widgets, if the user (not this application) changed them."""
    state = st.session_state
    now = {f.key: st.query_params[f.key] for f in known if f.key in st.query_params}
    first, switched = WRITTEN not in state, state.get(PAGE) != page
    state[PAGE] = page
    # Streamlit drops all query parameters on a switch of pages: an empty URL then is no change by
    # the user. Without a switch it is one, such as a click on Back.
    if first or (now != state[WRITTEN] and (now or not switched)):
        for field in known:
            value = field.read(now[field.key]) if field.key in now else None
            state[field.key] = field.default if value is None else value
    for field in known:
        # Assign every key in every run: Streamlit forgets the value of a widget that is not drawn
        # (the dates of a preset period, pages without filters); an assigned value stays.
        state[field.key] = state.get(field.key, field.default)
        if isinstance(state[field.key], list):  # an undone import may take a choice with it
            text = field.write(state[field.key])
            state[field.key] = field.read(text) or []


def push(known: tuple[FilterField, ...]) -> None:
    """Writes the filters that differ from their defaults to the query parameters."""
    state = st.session_state
    wanted = {f.key: f.write(state[f.key]) for f in known if state[f.key] != f.default}
    if state["period"] != CUSTOM:
        wanted.pop("dates", None)
    if state["compare"] != OWN:
        wanted.pop("compare_dates", None)
    for field in known:
        if wanted.get(field.key) == st.query_params.get(field.key):
            continue
        if field.key in wanted:
            st.query_params[field.key] = wanted[field.key]
        else:
            del st.query_params[field.key]
    state[WRITTEN] = wanted


def choose_dates(start: date, end: date) -> None:
    """Sets the period to dates, from a widget's callback."""
    st.session_state["period"] = CUSTOM
    st.session_state["dates"] = (start, end)


def _chosen_dates(known: tuple[FilterField, ...], key: str) -> tuple[date, date]:
    chosen = st.session_state[key]
    if len(chosen) != 2:  # the date widget returns one date while the user picks the second
        chosen = next(field.default for field in known if field.key == key)
    return cast("tuple[date, date]", tuple(chosen))


def sidebar(seen: Overview, page: str) -> Filters:
    """Draws the filter bar and returns the chosen filters.

    Raises ValueError while there are no data.
    """
    if seen.last is None:
        raise ValueError("filters need data")
    known = fields(seen, seen.last)
    pull(known, page)
    state = st.session_state
    periods = (*PERIODS, CUSTOM)
    st.selectbox(_("Period"), periods, key="period", format_func=named(periods, period_label))
    if state["period"] == CUSTOM:
        st.date_input(_("From and to"), key="dates", format=date_format())
        start, end = _chosen_dates(known, "dates")
    else:
        start, end = PERIODS[state["period"]](seen.last)
    st.selectbox(
        _("Compare with"),
        COMPARISONS,
        key="compare",
        format_func=named(COMPARISONS, comparison_label),
    )
    comparison = state["compare"]
    if comparison == OWN:
        st.date_input(_("Compare with dates"), key="compare_dates", format=date_format())
        comparison = ComparedSpan(*_chosen_dates(known, "compare_dates")).value
    _multiselect(_("Channels"), seen.channels, "channels", channel_label, _("All channels"))
    st.pills(_("Use"), USES, key="uses", format_func=named(USES, use_label), selection_mode="multi")
    if seen.campaigns:
        _multiselect(_("Campaigns"), seen.campaigns, "campaigns", str, _("All campaigns"))
    push(known)
    chosen = (tuple(state[key]) for key in ("channels", "uses", "campaigns"))
    return Filters(start, end, comparison, *chosen)


def _multiselect(
    label: str, options: tuple[str, ...], key: str, name: Callable[[str], str], empty: str
) -> None:
    # Streamlit's own "Select all" cannot be translated, and an empty choice means all here.
    st.multiselect(
        label,
        options,
        key=key,
        format_func=named(options, name),
        placeholder=empty,
        select_all=False,
    )


def channel_label(channel: str | None) -> str:
    """A channel's name in the session's language; custom channels are not translated."""
    if channel is None:
        return _("Unknown")
    found = CHANNELS.get(channel)
    return channel if found is None else show(found.label)


def network_label(network: str | None) -> str:
    """A network's name, the same in every language."""
    return _("Unknown") if network is None else network_name(network)


def summary(filters: Filters) -> str:
    """The period in words, for the line under a page's title."""
    return shown.span(filters.start, filters.end, language())
