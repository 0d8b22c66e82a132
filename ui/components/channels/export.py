"""The table of channels as a file: integers, cents, and the period in every row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from metrics.definitions.registry import Unit, metrics
from metrics.results.channel_changes import ChannelChanges
from metrics.results.results import Headline

_DIGITS = {Unit.COUNT: 0, Unit.MONEY: 2}
_OTHERS = 6  # decimals of rates


def rows(
    found: ChannelChanges, names: tuple[str, ...], overhead: Mapping[str, float]
) -> pl.DataFrame:
    """A row per channel: ``total``, each channel, ``unknown`` and ``overhead`` where there are any.

    Columns: the period, the one before, and of each metric its value, the earlier one, the change
    (percent or points) and the ends of its interval.
    """
    every: dict[str, Mapping[str, Headline]] = {"total": found.whole, **found.channels}
    if found.unknown:
        every["unknown"] = found.unknown
    table = [_row(name, row, found, names) for name, row in every.items()]
    if overhead:
        table.append(_row("overhead", {}, found, names) | dict(overhead))
    return pl.DataFrame(table, schema=_schema(names), infer_schema_length=None)


def _schema(names: tuple[str, ...]) -> dict[str, Any]:
    days = dict.fromkeys(("from", "to", "before_from", "before_to"), pl.Date)
    types: dict[str, Any] = {"channel": pl.String, **days}
    for name in names:
        kind = pl.Int64 if metrics()[name].unit is Unit.COUNT else pl.Float64
        types |= {name: kind, f"{name}_before": kind}
        types |= {f"{name}_{part}": pl.Float64 for part in ("change", "low", "high")}
        if metrics()[name].unit is Unit.MONEY:
            types[f"{name}_currency"] = pl.String
    return types


def _row(
    label: str, row: Mapping[str, Headline], found: ChannelChanges, names: tuple[str, ...]
) -> dict[str, Any]:
    main = found.whole[found.main]
    cells: dict[str, Any] = {
        "channel": label,
        "from": main.period.start,
        "to": main.period.end,
        "before_from": None if main.before is None else main.before.start,
        "before_to": None if main.before is None else main.before.end,
    }
    for name in names:
        one = row.get(name)
        figure = None if one is None else one.figure
        cells |= {
            name: _rounded(name, None if figure is None else figure.value),
            f"{name}_before": _rounded(name, None if one is None else one.earlier_value),
            f"{name}_change": None if one is None else one.change.value,
            f"{name}_low": None if figure is None else figure.low,
            f"{name}_high": None if figure is None else figure.high,
        }
        if metrics()[name].unit is Unit.MONEY:
            cells[f"{name}_currency"] = None if figure is None else figure.currency
    return cells


def _rounded(name: str, value: float | None) -> float | int | None:
    if value is None:
        return None
    if metrics()[name].unit is Unit.COUNT:
        return round(value)
    return round(value, _DIGITS.get(metrics()[name].unit, _OTHERS))
