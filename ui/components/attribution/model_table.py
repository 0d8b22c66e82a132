"""The table of both models (or of all of them), whose rows open the ladder of a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pandas as pd
import streamlit as st

from i18n import format as shown
from metrics.attribution.compare import Comparison, Spread
from metrics.attribution.query import AttributionQuery
from metrics.returns.bridge import Bridge
from ui import device
from ui.components import download, grid
from ui.components.attribution import channel_drawer
from ui.components.attribution.attribution import key_column, name
from ui.components.attribution.comparison import (
    cost_label,
    costs_of,
    credits_of,
    models_of,
    money,
    written,
)
from ui.components.attribution.model_choice import Choice
from ui.components.grid import GridColumn
from ui.text import _, language, show

PARAMETER = "open"  # of the address: the key whose drawer is open
_TURN, _OPENED = "credit_turn", "credit_opened"
_NAME, _NARROW = 170, 150  # pixels of the first column, and on a phone
_PHONE = 3  # columns on a phone


def table(
    compared: Comparison, asked: AttributionQuery, choice: Choice, found: Bridge | None
) -> None:
    """A row per key; a click on it, or the address, opens its drawer."""
    turn = st.session_state.setdefault(_TURN, 0)
    every = st.toggle(_("All models"), key="credit_every", persist_state="session")
    values = _values(compared, asked, choice, found, every=every)
    columns = _columns(compared, asked, choice, values)
    seen = columns[:_PHONE] if device.is_phone() else columns
    frame = pd.DataFrame({column.id: values[column.id] for column in seen})
    # A new key empties the selection: the same row can be opened again.
    place = grid.choose(
        frame.style.format(_formats(seen, compared, choice, found)), seen,
        key=f"credit_table_{turn}_{choice.figure}_{every}",
        alt=_("Credit of each under the models"),
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(_("Select a row to see why its numbers differ from page to page."), width="stretch")  # fmt: skip
        span = f"{asked.start:%Y%m%d}-{asked.end:%Y%m%d}"
        download.button(grid.with_labels(values, columns), f"attribution-{span}", key="credit_csv")
    spread = _asked(compared) if place is None else compared.spreads[place]
    if spread is not None:
        _remember(spread.keys[0])
        channel_drawer.open_drawer(spread, compared, asked, choice, _closed)


def _asked(compared: Comparison) -> Spread | None:
    """The key that the address names; its drawer is opened once."""
    key = st.query_params.get(PARAMETER)
    if key is None or st.session_state.get(_OPENED) == key:
        return None
    return next((one for one in compared.known if one.keys[0] == key), None)


def _remember(key: str | None) -> None:
    """The address names the open key, so that a link opens it too."""
    st.session_state[_OPENED] = key
    if key:
        st.query_params[PARAMETER] = key


def _closed() -> None:
    st.session_state[_TURN] += 1
    st.session_state[_OPENED] = None
    if PARAMETER in st.query_params:
        del st.query_params[PARAMETER]


def _values(
    compared: Comparison,
    asked: AttributionQuery,
    choice: Choice,
    found: Bridge | None,
    *,
    every: bool,
) -> dict[str, list[Any]]:
    """Values by column; columns without any value are left out."""
    ids = [answer.model.id for answer in compared.answers]
    first, second = (ids.index(one) for one in choice.models)
    credited = [credits_of(spread, choice) for spread in compared.spreads]
    costs = costs_of(found)
    own = {} if found is None else {row.key: row.tags for row in found.rows}
    tags = [own.get(spread.keys[0]) for spread in compared.spreads]
    columns: dict[str, list[Any]] = {
        asked.by[0]: [name(spread.keys, asked) for spread in compared.spreads],
        "first": [values[first] for values in credited],
        "second": [values[second] for values in credited],
        "change": [_change(values[first], values[second]) for values in credited],
        "range": [_range(values, compared, choice) for values in credited],
        "own": [None if value is None else float(value) for value in tags],
        "cost_first": [_per(costs, spread, first) for spread in compared.spreads],
        "cost_second": [_per(costs, spread, second) for spread in compared.spreads],
    }
    if every:
        models = {one: [values[at] for values in credited] for at, one in enumerate(ids)}
        columns = {asked.by[0]: columns[asked.by[0]], "range": columns["range"], **models}
    return {key: cells for key, cells in columns.items() if any(c is not None for c in cells)}


def _change(first: float, second: float) -> float | None:
    return second / first - 1 if first > 0 else None


def _range(values: list[float], compared: Comparison, choice: Choice) -> str:
    write = written(compared, choice)
    return "–".join(dict.fromkeys((write(min(values)), write(max(values)))))


def _per(costs: dict[str, float], spread: Spread, place: int) -> float | None:
    cost, results = costs.get(spread.keys[0] or ""), spread.conversions[place]
    return cost / results if cost and results > 0 else None


def _columns(
    compared: Comparison, asked: AttributionQuery, choice: Choice, values: dict[str, list[Any]]
) -> list[GridColumn]:
    first, second = models_of(choice)
    cost = cost_label(asked)
    fixed = st.column_config.TextColumn(pinned=True, width=_NARROW if device.is_phone() else _NAME)
    key = key_column(asked.by[0])
    known = [
        GridColumn("first", show(first.label), show(first.assumes), is_number=True),
        GridColumn("second", show(second.label), show(second.assumes), is_number=True),
        GridColumn("change", "Δ", _("From the first model to the second."), is_number=True),
        GridColumn("range", _("Range"), _("The lowest and the highest model."), is_number=True),
        GridColumn("own", _("Own UTM tags"), _("By their own UTM tags, as Channels counts them."), is_number=True),
        GridColumn("cost_first", f"{cost}, {show(first.label)}", _("Total cost divided by this credit."), is_number=True),
        GridColumn("cost_second", f"{cost}, {show(second.label)}", _("Total cost divided by this credit."), is_number=True),
        *(
            GridColumn(one.model.id, show(one.model.label), show(one.model.assumes), is_number=True)
            for one in compared.answers
        ),
    ]  # fmt: skip
    name_column = GridColumn(key.id, key.label, key.help, config=fixed)
    return [name_column, *(column for column in known if column.id in values)]


def _formats(
    columns: list[GridColumn], compared: Comparison, choice: Choice, found: Bridge | None
) -> dict[Any, Any]:
    """How the cells of each column of numbers are written: all of them with as many decimals."""
    write, now = written(compared, choice), language()
    currency = None if found is None else found.currency

    def known(text: Callable[[float], str]) -> Callable[[object], str]:
        return lambda cell: shown.MISSING if pd.isna(cast("float", cell)) else text(cast("float", cell))  # fmt: skip

    own = {
        "change": known(lambda value: shown.signed_percent(value, now)),
        "cost_first": known(lambda value: money(value, currency)),
        "cost_second": known(lambda value: money(value, currency)),
    }
    numbers = [column.id for column in columns[1:] if column.id != "range"]
    return {one: own.get(one, known(write)) for one in numbers}
