"""Too little history to move budget: what is known, what is needed, and a test that would tell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from metrics.budget.campaign_weeks import CampaignWeeks

LEAST_WEEKS = 26
"""Whole weeks that a campaign needs before money is moved to it."""
LEAST_RESULTS = 40
"""Results that it needs."""
LEAST_VARIATION = 0.25
"""Variation of weekly spend below which more of it is known for no other week."""
_LONGEST = 104  # weeks of a test
_Z = NormalDist().inv_cdf(0.95)  # 5 % for each of both errors
_MIDDLE = 1.5  # times the usual: the line between no more and twice as much


@dataclass(frozen=True, slots=True)
class HistoryTest:
    """A test of ``weeks``: every other one at ``raised`` spend, twice the ``usual`` of the others.

    No effect and one in proportion then differ with 5 % errors both ways.
    """

    weeks: int
    usual: float
    raised: float


@dataclass(frozen=True, slots=True)
class TooLittleHistory:
    """What is known of the campaign that would get the money, next to what is needed.

    ``weeks`` of ``LEAST_WEEKS`` whole weeks, weekly spend that varies by ``variation`` of
    ``LEAST_VARIATION`` (None: unknown), ``results`` of ``LEAST_RESULTS``. ``test`` is None where
    two years of it would not be enough.
    """

    campaign: str
    weeks: int
    variation: float | None
    results: float
    currency: str | None
    test: HistoryTest | None


def has_history(weeks: CampaignWeeks) -> bool:
    """Whether a campaign has run long enough, and brought enough, to get more money."""
    return weeks.number >= LEAST_WEEKS and weeks.results.sum() >= LEAST_RESULTS


def little_history(
    weeks: CampaignWeeks, currency: str | None, dispersion: float
) -> TooLittleHistory:
    """What a campaign lacks; ``dispersion`` is how many times Poisson's variance its results have."""
    return TooLittleHistory(
        weeks.campaign,
        weeks.number,
        weeks.variation,
        float(weeks.results.sum()),
        currency,
        _test(weeks, dispersion),
    )


def _test(weeks: CampaignWeeks, dispersion: float) -> HistoryTest | None:
    """The fewest pairs of a raised and a usual week.

    Raised weeks are compared with the usual ones of the test and with all weeks so far. Twice the
    spend brings as much as the usual week (no effect) or twice as much (in proportion).
    """
    known = weeks.number
    a_week = float(weeks.results.sum()) / known if known else 0.0
    if not a_week:
        return None
    spend = float(weeks.spend.mean())
    for pairs in range(1, _LONGEST // 2 + 1):
        # The line is drawn from counts as well, and as unsure as these.
        baseline = (_MIDDLE * pairs) ** 2 / (known + pairs)
        none, full = (math.sqrt(dispersion * a_week * (n * pairs + baseline)) for n in (1, 2))
        if a_week * pairs >= _Z * (none + full):
            return HistoryTest(2 * pairs, spend, 2 * spend)
    return None
