"""A metric over a period, with the earlier period's values on the same days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from data.facts.source import FactSource
from metrics.definitions.registry import Additivity, Metric, metrics
from metrics.engine import query_metrics
from metrics.question.calendar import bucket, closes
from metrics.question.query import Query

DAYS_BY_DAY, DAYS_BY_WEEK = 35, 400
_EVENTS = frozenset({"posts", "email_sends"})
_GRAINS = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A day, week or month of the series, cut at the ends of the period.

    ``days`` are its days inside the period, ``of`` all that it has. ``before`` is the value of the
    corresponding days of the earlier period; None where there is none or it is unknown.
    """

    first: date
    last: date
    of: int
    value: float | None
    before: float | None = None

    @property
    def days(self) -> int:
        """How many of its days are in the period."""
        return (self.last - self.first).days + 1

    @property
    def is_whole(self) -> bool:
        """Whether the period has all of its days."""
        return self.days == self.of


@dataclass(frozen=True, slots=True)
class PeriodSeries:
    """The points of a metric in order of time, by ``grain`` (day, week or month)."""

    metric: str
    grain: str
    points: tuple[SeriesPoint, ...]
    currency: str | None = None

    @property
    def is_of_events(self) -> bool:
        """Whether it adds up what was published or sent: a time without any is no value of zero."""
        tables = {m.table for side in metrics()[self.metric].measures for m in side}
        return tables <= _EVENTS


def usual_grain(days: int) -> str:
    """Days for a month, weeks for a year, months beyond: so many points can be read.

    >>> usual_grain(35), usual_grain(36), usual_grain(400), usual_grain(401)
    ('day', 'week', 'week', 'month')
    """
    if days <= DAYS_BY_DAY:
        return "day"
    return "week" if days <= DAYS_BY_WEEK else "month"


def period_series(
    facts: FactSource, metric_id: str, now: Query, before: Query | None = None
) -> PeriodSeries | None:
    """The series of a metric over the days of ``now``, and over those of ``before``.

    By another grain than the usual one where that one has no value. None where no grain has two
    points with a value: the files give one total for the whole period, or nothing.
    """
    plain = replace(now, by=())
    usual = usual_grain(plain.days)
    for grain in dict.fromkeys((usual, *_GRAINS)):
        rows = query_metrics(facts, [metric_id], replace(plain, by=(grain,))).sort(grain)
        if rows["value"].count() >= 2:
            earlier = None
            if before is not None:
                earlier = _earlier(
                    facts, metrics()[metric_id], plain, replace(before, by=()), grain
                )
            return _series(metric_id, grain, plain, rows, earlier)
    return None


def _series(
    metric_id: str, grain: str, now: Query, rows: pl.DataFrame, before: pl.DataFrame | None
) -> PeriodSeries:
    ends = rows.select(
        pl.max_horizontal(grain, pl.lit(now.start)).alias("first"),
        pl.min_horizontal(closes(grain, grain), pl.lit(now.end)).alias("last"),
        ((closes(grain, grain) - pl.col(grain)).dt.total_days() + 1).alias("of"),
        "value",
        grain,
    )
    if before is None:
        ends = ends.with_columns(before=pl.lit(None, pl.Float64))
    else:
        ends = ends.join(before, on=grain, how="left", maintain_order="left")
    points = ends.select("first", "last", "of", "value", "before").iter_rows()
    currencies = rows["currency"].drop_nulls().unique().to_list()
    currency = currencies[0] if len(currencies) == 1 else None
    return PeriodSeries(metric_id, grain, tuple(SeriesPoint(*row) for row in points), currency)


def _earlier(
    facts: FactSource, metric: Metric, now: Query, before: Query, grain: str
) -> pl.DataFrame | None:
    """The earlier values by the buckets of the newer period: the grain's key and ``before``."""
    offset = now.start - before.start
    same_buckets = grain == "day" or (
        grain == "week" and offset % timedelta(weeks=1) == timedelta(0)
    )
    if same_buckets:
        rows = query_metrics(facts, [metric.id], replace(before, by=(grain,)))
        return rows.select(_moved(grain, offset).alias(grain), pl.col("value").alias("before"))
    if metric.additivity is Additivity.DISTINCT:
        return None  # people of single days cannot be added up
    days = query_metrics(facts, [metric.id], replace(before, by=("day",)))
    if metric.additivity is Additivity.STOCK:
        value = pl.col("value").sort_by("day").drop_nulls().last()
    else:
        # An unknown day makes its bucket unknown: the others would look like a fall.
        over, under = _total("numerator"), _total("denominator")
        value = metric.scale * (over / under if metric.denominator else over)
    moved = days.with_columns(day=_moved("day", offset)).filter(pl.col("day") <= now.end)
    return moved.group_by(bucket("day", grain).alias(grain)).agg(value.alias("before"))


def _moved(column: str, offset: timedelta) -> pl.Expr:
    return pl.col(column) + pl.lit(offset)


def _total(column: str) -> pl.Expr:
    return pl.when(pl.col(column).null_count() == 0).then(pl.col(column).sum())
