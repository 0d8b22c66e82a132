"""Posts in one picture: seen against brought, or ranked where results are not known."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.content.post_text import brief
from ui.charts.ranked import RankedBar, ranked
from ui.charts.scatter import ScatterPoint, ScatterWords, scatter
from ui.components import chart
from ui.components.content import order, posts
from ui.components.content.cards import key_of
from ui.filters import network_label
from ui.text import _, _n, language

LEAST = 5
"""Posts with known results that a scatter needs: fewer show no pattern."""
_BARS = 10
_WORDS = 40


def draw(found: pl.DataFrame, name: str) -> list[str]:
    """The picture; gives the posts that were selected in it."""
    known = found.drop_nulls(["times", "sessions"])
    if known.height >= LEAST:
        return _scatter(known.to_dicts())
    measure = order.usual(found) if name == order.NEWEST else name
    top = order.ordered(found.drop_nulls(measure), measure).head(_BARS)
    return _ranked(top.to_dicts(), measure) if top.height > 1 else []


def _scatter(rows: list[dict[str, Any]]) -> list[str]:
    now = language()
    st.header(_("Seen against brought"), anchor=False)
    words = ScatterWords(
        _("Seen, times the median of the network"), _("Sessions"), _("Little seen, brought sessions"),
        _("Seen and brought"), _("Seen, brought nothing"),
        lambda times: f"{shown.number(times, now, 1)}×", lambda value: shown.number(value, now),
        network_label,
    )  # fmt: skip
    points = [
        ScatterPoint(
            key_of(row), str(row["network"]), max(row["times"], 0.05), row["sessions"],
            row["leads"] or 0, _hover(row),
        )
        for row in rows
    ]  # fmt: skip
    brought = sum(1 for row in rows if row["sessions"])
    alt = _n("Sessions from {n} post of {all}.", "Sessions from {n} posts of {all}.", n=brought, all=len(rows))  # fmt: skip
    picked = chart.show(scatter(points, words), key="content_scatter", alt=alt, select=True)
    sized = sum(1 for row in rows if row["leads"] is not None)
    size = _("Size: leads.") if sized else ""
    if 0 < sized < len(rows):
        size += " " + posts.known_for("leads", sized, len(rows))
    st.caption(f"{size} {_('Select a point to see its post.')}")
    return _keys(picked)


def _ranked(rows: list[dict[str, Any]], measure: str) -> list[str]:
    title = order.label(measure)
    st.header(_("{measure} by post", measure=title), anchor=False)
    bars = [
        RankedBar(key_of(row), _name(row), float(row[measure]), shown.number(row[measure], language()))
        for row in rows
    ]  # fmt: skip
    alt = ", ".join(f"{bar.name} {bar.words}" for bar in bars[:3])
    return _keys(chart.show(ranked(bars), key="content_ranked", alt=alt, select=True))


def _keys(picked: list[dict[str, Any]]) -> list[str]:
    return [str(point["customdata"][0]) for point in picked if point.get("customdata")]


def _name(row: dict[str, Any]) -> str:
    """The day first: it separates equal texts."""
    day = "" if row["published_on"] is None else shown.axis_day(row["published_on"], language())
    return f"{day} {brief(row['text'], _WORDS) or network_label(row['network'])}".strip()


def _hover(row: dict[str, Any]) -> str:
    seen = _("{times} × median", times=shown.number(row["times"], language(), 1))
    sessions = _n("{n} session", "{n} sessions", n=int(row["sessions"]))
    return f"{_name(row)} · {seen} · {sessions}"


def coverage(found: pl.DataFrame, name: str) -> str:
    """How many posts have what they are sorted by, and that their ages differ."""
    if name == order.NEWEST:
        return ""
    known = found.height - found[name].null_count()
    said = posts.known_for(name, known, found.height)
    if name in posts.RESULTS:
        return said + " " + _("Sessions and leads are until now.")
    return said + " " + _("Older posts had more time to gain values.")
