"""Out-of-order imports: an older archive imported late that hides newer post figures.

A file without a date of its own counts as exported on the day it is imported. An old archive that
is imported late then hides newer values; the sign of it is that nearly all lifetime values fell.
"""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw

from data.facts.source import FactSource, collect_all
from data.tables.schema import TABLES

_MEASURES = tuple(name for name in TABLES["posts"].measures if name != "revenue")
_FALLEN = 3  # one or two values also fall in sound files: an unlike, a deleted comment
_TO_RISEN = 9  # nine of ten values that changed fell
_CLEARLY = 0.95  # the total of some measure lost more than a twentieth


@dataclass(frozen=True, slots=True)
class OutOfOrderImport:
    """An import whose ``posts`` had higher figures in the import ``against`` before it."""

    import_id: int
    against: int
    posts: int


def out_of_order_imports(facts: FactSource) -> tuple[OutOfOrderImport, ...]:
    """The suspects, oldest import first; none once a newer snapshot of the same posts is there."""
    cached: tuple[OutOfOrderImport, ...] = facts.derived("late archives", lambda: _find(facts))
    return cached


def _find(facts: FactSource) -> tuple[OutOfOrderImport, ...]:
    frame = nw.from_native(facts.imported("posts")).filter(~nw.col("post_id").is_null())
    post, measure = ("network", "post_id"), ("network", "post_id", "measure")
    index = [*post, "import_id", "observed_at"]
    long = (
        frame.with_columns(nw.col(*_MEASURES).cast(nw.Float64))
        .unpivot(on=list(_MEASURES), index=index, variable_name="measure", value_name="value")
        .filter(~nw.col("value").is_null())
        .group_by(*measure, "import_id")
        .agg(nw.col("value", "observed_at").max())
    )
    order = ["observed_at", "import_id"]
    pairs = long.with_columns(
        before=nw.col("value").shift(1).over(*measure, order_by=order),
        against=nw.col("import_id").shift(1).over(*measure, order_by=order),
        after=nw.col("import_id").shift(-1).over(*measure, order_by=order),
    ).filter(nw.col("after").is_null() & ~nw.col("before").is_null())
    pair = ("import_id", "against")
    by_measure = pairs.group_by(*pair, "measure").agg(
        (nw.col("value") < nw.col("before")).sum().alias("fallen"),
        (nw.col("value") > nw.col("before")).sum().alias("risen"),
        nw.col("value", "before").sum(),
        nw.col("post_id").n_unique().alias("posts"),
    )
    remaining = nw.when(nw.col("before") > 0).then(nw.col("value") / nw.col("before"))
    suspects = (
        by_measure.with_columns(kept=remaining)
        .group_by(*pair)
        .agg(nw.col("fallen", "risen").sum(), nw.col("posts").max(), nw.col("kept").min())
        .filter(
            nw.col("fallen") >= _FALLEN,
            nw.col("fallen") >= _TO_RISEN * nw.col("risen"),
            nw.col("kept") < _CLEARLY,
        )
        .sort(*pair)
    )
    (rows,) = collect_all([suspects])
    return tuple(OutOfOrderImport(*row) for row in rows.select(*pair, "posts").iter_rows())
