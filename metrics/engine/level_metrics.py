"""Level metrics (followers): each account's last known value on a day, summed over accounts."""

from __future__ import annotations

from datetime import timedelta

import narwhals as nw
import polars as pl

from data.facts.source import FactSource, Frame, collect_all
from metrics.definitions.measures import Last
from metrics.definitions.reasons import WhyNull
from metrics.engine.query_result import COUNTS, Figures, regroup, typed, unanswered
from metrics.question.calendar import buckets, closes
from metrics.question.query import Query

ACCOUNT = ("network", "account")
KEYS = frozenset(ACCOUNT)  # followers belong to an account, whatever its posts are


def history(facts: FactSource, measure: Last, query: Query) -> Frame:
    """Known values up to the end of the query, one row per account and day."""
    table, column = measure.table, measure.columns[0]
    known: pl.DataFrame = facts.derived(("stock", table, column), lambda: _known(facts, measure))
    frame = nw.from_native(known.lazy()).filter(nw.col("date") <= query.end)
    for key in ACCOUNT:
        if key in query.filters:
            frame = frame.filter(query.filters[key].rows(key))
    return frame


def _known(facts: FactSource, measure: Last) -> pl.DataFrame:
    column = nw.col(measure.columns[0])
    frame = nw.from_native(facts.frame(measure.table)).filter(~column.is_null())
    # An export that does not name its account has one all the same: null would match nothing.
    named = frame.with_columns(account=nw.col("account").fill_null(""))
    values = named.group_by(*ACCOUNT, "date").agg(column.max().alias("value"))
    (collected,) = collect_all([values])
    return collected.sort("date")


def _days(measure: Last, query: Query) -> pl.DataFrame:
    """The bucket names (or nothing) and the day whose closing value each needs."""
    if query.grain is None:
        day = query.start - timedelta(days=1) if measure.at_start else query.end
        return pl.DataFrame({"_asked": [day]})
    named = buckets(query)
    if measure.at_start:
        first = pl.max_horizontal(query.grain, pl.lit(query.start))
        return named.with_columns(_asked=first.dt.offset_by("-1d"))
    return named.with_columns(_asked=closes(query.grain, query.grain))


def figures(measure: Last, values: pl.DataFrame, query: Query) -> Figures:
    """The level on each of the query's days; an account counts from its first known value."""
    accounts = values.select(*ACCOUNT).unique()
    grid = accounts.join(_days(measure, query), how="cross").sort("_asked")
    # As-of join: the last known value on or before the day, because exports skip days.
    last_known = grid.join_asof(
        values.sort("date"),
        left_on="_asked",
        right_on="date",
        by=list(ACCOUNT),
        check_sortedness=False,  # polars cannot check with `by`; both sides are sorted here
    ).drop_nulls("value")
    if last_known.is_empty():
        return unanswered(WhyNull.NO_ROWS)
    slot = f"{measure.columns[0]}_{'before' if measure.at_start else 'after'}"
    summed = regroup(last_known.lazy(), query.by, pl.col("value").sum().alias(f"{slot}_sum"))
    counted = {f"{slot}_{part}": pl.col("_all") for part in COUNTS[1:]}
    frame = typed(summed.with_columns(**counted), query)
    networks = frozenset(last_known["network"].to_list())
    return Figures(frame, slot, WhyNull.NO_ROWS, networks=networks)
