"""A rate of a handful of sessions is not said where no file has days that show how it varies."""

from __future__ import annotations

import pytest

from metrics.comparison.periods import Compare
from metrics.definitions.reasons import WhyNull
from metrics.question.query import Query
from metrics.results.channel_changes import channel_changes
from metrics.results.results import headline
from tests.metrics.cases import day, facts, web

RATE = "web_conversion_rate"
WEEK = Query(day(0), day(6))


def of_week(channel: str, sessions: int, with_events: int) -> dict:
    return web(
        0, "channel_group", last=6, channel_group=channel, sessions=sessions,
        key_events=with_events, key_event_sessions=with_events,
    )  # fmt: skip


@pytest.mark.parametrize(("sessions", "said"), [(7, False), (29, False), (30, True), (300, True)])
def test_totals_of_a_period_need_thirty_sessions(sessions: int, said: bool) -> None:
    known = facts(web_sessions=[of_week("Direct", sessions, 3), of_week("Email", 200, 9)])
    found = channel_changes(known, ("key_events", RATE), WEEK, Compare.NONE)
    direct = found.channels["Direct"]
    assert direct["key_events"].figure.value == 3
    assert direct[RATE].figure.value == (pytest.approx(3 / sessions) if said else None)
    assert (direct[RATE].figure.why is WhyNull.TOO_FEW) is not said
    assert found.whole[RATE].figure.value == pytest.approx(12 / (200 + sessions))


def test_days_give_an_interval_and_a_rate_of_as_few() -> None:
    rows = [web(n, "channel_group", channel_group="Direct", sessions=1, key_event_sessions=n % 2)
            for n in range(7)]  # fmt: skip
    [rate] = headline(facts(web_sessions=rows), WEEK, Compare.NONE, (RATE,))
    assert rate.figure.value == pytest.approx(3 / 7)
    assert rate.figure.low is not None


def test_a_withheld_rate_has_no_change_either() -> None:
    rows = [of_week("Direct", 7, 3), web(-7, "channel_group", last=-1, channel_group="Direct",
                                         sessions=7, key_event_sessions=1)]  # fmt: skip
    [rate] = headline(facts(web_sessions=rows), WEEK, Compare.PREVIOUS, (RATE,))
    assert rate.figure.value is None
    assert rate.change.value is None
    assert rate.change.why == WhyNull.TOO_FEW.message
