"""A budget's plan in plain Python, by its definitions and in loops; scipy has the distributions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tests.metrics.plain_campaigns import deviation, negative_binomial, spread, squares

Z80 = 1.2815515655446004
Z95 = 1.6448536269514722


class Campaign(NamedTuple):
    """A campaign by day: spend (0: none) and results, of the same days; all of them known."""

    spend: Sequence[float]
    results: Sequence[int]


class Weeks(NamedTuple):
    """Spend and results of whole weeks."""

    spend: list[float]
    results: list[int]


def weeks(campaign: Campaign, first: date) -> Weeks:
    """The Monday weeks inside the campaign's life."""
    ran = [n for n, spent in enumerate(campaign.spend) if spent > 0]
    size = len(campaign.spend)
    end = size - 1 if size - 1 - ran[-1] < 14 else ran[-1]
    found = Weeks([], [])
    for start in range(ran[0], end - 5):
        if (first + timedelta(days=start)).weekday() == 0:
            found.spend.append(sum(campaign.spend[start : start + 7]))
            found.results.append(sum(campaign.results[start : start + 7]))
    return Weeks(found.spend[-104:], found.results[-104:])


def months(days: Sequence[float | None], length: int) -> list[float]:
    """Results of stretches of so many days back from the last one, twelve at most."""
    found = []
    end = len(days)
    while end >= length and len(found) < 12:
        part = days[end - length : end]
        if None not in part:
            found.insert(0, sum(part))
        end -= length
    return found


def begun(campaign: Campaign) -> list[float | None]:
    """The results from the first day with spend on."""
    start = next(n for n, spent in enumerate(campaign.spend) if spent > 0)
    return [None if n < start else count for n, count in enumerate(campaign.results)]


def wide(results: float, varies: float) -> float:
    """By how much an end is widened."""
    return math.hypot(varies * results, math.sqrt(max(results, 1.0)))


def varies(blocks: Sequence[float]) -> float:
    """The variation of months; 0 with fewer than three."""
    return deviation(blocks) if len(blocks) >= 3 and sum(blocks) else 0.0


def clumps(blocks: Sequence[float]) -> float:
    """The dispersion of months; 1 with fewer than three."""
    mean = sum(blocks) / len(blocks) if blocks else 0.0
    if len(blocks) < 3 or not mean:
        return 1.0
    return sum((v - mean) ** 2 for v in blocks) / (len(blocks) - 1) / mean


class Move(NamedTuple):
    """What moving money does: the ends of the effect of shift and cut, and of all results."""

    lost: float
    gained: float
    shift: tuple[float, float]
    cut: tuple[float, float]
    hold_results: tuple[float, float]
    shift_results: tuple[float, float]
    cut_results: tuple[float, float]


def move(
    campaigns: Mapping[str, Campaign], source: str, target: str, amount: float, length: int
) -> Move:
    """The move of an amount between two campaigns, by the last 91 days."""

    def rate(campaign: Campaign) -> float:
        return sum(campaign.results[-91:]) / sum(campaign.spend[-91:])

    lost, gained = (amount * rate(campaigns[name]) for name in (source, target))
    cv = {name: varies(months(begun(one), length)) for name, one in campaigns.items()}
    every = [begun(one) for one in campaigns.values()]
    together = [
        None if all(v is None for v in day) else sum(v or 0 for v in day)
        for day in zip(*every, strict=True)
    ]
    cv_all = varies(months(together, length))
    usual = 0.0
    for one in campaigns.values():
        life = min(91, sum(v is not None for v in begun(one)))
        usual += sum(one.results[-91:]) / life * length
    lost_wide, gained_wide = wide(lost, cv[source]), wide(gained, cv[target])
    both = math.hypot(lost_wide, gained_wide)

    def level(low: float, high: float) -> tuple[float, float]:
        return (
            max(usual + low - Z80 * wide(usual + low, cv_all), 0.0),
            usual + high + Z80 * wide(usual + high, cv_all),
        )

    return Move(
        lost,
        gained,
        (-lost - Z80 * lost_wide, gained - lost + Z80 * both),
        (-lost - Z80 * lost_wide, 0.0),
        level(0, 0),
        level(-lost, gained - lost),
        level(-lost, 0),
    )


def rule(
    usual: float, added: float, enough: float, times: float, past: int, length: int, half: int
) -> tuple[int, int, float, float]:
    """Line, line halfway, false keep and false stop: every line is tried, every count summed up."""
    low, high = usual, usual + added
    middle = (low + high) / 2

    def at_most(rate: float, days: int, count: int) -> float:
        unsure = times * (1 + middle * middle / (usual * rate) * length / past)
        return negative_binomial(rate * days, unsure, count)

    def reaches(rate: float, days: int, line: int) -> float:
        return 1 - at_most(rate, days, line - 1)

    tried = {
        line: max(reaches(low, length, line), 1 - reaches(high, length, line))
        for line in range(math.ceil(low * length), math.ceil(high * length) + 1)
    }
    line = min(tried, key=lambda one: (tried[one], one))
    stop = 0
    while stop < min(line, math.ceil(enough * half)) and (at_most(high, half, stop) <= 0.01):
        stop += 1

    def keeps(rate: float) -> float:
        found = 0.0
        for first in range(stop, line + 400):
            chance = at_most(rate, half, first) - at_most(rate, half, first - 1)
            found += chance * reaches(rate, length - half, max(line - first, 0))
        return found

    return line, stop, keeps(low), 1 - keeps(high)


def weeks_of_test(a_week: float, known: int, times: float) -> int | None:
    """The fewest weeks, every other one raised, that tell twice as much from no more."""
    for pairs in range(1, 53):
        baseline = 1.5 * 1.5 * pairs * pairs / (known + pairs)
        none = math.sqrt(times * a_week * (pairs + baseline))
        full = math.sqrt(times * a_week * (2 * pairs + baseline))
        if a_week * pairs >= Z95 * (none + full):
            return 2 * pairs
    return None


def dispersion(own: Campaign, others: Sequence[Campaign], first: date, length: int) -> float:
    """The dispersion of a campaign's results, by days of a year or by months."""

    def by_day(one: Campaign) -> tuple[float, int]:
        days = [
            count if spent > 0 else None
            for spent, count in zip(one.spend, one.results, strict=True)
        ]
        since = max(len(days) - 364, 0)
        return squares(days[since:], first + timedelta(days=since))

    every = [by_day(one) for one in others]
    total = (sum(t for t, _ in every), sum(f for _, f in every))
    return max(spread(by_day(own), total), clumps(months(begun(own), length)))
