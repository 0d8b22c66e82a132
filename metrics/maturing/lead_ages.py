"""Ages of leads, and how long they took to qualify or buy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import narwhals as nw
import numpy as np
import numpy.typing as npt

from data.facts.facts import Facts
from data.facts.source import FactSource, Frame, collect_all
from metrics.definitions.measures import Count, IsKnown, IsOneOf, Measure, Sum
from metrics.definitions.registry import Metric
from metrics.engine import scoped
from metrics.question.query import Query
from metrics.statistics.maturity import AgeCurves, Floats, Ints, reached_by_age

_EPOCH = date(1970, 1, 1)
_EVERYTHING = (date(1970, 1, 1), date(2200, 1, 1))


@dataclass(frozen=True, slots=True)
class Maturing:
    """The measure of a metric that grows as leads qualify or buy, and the column with their day.

    ``on_top`` says that it is (part of) the numerator.
    """

    measure: Count | Sum
    column: str
    on_top: bool


def maturing(metric: Metric) -> Maturing | None:
    """What of a metric grows for weeks after its period; None where nothing does."""
    for on_top, side in ((True, metric.numerator), (False, metric.denominator)):
        for measure in side:
            column = _column(measure)
            if column is not None and isinstance(measure, Count | Sum):
                return Maturing(measure, column, on_top)
    return None


def _column(measure: Measure) -> str | None:
    if measure.table != "leads":
        return None
    dated = (c for c in measure.where if isinstance(c, IsKnown))
    return next((name for c in dated for name in c.columns if name.endswith("_at")), None)


@dataclass(frozen=True, slots=True, eq=False)
class LeadAges:
    """Leads by day: ``created`` in days since 1970, ``delay`` in days (nan: not yet), ``amount``."""

    created: Ints
    delay: Floats
    amount: Floats
    as_of: int

    @property
    def age(self) -> Ints:
        """Days since each lead was created."""
        return self.as_of - self.created

    @property
    def events(self) -> int:
        """How many of the leads have got there."""
        return int(np.count_nonzero(~np.isnan(self.delay)))

    @property
    def until(self) -> date:
        """The day up to which outcomes are known."""
        return day_of(self.as_of)

    def before(self, as_of: int) -> LeadAges:
        """What was known on an earlier day."""
        there = self.created <= as_of
        created, delay = self.created[there], self.delay[there]
        known = created + delay <= as_of
        amount = np.where(known, self.amount[there], np.nan)
        return LeadAges(created, np.where(known, delay, np.nan), amount, as_of)

    def within(self, start: date, end: date) -> npt.NDArray[np.bool_]:
        """Which leads were created in a period."""
        return (self.created >= number_of(start)) & (self.created <= number_of(end))


def number_of(day: date) -> int:
    """Days since 1970."""
    return (day - _EPOCH).days


def day_of(number: int) -> date:
    """The day so many days after 1970."""
    return _EPOCH + timedelta(days=number)


def all_leads(facts: FactSource, column: str) -> LeadAges:
    """Every lead of the facts."""
    cached: LeadAges = facts.derived(
        ("lead ages", column), lambda: _read(nw.from_native(facts.frame("leads")), column, None)
    )
    return cached


def selected_leads(facts: Facts, grown: Maturing, query: Query, as_of: int) -> LeadAges:
    """The leads of a query's filters and of the measure's own conditions, whenever they came."""
    own = tuple(c for c in grown.measure.where if isinstance(c, IsOneOf))
    if not own and not query.filters:
        return all_leads(facts, grown.column)
    key = ("selected leads", grown.column, own, tuple(query.filters.items()))
    found: LeadAges = facts.recent(key, lambda: _selected(facts, grown.column, own, query, as_of))
    return found


def _selected(
    facts: Facts, column: str, own: tuple[IsOneOf, ...], query: Query, as_of: int
) -> LeadAges:
    first, last = _EVERYTHING
    whole = replace(query, start=first, end=last, by=())
    frame = scoped(facts, "leads", whole, {condition.column for condition in own})
    for condition in own:
        held = nw.col(condition.column).is_in(condition.values)
        frame = frame.filter(held.fill_null(value=False))
    return _read(frame, column, as_of)


def curves_of(facts: FactSource, column: str) -> AgeCurves:
    """The share of all leads by age, and how sure it is."""
    every = all_leads(facts, column)
    found: AgeCurves = facts.derived(
        ("age curves", column), lambda: AgeCurves.of(every.age, every.delay)
    )
    return found


def past_curve(facts: Facts, column: str, as_of: int) -> Floats:
    """The share of all leads by age as it was known on an earlier day."""

    def work() -> Floats:
        then = all_leads(facts, column).before(as_of)
        return reached_by_age(then.age, then.delay)

    found: Floats = facts.recent(("age curve", column, as_of), work)
    return found


def _read(frame: Frame, column: str, as_of: int | None) -> LeadAges:
    happened = nw.col(column).cast(nw.Date)
    (rows,) = collect_all(
        [
            frame.filter(~nw.col("created_on").is_null()).select(
                created=(nw.col("created_on") - nw.lit(_EPOCH)).dt.total_minutes() // 1440,
                # A lead cannot buy before it is one; a day's difference comes from time zones.
                delay=(happened - nw.col("created_on")).dt.total_minutes() // 1440,
                amount=nw.col("amount"),
            )
        ]
    )
    created = rows["created"].to_numpy().astype(np.int64)
    delay = np.maximum(rows["delay"].cast(float).fill_null(float("nan")).to_numpy(), 0.0)
    if as_of is None:
        last = max(
            int(created.max(initial=0)), int((created + np.nan_to_num(delay)).max(initial=0))
        )
    else:
        last = as_of
    amount = rows["amount"].cast(float).fill_null(float("nan")).to_numpy()
    return LeadAges(created, delay, amount, last)
