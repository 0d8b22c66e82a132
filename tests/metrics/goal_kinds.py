"""For every kind of goal: one that is reached, one under way and one that is missed, worked out by hand.

Every goal lasts four weeks from the first Monday. Figures are even and go ten weeks back: a lead, 10
euros of ad spend, 100 visits of which 5 convert, and 10 followers more, each day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.facts.facts import Facts
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.status import GoalStatus
from tests.metrics.cases import account, ad, day, facts, lead, web

LAST, HALF = 27, 13  # the goal's last day, and the last day of its first half
BACK = -70


@dataclass(frozen=True, slots=True)
class GoalCase:
    """What is known of ``goal`` on day ``as_of``.

    ``done``, ``expected`` by now and ``needed`` per day are in the metric's unit, ``window`` is
    what the goal's days so far come to as a past period, ``opening`` the level before them (stocks
    only). ``chance`` is the range in which the chance lies, or the reason why there is none.
    """

    goal: Goal
    as_of: int
    status: GoalStatus
    done: float
    expected: float
    needed: float | None
    window: float
    chance: tuple[float, float] | str
    opening: float = 0.0


def world(as_of: int) -> Facts:
    """All that is known on a day."""
    days = range(BACK, as_of + 1)
    return facts(
        leads=[lead(n, f"{n}") for n in days],
        ad_costs=[ad(n, spend=10.0, currency="EUR") for n in days],
        web_sessions=[
            web(n, channel_group="Email", sessions=100, key_event_sessions=5.0) for n in days
        ],
        account_days=[account(n, followers=1_000 + 10 * n) for n in days],
    )


OVER = "over"  # on its last day a goal is met or not
LEADS = Goal("g", "leads", 28, day(0), day(LAST), "cumulative")
RATE = replace(LEADS, metric="web_conversion_rate", target=0.05, kind="rate")
FOLLOWERS = replace(LEADS, metric="followers", target=1_270, kind="stock", network="facebook")
BUDGET = replace(
    LEADS, metric="ad_spend", target=280, kind="ceiling", direction=GoalDirection.STAY_BELOW
)
COST = replace(BUDGET, metric="cpl", target=10)
WEEKLY = replace(LEADS, target=7, kind="stay")

CASES: dict[str, dict[str, GoalCase]] = {
    "cumulative": {
        "reached": GoalCase(LEADS, LAST, GoalStatus.REACHED, 28, 28, None, 28, OVER),
        # 14 of 56 after half of the time: 42 in 14 days
        "under way": GoalCase(
            replace(LEADS, target=56), HALF, GoalStatus.BEHIND, 14, 28, 3, 14, (0.0, 0.05)
        ),
        "missed": GoalCase(replace(LEADS, target=29), LAST, GoalStatus.MISSED, 28, 29, None, 28, OVER),
    },
    "rate": {
        "reached": GoalCase(RATE, LAST, GoalStatus.REACHED, 0.05, 0.05, None, 0.05, OVER),
        "under way": GoalCase(
            replace(RATE, target=0.04), HALF, GoalStatus.ON_TRACK, 0.05, 0.04, None, 0.05, (0.9, 1.0)
        ),
        "missed": GoalCase(
            replace(RATE, target=0.06), LAST, GoalStatus.MISSED, 0.05, 0.06, None, 0.05, OVER
        ),
    },
    "stock": {
        "reached": GoalCase(FOLLOWERS, LAST, GoalStatus.REACHED, 1_270, 1_270, None, 280, OVER, 990),
        # half of the way from 990 to 1,550 is 1,270; 420 are missing in 14 days
        "under way": GoalCase(
            replace(FOLLOWERS, target=1_550), HALF, GoalStatus.BEHIND, 1_130, 1_270, 30, 140,
            (0.0, 0.05), 990,
        ),
        "missed": GoalCase(
            replace(FOLLOWERS, target=1_271), LAST, GoalStatus.MISSED, 1_270, 1_271, None, 280, OVER,
            990,
        ),
    },
    "ceiling": {
        "reached": GoalCase(BUDGET, LAST, GoalStatus.REACHED, 280, 280, None, 280, OVER),
        # 260 may still be spent in 14 days
        "under way": GoalCase(
            replace(BUDGET, target=400), HALF, GoalStatus.ON_TRACK, 140, 200, 260 / 14, 140, (0.95, 1.0)
        ),
        "missed": GoalCase(
            replace(BUDGET, target=279), LAST, GoalStatus.MISSED, 280, 279, None, 280, OVER
        ),
        # a cost per lead is a ratio of sums: 10 euros and one lead a day
        "a ratio, reached": GoalCase(COST, LAST, GoalStatus.REACHED, 10, 10, None, 10, OVER),
        "a ratio, under way": GoalCase(
            replace(COST, target=12), HALF, GoalStatus.ON_TRACK, 10, 12, None, 10, (0.95, 1.0)
        ),
        "a ratio, missed": GoalCase(
            replace(COST, target=9), LAST, GoalStatus.MISSED, 10, 9, None, 10, OVER
        ),
    },
    "stay": {
        "reached": GoalCase(WEEKLY, LAST, GoalStatus.REACHED, 7, 7, None, 7, OVER),
        "under way": GoalCase(
            replace(WEEKLY, target=10), HALF, GoalStatus.BEHIND, 7, 10, None, 7, (0.0, 0.05)
        ),
        "missed": GoalCase(
            replace(WEEKLY, target=8), LAST, GoalStatus.MISSED, 7, 8, None, 7, OVER
        ),
    },
}  # fmt: skip
