"""Conversion paths: KPI cards, Sankey flow, path length, days to conversion, roles, tables."""

from __future__ import annotations

import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.attribution.load_aggregates import key_parts
from metrics.attribution.paths import DAYS, TOUCHES, Paths
from metrics.attribution.query import AttributionQuery
from ui import theme
from ui.charts.bars import bars
from ui.charts.flow import flow as drawn
from ui.components import chart as charts
from ui.components import download, grid
from ui.components.attribution import attribution
from ui.components.grid import GridColumn
from ui.text import _, _n, language

_PATHS = 25


def nobody() -> None:
    """Empty state: no conversion path ended in this period."""
    st.info(
        _(
            "No conversion of this period has a known visit before it. Choose a longer period or "
            "look back further."
        )
    )


def typical(found: Paths) -> None:
    """The number of paths, and their median length and days."""
    left, middle, right = st.columns(3)
    now = language()
    left.metric(
        _("Journeys to a conversion"),
        shown.number(found.conversions, now),
        help=_("Conversions of the period that have a known visit before them."),
    )
    middle.metric(
        _("Visits, typically"),
        shown.number(found.typical_touches, now, 1),
        help=_("Half of the journeys have at most so many visits (the median)."),
    )
    right.metric(
        _("Days, typically"),
        shown.number(found.typical_days, now, 1),
        help=_("Half of the journeys take at most so long from first visit to conversion."),
    )


def _name(key: str, asked: AttributionQuery) -> str:
    return attribution.name(key_parts(key, asked), asked)


def flow(found: Paths, asked: AttributionQuery) -> None:
    """The last steps before conversions."""
    # Colours are known by id: a translated name would get the colour of an unknown channel.
    hues = {_name(key, asked): hue for key, hue in theme.colours(found.roles["key"]).items()}
    paths = [
        ([_name(key, asked) for key in row["steps"]], row["conversions"])
        for row in found.common.iter_rows(named=True)
    ]
    figure = drawn(paths, _("Conversion"), _("Others"), hues)
    charts.draw(
        figure,
        key="journeys_flow",
        alt=_("The last two steps before a conversion, left to right"),
    )


def touches(found: Paths) -> None:
    """Path length: conversions by number of visits."""
    last = len(TOUCHES) - 1
    names = [f"{n}+" if at == last else str(n) for at, n in enumerate(TOUCHES)]
    charts.draw(
        bars(names, found.touches), key="journeys_touches", alt=_("Conversions by number of visits")
    )


def days(found: Paths) -> None:
    """Days to conversion: conversions by days since the first visit."""
    names = [
        f"{first}+" if at == len(DAYS) - 1 else _span(first, DAYS[at + 1])
        for at, first in enumerate(DAYS)
    ]
    charts.draw(
        bars(names, found.days),
        key="journeys_days",
        alt=_("Conversions by days since the first visit"),
    )


def _span(first: int, past: int) -> str:
    return f"< {past}" if first == 0 else f"{first}–{past - 1}" if past - 1 > first else str(first)


def roles(found: Paths, asked: AttributionQuery) -> None:
    """Per key, the conversions in which it was first, assisting and last."""
    columns = (
        attribution.key_column(asked.by[0]),
        GridColumn("began", _("Began"), _("Paths whose first visit it was."), is_number=True),
        GridColumn(
            "assisted", _("Helped in between"), _("Paths with such a visit between first and last."),
            is_number=True,
        ),
        GridColumn("ended", _("Ended"), _("Paths whose last visit it was."), is_number=True),
    )  # fmt: skip
    rows = {
        asked.by[0]: [_name(key, asked) for key in found.roles["key"]],
        "began": found.roles["began"],
        "assisted": found.roles["assisted"],
        "ended": found.roles["ended"],
    }
    grid.draw(
        pl.DataFrame(rows),
        columns,
        key="journeys_roles",
        alt=_("Conversions that each began, helped and ended"),
    )
    st.caption(_("A journey of one visit is begun and ended by it."))


def common(found: Paths, asked: AttributionQuery) -> None:
    """The most frequent paths."""
    first = found.common.head(_PATHS)
    columns = (
        GridColumn("path", _("Path"), _("The visits before a conversion, in order.")),
        GridColumn(
            "conversions", attribution.counted(asked), _("How many had this path."), is_number=True
        ),
        GridColumn("share", _("Share"), _("These divided by all of them."), is_number=True),
    )  # fmt: skip
    rows = {
        "path": [" → ".join(_name(key, asked) for key in s) for s in first["steps"]],
        "conversions": first["conversions"],
        "share": [shown.percent(n / found.conversions, language()) for n in first["conversions"]],
    }
    grid.draw(pl.DataFrame(rows), columns, key="journeys_paths", alt=_("The most common paths"))
    st.caption(
        _n(
            "{count} path; visits of the same kind in a row are one step.",
            "{count} different paths; visits of the same kind in a row are one step.",
            count=found.common.height,
        )
    )
    download.button(grid.with_labels(rows, columns), "journeys", key="journeys_csv")
