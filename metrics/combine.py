"""Joins a metric's measures on the question's keys and divides sums by sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from metrics.figures import Figures, figure_types, key_types
from metrics.measures import Last, Measure, may_lack
from metrics.query import Query
from metrics.reasons import WhyNull
from metrics.registry import Metric, Unit

ANSWER = {
    "metric": pl.String(),
    "value": pl.Float64(),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "n": pl.Int64(),
    "repaired": pl.Int64(),
    "currency": pl.String(),
    "why_null": pl.String(),
}
EVERYTHING = "_all"  # stands for the keys where a question has none

_TERM = {
    "_order": pl.Int64(),
    "_place": pl.Int64(),
    "slot": pl.String(),
    "_over": pl.Boolean(),
    "_sign": pl.Int64(),
    "_absent": pl.String(),
    "_cover": pl.Int64(),
    "_lacks": pl.List(pl.String()),
}
_ABOUT = {
    "_place": pl.Int64(),
    "metric": pl.String(),
    "_scale": pl.Float64(),
    "_divided": pl.Boolean(),
    "_money": pl.Boolean(),
    "_strange": pl.Boolean(),
}


def combine(
    asked: Sequence[Metric],
    grid: pl.DataFrame,
    figures: Mapping[Measure, Figures],
    query: Query,
) -> pl.DataFrame:
    """The row of ``ANSWER`` of every metric for every row of ``grid``."""
    covers = sorted({f.covered for f in figures.values()}, key=sorted)
    terms = _terms(asked, figures, covers)
    cells = terms.lazy().join(grid.lazy().with_row_index("_row"), how="cross")
    cells = cells.join(
        _all_figures(figures, query).lazy(),
        on=["slot", *query.by],
        how="left",
        nulls_equal=True,
    )
    sides = _sides(_filled(cells, covers, query).sort("_order", "_row"), query)
    about = _about(asked, figures, query).lazy()
    return _divided(sides.join(about, on="_place", maintain_order="left"), query).collect(
        engine="in-memory"
    )


def _terms(
    asked: Sequence[Metric], figures: Mapping[Measure, Figures], covers: Sequence[frozenset[date]]
) -> pl.DataFrame:
    """One row per measure of a metric, or one that says that the metric has none."""
    rows: list[tuple[object, ...]] = []
    for place, metric in enumerate(asked):
        over, under = metric.measures
        for number, measure in enumerate((*over, *under)):
            found = figures[measure]
            known = found.slot, number < len(over), measure.sign, found.absent.value
            lacks = [why.value for why in WhyNull if may_lack(measure, why)]
            rows.append((len(rows), place, *known, covers.index(found.covered), lacks))
        if not over:
            reason = WhyNull.NEEDS_OTHER_DATA.value
            rows.append((len(rows), place, None, True, 1, reason, None, []))
    return pl.DataFrame(rows, schema=_TERM, orient="row")


def _about(
    asked: Sequence[Metric], figures: Mapping[Measure, Figures], query: Query
) -> pl.DataFrame:
    apart = "network" not in query.by
    rows = [
        (
            place,
            metric.id,
            metric.scale,
            bool(metric.denominator),
            metric.unit is Unit.MONEY,
            apart and _strange(metric, figures),
        )
        for place, metric in enumerate(asked)
    ]
    return pl.DataFrame(rows, schema=_ABOUT, orient="row")


def _all_figures(figures: Mapping[Measure, Figures], query: Query) -> pl.DataFrame:
    shared = {id(found.frame): found.frame for found in figures.values()}
    types = figure_types(query)
    here = pl.lit(value=True).alias("_here")
    return pl.concat([pl.DataFrame(schema=types), *shared.values()]).with_columns(here)


def _filled(cells: pl.LazyFrame, covers: Sequence[frozenset[date]], query: Query) -> pl.LazyFrame:
    """Where a key has no figure: zero if the files cover it, otherwise unknown and why."""
    here = pl.col("_here").is_not_null()
    if query.grain is None:
        zero = pl.col("_cover").is_in([n for n, days in enumerate(covers) if days])
    else:
        named = [(number, day) for number, days in enumerate(covers) for day in days]
        types = {"_cover": pl.Int64(), query.grain: pl.Date()}
        listed = pl.DataFrame(named, schema=types, orient="row").with_columns(_zero=True)
        cells = cells.join(listed.lazy(), on=["_cover", query.grain], how="left")
        zero = pl.col("_zero").is_not_null()
    zero = zero.fill_null(value=False)
    return cells.with_columns(
        value=pl.when(here).then("value").when(zero).then(0.0),
        why=pl.when(here).then("why").when(~zero).then("_absent"),
        n=pl.col("n").fill_null(0),
        repaired=pl.col("repaired").fill_null(0),
    ).with_columns(_lacking=pl.col("value").is_null() & pl.col("why").is_in("_lacks"))


def _sides(cells: pl.LazyFrame, query: Query) -> pl.LazyFrame:
    """Both sides of every metric for every key; a side is null as soon as one term is.

    Terms that a sum can go without are left out where they have no row, but not all of a side.
    """
    lacking, over = pl.col("_lacking").fill_null(value=False), pl.col("_over")
    sides = (over & ~lacking, ~over & ~lacking)
    numerator, denominator = (
        pl.when(pl.col("value").filter(side).is_not_null().all() & side.any()).then(
            (pl.col("_sign") * pl.col("value")).filter(side).sum()
        )
        for side in sides
    )
    emptied = (over.any() & ~sides[0].any()) | ((~over).any() & ~sides[1].any())
    why = pl.col("why").filter(~lacking).drop_nulls().first()
    return cells.group_by("_place", *query.by, maintain_order=True).agg(
        pl.col("low").min(),
        pl.col("high").max(),
        pl.col("n").max(),
        pl.col("repaired").max(),
        why=pl.coalesce(why, pl.when(emptied).then(pl.col("why").filter(lacking).first())),
        numerator=numerator,
        denominator=denominator,
    )


def _divided(sides: pl.LazyFrame, query: Query) -> pl.LazyFrame:
    mixed = pl.col("low") != pl.col("high")
    why = (
        pl.when("_strange")
        .then(pl.lit(WhyNull.OTHER_NETWORKS.value))
        .when(pl.col("why").is_not_null())
        .then("why")
        .when(mixed & (pl.col("low") != ""))
        .then(pl.lit(WhyNull.MIXED_CURRENCIES.value))
        .when(mixed)
        .then(pl.lit(WhyNull.UNKNOWN_CURRENCY.value))
        .when(pl.col("denominator") == 0)
        .then(pl.lit(WhyNull.ZERO_DENOMINATOR.value))
    )
    known = pl.col("why_null").is_null()
    over, under = pl.col("numerator"), pl.col("denominator")
    value = pl.when("_divided").then(over / under).otherwise(over)
    unclear = pl.col("why_null").is_in([WhyNull.MIXED_CURRENCIES, WhyNull.UNKNOWN_CURRENCY])
    named = pl.col("_money") & known & (pl.col("low") != "")
    found = {
        "metric": pl.col("metric"),
        "value": pl.when(known).then(pl.col("_scale") * value),
        "numerator": pl.when(unclear.fill_null(value=False)).then(None).otherwise(over),
        "denominator": under,
        "n": pl.col("n"),
        "repaired": pl.col("repaired"),
        "currency": pl.when(named).then("low"),
        "why_null": pl.col("why_null"),
    }
    types = pl.Schema({**key_types(query), **ANSWER})
    return sides.with_columns(why_null=why).select(*query.by, **found).cast(types)


def _strange(metric: Metric, figures: Mapping[Measure, Figures]) -> bool:
    """Whether posts of one network would be divided by the followers of another."""
    over, under = metric.measures
    stocks = [figures[m].networks for m in under if isinstance(m, Last)]
    posts = [figures[m].networks for m in over if m.table == "posts"]
    return bool(stocks and posts and posts[0] - stocks[0] and stocks[0])
