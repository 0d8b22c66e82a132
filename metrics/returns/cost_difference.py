"""Whether two campaigns' costs differ beyond chance, and the clear difference with most at stake.

Given how many events two campaigns had together, the number of one of them is binomial with its
share of their spend where both cost the same (J. Przyborowski and H. Wilenski, Biometrika 31 (1940)
313-323). Counts that vary more than Poisson's are worth fewer: they are divided by their dispersion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from metrics.returns.campaign_costs import CampaignCost, CampaignCosts
from metrics.statistics.holm import RISK, adjusted

LEAST_SHARE = 0.10
"""Share of ad spend from which on a campaign is compared with others."""
LEAST_WON = 20
"""Customers won that each of two campaigns needs, to compare what one cost."""

_TAIL = RISK / 2


class CostOf(StrEnum):
    """What is paid for: a result of the period, or a customer of the mature months."""

    RESULT = "result"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class CostDifference:
    """The cost of one result (or customer) of campaign ``dear`` over that of ``cheap``.

    ``ratio`` has the 95 % interval ``low`` to ``high``; ratio and ``high`` are None where
    ``dear`` had none. ``p_value`` is two-sided; of a pair that was looked for among others, it is
    corrected for these. ``at_stake`` is what of the spend of ``dear`` would have been enough for as
    much less, at the cost of ``cheap``: all but spend ÷ ratio.
    """

    which: CostOf
    dear: str
    cheap: str
    ratio: float | None
    low: float
    high: float | None
    p_value: float
    at_stake: float


@dataclass(frozen=True, slots=True)
class _Side:
    campaign: str
    currency: str | None
    spend: float
    count: float
    dispersion: float

    @property
    def rate(self) -> float:
        return self.count / self.spend


def difference(a: CampaignCost, b: CampaignCost, which: CostOf) -> CostDifference | None:
    """The dearer campaign against the cheaper one.

    None where the costs are not comparable: in two currencies, unknown, without events on both
    sides, or of counts whose variance is unknown.
    """
    sides = [_side(row, which) for row in (a, b)]
    known = [side for side in sides if side is not None]
    if len(known) < 2 or known[0].currency != known[1].currency:
        return None
    dear, cheap = sorted(known, key=lambda side: side.rate)
    if not cheap.count:
        return None
    low, high, p_value = _compared(dear, cheap)
    ratio = cheap.rate / dear.rate if dear.count else None
    saved = 1.0 if ratio is None else 1 - 1 / ratio
    return CostDifference(
        which, dear.campaign, cheap.campaign, ratio, low, high, p_value, dear.spend * saved
    )


def clear_difference(costs: CampaignCosts) -> CostDifference | None:
    """The pair with most at stake whose costs differ beyond chance; None where none does.

    Campaigns with at least ``LEAST_SHARE`` of ad spend are compared: by their customers of the
    mature months where both have ``LEAST_WON``, and only where no pair differs in that by the results
    of the period. p-values are Holm's over all pairs that were looked at. None in several currencies.
    """
    large = [
        row
        for row in costs.rows
        if row.campaign is not None and row.share is not None and row.share >= LEAST_SHARE
    ]
    if costs.is_mixed:
        return None
    enough = [row for row in large if row.mature is not None and row.mature.won >= LEAST_WON]
    customers = list(_pairs(enough, CostOf.CUSTOMER))
    return _clearest(customers) or _clearest([*customers, *_pairs(large, CostOf.RESULT)])


def _pairs(rows: list[CampaignCost], which: CostOf) -> Iterator[CostDifference]:
    for a, b in combinations(rows, 2):
        found = difference(a, b, which)
        if found is not None:
            yield found


def _clearest(pairs: list[CostDifference]) -> CostDifference | None:
    corrected = [
        replace(pair, p_value=p)
        for pair, p in zip(pairs, adjusted([pair.p_value for pair in pairs]), strict=True)
    ]
    clear = [pair for pair in corrected if pair.p_value < RISK]
    return max(clear, key=lambda pair: pair.at_stake, default=None)


def _side(row: CampaignCost, which: CostOf) -> _Side | None:
    if row.campaign is None:
        return None
    if which is CostOf.CUSTOMER:
        ripe = row.mature
        if ripe is None:
            return None
        return _Side(row.campaign, ripe.currency, ripe.spend, ripe.won, ripe.dispersion)
    if row.spend is None or row.results is None or row.dispersion is None:
        return None
    return _Side(row.campaign, row.currency, row.spend, row.results, row.dispersion)


def _compared(dear: _Side, cheap: _Side) -> tuple[float, float | None, float]:
    """The interval of the ratio of costs, and the two-sided p-value of no difference.

    Clopper's and Pearson's interval of the cheaper one's share of all events, as a ratio of rates;
    the p-value is twice the smaller tail, so that both agree.
    """
    # scipy takes long to import, and many queries compare nothing
    from scipy.special import betainc, betaincinv  # noqa: PLC0415

    times = _together(dear, cheap)
    own, other = cheap.count / times, dear.count / times
    share = cheap.spend / (cheap.spend + dear.spend)
    # How likely as many events, or more, of the cheaper one are; and as few, or fewer.
    more = float(betainc(own, other + 1, share))
    fewer = 1 - float(betainc(own + 1, other, share)) if other else 1.0
    least = float(betaincinv(own, other + 1, _TAIL))
    most = float(betaincinv(own + 1, other, 1 - _TAIL)) if other else 1.0

    def ratio(part: float) -> float:
        return part / (1 - part) * dear.spend / cheap.spend

    return ratio(least), ratio(most) if most < 1 else None, min(1.0, 2 * min(more, fewer))


def _together(dear: _Side, cheap: _Side) -> float:
    """The dispersion of a comparison: each side's, by how much it is unsure of its rate."""
    sides = [side for side in (dear, cheap) if side.count]
    unsure = sum(side.dispersion / side.count for side in sides)
    return unsure / sum(1 / side.count for side in sides)
