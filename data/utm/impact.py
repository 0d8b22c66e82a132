"""Impact of tags: rows, sessions, leads, revenue and spend per combination of tags."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl

from data.channels.classification import assign_channels
from data.facts.corrections import changes, repaired
from data.facts.facts import Facts
from data.tables.schema import TABLES
from data.values.correction import TAGS
from data.values.rules import Tagging

MEASURES = {
    "rows": pl.Int64(),
    "sessions": pl.Int64(),
    "leads": pl.Int64(),
    "revenue": pl.Float64(),
    "spend": pl.Float64(),
}
_PLACED_BY = (*TAGS, "channel_group", "platform", "campaign_type", "network", "use")
_MEASURED = {
    "web_sessions": {"sessions": pl.col("sessions")},
    "touches": {"sessions": pl.lit(1)},
    "leads": {
        "leads": pl.lit(1),
        "revenue": pl.when(pl.col("won_at").is_not_null()).then("amount"),
    },
    "ad_costs": {"spend": pl.col("spend")},
    "posts": {},
}
STAKED = tuple(_MEASURED)
"""The tables that tags have an impact on."""
_FORMAT = 1  # version of the stored frames; raised when their layout changes, old ones are ignored
_REPEATING = frozenset({"page", "event_name"})  # such reports count a session several times


@dataclass(frozen=True, slots=True)
class Impact:
    """The impact of some rows; a measure that none of them has is None.

    Revenue and spend are sums in whatever currency the rows have: use them to rank.
    """

    rows: int = 0
    sessions: int | None = None
    leads: int | None = None
    revenue: float | None = None
    spend: float | None = None

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Impact:
        """The impact of rows that have the columns of ``MEASURES``."""
        sums: dict[str, Any] = frame.select(summed()).row(0, named=True)
        return cls(**{**sums, "rows": sums["rows"] or 0})

    @property
    def weight(self) -> tuple[float, ...]:
        """The worse, the greater: leads and revenue before visits, visits before rows."""
        # Ranked by results, not by rows: a tag with one lead matters more than one with many
        # visits.
        measures = (self.leads, self.revenue, self.sessions, self.spend, self.rows)
        return tuple(float(value or 0) for value in measures)


def summed() -> list[pl.Expr]:
    """The measures added up, null where no row has one."""
    return [
        pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in MEASURES
    ]


def combinations(facts: Facts, table: str, further: Collection[str] = ()) -> pl.DataFrame:
    """The rows of ``table`` by the columns that assign channels and ``further`` ones, as imported.

    Visits are those of one report per property, the one with most tags, so that none
    counts twice.
    """
    names = frozenset(further)

    def work() -> pl.DataFrame:
        rows = facts.raw(table)
        rows = _most_tagged(rows, names) if table == "web_sessions" else rows
        return _summed(rows, table, _columns(table, names))

    named = f"{_FORMAT} combinations {table} {sorted(names)}"
    found: pl.DataFrame = facts.derived(
        ("combinations", table, names),
        lambda: facts.worked_out(named, (table,), lambda: {"rows": work()})["rows"],
    )
    return found


def by_month(
    facts: Facts, table: str, start: date, end: date, further: Collection[str] = ()
) -> pl.DataFrame:
    """As ``combinations``, of what lies in days or in a period, by ``month`` and ``within``.

    ``month`` is the first day of a month, null for what covers a period; ``within`` says whether
    the days are those asked for. What covers a period counts only if all of it is within.
    """
    names = frozenset(further)

    def work() -> pl.DataFrame:
        day = pl.col(TABLES[table].day).cast(pl.Date)
        within = day.is_between(start, end)
        if table == "web_sessions":
            day = pl.col("date")
            within = (pl.col("period_from") >= start) & (pl.col("period_to") <= end)
        rows = facts.raw(table).filter(within | day.is_not_null())
        rows = _most_tagged(rows, names) if table == "web_sessions" else rows
        marked = rows.with_columns(month=day.dt.month_start(), within=within.fill_null(value=False))
        return _summed(marked, table, [*_columns(table, names), "month", "within"])

    found: pl.DataFrame = facts.derived(("by month", table, start, end, names), work)
    return found


def currencies_of(facts: Facts, table: str) -> list[str | None]:
    """The currencies of the revenue of ``leads``, or of the spend of ``ad_costs``.

    None is among them where a file does not name its currency.
    """
    amounts = {"leads": ("amount", "won_at"), "ad_costs": ("spend",)}[table]
    rows = facts.raw(table).filter(pl.col(name).is_not_null() for name in amounts)
    found: list[str | None] = (
        rows.select(pl.col("currency").unique()).collect()["currency"].to_list()
    )
    return found


def days_of(facts: Facts, table: str) -> pl.DataFrame:
    """The tags of ``table`` as imported, content included, with their first and last day."""

    def work() -> pl.DataFrame:
        day = "date" if table == "web_sessions" else TABLES[table].day
        by = _columns(table, frozenset({"content"}))
        rows = facts.raw(table).select(*by, _day=pl.col(day).cast(pl.Date)).drop_nulls("_day")
        ends = {"first_seen": pl.col("_day").min(), "last_seen": pl.col("_day").max()}
        return rows.group_by(by).agg(**ends).collect(engine="streaming")

    found: pl.DataFrame = facts.derived(("days of tags", table), work)
    return found


def _columns(table: str, further: frozenset[str]) -> list[str]:
    names = dict.fromkeys((*_PLACED_BY, *sorted(further)))
    return [name for name in names if name in TABLES[table].schema]


def _summed(rows: pl.LazyFrame, table: str, by: list[str]) -> pl.DataFrame:
    own = {"rows": pl.lit(1), **_MEASURED[table]}
    measures = {name: own.get(name, pl.lit(None)).cast(t) for name, t in MEASURES.items()}
    measured = rows.select(*by, **measures)
    return measured.group_by(by).agg(summed()).collect(engine="streaming")


def _most_tagged(sessions: pl.LazyFrame, further: frozenset[str]) -> pl.LazyFrame:
    """The web sessions of the reports with most of the tags and the further columns."""
    rows = sessions.with_columns(_daily=pl.col("date").is_not_null())
    keys = ["property", "report", "_daily"]
    wanted = frozenset(TAGS[:3]) | further
    best: dict[str | None, tuple[tuple[int, int, bool], dict[str, Any]]] = {}
    for row in rows.select(keys).unique().sort(keys).collect().iter_rows(named=True):
        has = frozenset((row["report"] or "").replace(" ", "").split(",")) - {"date"}
        # Most tags first, then the coarsest report, then the one by day.
        rank = (len(wanted & has), -len(has), row["_daily"])
        if not has & _REPEATING and rank > best.get(row["property"], ((0, 0, False), {}))[0]:
            best[row["property"]] = (rank, row)
    types = rows.select(keys).collect_schema()
    if best.keys() - {None}:  # a report without a property may be the same visits again
        best.pop(None, None)
    chosen = pl.LazyFrame([row for _, row in best.values()], schema=types)
    return rows.join(chosen, on=keys, how="semi", nulls_equal=True).drop("_daily")


def read_with(frame: pl.DataFrame, table: str, tagging: Tagging) -> pl.DataFrame:
    """Combinations of ``table`` with their tags, ``channel`` and ``network`` under some rules.

    The rows stay in their order.
    """
    rows = frame.with_row_index("_row").lazy()
    if tagging.corrects(table):
        rows = repaired(rows, changes(frame.lazy(), table, tagging.repairs))
    placed = assign_channels(nw.from_native(rows), table, rules=tagging.channels).to_native()
    collected: pl.DataFrame = placed.sort("_row").drop("_row").collect()
    return collected
