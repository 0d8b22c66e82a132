"""The latest conversion paths that contain a key, visit by visit."""

from __future__ import annotations

import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.attribution.drilldown import ConversionPath
from metrics.attribution.load_aggregates import key_parts
from metrics.attribution.query import AttributionQuery
from ui import cache, zone
from ui.components import download, grid
from ui.components.attribution.attribution import name
from ui.components.grid import GridColumn
from ui.text import _, _n, language


def draw(asked: AttributionQuery, key: str, currency: str | None) -> None:
    """The paths with ``key`` (empty: the unknown one), and a download of them."""
    found = cache.journey_drilldown(asked, key)
    if not found.stories:
        st.caption(_("No conversion path contains it."))
        return
    columns = (
        GridColumn("converted", _("Converted"), _("When the conversion took place.")),
        GridColumn("path", _("Path"), _("The visits before a conversion, in order.")),
        GridColumn("visits", _("Visits"), _("Visits before the conversion."), is_number=True),
        GridColumn("value", _("Value"), _("The value of the conversion."), is_number=True),
    )
    rows = pl.DataFrame([_row(path, asked, currency) for path in found.stories])
    grid.draw(rows, columns, key="credit_behind_rows", alt=_("Conversion paths, latest first"))
    st.caption(
        _n(
            "{count} path contains it. The latest are listed.",
            "{count} paths contain it. The latest are listed.",
            count=found.count,
        )
    )
    file = grid.with_labels(rows.to_dict(), columns)
    download.button(file, "conversion-paths", key="credit_behind_csv")


def _row(
    path: ConversionPath, asked: AttributionQuery, currency: str | None
) -> dict[str, str | int]:
    now = language()
    steps = [
        f"{shown.day(step.at, now)} {name(key_parts(step.key, asked), asked)}"
        for step in path.steps
    ]
    return {
        "converted": shown.instant(path.ended_at, zone.AS_SHOWN, now),
        "path": " → ".join(steps),
        "visits": len(path.steps),
        "value": shown.money(path.value, currency, now) if path.value else shown.MISSING,
    }
