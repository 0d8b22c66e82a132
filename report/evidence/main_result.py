"""The result that counts most: its value, and its changes on the period before and the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from metrics.comparison.change import Change, ChangeDirection
from metrics.comparison.compared import ComparedMetric, compared
from metrics.comparison.like_for_like import owners_of
from metrics.comparison.periods import Compare, ComparedWith
from metrics.definitions.registry import Metric, cost_metric, metrics
from metrics.maturing.maturity import MaturityStage
from metrics.question.query import Query
from metrics.results.business import EXPOSURE, SPARE
from metrics.results.results import Headline, headline
from report.evidence.data_access import ReportData
from report.evidence.earlier_periods import is_per_day, rough, trend, usual_range

LEAST_DAYS = 28  # of history, before anything is compared
_ROWS = 3  # figures of the table besides the goal


@dataclass(frozen=True)
class ComparedFigure:
    """A figure on the period before and on the year before, at equal age where it still grows.

    ``age`` are the days after each lead within which both count what happened; None where the
    figure is final.
    """

    previous: Headline
    year: Headline
    age: int | None
    trend: tuple[float | None, ...]

    @property
    def metric(self) -> Metric:
        """The metric, by the company's name."""
        return self.previous.figure.metric

    @property
    def period(self) -> Query:
        """The complete days that are compared."""
        return self.previous.period

    @property
    def value(self) -> float | None:
        """The value that is compared, per day where it adds up over days."""
        return self.per_day(self.previous.figure.value if self.age is None else self.previous.same)

    def per_day(self, value: float | None, period: Query | None = None) -> float | None:
        """A value of a period per day, where the metric is shown so."""
        if value is None or not is_per_day(self.metric.id):
            return value
        return rough(value / (period or self.period).days)

    @property
    def total(self) -> float | None:
        """The value of the whole period."""
        return self.previous.figure.value

    @property
    def usual(self) -> tuple[float, float] | None:
        """The range of eight in ten earlier periods."""
        return usual_range(self.trend)

    def earlier_value(self, compared_one: Headline) -> float | None:
        """The value of the earlier period of a comparison."""
        return self.per_day(compared_one.earlier_value, compared_one.before)


def fall_of(main: ComparedFigure) -> Headline | None:
    """The comparison that shows a fall: with the period before, or else with the year before."""
    pairs = (main.previous, main.year)
    return next((one for one in pairs if one.change.moved and (one.change.value or 0) < 0), None)


def is_clear(change: Change) -> bool:
    """Whether a change is beyond random variation and favourable or unfavourable."""
    return change.direction.is_verdict


def is_within_chance(change: Change) -> bool:
    """Whether a change was judged and is within random variation.

    False where it is beyond it, and where too little history leaves it without a judgement.
    """
    judged = change.low is not None or change.direction is ChangeDirection.UNCLEAR
    return judged and not change.moved


@dataclass(frozen=True)
class MainResult:
    """What the answer of a report rests on."""

    case: ReportData

    @property
    def against(self) -> tuple[ComparedWith, ComparedWith]:
        """What the period is compared with: as requested, and the year before."""
        first = self.case.request.compare
        if first is Compare.NONE:
            return Compare.NONE, Compare.NONE
        return first, Compare.PREVIOUS if first is Compare.YEAR else Compare.YEAR

    @cached_property
    def figures(self) -> tuple[ComparedFigure, ...]:
        """The main result, the money it brings and what it costs; others where these are unknown."""
        names = [name for name in self._names if name in self._known][:_ROWS]
        found = self._compared(names, self.case.query) if names else ()
        # A company without a channel has zero sessions of it: a row of zeros says nothing.
        return tuple(one for one in found if one is found[0] or one.total or any(one.trend))

    @property
    def main(self) -> ComparedFigure | None:
        """The figure that counts most; None where nothing is known."""
        return next(iter(self.figures), None)

    def compared_with(self, against: ComparedWith) -> Query | None:
        """The days that the main result is compared with."""
        if self.main is None:
            return None
        return (self.main.previous if against == self.against[0] else self.main.year).before

    def spend_during(self, fall: Headline) -> ComparedMetric | None:
        """Ad spend compared as a fall is; None where it is unknown."""
        if self.spend is None or self.main is None:
            return None
        found = self.spend[int(fall is self.main.year)]
        return None if found.change.value is None else found

    @property
    def is_outcome(self) -> bool:
        """Whether it is a result, and not what comes nearest to one."""
        near = self.case.company.business.nearest
        return self.main is not None and self.main.metric.id not in {*near, *EXPOSURE, *SPARE}

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(
            one.figure.metric.id
            for one in self.case.known
            if one.maturity is None or one.maturity.stage is not MaturityStage.TOO_EARLY
        )

    @property
    def _names(self) -> Sequence[str]:
        company = self.case.company
        first = next((name for name in company.results if name in self._known), None)
        if first is None:
            return tuple(one.figure.metric.id for one in self.case.known)
        own = (first, *_WORTH.get(first, ()), *filter(None, [cost_metric(first)]))
        return tuple(dict.fromkeys((*own, *company.business.most, *company.headlines)))

    def _compared(self, names: Sequence[str], query: Query) -> tuple[ComparedFigure, ...]:
        pairs = zip(
            *(headline(self.case.facts, query, one, names) for one in self.against), strict=True
        )
        return tuple(self._figure(previous, year) for previous, year in pairs)

    def _figure(self, previous: Headline, year: Headline) -> ComparedFigure:
        facts, grown, age = self.case.facts, previous.maturity, None
        if grown is not None and grown.stage is not MaturityStage.MATURE:
            age = max((grown.until - previous.period.end).days, 0)
            facts = facts.at_age(age)
        name = previous.figure.metric.id
        return ComparedFigure(previous, year, age, trend(facts, name, previous.period))

    @cached_property
    def spend(self) -> tuple[ComparedMetric, ComparedMetric] | None:
        """Ad spend compared with both periods; None without spend."""
        if "ad_spend" not in self.case.company.held:
            return None
        previous, year = (
            compared(self.case.facts, ["ad_spend"], self.case.query, against)["ad_spend"]
            for against in self.against
        )
        return None if previous.row["value"] is None else (previous, year)

    @cached_property
    def ad_cost(self) -> ComparedFigure | None:
        """The total cost of a result of paid channels, on the year before; None where it is unknown."""
        main = self.main
        cost = None if main is None else cost_metric(main.metric.id)
        if cost is None:
            return None
        [found] = self._compared([cost], replace(self.case.query, uses=("paid",)))
        return None if found.previous.figure.value is None else found

    @cached_property
    def days_known(self) -> int:
        """The days from the first one of the main result's files to the end of the period."""
        main = self.main
        if main is None:
            return 0
        period = main.period
        firsts = [
            owner.first
            for owner, _ in owners_of(self.case.facts, metrics()[main.metric.id], period)
            if owner.share(period.start, period.end)
        ]
        return (period.end - min(firsts)).days + 1 if firsts else period.days


_WORTH = {"leads": ("revenue",), "orders": ("order_revenue",), "purchases": ("web_revenue",)}
