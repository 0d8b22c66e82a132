"""The bridge: why the pages Channels, Attribution and Costs give other numbers for one channel."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pandas as pd
import streamlit as st

from i18n import format as shown
from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery
from metrics.returns.bridge import BRIDGED, Bridge, BridgeRow, claimed, counted_twice, furthest
from metrics.returns.roi import KEYS
from ui import cache
from ui.components import download, grid
from ui.components.attribution.attribution import key_column, name
from ui.components.grid import GridColumn
from ui.components.sources.import_issues import plain
from ui.filters import Filters
from ui.text import _, language, named, show

_COSTS = ("ad_spend", "other_costs", "cost")
_ROW = 35  # pixels of a row of Streamlit's tables
_MOST = 20  # rows in view


def draw(asked: AttributionQuery, chosen: Filters) -> None:
    """One line for the channel that differs most, and the whole bridge on request."""
    if len(asked.by) != 1 or asked.by[0] not in KEYS:
        return
    found = cache.bridge(asked)
    if not any(_known(found, step) for step in ("tags", "model", "claims", "cost")):
        return
    line = _line(found, asked, chosen)
    if line:
        st.markdown(f"**{plain(line)}**")
    with st.expander(_("Why other pages show other numbers"), icon=":material/conversion_path:",
                     key="bridge", on_change="rerun") as opened:  # fmt: skip
        if opened.open:
            _draw(asked, chosen)


def of_channel(key: str, asked: AttributionQuery) -> str:
    """A channel's results by own UTM tags and by attribution; nothing where one is not known."""
    found = cache.bridge(asked)
    row = next((one for one in found.rows if one.key == key), None)
    if row is None or row.tags is None or row.models is None:
        return ""
    now = language()
    models = shown.range_in_text(row.models.low, row.models.high, "index", None, now)
    tags = shown.number(float(row.tags), now)
    if found.counted == "leads":
        return _("The leads’ own UTM tags give {tags}, attribution models {models}.", tags=tags, models=models)  # fmt: skip
    return _("The source of their session gives {tags}, attribution models {models}.", tags=tags, models=models)  # fmt: skip


def _line(found: Bridge, asked: AttributionQuery, chosen: Filters) -> str | None:
    """The sentence about the key whose own tags and models are furthest apart."""
    apart = furthest(found, chosen.channels if found.by == "channel" else ())
    sentence = None if apart is None else counted_twice(apart, name((apart.key,), asked))
    return None if sentence is None else show(sentence)


def _wanted(row: BridgeRow, found: Bridge, chosen: Filters) -> bool:
    return found.by != "channel" or not chosen.channels or row.key in chosen.channels


def _draw(asked: AttributionQuery, chosen: Filters) -> None:
    names = {model.id: show(model.label) for model in registered().values()}
    model = BRIDGED
    if cache.bridge(asked).model is not None:
        model = st.selectbox(
            _("Attribution model"), list(names), index=list(names).index(BRIDGED),
            key="bridge_model", format_func=named(list(names), names.__getitem__),
        )  # fmt: skip
    found = cache.bridge(asked, model)
    rows = [row for row in found.rows if _wanted(row, found, chosen)]
    # The sum is that of all keys, so that it is shown only below all of them.
    shown_rows = [*rows, *([found.total] if len(rows) == len(found.rows) else [])]
    columns = [column for column in _columns(found) if _known(found, column.id)]
    _table(found, shown_rows, [c for c in columns if c.id not in _COSTS], asked, key="bridge_table")
    _table(found, shown_rows, [c for c in columns if c.id in _COSTS], asked, key="bridge_costs")
    for row in rows:
        sentence = claimed(row, name((row.key,), asked))
        if sentence is not None:
            st.caption(plain(show(sentence)))
    _notes(found, chosen)
    heads = [key_column(asked.by[0]), *columns]
    download.button(
        grid.with_labels(_values(found, shown_rows, columns, asked), heads),
        f"bridge-{chosen.start:%Y%m%d}-{chosen.end:%Y%m%d}",
        key="bridge_csv",
    )


def _table(
    found: Bridge,
    rows: list[BridgeRow],
    columns: list[GridColumn],
    asked: AttributionQuery,
    *,
    key: str,
) -> None:
    """The rows that know one of the columns, all of them in view."""
    known = [row for row in rows if any(getattr(row, c.id) is not None for c in columns)]
    if not known:
        return
    formats: dict[Any, Any] = {column.id: _written(column.id, found) for column in columns}
    grid.draw(
        pd.DataFrame(_values(found, known, columns, asked)).style.format(formats),
        [key_column(asked.by[0]), *columns],
        key=key,
        alt=_("From own UTM tags over a model to what platforms report, and from ad spend to cost"),
        height=_ROW * (min(len(known), _MOST) + 1) + 2,
    )


def _values(
    found: Bridge, rows: list[BridgeRow], columns: list[GridColumn], asked: AttributionQuery
) -> dict[str, list[Any]]:
    labels = [_("Total") if row is found.total else name((row.key,), asked) for row in rows]
    return {
        asked.by[0]: labels,
        **{column.id: [_number(getattr(row, column.id)) for row in rows] for column in columns},
    }


def _known(found: Bridge, step: str) -> bool:
    return any(getattr(row, step) is not None for row in found.rows)


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _written(step: str, found: Bridge) -> Callable[[object], str]:
    """Money in its currency; all conversions of a column with one decimal, or none."""
    now = language()
    if step in _COSTS:
        return lambda cell: shown.money(_cell(cell), found.currency, now)
    values = [getattr(row, step) for row in (*found.rows, found.total)]
    digits = int(any(value is not None and value.denominator > 1 for value in values))
    return lambda cell: shown.number(_cell(cell), now, digits, least=digits)


def _cell(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(cell)


def _columns(found: Bridge) -> list[GridColumn]:
    counted = "leads" if found.counted is None else found.counted
    label = show(cache.outcomes().metric(counted).label)
    tags = (
        _("{what} by their own UTM tags, as Channels counts them.", what=label)
        if counted == "leads"
        else _("{what} by the source of their session, as web analytics counts them.", what=label)
    )
    columns = (
        ("tags", _("By own UTM tags"), tags),
        ("moved", _("Moved by visits"), _("What the visits before the last one change.")),
        ("model", _("By the model"), _("Conversions credited by the model, as on Attribution.")),
        ("shared", _("Shared"), _("Credited to other channels, though a visit came before.")),
        ("touched", _("Touched"), _("Conversions after at least one visit. Their sum counts a conversion once for each channel it touched.")),
        ("unclaimed", _("Not reported on"), _("Touched, but no platform counts these channels.")),
        ("unseen", _("Never seen"), _("Reported without a visit that is known: seen ads, refused consent, another window. Below zero where the platform reports fewer.")),
        ("claims", _("Platforms report"), _("Conversions that ad platforms count as their own.")),
        ("ad_spend", _("Ad spend"), _("What ad platforms charged.")),
        ("other_costs", _("Other costs"), _("Labour, tools, content, fees. The total holds overhead too.")),
        ("cost", _("Total cost"), _("Ad spend and all other costs.")),
    )  # fmt: skip
    return [GridColumn(*column, is_number=True) for column in columns]


def _notes(found: Bridge, chosen: Filters) -> None:
    if found.total.moved and found.model is not None and found.counted:
        st.caption(
            _(
                "The files hold {tags} by own tags and {all} by visits; the difference is in the row without a channel.",
                tags=shown.number(float(found.total.tags or 0), language()),
                all=shown.number(float(found.total.model or 0), language()),
            )
        )
    if found.overhead:
        amount = shown.money(float(found.overhead), found.currency, language())
        st.caption(_("The total includes overhead of {amount}.", amount=plain(amount)))
    if chosen.channels or chosen.uses or chosen.campaigns:
        st.caption(
            _("Credit is shared over whole paths. Only the period of the filters applies here.")
        )
