"""Posts by day of publication as bars; a bar, or its line in the list, leaves the posts of that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.content.publishing_days import PublishingDay, grain_of, publishing_days
from ui import chart_layout, device
from ui.charts.stacked_bars import StackedBar, stacked_bars
from ui.components import chart
from ui.filters import SEPARATOR, Filters, network_label
from ui.text import _, _n, language, named

PARAMETER = "published"  # of the address: the first and the last day of the bar that is chosen
_TURN = "content_days_turn"
_MOST, _MOST_NARROW = 92, 45  # bars: a quarter by day, on a phone six weeks
_FEW_TICKS, _TICKS = 4, 8


def draw(found: pl.DataFrame, now: Filters) -> pl.DataFrame:
    """The bars of all posts; gives the posts of the chosen bar, or all."""
    grain = grain_of(now.start, now.end, _MOST_NARROW if device.is_phone() else _MOST)
    days = publishing_days(found, now.start, now.end, grain)
    filled = {_key(day): day for day in days if day.posts}
    span = _asked(now)
    key = None if span is None else _written(*span)
    turn = st.session_state.setdefault(_TURN, 0)
    title = {
        "day": _("Posts by day of publication"),
        "week": _("Posts by week of publication"),
        "month": _("Posts by month of publication"),
    }[grain]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(title, anchor=False, width="stretch")
        _list(filled, key, turn)
    groups = [name or "" for name in found["network"].value_counts(sort=True)["network"]]
    figure = stacked_bars(
        _bars(days, grain), groups, lambda name: network_label(name or None),
        lambda value: shown.number(value, language()), key if key in filled else None,
    )  # fmt: skip
    most = max(filled.values(), key=lambda day: day.total)
    picked = chart.show(
        figure, key=f"content_days_{turn}", alt=f"{title}. {_words(most)}", name="posts-by-day",
        select=True,
    )  # fmt: skip
    names = [str(point["customdata"][0]) for point in picked if point.get("customdata")]
    if names:
        # The same bar again shows all posts.
        _choose(None if names[0] == key else names[0])
        st.rerun()
    if span is None:
        return found
    left = found.filter(pl.col("published_on").is_between(*span))
    if left.is_empty():
        st.caption(_("No post on these days."))
    return left


def _list(filled: dict[str, PublishingDay], key: str | None, turn: int) -> None:
    """The bars as a list: points of a chart cannot be reached by keyboard."""
    keys = ["", *filled]
    if key is not None and key not in filled:
        keys.append(key)
    labels = {"": _("All days"), **{name: _words(day) for name, day in filled.items()}}
    if key is not None and key not in filled:
        # A week of a link that was sent from a phone: here the bars are days.
        labels[key] = shown.span(*_span(key), language())
    widget = f"content_days_list_{turn}"

    def choose() -> None:
        _choose(st.session_state[widget] or None)

    st.selectbox(
        _("Day of publication"), keys, index=keys.index(key or ""), key=widget, width=300,
        format_func=named(keys, labels.__getitem__), on_change=choose,
        label_visibility="collapsed",
    )  # fmt: skip


def _choose(key: str | None) -> None:
    """Writes the choice to the address; new keys empty the selections of chart and list."""
    st.session_state[_TURN] += 1
    if key is None:
        st.query_params.pop(PARAMETER, None)
    else:
        st.query_params[PARAMETER] = key


def _asked(now: Filters) -> tuple[date, date] | None:
    """The days of the address, if they are in the period."""
    text = st.query_params.get(PARAMETER)
    if text is None:
        return None
    try:
        first, last = _span(text)
    except ValueError:
        return None
    return (first, last) if now.start <= first <= last <= now.end else None


def _span(key: str) -> tuple[date, date]:
    """The days of a key. Raises ValueError for any other text."""
    first, _separator, last = key.partition(SEPARATOR)
    return date.fromisoformat(first), date.fromisoformat(last or first)


def _key(day: PublishingDay) -> str:
    return _written(day.first, day.last)


def _written(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first}{SEPARATOR}{last}"


def _bars(days: Sequence[PublishingDay], grain: str) -> list[StackedBar]:
    ticks = _ticks(days, grain)
    return [
        StackedBar(
            _key(day), {name or "": posts for name, posts in day.posts.items()}, _words(day),
            ticks.get(place, ""),
        )
        for place, day in enumerate(days)
    ]  # fmt: skip


def _ticks(days: Sequence[PublishingDay], grain: str) -> dict[int, str]:
    """Labels of a few bars: Mondays, or every so many weeks or months."""
    now = language()
    if grain == "day":
        marks = chart_layout.day_ticks(
            days[0].first, days[-1].last, lambda day: shown.axis_day(day, now)
        )
        texts = dict(zip(marks["tickvals"], marks["ticktext"], strict=True))
        return {
            place: texts[day.first.isoformat()]
            for place, day in enumerate(days)
            if day.first.isoformat() in texts
        }
    step = -(-len(days) // (_FEW_TICKS if device.is_phone() else _TICKS))
    write = shown.month if grain == "month" else shown.axis_day
    return {place: write(days[place].first, now) for place in range(0, len(days), step)}


def _words(day: PublishingDay) -> str:
    """A bar in words: its days, its posts, and those of each network where there are several."""
    days = shown.span(day.first, day.last, language())
    posts = _n("{n} post", "{n} posts", n=day.total)
    if len(day.posts) == 1:
        return f"{days} · {posts} · {network_label(next(iter(day.posts)))}"
    each = ", ".join(f"{network_label(name)} {number}" for name, number in day.posts.items())
    return f"{days} · {posts} ({each})"
