"""Facts access: deduplicated rows of every canonical table, with a cache of derived results."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from threading import RLock
from typing import Any

import polars as pl

from data.events.web_sessions import MADE_OF, with_visits
from data.facts.corrections import REPAIRED, changes, repaired
from data.facts.coverage import Owner, rows_of
from data.facts.spread_costs import as_rows, by_day
from data.store import Pin, Store
from data.tables.company_clock import UTC_ZONE, on_company_clock
from data.tables.cost_spans import CostSpans
from data.tables.coverage import FileOrigin
from data.tables.deduplicate import RULES, placed_costs, post_snapshots, settled_costs
from data.tables.schema import AD_COSTS, MONEY, TABLES, Table
from data.values.currency import Exchange, ExchangeRate
from data.values.inputs import Inputs
from data.values.link import Link
from data.values.money import Money
from data.values.outcomes import OutcomeChoice
from data.values.rules import Tagging

RECENT = 200  # cached results of single queries; insights take four for a selection
_MISSING = object()


@dataclass(frozen=True, slots=True)
class FactOrigin:
    """Rows and inputs that are not those of a store: literal ones, or a store's with changes."""

    pin: Callable[[str], Pin]
    given: Inputs = field(default_factory=Inputs)
    file_origins: Callable[[], Mapping[int, FileOrigin]] = dict

    def inputs(self) -> Inputs:
        """What metrics depend on besides rows."""
        return self.given

    def kept(self) -> None:
        """No disk cache: other processes could not know what the results depend on."""


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """The resolved rows of every canonical table.

    Posts: one row per network and post, each column its newest known value (by observation, then
    import). Account days: likewise per network, account, date and use. Web sessions: of a
    property and report, the newest import that has a day; newer days leave a period around them
    in place, for the query decides between them. Ad costs: see ``data.tables.cost_spans``; days
    inside a period that they do not fill are ``candidates`` only. Leads: the newest import per lead. Visits: see
    ``data.tables.touchpoint_dedup``; web sessions have their sums, as a report of their own.
    Conversions: what was refunded is taken from their value. Costs: of the same thing and period the newest import, spread over the days, with those
    entered by hand. Amounts are in the reporting currency wherever a rate is known. Rows have
    their provenance; every frame has the canonical schema. Instants are what the company's clock
    showed, typed as UTC, so that their date is the company's day. Tags are shown as the corrections in
    force make them; ``raw`` has them as they were imported. A table is read and resolved once per
    instance: build a new one when ``Store.version`` has changed.
    """

    origin: Store | FactOrigin
    _frames: dict[str, pl.LazyFrame] = field(default_factory=dict)
    _versions: dict[str, str] = field(default_factory=dict)
    _derived: dict[Hashable, Any] = field(default_factory=dict)
    _recent: OrderedDict[Hashable, None] = field(default_factory=OrderedDict)
    _locks: dict[Hashable, RLock] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    @classmethod
    def of(
        cls,
        tables: Mapping[str, pl.DataFrame],
        tagging: Tagging | None = None,
        money: Money | None = None,
        holidays: frozenset[date] = frozenset(),
        unsettled: date | None = None,
        links: Iterable[Link] = (),
        outcomes: OutcomeChoice | None = None,
        zone: str = UTC_ZONE,
    ) -> Facts:
        """Facts from literal frames: missing tables are empty, missing columns null.

        Raises KeyError for a table and polars.exceptions.ColumnNotFoundError for a column
        that the schema does not know.
        """
        given = {name: canonical(TABLES[name], frame) for name, frame in tables.items()}

        def pin(table: str) -> Pin:
            return Pin("", given.get(table, TABLES[table].empty()).lazy(), shared=None)

        entered = Inputs(
            tagging or Tagging(),
            money or Money(),
            holidays,
            unsettled,
            tuple(links),
            outcomes,
            zone,
        )
        return cls(FactOrigin(pin, entered))

    @property
    def inputs(self) -> Inputs:
        """What users entered or decided, as these facts are read with it."""
        cached: Inputs = self.derived("inputs", self.origin.inputs)
        return cached

    @property
    def exchange(self) -> Exchange | None:
        """What amounts are converted with, None where no reporting currency is chosen."""
        cached: Exchange | None = self.derived("exchange", self._exchange)
        return cached

    def _exchange(self) -> Exchange | None:
        if self.inputs.money.reporting is None:
            return None
        rows = self.raw("rates").select("date", "from_currency", "to_currency", "rate").collect()
        imported = (ExchangeRate(*row) for row in rows.iter_rows())
        return Exchange.of(self.inputs.money.reporting, (*imported, *self.inputs.money.rates))

    def frame(self, table: str) -> pl.LazyFrame:
        """The rows of ``table`` that count. Raises KeyError for an unknown table."""
        rows = self.marked(table)
        return rows.drop(REPAIRED) if self.inputs.tagging.corrects(table) else rows

    def marked(self, table: str) -> pl.LazyFrame:
        """The rows that count; ``_repaired`` marks changed ones if corrections concern ``table``."""
        return self._marked(table, self.raw(table))

    def candidates(self, table: str) -> pl.LazyFrame:
        """``marked`` with, of ad costs, the rows inside a period that no finer rows cover.

        Each query picks from them: see ``data.tables.cost_spans`` for the two further columns.
        """
        if table != AD_COSTS.name:
            return self.marked(table)
        return self._marked(table, self._placed()[0])

    def cost_spans(self) -> CostSpans:
        """Which ad costs lie inside which periods."""
        return self._placed()[1]

    def _marked(self, table: str, rows: pl.LazyFrame) -> pl.LazyFrame:
        if not self.inputs.tagging.corrects(table):
            return rows
        changed: pl.DataFrame = self.derived(
            ("changes", table), lambda: changes(rows, table, self.inputs.tagging.repairs)
        )
        return repaired(rows, changed)

    def _placed(self) -> tuple[pl.LazyFrame, CostSpans]:
        """The ad costs with what each is inside of, resolved once."""
        placed: tuple[pl.LazyFrame, CostSpans] = self.derived(("placed",), self._place)
        return placed

    def _place(self) -> tuple[pl.LazyFrame, CostSpans]:
        pin = self.origin.pin(AD_COSTS.name)
        self._versions[AD_COSTS.name] = pin.version
        rows, spans = placed_costs(pin.rows, pin.shared)
        return self._converted(AD_COSTS.name, rows), spans

    def raw(self, table: str) -> pl.LazyFrame:
        """The rows that count with their tags as they were imported."""
        if table not in self._frames and table == AD_COSTS.name:
            self._frames[table] = settled_costs(self._placed()[0])
        if table not in self._frames:
            pin = self.origin.pin(table)
            self._versions[table] = pin.version
            # Nothing overlaps: the rows need no deduplication.
            settled = pin.shared == ()
            rows = self._on_clock(table, pin)
            rows = rows if settled else RULES[table].pick(rows, pin.shared)
            if table == "conversions":  # what was given back was not earned
                rows = rows.with_columns(pl.col("value") - pl.col("refunded").fill_null(0))
            if table == "costs":
                rows = by_day(pl.concat([rows, as_rows(self.inputs.money.costs).lazy()]))
            rows = self._converted(table, rows)
            self._frames[table] = with_visits(self, rows) if table == "web_sessions" else rows
        return self._frames[table]

    def _converted(self, table: str, rows: pl.LazyFrame) -> pl.LazyFrame:
        spec = TABLES[table]
        money = [n for n in spec.schema if n in MONEY and "currency" in spec.schema]
        if not money or self.exchange is None:
            return rows
        return self.exchange.converted(rows, spec.day, money)

    def under(self, tagging: Tagging) -> Facts:
        """The same rows read with other rules, to see what these would do."""
        return Facts(self._with(tagging=tagging), self._frames)

    def in_currency(self, code: str) -> Facts:
        """The same rows with amounts in ``code`` wherever a rate is known, read once per currency."""
        if code == self.inputs.money.reporting:
            return self
        entered = replace(self.inputs.money, reporting=code)
        cached: Facts = self.derived(
            ("in currency", code), lambda: Facts(self._with(money=entered))
        )
        return cached

    def leaving_out(self, owners: frozenset[Owner]) -> Facts:
        """The same without the rows of some owners, read once per choice of them."""
        if not owners:
            return self

        def pin(table: str) -> Pin:
            whole = self.origin.pin(table)
            own = [rows_of(o, self.file_origins()) for o in owners if o.table == table]
            rows = whole.rows.filter(~pl.any_horizontal(own)) if own else whole.rows
            return Pin(whole.version, rows, whole.shared)

        def work() -> Facts:
            return Facts(FactOrigin(pin, self.inputs, self.origin.file_origins))

        without: Facts = self.recent(("leaving out", owners), work)
        return without

    def at_age(self, days: int) -> Facts:
        """The same as if no one knew what leads did later than so many days after they came."""

        def work() -> Facts:
            soon = [_within(column, days) for column in ("qualified_at", "won_at")]
            leads = self.raw("leads").with_columns(*soon)
            return Facts(self._with(), {**self._frames, "leads": leads})

        young: Facts = self.recent(("at age", days), work)
        return young

    def _with(self, **changed: Any) -> FactOrigin:
        return FactOrigin(
            self.origin.pin, replace(self.inputs, **changed), self.origin.file_origins
        )

    def imported(self, table: str) -> pl.LazyFrame:
        """All rows of ``table``, those that do not count as well. KeyError for an unknown table."""
        return self._on_clock(table, self.origin.pin(table))

    def _on_clock(self, table: str, pin: Pin) -> pl.LazyFrame:
        return on_company_clock(TABLES[table], pin.rows, self.inputs.zone)

    def file_origins(self) -> Mapping[int, FileOrigin]:
        """Which source read each import, and the period its file states, by import."""
        cached: Mapping[int, FileOrigin] = self.derived("file origins", self.origin.file_origins)
        return cached

    def snapshots(self) -> pl.LazyFrame:
        """The posts as each export observed them: see ``data.tables.deduplicate.post_snapshots``."""
        return post_snapshots(self.imported("posts"))

    def derived(self, name: Hashable, work: Callable[[], Any]) -> Any:
        """What ``work`` makes of these facts, done once however many threads ask for it.

        Each name has a lock of its own, so that a long computation blocks only those who need it.
        """
        result = self._derived.get(name, _MISSING)
        if result is _MISSING:
            with self._lock:
                own = self._locks.setdefault(name, RLock())
            with own:
                # Another thread may have computed it while this one waited (double-checked
                # locking).
                result = self._derived.get(name, _MISSING)
                if result is _MISSING:
                    result = self._derived[name] = work()
        return result

    def recent(self, name: Hashable, work: Callable[[], Any]) -> Any:
        """``derived`` for results of single queries: only the last ones stay cached (LRU)."""
        result = self.derived(name, work)
        with self._lock:
            self._recent[name] = None
            self._recent.move_to_end(name)
            while len(self._recent) > RECENT:
                oldest, _ = self._recent.popitem(last=False)
                self._derived.pop(oldest, None)
                self._locks.pop(oldest, None)
        return result

    def worked_out(
        self, name: str, tables: Iterable[str], work: Callable[[], Mapping[str, pl.DataFrame]]
    ) -> Mapping[str, pl.DataFrame]:
        """What ``work`` makes of ``tables``, cached on disk for other processes where possible.

        ``name`` says everything that the result depends on besides the facts.
        """
        read = set(tables)
        read |= set(MADE_OF) if "web_sessions" in read else set()
        for table in read:
            self.raw(table)
        versions = {self._versions[table] for table in read if table in self._versions}
        cache = self.origin.kept()
        # Tables of different versions have no common version to store a result under.
        if cache is None or len(versions) != 1:
            return work()
        [version] = versions
        name = f"{self.inputs.zone} {name}"  # the days of nearly every table depend on it
        stored = cache.get(version, name)
        if stored is None:
            stored = dict(work())
            cache.save(version, name, stored)
        return stored


def _within(column: str, days: int) -> pl.Expr:
    """An instant of a lead, null where it is more than so many days after the lead's day."""
    took = (pl.col(column).dt.date() - pl.col("created_on")).dt.total_days()
    return pl.when(took <= days).then(pl.col(column)).alias(column)


def canonical(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` in the table's schema: columns ordered and cast, missing ones null.

    Raises polars.exceptions.ColumnNotFoundError for a column that the table does not have.
    """
    unknown = sorted(set(rows.columns) - set(table.schema))
    if unknown:
        raise pl.exceptions.ColumnNotFoundError(f"{table.name} has no column {unknown}")
    return rows.select(
        pl.col(name).cast(dtype) if name in rows.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in table.schema.items()
    )
