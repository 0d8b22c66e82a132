"""What each network showed and what it brought, now and in the period before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from data.base.networks import network_name
from data.facts.facts import Facts
from metrics.comparison.compared import ComparedMetric, compared
from metrics.comparison.periods import Compare
from metrics.comparison.split_reader import SplitAnswers
from metrics.content.posts import VANITY, posts
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics, splittable
from metrics.question.query import Query
from metrics.statistics.period_change import Array
from metrics.statistics.typical_ratio import TypicalRatio, typical_ratio
from report.evidence.data_access import ReportData

_SEEN = ("views", "impressions", "reach", "account_views", "account_impressions", "account_reach")
LEAST_POSTS = 10
"""Posts in each period, before views of a typical one are compared."""
YOUNG = 7
"""Days after which a post is compared, if it was exported then: most views come in its first days,
so that younger posts would make a network look as if it was seen less."""
_POSTS = "posts_published"
_SESSIONS = "referrals"


@dataclass(frozen=True, slots=True)
class NetworkChange:
    """A network's posts, how often they were seen (by ``seen``), its sessions and its results.

    Each is compared with the period before; None where it is unknown. ``typical`` is how many times
    as often as before a typical post was seen; None with fewer than ``LEAST_POSTS`` of that age in a
    period, or where the same files do not cover both.
    """

    network: str
    posts: ComparedMetric | None
    seen: ComparedMetric | None
    sessions: ComparedMetric | None
    results: ComparedMetric | None
    typical: TypicalRatio | None = None

    @property
    def name(self) -> str:
        """The name of the network."""
        return network_name(self.network)


def network_changes(case: ReportData) -> tuple[NetworkChange, ...]:
    """Every network with posts or views in the period, the most posts first."""
    asked = Query(case.request.start, case.request.end, by=("network",))
    results = [name for name in case.company.results if splittable(metrics()[name], "network")]
    names = (_POSTS, *_SEEN, _SESSIONS, *results[:1])
    rows = query_metrics(case.facts, names, asked).drop_nulls(["value", "network"])
    known = {(row["network"], row["metric"]) for row in rows.to_dicts()}
    networks = sorted({network for network, metric in known if metric in {_POSTS, *_SEEN}})
    plain = replace(asked, by=())
    read = SplitAnswers(case.facts, plain, "network")
    found = []
    for network in networks:
        seen = _first(network, _SEEN, known)
        own = [name for name in (_POSTS, seen, _SESSIONS, *results[:1]) if name]
        answers = compared(
            case.facts, own, plain.about("network", network), Compare.PREVIOUS, read.of(network)
        )
        result = answers.get(results[0]) if results else None
        views = answers.get(seen or "")
        typical = None if views is None else _typical(case.facts, network, views)
        found.append(
            NetworkChange(network, answers[_POSTS], views, answers[_SESSIONS], result, typical)
        )
    return tuple(sorted(found, key=lambda one: (-(_value(one.posts) or 0), one.network)))


def _typical(facts: Facts, network: str, seen: ComparedMetric) -> TypicalRatio | None:
    """Views of a typical post, now and before: of posts that the same accounts' files have."""
    name = seen.metric.id
    if name not in VANITY or seen.before is None or seen.left_out:
        return None
    now, before = (_views(facts, network, name, period) for period in (seen.now, seen.before))
    return typical_ratio(now, before) if min(len(now), len(before)) >= LEAST_POSTS else None


def _views(facts: Facts, network: str, name: str, period: Query) -> Array:
    asked = Query(period.start, period.end)
    every: pl.DataFrame = facts.recent(("posts", asked), lambda: posts(facts, asked))
    age = pl.col("observed_on") - pl.col("published_on")
    young = (age < pl.duration(days=YOUNG)).fill_null(value=False)
    views = every.filter(~young, network=network)[name].drop_nulls()
    return np.asarray(views.to_numpy(), dtype=np.float64)


def _first(network: str, names: Sequence[str], known: set[tuple[str, str]]) -> str | None:
    """The first of the metrics that is known of the network."""
    return next((name for name in names if (network, name) in known), None)


def _value(one: ComparedMetric | None) -> float | None:
    return None if one is None else one.row["value"]
