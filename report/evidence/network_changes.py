"""What each network showed and what it brought, now and in the period before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.base.networks import network_name
from metrics.comparison.compared import ComparedMetric, compared
from metrics.comparison.periods import Compare
from metrics.comparison.split_reader import SplitAnswers
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics, splittable
from metrics.question.query import Query
from report.evidence.data_access import ReportData

_SEEN = ("views", "impressions", "reach", "account_views", "account_impressions", "account_reach")
_POSTS = "posts_published"
_SESSIONS = "referrals"


@dataclass(frozen=True, slots=True)
class NetworkChange:
    """A network's posts, how often they were seen (by ``seen``), its sessions and its results.

    Each is compared with the period before; None where it is unknown.
    """

    network: str
    posts: ComparedMetric | None
    seen: ComparedMetric | None
    sessions: ComparedMetric | None
    results: ComparedMetric | None

    @property
    def name(self) -> str:
        """The name of the network."""
        return network_name(self.network)

    @property
    def per_post(self) -> tuple[float, float] | None:
        """Views per post, now and before; None where a part is unknown or there was no post."""
        if self.posts is None or self.seen is None or self.seen.metric.id.startswith("account"):
            return None
        values = (
            (self.seen.value, self.posts.value),
            (self.seen.earlier_value, self.posts.earlier_value),
        )
        if any(not seen or not posts for seen, posts in values):
            return None
        (seen, count), (seen_before, count_before) = values
        return float(seen or 0) / float(count or 1), float(seen_before or 0) / float(
            count_before or 1
        )


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
        found.append(
            NetworkChange(
                network, answers[_POSTS], answers.get(seen or ""), answers[_SESSIONS], result
            )
        )
    return tuple(sorted(found, key=lambda one: (-(_value(one.posts) or 0), one.network)))


def _first(network: str, names: Sequence[str], known: set[tuple[str, str]]) -> str | None:
    """The first of the metrics that is known of the network."""
    return next((name for name in names if (network, name) in known), None)


def _value(one: ComparedMetric | None) -> float | None:
    return None if one is None else one.row["value"]
