"""Insight rule: vanity trap, exposure up while the related result falls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np

from i18n.message import msg
from metrics.definitions.registry import Additivity, Metric, Stage, Unit, metrics
from metrics.insights.evidence import Daily, InsightEvidence, PeriodPair
from metrics.insights.insight import Insight, InsightRule, Need, Number, Severity
from metrics.insights.movement import Movement, movement
from metrics.question.names import key_name

LAGS = (7, 14, 21, 28)  # days by which the partner may follow
_PAGES = frozenset({"posts", "account_days"})
_VISITS = frozenset({"web_sessions", "web_key_events", "leads", "conversions"})
NOTABLE = 0.1  # a smaller change is not worth a warning, however significant


def _partners(metric: Metric) -> list[Metric]:
    """The related results of a metric: its partner, then the partner's own, and so on."""
    related: list[Metric] = []
    name = metric.partner
    while name is not None and metrics()[name] not in related and name != metric.id:
        related.append(metrics()[name])
        name = metrics()[name].partner
    return related


def _exposures() -> list[Metric]:
    """Exposure by day, daily reach included: its days are compared, never added up."""
    kinds = {Additivity.FLOW, Additivity.DISTINCT}
    exposures = (m for m in metrics().values() if m.stage is Stage.EXPOSURE and m.numerator)
    return [m for m in exposures if m.additivity in kinds and m.unit is Unit.COUNT and m.partner]


def _find(evidence: InsightEvidence) -> Iterator[Insight]:
    """The clearest vanity trap of each network."""
    by_network: dict[str, Insight] = {}
    for metric in _exposures():
        for network, days in evidence.compared(metric.id, "network").items():
            trap = _trap(evidence, metric, network, days) if network else None
            if trap is not None and network is not None:
                known = by_network.get(network)
                by_network[network] = trap if known is None or trap.weight > known.weight else known
    yield from by_network.values()


def _trap(
    evidence: InsightEvidence, metric: Metric, network: str | None, days: Daily
) -> Insight | None:
    for partner in _partners(metric):
        own = evidence.compared(partner.id, "network", _use(partner, metric)).get(network)
        pair = evidence.pair(metric.id, partner.id, network=network)
        if own is None or pair is None:
            continue
        fell = movement(partner, own, pair)
        if fell is None:
            continue  # this result is unknown here, but the next one may be known
        rose = movement(metric, days, pair)
        if rose is None or not rose.rose or rose.change < NOTABLE or fell.change > -NOTABLE:
            return None
        if not fell.fell or _follows(partner, own, pair):
            return None
        return _finding(evidence, (metric, rose), (partner, fell), str(network), pair)
    return None


def _use(partner: Metric, metric: Metric) -> str:
    """A page's own exposure is compared with organic visits only: ads have their own metrics."""
    tables = ({m.table for side in either.measures for m in side} for either in (partner, metric))
    own, exposure_tables = tables
    return "organic" if own & _VISITS and exposure_tables <= _PAGES else ""


def _follows(partner: Metric, days: Daily, pair: PeriodPair) -> bool:
    """Whether the partner is no longer clearly down when it has some days to follow.

    Of the period shifted, only days that are known count; there have to be three weeks of them.
    Several lags need no correction for multiple tests: a trap has to be one at each of them.
    """
    for lag in LAGS:
        late = movement(partner, days, _until(pair.shifted(timedelta(days=lag)), days))
        if late is not None and late.change > -NOTABLE:
            return True
    return False


def _until(pair: PeriodPair, days: Daily) -> PeriodPair:
    """The two periods up to the last known day, the earlier one as much shorter."""
    known = np.flatnonzero(~np.isnan(days.denominator if days.is_ratio else days.value))
    last = days.first + timedelta(days=int(known[-1]) if len(known) else 0)
    short = timedelta(days=max((pair.now.end - last).days, 0))
    if short >= timedelta(days=pair.now.days):
        return pair
    return PeriodPair(*(replace(q, end=q.end - short) for q in (pair.now, pair.before)))


def _finding(
    evidence: InsightEvidence,
    up: tuple[Metric, Movement],
    down: tuple[Metric, Movement],
    network: str,
    pair: PeriodPair,
) -> Insight:
    (metric, rose), (partner, fell) = up, down
    shares = {"up": rose.change, "up_low": rose.low, "up_high": rose.high}
    shares |= {"down": -fell.change, "down_low": -fell.high, "down_high": -fell.low}
    return Insight(
        rule=RULE.id,
        severity=Severity.ALARM,
        message=msg(
            "On {network}, “{shown}” is up {up} ({up_low} to {up_high}) while “{partner}” is "
            "down {down} ({down_low} to {down_high}), even four weeks later.",
            network=key_name("network", network),
            shown=metric.label,
            partner=partner.label,
            **shares,
        ),
        advice=msg(
            "Do not report the increase as a success. More people see the posts, fewer act. "
            "Add links and reasons to visit."
        ),
        keys=(("network", network), ("metric", metric.id), ("partner", partner.id)),
        numbers=tuple(Number(name, value, Unit.PERCENT) for name, value in shares.items()),
        basis=evidence.basis((metric.id, partner.id), pair.now, pair.before),
        n=fell.n,
        weight=rose.change - fell.change,
        low=fell.low,
        high=fell.high,
    )


def _needs() -> tuple[Need, ...]:
    pairs = [(exposure, partner) for exposure in _exposures() for partner in _partners(exposure)]
    read = {Need(partner.id, "network", _use(partner, exposure)) for exposure, partner in pairs}
    return tuple(sorted(read | {Need(exposure.id, "network") for exposure, _ in pairs}))


RULE = InsightRule(
    id="vanity_trap",
    label=msg("More attention, fewer results"),
    find=_find,
    needs=_needs(),
)
