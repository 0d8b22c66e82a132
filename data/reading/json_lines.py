"""JSON lines parsing: fast path with pyarrow, then polars, then line by line."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import polars as pl

_BLOCK = 4 << 20  # bytes that one thread parses at a time

Schema = Mapping[str, pl.DataType]


def read_lines(text: bytes, schema: Schema) -> tuple[pl.DataFrame, pl.Series | None, int]:
    """The objects of some lines, the numbers of their lines, and how many lines were none.

    Fields that are not in ``schema`` are left out. The numbers (from 1) are None where every
    line was read. Where a value is of another type than ``schema`` says, all values are text.
    """
    for whole in ("string", "int64"):  # BigQuery writes whole numbers as text, others as numbers
        if (quick := _quick(text, schema, whole)) is not None:
            return quick, None, 0
    plain = {name: _as_text(dtype) for name, dtype in schema.items()}
    if (patient := _patient(text, plain)) is not None:
        return patient, None, 0
    lines = [line for line in text.split(b"\n") if line.strip()]
    good = [_patient(line, plain) is not None for line in lines]
    parseable = b"\n".join(line for line, ok in zip(lines, good, strict=True) if ok)
    frame = _patient(parseable, plain) if any(good) else None
    numbers = pl.Series([at for at, ok in enumerate(good, start=1) if ok], dtype=pl.Int64)
    empty = pl.DataFrame(schema=plain)
    return empty if frame is None else frame, numbers, good.count(False)


def _quick(text: bytes, schema: Schema, whole: str) -> pl.DataFrame | None:
    """Several times faster, but for values of just these types only."""
    import pyarrow as pa  # noqa: PLC0415  # heavy, and only for files of records
    from pyarrow import json  # noqa: PLC0415

    options = json.ParseOptions(
        explicit_schema=pa.schema([(name, _arrow(dtype, whole)) for name, dtype in schema.items()]),
        unexpected_field_behavior="ignore",
    )
    try:
        table = json.read_json(io.BytesIO(text), json.ReadOptions(block_size=_BLOCK), options)
    except pa.ArrowException:
        return None
    frame = pl.from_arrow(table)
    return frame if isinstance(frame, pl.DataFrame) else None


def _arrow(dtype: pl.DataType, whole: str) -> Any:
    import pyarrow as pa  # noqa: PLC0415  # as above

    if isinstance(dtype, pl.List):
        return pa.list_(_arrow(_inner(dtype), whole))
    if isinstance(dtype, pl.Struct):
        return pa.struct([(f.name, _arrow(_instance(f.dtype), whole)) for f in dtype.fields])
    if dtype == pl.Int64:
        return pa.type_for_alias(whole)
    return pa.float64() if dtype == pl.Float64 else pa.string()


def _as_text(dtype: pl.DataType) -> pl.DataType:
    if isinstance(dtype, pl.List):
        return pl.List(_as_text(_inner(dtype)))
    if isinstance(dtype, pl.Struct):
        return pl.Struct({f.name: _as_text(_instance(f.dtype)) for f in dtype.fields})
    return pl.String()


def _inner(dtype: pl.List) -> pl.DataType:
    return _instance(dtype.inner)


def _instance(dtype: Any) -> pl.DataType:
    made: pl.DataType = dtype() if isinstance(dtype, type) else dtype
    return made


def _patient(text: bytes, schema: Schema) -> pl.DataFrame | None:
    try:
        return pl.read_ndjson(io.BytesIO(text), schema=dict(schema))
    except pl.exceptions.PolarsError:
        return None
