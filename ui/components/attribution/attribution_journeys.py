"""Drill-through from an attributed value to the conversion paths that it is computed from."""

from __future__ import annotations

import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.attribution.compare import Comparison
from metrics.attribution.drilldown import ConversionPath
from metrics.attribution.load_aggregates import key_parts
from metrics.attribution.query import AttributionQuery
from ui import cache, zone
from ui.components import download, grid
from ui.components.attribution.attribution import name
from ui.components.grid import GridColumn
from ui.text import _, _n, language, named

# The box returns None while nothing is chosen, so unknown credit needs another key.
_UNKNOWN = ""


def behind(compared: Comparison, asked: AttributionQuery) -> None:
    """Lets the user choose a key, and lists its latest conversion paths."""
    keys = [spread.keys[0] or _UNKNOWN for spread in compared.spreads]
    with st.expander(_("Journeys behind a figure")):
        key = st.selectbox(
            _("Journeys with"), keys, key=f"credit_behind_{asked.by[0]}", index=None,
            placeholder=_("Choose one"),
            format_func=named(keys, lambda k: name(key_parts(k, asked), asked)),
        )  # fmt: skip
        if key is not None:
            _listed(asked, key, compared.answers[0].currency)


def _listed(asked: AttributionQuery, key: str, currency: str | None) -> None:
    found = cache.journey_drilldown(asked, key)
    columns = (
        GridColumn("converted", _("Converted"), _("When the conversion took place.")),
        GridColumn("value", _("Value"), _("The value of the conversion."), is_number=True),
        GridColumn("visits", _("Visits"), _("Visits before the conversion."), is_number=True),
        GridColumn("path", _("Path"), _("The visits before a conversion, in order.")),
    )
    rows = pl.DataFrame([_row(story, asked, currency) for story in found.stories])
    grid.draw(rows, columns, key="credit_behind_rows", alt=_("Journeys, latest first"))
    st.caption(
        _n(
            "{count} conversion came after a visit of this kind; the latest {listed} are listed.",
            "{count} conversions came after a visit of this kind; the latest {listed} are listed.",
            count=found.count,
            listed=len(found.stories),
        )
    )
    file = grid.with_labels(rows.to_dict(), columns)
    download.button(file, "journeys-behind", key="credit_behind_csv")


def _row(
    story: ConversionPath, asked: AttributionQuery, currency: str | None
) -> dict[str, str | int]:
    now = language()
    steps = [
        f"{shown.day(step.at, now)} {name(key_parts(step.key, asked), asked)}"
        for step in story.steps
    ]
    return {
        "converted": shown.instant(story.ended_at, zone.AS_SHOWN, now),
        "value": shown.money(story.value, currency, now) if story.value else shown.MISSING,
        "visits": len(story.steps),
        "path": " → ".join(steps),
    }
