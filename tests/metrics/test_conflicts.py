"""Goals that contradict each other."""

from dataclasses import replace

import pytest

from metrics.goals.conflicts import conflicts
from metrics.goals.goal import Goal, GoalDirection
from tests.languages import is_translated
from tests.metrics.cases import ad, day, facts, lead

FLOOR = Goal("a", "lead_rate", 0.05, day(0), day(27), "rate")
CEILING = Goal("b", "lead_rate", 0.03, day(7), day(40), "ceiling", GoalDirection.STAY_BELOW)
VOLUME = Goal("v", "leads", 56, day(0), day(27), "cumulative")
CHEAP = Goal("c", "cpl", 12, day(0), day(27), "ceiling", GoalDirection.STAY_BELOW)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (FLOOR, CEILING, 1),
        (FLOOR, replace(CEILING, target=0.06), 0),
        (FLOOR, replace(CEILING, channel="Email"), 0),
        (FLOOR, replace(CEILING, start=day(28)), 0),
        (VOLUME, replace(VOLUME, id="w", target=60), 1),
        (VOLUME, replace(VOLUME, id="w", target=60, start=day(-27)), 0),
        (VOLUME, replace(VOLUME, id="w"), 0),
        (VOLUME, replace(VOLUME, id="w", target=60, archived=True), 0),
    ],
)
def test_targets_that_contradict_each_other(first, second, count):
    assert len(conflicts(facts(), [first, second])) == count


def history(price):
    """Half a year: months of two leads a day and months of one; ``price`` gives the day's spend."""
    rows, leads = [], []
    for n in range(-196, 0):
        count = 2 if (n // 28) % 2 else 1
        leads += [lead(n, f"{n}-{i}") for i in range(count)]
        rows.append(ad(n, spend=float(price(count)), currency="EUR"))
    return facts(ad_costs=rows, leads=leads)


def test_volume_that_always_cost_more_conflicts_with_a_ceiling():
    """Two leads a day cost 15 each, one costs 10: at most 12 each and 56 in 28 days never met."""
    known = history(lambda count: 30 if count == 2 else 10)
    [found] = conflicts(known, [VOLUME, CHEAP])
    assert {found.first.id, found.second.id} == {"c", "v"}
    values = dict(found.message.values)
    assert found.n == values["n"] >= 8
    assert values["both"] == 0 < values["many"]
    assert is_translated(found.message)


def test_volume_at_the_same_price_is_no_conflict():
    assert conflicts(history(lambda count: 10 * count), [VOLUME, CHEAP]) == ()


def test_short_history_says_nothing():
    known = facts(leads=[lead(n, f"{n}") for n in range(-20, 0)])
    assert conflicts(known, [VOLUME, CHEAP]) == ()
