"""The filters of all pages: their values in the session and in the address.

The values are in the session under one key, never in widgets: Streamlit forgets the value of a
widget that is not drawn, and pages draw the filters that apply to them only. They hold ids, never
labels, so that a link works in every language. The address holds the same ids and leaves defaults
out. An address that the user changed (back button, shared link) wins over the session; a switch of
pages, which empties the address, leaves the values as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast
from urllib.parse import unquote

import streamlit as st

from data.base.channels import CHANNELS
from data.base.networks import network_name
from i18n import format as shown
from metrics.comparison.periods import Compare, ComparedSpan, ComparedWith, compared_with
from metrics.definitions.registry import metrics
from metrics.question.query import Query
from metrics.results.overview import Overview
from ui import periods
from ui.text import _, language, show

OWN = "own"  # a comparison with dates of the user's choice
COMPARISONS = (
    Compare.PREVIOUS.value,
    Compare.YEAR.value,
    Compare.WEEKDAYS.value,
    OWN,
    Compare.NONE.value,
)
USES = ("organic", "paid")
LISTS = {"channels": "channel", "uses": "use", "networks": "network", "accounts": "account", "campaigns": "campaign"}  # fmt: skip
"""The filters of several values, with the key of a query that each is about."""
NEGATED = "not"  # the parameter that names the filters whose values are left out
VALUES, WRITTEN, PAGE = "filter_values", "filters_written", "filters_page"
SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class Filters:
    """The chosen filters of a page; frozen, so that they can be a cache key.

    ``excluded`` names the filters (of ``LISTS``) whose values are left out instead.
    """

    start: date
    end: date
    comparison: str = Compare.PREVIOUS.value
    channels: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def query(self) -> Query:
        """The filters as a query of the metrics."""
        values = {name: getattr(self, name) for name in LISTS}
        excluded = frozenset(LISTS[name] for name in self.excluded)
        return Query(self.start, self.end, **values, excluded=excluded)

    @property
    def compare(self) -> ComparedWith:
        """The comparison period."""
        return compared_with(self.comparison)

    @property
    def set_lists(self) -> tuple[str, ...]:
        """The filters of several values that are set."""
        return tuple(name for name in LISTS if getattr(self, name))


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


def _one_of(key: str, is_known: Callable[[str], bool], default: str) -> FilterField:
    return FilterField(key, default, lambda text: text if is_known(text) else None, str)


def _many(key: str, choices: Sequence[str]) -> FilterField:
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


def known_fields(seen: Overview) -> tuple[FilterField, ...]:
    """Every filter, with the choices that the data offer. Raises ValueError while there are none."""
    if seen.last is None:
        raise ValueError("filters need data")
    dates = seen.period or periods.PRESETS[periods.DEFAULT](seen.last)
    opening = periods.CUSTOM if seen.period else periods.DEFAULT
    return (
        _one_of("period", periods.is_known, opening),
        FilterField("dates", dates, _dates, _write_dates),
        _one_of("compare", COMPARISONS.__contains__, Compare.PREVIOUS.value),
        FilterField("compare_dates", _before(dates), _dates, _write_dates),
        _many("channels", seen.channels),
        _many("uses", USES),
        _many("networks", seen.networks),
        _many("accounts", seen.accounts),
        _many("campaigns", seen.campaigns),
        _many(NEGATED, tuple(LISTS)),
        _one_of("figure", metrics().__contains__, ""),
    )


def _before(dates: tuple[date, date]) -> tuple[date, date]:
    """As many days just before."""
    end = dates[0] - timedelta(days=1)
    return end - (dates[1] - dates[0]), end


def values() -> dict[str, Any]:
    """The values of the session by parameter, to read and to set; empty before ``pull``."""
    found: dict[str, Any] = st.session_state.setdefault(VALUES, {})
    return found


def pull(known: tuple[FilterField, ...], page: str) -> None:
    """Takes the parameters of the address, if the user (not this application) changed them."""
    state, now_set = st.session_state, values()
    now = {f.key: st.query_params[f.key] for f in known if f.key in st.query_params}
    first, switched = WRITTEN not in state, state.get(PAGE) != page
    state[PAGE] = page
    # Streamlit drops all query parameters on a switch of pages: an empty address then is no change
    # by the user. Without a switch it is one, such as a click on Back.
    if first or (now != state[WRITTEN] and (now or not switched)):
        for field in known:
            value = field.read(now[field.key]) if field.key in now else None
            now_set[field.key] = field.default if value is None else value
    for field in known:
        value = now_set.setdefault(field.key, field.default)
        if isinstance(value, list):  # an undone import may take a choice with it
            now_set[field.key] = field.read(field.write(value)) or []


def address(known: tuple[FilterField, ...]) -> dict[str, str]:
    """The values that differ from their defaults, as parameters of an address."""
    now = values()
    wanted = {f.key: f.write(now[f.key]) for f in known if now[f.key] != f.default}
    if now["period"] != periods.CUSTOM:
        wanted.pop("dates", None)
    if now["compare"] != OWN:
        wanted.pop("compare_dates", None)
    set_lists = [name for name in now[NEGATED] if now[name]]
    if set_lists:
        wanted[NEGATED] = SEPARATOR.join(set_lists)
    else:
        wanted.pop(NEGATED, None)
    return wanted


def push(known: tuple[FilterField, ...]) -> None:
    """Writes the filters that differ from their defaults to the address."""
    wanted = address(known)
    for field in known:
        if wanted.get(field.key) == st.query_params.get(field.key):
            continue
        if field.key in wanted:
            st.query_params[field.key] = wanted[field.key]
        else:
            del st.query_params[field.key]
    st.session_state[WRITTEN] = wanted


def open_view(parameters: Mapping[str, str]) -> None:
    """Sets all filters to those of an address, from a widget's callback: others take their defaults."""
    st.session_state.pop(WRITTEN, None)
    st.query_params.from_dict(
        {**{k: v for k, v in st.query_params.items() if k == "lang"}, **parameters}
    )


def choose_dates(start: date, end: date) -> None:
    """Sets the period to dates, from a widget's callback."""
    values().update(period=periods.CUSTOM, dates=(start, end))


def choose(name: str, chosen: Sequence[str], *, excluded: bool = False) -> None:
    """Sets a filter of several values: these, or all but these."""
    now = values()
    now[name] = list(chosen)
    others = [one for one in now.get(NEGATED, []) if one != name]
    now[NEGATED] = [*others, name] if excluded else others


def link(**more: str) -> dict[str, str]:
    """The parameters of a link to another page: the filters of this one, and those of the page.

    A link with parameters of its own would take the filters away otherwise.
    """
    language_now = {k: v for k, v in st.query_params.items() if k == "lang"}
    return {**language_now, **st.session_state.get(WRITTEN, {}), **more}


def link_of(name: str, chosen: Sequence[str]) -> dict[str, str]:
    """The parameters of a link to another page with one more filter of several values."""
    parts = (part.replace("%", "%25").replace(SEPARATOR, "%7E") for part in chosen)
    return link(**{name: SEPARATOR.join(parts)})


def reset() -> None:
    """Takes away every filter of several values; the period and the comparison stay."""
    for name in LISTS:
        choose(name, [])


def _chosen_dates(known: tuple[FilterField, ...], key: str) -> tuple[date, date]:
    chosen = values()[key]
    if len(chosen) != 2:  # the date widget returns one date while the user picks the second
        chosen = next(field.default for field in known if field.key == key)
    return cast("tuple[date, date]", tuple(chosen))


def current(known: tuple[FilterField, ...], seen: Overview, applied: Sequence[str]) -> Filters:
    """The values of the filters that apply to a page. Raises ValueError while there are no data."""
    if seen.last is None:
        raise ValueError("filters need data")
    now = values()
    start, end = periods.span_of(now["period"], seen.last, _chosen_dates(known, "dates"))
    comparison = now["compare"] if "compare" in applied else Compare.NONE.value
    if comparison == OWN:
        comparison = ComparedSpan(*_chosen_dates(known, "compare_dates")).value
    lists = {name: tuple(now[name]) for name in LISTS if name in applied}
    if set(lists.get("uses", ())) == set(USES):  # both: nothing is filtered
        lists["uses"] = ()
    excluded = tuple(name for name in now[NEGATED] if lists.get(name))
    return Filters(start, end, comparison, **lists, excluded=excluded)


def not_applied(applied: Sequence[str]) -> tuple[str, ...]:
    """The filters that are set, but do not apply to a page."""
    now = values()
    return tuple(name for name in LISTS if now.get(name) and name not in applied)


def channel_label(channel: str | None) -> str:
    """A channel's name in the session's language; custom channels are not translated."""
    if channel is None:
        return _("Unknown")
    found = CHANNELS.get(channel)
    return channel if found is None else show(found.label)


def network_label(network: str | None) -> str:
    """A network's name, the same in every language."""
    return _("Unknown") if network is None else network_name(network)


def value_label(name: str, value: str) -> str:
    """The name of a value of a filter in the session's language."""
    named: Mapping[str, Callable[[str], str]] = {
        "channels": channel_label,
        "uses": use_label,
        "networks": network_label,
    }
    return named.get(name, str)(value)


def summary(filters: Filters) -> str:
    """The period in words, for the line under a page's title."""
    return shown.span(filters.start, filters.end, language())
