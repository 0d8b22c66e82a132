"""Worlds that reports are made of."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from changes.demo import install
from changes.goals import save_goal
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from data.values.correction import Correction, CorrectionKind
from metrics.goals.goal import Goal, GoalDirection
from report.document.model import Audience, Request
from report.evidence.context import ReportContext
from tests.metrics import world
from tests.metrics.cases import day, facts

NOW = datetime(2026, 7, 2, 8, 30, tzinfo=UTC)
LAST = date(2026, 6, 30)
JUNE = Request(date(2026, 6, 1), LAST, audience=Audience.ANALYST)
WEEK = Request(day(0), day(6), audience=Audience.ANALYST)
GOALS = (
    Goal("g1", "leads", 10, day(0), day(13), "cumulative", owner="Ada"),
    Goal("g2", "cpl", 20, day(0), day(13), "ceiling", GoalDirection.STAY_BELOW, channel="Email"),
)


@pytest.fixture(scope="session")
def small():
    """The literal world with two goals, nothing in a store."""
    return ReportContext(facts(**world.TABLES), goals=GOALS)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo company until the end of June, with goals and a repair."""
    store = Store.open(tmp_path_factory.mktemp("demo"))
    install(store, UNKNOWN, seed=3, last=LAST)
    quarter = (date(2026, 4, 1), date(2026, 9, 30))
    for metric, target, kind, channel in (
        ("leads", 2500, "cumulative", ""),
        ("leads", 900, "cumulative", "Organic Social"),
        ("web_conversion_rate", 0.03, "rate", ""),
    ):
        goal = Goal("", metric, target, *quarter, kind, channel=channel, owner="Ada")
        save_goal(store, goal, UNKNOWN)
    store.state.tagging.add(
        [Correction(CorrectionKind.FOLD, "source")], by="Bo", why="one spelling"
    )
    yield ReportContext.of(store, Facts(store))
    store.close()
