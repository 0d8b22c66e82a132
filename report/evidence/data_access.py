"""Report data access: memoised metric queries that the sections share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from data.facts.coverage import coverage
from data.facts.facts import Facts
from data.utm.audit.run_checks import run_checks as find_faults
from data.utm.audit.utm_issue import UtmIssue as Fault
from metrics.attribution.query import AttributionQuery
from metrics.comparison.periods import data_ends, earlier
from metrics.content.post_attribution import PostTraffic, post_traffic
from metrics.definitions.registry import Metric, metrics
from metrics.engine import query_metrics
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.progress import Progress
from metrics.insights.dismissed import partition_dismissed
from metrics.insights.engine import insights
from metrics.insights.insight import Insight
from metrics.question.query import Query
from metrics.results.annotations import marks
from metrics.results.outcomes import OutcomeSet, outcomes
from metrics.results.overview import Overview, overview
from metrics.results.results import Figure, Headline, Vanity, figure, headline, vanity
from metrics.results.tag_faults import as_corrected
from metrics.returns.bridge import Bridge, bridge
from metrics.returns.credited_outcome import CreditedOutcome, credited_outcome
from metrics.returns.roi import RoiTable, complete_period, returns
from report.document.model import Audience, Mark, Provenance, Request
from report.evidence.context import ReportContext
from report.wording.sources import named


@dataclass(frozen=True)
class ReportData:
    """What every section is made from. ``made_at`` is UTC."""

    ground: ReportContext
    request: Request
    made_at: datetime

    @property
    def facts(self) -> Facts:
        """The facts, in the request's currency."""
        return self.ground.facts

    @property
    def query(self) -> Query:
        """The period as a query."""
        return Query(self.request.start, self.request.end)

    @property
    def before(self) -> Query | None:
        """The period that it is compared with."""
        return earlier(self.query, self.request.compare)

    def shows(self, level: Audience) -> bool:
        """Whether the reader gets what is meant for ``level``."""
        return self.request.audience.shows(level)

    @cached_property
    def seen(self) -> Overview:
        """The days, channels and campaigns with data."""
        cached: Overview = self.facts.derived("overview", lambda: overview(self.facts))
        return cached

    @property
    def as_of(self) -> date | None:
        """The last complete day of the period; None where nothing is known of it."""
        # A period without any data gives no report instead of a page of dashes.
        first, last = self.seen.first, self.seen.last
        if first is None or last is None or first > self.request.end:
            return None
        if last < self.request.start:
            # What the company has most of ends earlier; other files may go on.
            last = max((one.last for one in coverage(self.facts)), default=last)
        if last < self.request.start:
            return None
        return min(self.request.end, last)

    @cached_property
    def newest(self) -> date | None:
        """The last day of the data, which goals and next steps are judged on."""
        last, end = self.seen.last, self.as_of
        return end if last is None or end is None else max(last, end)

    @property
    def corrected(self) -> Facts | None:
        """The facts as the proposed UTM fixes would make them; None without any."""
        return as_corrected(self.facts)

    @property
    def company(self) -> OutcomeSet:
        """What counts for the company."""
        return outcomes(self.facts)

    @cached_property
    def headlines(self) -> tuple[Headline, ...]:
        """The outcomes as the results page shows them."""
        return headline(self.facts, self.query, self.request.compare)

    @property
    def known(self) -> tuple[Headline, ...]:
        """The outcomes that have a value."""
        return tuple(h for h in self.headlines if h.figure.value is not None)

    def outcome(self, metric_id: str) -> Headline | None:
        """One outcome, None where it is unknown."""
        return next((h for h in self.known if h.figure.metric.id == metric_id), None)

    @property
    def first(self) -> Headline | None:
        """The outcome that counts most and is known, else the first headline that is."""
        own = (self.outcome(name) for name in self.company.results)
        return next((one for one in own if one is not None), next(iter(self.known), None))

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """The progress of the period's goals at its end."""
        day = self.as_of
        if day is None:
            return ()
        goals_of_period = [
            g for g in self.ground.goals if g.start <= day and g.end >= self.request.start
        ]
        return evaluate_all(self.facts, goals_of_period, day)

    @cached_property
    def returns(self) -> RoiTable:
        """Cost and return by channel, over the models and random variation."""
        return returns(self.facts, complete_period(self.facts, self.query), "channel")

    @property
    def credited(self) -> CreditedOutcome:
        """The outcome that attribution, returns and the bridge are about."""
        return credited_outcome(self.facts)

    @property
    def credit(self) -> AttributionQuery:
        """The attribution of that outcome by channel."""
        start, end = self.request.start, self.request.end
        return AttributionQuery(start, end, ("channel",), events=self.credited.events)

    @property
    def costs_known(self) -> bool:
        """Whether any channel has a cost, so that the report has a section about returns."""
        return any(row.cost is not None for row in self.returns.rows)

    @cached_property
    def bridge(self) -> Bridge:
        """How own tags, models, claims and costs of the channels hang together."""
        return bridge(self.facts, self.credit)

    @cached_property
    def vanity(self) -> tuple[Vanity, ...]:
        """Vanity metrics with their related results."""
        return vanity(self.facts, self.query, self.request.compare)

    @cached_property
    def findings(self) -> tuple[Insight, ...]:
        """The active insights of the period, most urgent first."""
        all_insights = insights(self.facts, self.ground.goals, self.query, self.request.compare)
        return partition_dismissed(self.ground.dismissed, all_insights).standing

    @cached_property
    def traffic(self) -> PostTraffic:
        """The traffic of links in posts, on whatever day."""
        cached: PostTraffic = self.facts.derived(
            ("report", "post traffic"), lambda: post_traffic(self.facts, self.facts.inputs.links)
        )
        return cached

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """The UTM issues, the worst first."""
        hosts = self.ground.hosts
        cached: tuple[Fault, ...] = self.facts.derived(
            ("report", "faults", hosts), lambda: find_faults(self.facts, hosts)
        )
        return cached

    def marks(self, query: Query, metric: Metric) -> tuple[Mark, ...]:
        """The annotations of a line chart of the metric: users' notes and series breaks."""
        annotations = marks(self.facts, self.ground.notes, query, metric)
        # A note that began before the period is drawn where the chart begins.
        return tuple(
            Mark(max(annotation.first, query.start), annotation.text) for annotation in annotations
        )

    def figures(self, metric_ids: Sequence[str], query: Query | None = None) -> dict[str, Figure]:
        """Undivided figures of the period, by metric."""
        rows = query_metrics(self.facts, metric_ids, query or self.query).to_dicts()
        return {row["metric"]: figure(row, self.company) for row in rows}

    def divided(
        self, metric_ids: Sequence[str], by: str, query: Query | None = None
    ) -> dict[str | None, dict[str, Figure]]:
        """Figures of the period by key, then by metric; the key None is unknown."""
        period = query or self.query
        keyed = Query(period.start, period.end, by=(by,))
        by_key: dict[str | None, dict[str, Figure]] = {}
        for row in query_metrics(self.facts, metric_ids, keyed).to_dicts():
            by_key.setdefault(row[by], {})[row["metric"]] = figure(row, self.company)
        return by_key

    def basis(
        self,
        metric_ids: Iterable[str],
        rows: int | None = None,
        repaired: int = 0,
        *,
        n: int | None = None,
        until: date | None = None,
    ) -> Provenance:
        """The provenance of some metrics in this period, or until a later day."""
        sides = [side for name in metric_ids for side in metrics()[name].measures]
        tables = sorted({measure.table for side in sides for measure in side})
        ends = [end for table, end in data_ends(self.facts).items() if table in tables]
        # A figure of several tables is only as fresh as the one that ends first.
        last = min([until or self.request.end, *ends])
        sources = named(self.ground.imports, tables, self.request.start, self.request.end)
        return Provenance(sources, last if ends else None, n, repaired, rows)

    def counted(self, metric_ids: Sequence[str]) -> Provenance:
        """The same with the number of source rows, the largest of the metrics."""
        values = self.figures(metric_ids).values()
        rows = max((value.rows for value in values), default=0)
        return self.basis(metric_ids, rows, max((value.repaired for value in values), default=0))
