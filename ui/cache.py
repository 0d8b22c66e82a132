"""Cache of query results, keyed by store, store version and question, never by frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any, TypeVar

import polars as pl
import streamlit as st

from data.facts.coverage import OwnerCoverage
from data.facts.coverage import coverage as owners_coverage
from data.facts.facts import Facts
from data.facts.source import collect_all
from data.utm.audit.run_checks import run_checks as find_faults
from data.utm.audit.utm_issue import UtmIssue
from data.utm.rule_preview import Move, preview
from data.utm.tag_score import TagScore
from data.utm.tag_score import tag_score as find_score
from data.values.rules import Tagging
from data.values.zone import CompanyZone
from metrics.attribution.answer import attribute
from metrics.attribution.compare import Comparison
from metrics.attribution.compare import compared as compare
from metrics.attribution.conversion_rate import RateSplit, rate_split
from metrics.attribution.drilldown import JourneyDrilldown
from metrics.attribution.drilldown import behind as find_behind
from metrics.attribution.leads import Joined, joined, steps
from metrics.attribution.load_aggregates import events
from metrics.attribution.model import registered
from metrics.attribution.paths import Paths, paths
from metrics.attribution.query import AttributionQuery
from metrics.comparison.periods import ComparedWith
from metrics.content.growth import post_growth, summed
from metrics.content.out_of_order import OutOfOrderImport
from metrics.content.out_of_order import out_of_order_imports as find_out_of_order
from metrics.content.post_attribution import PostTraffic
from metrics.content.post_attribution import post_traffic as find_post_traffic
from metrics.content.posts import posts as list_posts
from metrics.definitions.registry import metrics as catalogue
from metrics.engine import basis, query_metrics
from metrics.goals.goal import Goal
from metrics.insights.engine import insights as find_observations
from metrics.insights.insight import Insight as Observation
from metrics.question.query import Query
from metrics.results import results
from metrics.results.channel_changes import ChannelChanges
from metrics.results.channel_changes import channel_changes as find_changes
from metrics.results.drivers import Drivers
from metrics.results.drivers import drivers as find_drivers
from metrics.results.empty_answer import EmptyAnswer
from metrics.results.empty_answer import empty_answer as find_empty
from metrics.results.outcomes import OutcomeSet
from metrics.results.outcomes import outcomes as find_outcomes
from metrics.results.overview import Overview
from metrics.results.overview import overview as find_overview
from metrics.results.period_series import PeriodSeries
from metrics.results.period_series import period_series as find_series
from metrics.results.rate_intervals import is_withheld, rate_intervals
from metrics.returns.bridge import BRIDGED, Bridge
from metrics.returns.bridge import bridge as find_bridge
from metrics.returns.credited_outcome import CreditedOutcome, creditable
from metrics.returns.credited_outcome import credited_outcome as find_credited_outcome
from metrics.returns.credited_outcome import has_visits as find_visits
from ui import state

T = TypeVar("T")
# Insights are the longest work of a page. One computation at a time per server, so that the first
# metrics of other visitors do not wait for several of them.
_OBSERVING = Lock()
KEPT = 500  # cached results per process, the oldest go first: every selection would add up


# cache_resource, not cache_data: the facts hold locks and lazy frames, which sessions share and
# which must not be pickled or copied.
@st.cache_resource(show_spinner=False, max_entries=3)
def _facts(where: str, version: str) -> Facts:  # noqa: ARG001  # both are the cache's key
    return Facts(state.store())


def facts() -> Facts:
    """The facts of the current store version, read and resolved once per version."""
    return _facts(*place())


def place() -> tuple[str, str]:
    """The store and its version: what every cached result belongs to."""
    return state.location(), state.store().version


# The underscore of ``_work`` keeps Streamlit from hashing the function: ``key`` alone is the key.
@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _remembered(key: tuple[Any, ...], _work: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _work()


def remember(name: str, question: tuple[Any, ...], work: Callable[[Facts], T]) -> T:
    """The cached result of ``work`` on the facts, computed once per store version and question.

    The result is shared between sessions: it must not be changed.
    """
    key = (*place(), name, *question)
    result: T = _remembered(key, lambda: work(facts()))
    return result


def overview() -> Overview:
    """The period, channels and campaigns that the data offer."""
    return remember("overview", (), find_overview)


def company_zone() -> CompanyZone:
    """The company's time zone, chosen or guessed."""
    return remember("zone", (), lambda _facts: state.store().zone())


def outcomes() -> OutcomeSet:
    """What counts for the company."""
    return remember("outcomes", (), find_outcomes)


def empty_answer(start: date, end: date, tables: tuple[str, ...]) -> EmptyAnswer | None:
    """What to say where no file of the tables covers a day of the period."""
    asked = (start, end, tables)
    return remember("empty", asked, lambda f: find_empty(f, *asked))


def headline(query: Query, compare: ComparedWith) -> tuple[results.Headline, ...]:
    """The headline metrics (KPI cards) of a period."""
    return remember("headline", (query, compare), lambda f: results.headline(f, query, compare))


def headlines(
    metric_ids: tuple[str, ...], query: Query, compare: ComparedWith
) -> tuple[results.Headline, ...]:
    """Any metrics of a period with their changes."""
    asked = (query, compare, metric_ids)
    return remember("headlines", asked, lambda f: results.headline(f, *asked))


def vanity(query: Query, compare: ComparedWith) -> tuple[results.Vanity, ...]:
    """Vanity metrics, each with its related result."""
    return remember("vanity", (query, compare), lambda f: results.vanity(f, query, compare))


def channel_changes(
    metric_ids: tuple[str, ...], query: Query, compare: ComparedWith
) -> ChannelChanges:
    """Metrics of every channel with their changes."""
    asked = (metric_ids, query, compare)
    return remember("channel changes", asked, lambda f: find_changes(f, *asked))


def posts(query: Query) -> pl.DataFrame:
    """The posts of a period."""
    return remember("posts", (query,), lambda f: list_posts(f, query))


def growth(network: str, post_id: str) -> pl.DataFrame:
    """A post's metrics in every export that has it."""
    return remember(
        "growth",
        (network, post_id),
        lambda f: collect_all([post_growth(f, (network,), (post_id,))])[0],
    )


def network_growth() -> pl.DataFrame:
    """What the posts of each network gained from one export to the next."""
    return remember(
        "network growth", (), lambda f: collect_all([summed(post_growth(f), ("network",))])[0]
    )


def out_of_order_imports() -> tuple[OutOfOrderImport, ...]:
    """Imports of older exports that hide newer values."""
    return remember("late", (), find_out_of_order)


def figures(metrics: tuple[str, ...], query: Query) -> pl.DataFrame:
    """Metrics of any query."""
    return remember("answer", (metrics, query), lambda f: query_metrics(f, metrics, query))


def sentences(metrics: tuple[str, ...], query: Query) -> tuple[Any, ...]:
    """Sentences about the sources and rows that metrics are computed from."""
    return remember("basis", (metrics, query), lambda f: basis(f, metrics, query))


def utm_issues(hosts: tuple[str, ...]) -> tuple[UtmIssue, ...]:
    """The issues of the UTM audit."""
    return remember("faults", (hosts,), lambda f: find_faults(f, hosts))


def tag_score(issues: tuple[UtmIssue, ...], start: date, end: date) -> TagScore:
    """The sessions of a period with UTM issues, and each issue's size."""
    key = (tuple(one.id for one in issues), start, end)
    return remember("tag score", key, lambda f: find_score(f, issues, start, end))


def insights(
    goals: tuple[Goal, ...], query: Query, compare: ComparedWith
) -> tuple[Observation, ...]:
    """The insights of a period, the most serious first."""
    asked = (goals, query, compare)

    def work(data: Facts) -> tuple[Observation, ...]:
        with _OBSERVING:
            return find_observations(data, *asked)

    return remember("observations", asked, work)


def rule_preview(rules: Tagging) -> tuple[Move, ...]:
    """The rows that other rules would move to another channel."""
    return remember("moves", (rules,), lambda f: preview(f, rules))


def converted() -> tuple[str, ...]:
    """The names of the conversions of single people, most frequent first."""
    return remember("converted", (), events)


def led() -> tuple[str, ...]:
    """The lead conversions that can be joined to visits; empty unless both are imported."""
    return remember("led", (), steps)


def has_visits() -> bool:
    """Whether visits of single people are known."""
    return remember("has visits", (), find_visits)


def credited_outcome() -> CreditedOutcome:
    """The outcome that attribution, costs and the bridge are about."""
    return remember("credited outcome", (), find_credited_outcome)


def creditable_outcomes() -> tuple[CreditedOutcome, ...]:
    """The company's outcomes whose conversions files list one by one, the main one first."""
    return remember("creditable outcomes", (), creditable)


def leads_joined(start: date, end: date) -> Joined:
    """How the leads of a period were joined to visits."""
    return remember("leads_joined", (start, end), lambda f: joined(f, start, end))


def post_texts() -> dict[str, tuple[date | None, str]]:
    """The days and texts of posts, by network and id as attribution names them."""
    return remember("post_texts", (), _texts)


def _texts(data: Facts) -> dict[str, tuple[date | None, str]]:
    name = pl.format("{} {}", "network", "post_id").alias("post")
    posts = data.frame("posts").select(name, "published_on", pl.col("text").fill_null(""))
    return {key: (day, text) for key, day, text in posts.drop_nulls("post").collect().iter_rows()}


def journey_drilldown(asked: AttributionQuery, key: str) -> JourneyDrilldown:
    """The conversion paths that contain a key (drill-through)."""
    return remember("behind", (asked, key), lambda f: find_behind(f, asked, key))


def journeys(asked: AttributionQuery) -> Paths:
    """The conversion paths with their roles, lengths and days."""
    return remember("journeys", (asked,), lambda f: paths(f, asked))


def compared(asked: AttributionQuery) -> Comparison:
    """Every attribution model's answer, side by side."""
    return remember(
        "attribution",
        (asked,),
        lambda f: compare(attribute(f, asked, registered().values(), bounded=False)),
    )


def conversion_rate(asked: AttributionQuery) -> RateSplit:
    """What each key adds to the conversion rate."""
    return remember("conversion rate", (asked,), lambda f: rate_split(f, asked))


def bridge(asked: AttributionQuery, model: str = BRIDGED, figure: str = "conversions") -> Bridge:
    """The bridge between own tags, a model, platforms' claims and costs."""
    return remember(
        "bridge", (asked, model, figure), lambda f: find_bridge(f, asked, model, figure)
    )


def post_traffic() -> PostTraffic:
    """Visits, leads and revenue from the links of posts."""
    links = state.store().state.links.all()
    return remember("post traffic", (), lambda f: find_post_traffic(f, links))


def period_series(metric: str, now: Query, before: Query | None) -> PeriodSeries | None:
    """A metric over time in total, with the earlier period on the same days."""
    asked = (metric, now, before)
    return remember("period series", asked, lambda f: find_series(f, *asked))


def drivers(headline: results.Headline, now: Query, compare: ComparedWith) -> Drivers | None:
    """What the change of a headline is made of."""
    asked = (headline.figure.metric.id, now, compare)
    return remember("drivers", asked, lambda f: find_drivers(f, headline))


def by_key(metric: str, query: Query, key: str) -> pl.DataFrame:
    """A metric's values by channel (or another key), the largest first; unknown ones are left out."""
    return by_keys(metric, query, (key,))


def by_keys(metric: str, query: Query, keys: tuple[str, ...]) -> pl.DataFrame:
    """A metric's values by several keys, the largest first.

    Unknown ones, zeros, and rates that are withheld (``is_withheld``) are left out.
    """
    asked = (metric, query, keys)

    def work(data: Facts) -> pl.DataFrame:
        split = replace(query, by=keys)
        rows = query_metrics(data, [metric], split)
        ends = rate_intervals(data, [metric], split)
        said = [
            not is_withheld(catalogue()[metric], row[-1], ends.get((metric, *row[:-1])))
            for row in rows.select(*keys, "denominator").iter_rows()
        ]
        rows = rows.filter(pl.Series(said, dtype=pl.Boolean))
        known = rows.drop_nulls("value").filter(pl.col("value") != 0)
        down = [True, *(False for _ in keys)]
        return known.sort("value", *keys, descending=down, nulls_last=True)

    return remember("by key", asked, work)


def owners() -> tuple[OwnerCoverage, ...]:
    """The days that the files of each network, account and source cover."""
    return remember("owners", (), owners_coverage)
