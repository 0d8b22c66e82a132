"""Flattening: events of nested or flattened exports to one table of known columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import polars as pl

from data.events.columns import COLUMNS, SCHEMA, EventColumn
from data.reading.dates import only_of_our_time

_PARAMS = "event_params"
_VALUES = ("string_value", "int_value", "double_value", "float_value")
# Microseconds since 1970, as BigQuery writes times; seconds and milliseconds are shorter.
_MICROS = r"^\d{15,17}$"
_TRUE = ("1", "true", "1.0", "yes")
_KEYS = {key: n for n, key in enumerate(k for c in COLUMNS for k in c.params)}
_NONE = len(_KEYS)


def wanted(names: Iterable[str]) -> list[str]:
    """The top-level columns of a nested export that are needed."""
    tops = {path.split(".")[0] for column in COLUMNS for path in column.paths} | {_PARAMS}
    named = {header for column in COLUMNS for header in column.headers}
    return [name for name in names if name in tops or name.lower() in named]


def found(schema: Mapping[str, pl.DataType]) -> frozenset[str]:
    """The flat columns that an export of this schema can fill."""
    lower = {name.lower() for name in schema}
    return frozenset(
        column.to
        for column in COLUMNS
        if (column.params and _PARAMS in schema)
        or any(_reach(schema, path) is not None for path in column.paths)
        or not lower.isdisjoint(column.headers)
    )


def flatten(events: pl.DataFrame, first: int = 1) -> pl.DataFrame:
    """``events`` with the columns of ``SCHEMA``; rows are numbered from ``first``.

    What cannot be read is null: instants as microseconds since 1970, days as dates.
    """
    texts = _texts(events)
    rows = pl.int_range(first, first + events.height, dtype=pl.Int64, eager=True)
    numbers = events["row"] if "row" in events.columns else rows
    return texts.select(numbers.alias("row"), *map(_typed, COLUMNS)).cast({"row": pl.Int64})


def _texts(events: pl.DataFrame) -> pl.DataFrame:
    """Every column as text, from its field, its parameter or its flattened name."""
    lower = {name.lower(): name for name in reversed(events.columns)}
    params = _parameters(events)
    parts: dict[str, list[pl.Expr]] = {column.to: [] for column in COLUMNS}
    for column in COLUMNS:
        paths = [e for path in column.paths if (e := _reach(events.schema, path)) is not None]
        named = [pl.col(lower[h]) for h in column.headers if h in lower and "." not in h]
        flat = named if not paths else []
        given = [pl.lit(params[key]) for key in column.params if key in params]
        parts[column.to] = [e.cast(pl.String, strict=False) for e in (*paths, *flat)] + given
    return events.select(
        _first(exprs).alias(to) if exprs else pl.lit(None, pl.String).alias(to)
        for to, exprs in parts.items()
    )


def _first(exprs: list[pl.Expr]) -> pl.Expr:
    non_empty = [e.replace("", None) for e in exprs]
    return non_empty[0] if len(non_empty) == 1 else pl.coalesce(non_empty)


def _reach(schema: Mapping[str, pl.DataType], path: str) -> pl.Expr | None:
    """The field at ``path``, None where the export has no such field."""
    top, *inner = path.split(".")
    if top not in schema:
        return None
    expr, dtype = pl.col(top), schema[top]
    for name in inner:
        fields = {f.name: f.dtype for f in dtype.fields} if isinstance(dtype, pl.Struct) else {}
        if name not in fields:
            return None
        expr, dtype = expr.struct.field(name), fields[name]  # type: ignore[assignment]  # instances
    return None if dtype.is_nested() else expr


def _parameters(events: pl.DataFrame) -> dict[str, pl.Series]:
    """The values of the known keys of ``event_params`` as text, a value per event.

    The filled one of the typed fields counts: GA4 writes one and the same parameter
    now as text, now as a number.
    """
    listed = events[_PARAMS] if _PARAMS in events.columns else None
    if listed is None or not _is_params(listed.dtype):
        return {}
    lengths = listed.list.len().fill_null(0)
    # One explode serves all keys.
    entries = listed.filter(lengths > 0).explode().struct.unnest()
    event = np.repeat(np.arange(events.height), lengths.to_numpy())
    codes = entries["key"].replace_strict(_KEYS, default=_NONE, return_dtype=pl.UInt8).to_numpy()
    values = entries["value"].struct.unnest()
    fields = [name for name in _VALUES if name in values.columns]
    return dict(_columns(event, codes, values.select(fields), events.height))


def _columns(
    event: np.ndarray, codes: np.ndarray, values: pl.DataFrame, height: int
) -> Iterator[tuple[str, pl.Series]]:
    for key, code in _KEYS.items():
        at = np.flatnonzero(codes == code)
        if not at.size:
            continue
        given = values[at].select(
            pl.coalesce(pl.all().cast(pl.String, strict=False)).alias("value")
        )
        place = np.full(height, -1, dtype=np.int64)
        place[event[at][::-1]] = np.arange(at.size)[::-1]  # the first of a key that repeats
        chosen = pl.Series(place).replace(-1, None)
        yield key, given["value"].gather(chosen).alias(key)


def _is_params(dtype: pl.DataType) -> bool:
    entry = dtype.inner if isinstance(dtype, pl.List) else None
    fields = {f.name: f.dtype for f in entry.fields} if isinstance(entry, pl.Struct) else {}
    return "key" in fields and isinstance(fields.get("value"), pl.Struct)


def _typed(column: EventColumn) -> pl.Expr:
    text = pl.col(column.to)
    match column.to:
        case "at":
            return _instant(text).alias("at")
        case "day":
            return _day(text).alias("day")
        case "engaged":
            engaged = text.str.to_lowercase().is_in(_TRUE)
            return pl.when(text.is_not_null()).then(engaged.cast(pl.Int64)).alias("engaged")
        case _ if column.dtype == pl.String:
            return text
        case _:
            # A spreadsheet that has re-saved flattened events may write 20.5 as “20,5”; “1,234” stays
            # unknown, because it may be either.
            plain = text.str.replace(r"^([+-]?\d+),(\d{1,2})$", "$1.$2")
            number = plain.cast(pl.Float64, strict=False)
            # Beyond 2^62 the cast to Int64 would overflow.
            finite = pl.when(number.is_finite() & (number.abs() < 2**62)).then(number)
            return finite.cast(column.dtype, strict=False).alias(column.to)


def _instant(text: pl.Expr) -> pl.Expr:
    """Microseconds as BigQuery counts them, or a time of UTC as tools write it."""
    micros = pl.when(text.str.contains(_MICROS)).then(text).cast(pl.Int64, strict=False)
    tidy = text.str.replace("T", " ").str.replace(r"\s*(?:Z|UTC|[+]00:?00)$", "")
    forms = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")
    written = [tidy.str.to_datetime(f, time_unit="us", strict=False).cast(pl.Int64) for f in forms]
    return pl.coalesce(micros, *written)


def _day(text: pl.Expr) -> pl.Expr:
    forms = ("%Y%m%d", "%Y-%m-%d")
    days = pl.coalesce(text.str.slice(0, 10).str.to_date(f, strict=False) for f in forms)
    return only_of_our_time(days)


assert list(SCHEMA) == ["row", *(column.to for column in COLUMNS)]  # noqa: S101  # one order
