"""Pinterest audience insights export: shares of the audience, a block per dimension."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    Reshaped,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import AUDIENCE
from i18n.message import msg

_DIMENSIONS = {
    "category": "interest_category",
    "interest": "interest",
    "countries": "country",
    "metros": "metro",
    "gender": "gender",
    "device": "device_type",
    "devices": "device_type",
    "age": "age",
    "ages": "age",
}
_HEAD = ("audience view", "date", "aggregation", "audience size")


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """The blocks, each with the audience's day above it; interests as two lists.

    Insights about all of Pinterest are about no audience in particular: not read.
    """
    head = next((t for t in tables if tuple(map(normalise, t.header[:4])) == _HEAD), None)
    if head is None or head.frame.is_empty():
        return Reshaped()
    view, day = head.frame.select("c0", "c1").row(0)
    if "pinterest" in normalise(view or ""):
        return Reshaped()
    blocks = [part for raw in tables for part in _blocks(raw)]
    dated = (replace(block, preamble=((day or "",),)) for block in blocks)
    return Reshaped(tuple(dated), tables)


def _blocks(raw: RawTable) -> tuple[RawTable, ...]:
    """A block, cut in two where categories and the interests within them share its rows."""
    if not raw.header or normalise(raw.header[0]) not in _DIMENSIONS:
        return ()
    if normalise(raw.header[0]) != "category" or len(raw.header) < 8:
        return (raw,)
    each = pl.col("c0").is_first_distinct()
    categories = raw.frame.select("row", "c0", c1="c2").filter(each)
    interests = raw.frame.select("row", c0="c4", c1="c6").drop_nulls("c0").filter(each)
    named = ((categories, (0, 2)), (interests, (4, 6)))
    return tuple(
        replace(raw, header=tuple(raw.header[at] for at in places), frame=frame)
        for frame, places in named
    )


def _finish(rows: TypedRows) -> pl.DataFrame:
    dimension = _DIMENSIONS[normalise(rows.columns["value"])]
    day = pl.lit(rows.raw.preamble[0][0]).str.to_date("%Y-%m-%d", strict=False)
    return rows.frame.with_columns(dimension=pl.lit(dimension), as_of=pl.coalesce(day, "as_of"))


SOURCE = Source(
    id="pinterest.audience",
    network="pinterest",
    label=msg("Pinterest audience insights"),
    doc=msg("Pinterest › Analytics › Audience insights › Export. Known from descriptions only."),
    sheets=(
        SheetSpec(
            table=AUDIENCE,
            signature=("value", "share"),
            fields=(
                column(
                    "value",
                    en=(
                        *("Category", "Interest", "Countries", "Metros", "Gender"),
                        *("Device", "Devices", "Age", "Ages"),
                    ),
                ),
                column("share", en="Percent of audience"),  # a fraction all the same
            ),
            required=("value",),
            unique=("value",),
            constants=(("network", "pinterest"),),
            finish=_finish,
            ignores=ignored("Affinity", "Bulk Sheet *"),
        ),
    ),
    reshape=_reshape,
    layouts=(Layout("2026", "en", LayoutEvidence.DESCRIBED, "pinterest_audience.csv"),),
    limits=msg(
        "Shares only. The engaged and the total audience are two files of the same groups. The "
        "last import is shown."
    ),
)
