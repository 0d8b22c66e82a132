"""What is said of campaigns and budgets, against worlds whose truth is known.

How often an interval of a cost holds it; how often campaigns that cost the same are called different,
and one that costs twice as much is; how often a range of a shift holds what happens; how often a rule
that ends a test is wrong, next to what it says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from metrics.budget.effects import Moved, of_shift, variation
from metrics.budget.rule import Response, rule_of
from metrics.question.query import Query
from metrics.returns.campaign_costs import CampaignCost, CampaignCosts
from metrics.returns.cost_difference import clear_difference
from metrics.returns.credited_outcome import CreditedOutcome
from metrics.returns.ratio_range import cost_of_one

WORLDS = 2_000
SPEND = 1_000.0
CLUMPS = (1.0, 2.0, 4.0)  # times Poisson's variance
SEED = 20_261_203  # never used while the methods were chosen
MONTH = Query(date(2026, 12, 1), date(2026, 12, 31))
_PAST, _BLOCKS = 91, 12


def run() -> Iterator[str]:
    """A line per kind of world."""
    random = np.random.default_rng(SEED)
    yield from _costs(random)
    yield from _differences(random)
    yield from _shifts(random)
    yield from _rules(random)


def _events(random: np.random.Generator, mean: float, clump: float) -> float:
    """A number of events that come ``clump`` at a time."""
    return float(clump * random.poisson(mean / clump))


def _costs(random: np.random.Generator) -> Iterator[str]:
    for clump in CLUMPS:
        for mean in (8.0, 30.0, 100.0):
            held = 0
            for _ in range(WORLDS):
                found = cost_of_one(SPEND, _events(random, mean, clump), clump)
                above = found.high is None or SPEND / mean <= found.high
                held += found.low is not None and found.low <= SPEND / mean and above
            yield f"cost of a result, {mean:.0f} expected, clump {clump:.0f}: {held / WORLDS:.1%}"


def _differences(random: np.random.Generator) -> Iterator[str]:
    for campaigns in (2, 5, 9):
        for clump in CLUMPS:
            for mean in (12.0, 40.0):
                wrong = found = 0
                for _ in range(WORLDS):
                    counts = [_events(random, mean, clump) for _ in range(campaigns)]
                    wrong += _is_told(counts, clump)
                    found += _is_told([_events(random, mean / 2, clump), *counts[1:]], clump)
                yield (
                    f"{campaigns} campaigns, {mean:.0f} results, clump {clump:.0f}: called different "
                    f"at the same cost {wrong / WORLDS:.1%}, one at twice the cost {found / WORLDS:.1%}"
                )


def _is_told(counts: list[float], clump: float) -> bool:
    rows = [_row(str(number), count, clump) for number, count in enumerate(counts)]
    counted = CreditedOutcome("leads", ("crm.lead",), is_on_paths=False)
    costs = CampaignCosts(MONTH, counted, None, "EUR", False, tuple(rows), None, None, None)
    return clear_difference(costs) is not None


def _row(name: str, count: float, clump: float) -> CampaignCost:
    cost = cost_of_one(SPEND, count, clump)
    return CampaignCost(name, "EUR", SPEND, 0.2, count, clump, cost, None)


def _shifts(random: np.random.Generator) -> Iterator[str]:
    """A fifth of one budget to another whose results cost half; both vary from month to month."""
    for spread in (0.0, 0.15, 0.3):
        for response in (0.0, 0.5, 1.0):
            held = 0
            for _ in range(WORLDS):
                past = [
                    random.poisson(mean * random.gamma(_shape(spread), 1 / _shape(spread), _BLOCKS))
                    for mean in (60.0, 40.0)
                ]
                moved = [
                    Moved(part * each[-3:].mean(), variation(each.astype(float)))
                    for part, each in zip((0.2, 0.6), past, strict=True)
                ]
                ends = of_shift(*moved)
                change = random.poisson(response * 24.0) - random.poisson(12.0)
                held += ends.low <= change <= ends.high
            yield (
                f"shift, months vary by {spread:.0%}, response {response:.1f}: {held / WORLDS:.1%}"
            )


def _shape(spread: float) -> float:
    return 1 / max(spread, 1e-3) ** 2


def _rules(random: np.random.Generator) -> Iterator[str]:
    """Ninety-one days of which a rule is made, then months without and with effect."""
    for usual, added, clump in ((1.4, 1.3, 2.0), (3.0, 1.5, 1.5), (0.6, 0.6, 1.2)):
        said, wrong = np.zeros(2), np.zeros(2)
        for _ in range(WORLDS // 5):
            seen = _days(random, usual, clump, (_PAST,)).mean()
            rule = rule_of(
                Response("a", seen, added * seen / usual, 0.9 * usual, clump, _PAST), MONTH
            )
            said += rule.false_keep, rule.false_stop
            for which, rate in enumerate((usual, usual + added)):
                month = _days(random, rate, clump, (100, MONTH.days))
                keeps = (month[:, :14].sum(axis=1) >= rule.stop_below) & (
                    month.sum(axis=1) >= rule.keep_from
                )
                wrong[which] += 1 - keeps.mean() if which else keeps.mean()
        said, wrong = said / (WORLDS // 5), wrong / (WORLDS // 5)
        yield (
            f"rule, {usual} and {added} more a day, clump {clump}: keeps what brings nothing "
            f"{wrong[0]:.1%} (says {said[0]:.1%}), stops full effect {wrong[1]:.1%} (says {said[1]:.1%})"
        )


def _days(
    random: np.random.Generator, rate: float, clump: float, shape: tuple[int, ...]
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Negative binomial days whose variance is ``clump`` times their mean."""
    return random.negative_binomial(rate / (clump - 1), 1 / clump, shape)
