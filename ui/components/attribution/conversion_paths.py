"""Conversion paths: the answer, the flow from first to last visit, lengths, roles, and the paths."""

from __future__ import annotations

from math import ceil

import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.attribution.intervals import ENOUGH
from metrics.attribution.load_aggregates import key_parts
from metrics.attribution.paths import DAYS, TOUCHES, Paths
from metrics.attribution.query import AttributionQuery
from ui import cache, device, theme
from ui.charts.bars import bars
from ui.charts.flow import OTHERS, FlowWords, flow
from ui.components import answer, chart, download, grid
from ui.components.attribution import attribution
from ui.components.grid import GridColumn
from ui.components.sources.import_issues import plain
from ui.text import _, _c, _n, language

_PATHS = 12
_SHOWN = 12  # rows of roles
_WIDE, _PHONE = (168, 90), (104, 82)  # pixels of a name and a bar; on a phone
_PATH, _NARROW, _COUNT = 330, 210, 120


def title(found: Paths, asked: AttributionQuery) -> None:
    """How many come on their first visit, and how long the others take."""
    what, notes = attribution.counted(asked), _known(found, asked)
    if found.conversions < ENOUGH:
        text = _n(
            "{what}: {n} has a path, {needed} are needed",
            "{what}: {n} have a path, {needed} are needed",
            n=found.conversions,
            what=what,
            needed=ENOUGH,
        )
        answer.title(text, notes)
        return
    share = shown.percent(found.alone / found.conversions, language(), 0)
    if found.days_of_longer is None:
        answer.title(_("{what}: all on the first visit", what=what), notes)
        return
    if found.days_of_longer < 1:
        text = _("{what}: {share} on the first visit, half of the others within a day", what=what, share=share)  # fmt: skip
    else:
        text = _n(
            "{what}: {share} on the first visit, half of the others within {n} day",
            "{what}: {share} on the first visit, half of the others within {n} days",
            n=ceil(found.days_of_longer),
            what=what,
            share=share,
        )
    answer.title(text, notes)


def _known(found: Paths, asked: AttributionQuery) -> str:
    """How many have a known path."""
    every = cache.compared(asked).answers[0].conversions
    text = _n(
        "{n} out of {all} has a known path.",
        "{n} out of {all} have a known path.",
        n=found.conversions,
        all=every,
    )
    if not found.tagged:
        return text
    tags = _n(
        "For {n} only its own UTM tags are known.",
        "For {n} only their own UTM tags are known.",
        n=found.tagged,
    )
    return f"{text} {tags}"


def _name(key: str, asked: AttributionQuery) -> str:
    return _("Others") if key == OTHERS else attribution.name(key_parts(key, asked), asked)


def from_first_to_last(found: Paths, asked: AttributionQuery) -> None:
    """The flow of paths with two or more visits."""
    st.header(_("From first to last visit"), anchor=False)
    longer = found.conversions - found.alone
    if not longer:
        st.caption(_("All paths have one visit."))
        return
    links = [(row[0], row[1], row[2]) for row in found.flow.iter_rows()]
    words = FlowWords(
        lambda key: _name(key, asked),
        lambda share: shown.percent(share, language(), 0),
        (_("First visit"), _("Last visit")),
    )
    chart.show(
        flow(links, words, theme.colours(found.roles["key"])), key="paths_flow", name="paths",
        alt="; ".join(f"{_name(a, asked)} → {_name(b, asked)}: {n}" for a, b, n in links[:8]),
    )  # fmt: skip
    text = _n("{n} path has two or more visits.", "{n} paths have two or more visits.", n=longer)
    if found.alone:
        text += " " + _n("The other {n} has one.", "The other {n} have one.", n=found.alone)
    st.caption(text)


def lengths(found: Paths) -> None:
    """Path length and days to conversion, as shares."""
    last = len(TOUCHES) - 1
    names = [f"{n}+" if at == last else str(n) for at, n in enumerate(TOUCHES)]
    st.header(_("Path length (visits)"), anchor=False)
    _bars(names, found.touches, found.conversions, "paths_length")
    names = [
        f"{first}+" if at == len(DAYS) - 1 else _span(first, DAYS[at + 1])
        for at, first in enumerate(DAYS)
    ]
    st.header(_("Days to conversion"), anchor=False)
    _bars(names, found.days, found.conversions, "paths_days")


def _bars(names: list[str], values: tuple[int, ...], whole: int, key: str) -> None:
    now = language()
    words = [shown.percent(value / whole, now, 0) for value in values]
    counts = [shown.number(value, now) for value in values]
    alt = "; ".join(f"{n}: {share}" for n, share in zip(names, words, strict=True))
    chart.show(bars(names, values, words, counts), key=key, alt=alt, name=key)


def _span(first: int, past: int) -> str:
    return f"< {past}" if first == 0 else f"{first}–{past - 1}" if past - 1 > first else str(first)


def roles(found: Paths, asked: AttributionQuery) -> str | None:
    """In how many paths each was first, in between and last; gives the key that is selected."""
    first = found.roles.head(_SHOWN)
    top = max(max(first[name].to_list()) for name in ("began", "assisted", "ended"))
    name, bar = _PHONE if device.is_phone() else _WIDE
    progress = st.column_config.ProgressColumn(
        min_value=0, max_value=max(top, 1), format="%d", width=bar
    )
    key = attribution.key_column(asked.by[0])
    columns = (
        GridColumn(
            key.id, key.label, key.help, config=st.column_config.TextColumn(pinned=True, width=name)
        ),
        GridColumn("began", _("First"), _("Paths whose first visit it was."), config=progress),
        GridColumn(
            "assisted", _("Assist"), _("Paths with such a visit between first and last."),
            config=progress,
        ),
        GridColumn("ended", _("Last"), _("Paths whose last visit it was."), config=progress),
    )  # fmt: skip
    rows = pl.DataFrame(
        {
            asked.by[0]: [_name(key, asked) for key in first["key"]],
            "began": first["began"],
            "assisted": first["assisted"],
            "ended": first["ended"],
        }
    )
    st.header(_("Role of each"), anchor=False)
    place = grid.choose(
        rows, columns, key=f"paths_roles_{asked.by[0]}",
        alt=_("Conversions of which each was first, assist and last"),
    )  # fmt: skip
    st.caption(_("Select a row to see its paths. A single visit is both first and last."))
    return None if place is None else str(first["key"][place])


def common(found: Paths, asked: AttributionQuery, only: str | None) -> None:
    """The most frequent paths; with ``only`` those that contain it."""
    st.header(
        _("Conversion paths")
        if only is None
        else plain(_("Paths with {name}", name=_name(only, asked))),
        anchor=False,
    )
    rows = found.common
    if only is not None:
        rows = rows.filter(pl.col("steps").list.contains(only))
    columns = _columns(found, asked)
    values = _values(rows, found, asked)
    seen = [one for one in columns if one.id in values][: 2 if device.is_phone() else None]
    grid.draw(
        pl.DataFrame({one.id: values[one.id][:_PATHS] for one in seen}), seen,
        key=f"paths_table_{only or ''}", alt=_("The most common conversion paths"),
        height="content",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            _n(
                "{n} different path. Visits of the same kind in a row are one step.",
                "{n} different paths. Visits of the same kind in a row are one step.",
                n=rows.height,
            ),
            width="stretch",
        )
        known = [one for one in columns if one.id in values]
        download.button(grid.with_labels(values, known), "conversion-paths", key="paths_csv")


def _columns(found: Paths, asked: AttributionQuery) -> list[GridColumn]:
    path = st.column_config.TextColumn(width=_NARROW if device.is_phone() else _PATH)
    most = max(int(found.common["conversions"][0]), 1)
    progress = st.column_config.ProgressColumn(
        min_value=0, max_value=most, format="%d", width=_COUNT
    )
    return [
        GridColumn("path", _("Path"), _("The visits before a conversion, in order."), config=path),
        GridColumn(
            "conversions", attribution.counted(asked), _("How many had this path."), config=progress
        ),
        GridColumn("share", _c("of all", "Share"), _("These divided by all of them."), is_number=True),
        GridColumn(
            "days", _("Median days"), _("From first visit to conversion, for half of them."),
            is_number=True,
        ),
        GridColumn("deals", _("Deals"), _("Those with an amount so far."), is_number=True),
    ]  # fmt: skip


def _values(rows: pl.DataFrame, found: Paths, asked: AttributionQuery) -> dict[str, list[object]]:
    values: dict[str, list[object]] = {
        "path": [" → ".join(_name(key, asked) for key in steps) for steps in rows["steps"]],
        "conversions": rows["conversions"].to_list(),
        "share": [_share(n / found.conversions) for n in rows["conversions"]],
        "days": [
            _days(days, len(steps)) for steps, days in rows.select("steps", "days").iter_rows()
        ],
    }
    if asked.leads:
        values["deals"] = rows["deals"].to_list()
    return values


def _share(share: float) -> str:
    least = 0.01
    if share < least:
        return f"< {shown.percent(least, language(), 0)}"
    return shown.percent(share, language(), 0)


def _days(days: float, steps: int) -> str:
    if not round(days, 1):
        return _("same visit") if steps == 1 else _("same day")
    return shown.number(days, language(), 1, least=1)
