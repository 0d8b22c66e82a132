"""Every channel's figures at once: the same as one question a channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import isclose

import numpy as np
import pytest

from data.facts.facts import Facts
from metrics.comparison.change import Change, ChangeDirection
from metrics.comparison.periods import Compare
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.results.channel_changes import ChannelChanges, channel_changes
from metrics.results.results import Headline, headline
from tests.metrics.cases import day, facts, lead, web

DAYS = 420
PERIOD = Query(day(DAYS - 28), day(DAYS - 1))
NAMES = ("sessions", "leads", "lead_rate", "revenue")
MEDIA = {
    "Email": ("letter", "email"),
    "Organic Search": ("google", "organic"),
    "Paid Search": ("google", "cpc"),
}


@pytest.fixture(scope="module")
def known() -> Facts:
    """Three channels with steady noise; email has far more in the end; some leads have no channel."""
    random = np.random.default_rng(7)
    rows, leads = [], []
    for n in range(DAYS):
        for channel, usual in (("Email", 40), ("Organic Search", 90), ("Paid Search", 30)):
            more = 3.0 if channel == "Email" and n >= DAYS - 28 else 1.0
            count = int(random.poisson(usual * more))
            source, medium = MEDIA[channel]
            rows.append(web(n, "source,medium", source=source, medium=medium, sessions=count))
        leads += [
            lead(n, f"{n}-{place}", source=source, medium=medium)
            for place, (source, medium) in enumerate((*MEDIA.values(), (None, None)))
            if place or n % 5 == 0  # few by email: most of its days have none
        ]
    return facts(web_sessions=rows, leads=leads)


@pytest.fixture(scope="module")
def found(known: Facts) -> ChannelChanges:
    return channel_changes(known, NAMES, PERIOD)


def same(one: Headline, other: Headline) -> bool:
    def near(a: float | None, b: float | None) -> bool:
        return a is b or (a is not None and b is not None and isclose(a, b, rel_tol=1e-9))

    numbers = [(getattr(one.figure, n), getattr(other.figure, n)) for n in ("value", "low", "high")]
    numbers += [
        (getattr(one.change, n), getattr(other.change, n)) for n in ("value", "low", "high")
    ]
    numbers += [(one.same, other.same), (one.earlier_value, other.earlier_value)]

    def rest(change: Change) -> Change:
        # A verdict on one channel by itself may be none among all of them.
        judged = {"moved": False, "direction": ChangeDirection.NONE}
        return replace(change, value=None, low=None, high=None, **judged)

    alike = rest(one.change) == rest(other.change) and one.maturity == other.maturity
    days = (one.period, one.before) == (other.period, other.before)
    return alike and days and all(near(a, b) for a, b in numbers)


@pytest.mark.parametrize("against", [Compare.PREVIOUS, Compare.WEEKDAYS, Compare.NONE])
def test_each_channel_is_as_asked_for_by_itself(known: Facts, against: Compare) -> None:
    """Values, intervals, changes and verdicts."""
    every = channel_changes(known, NAMES, PERIOD, against).channels
    assert set(every) == set(MEDIA)
    for name, row in every.items():
        for one in headline(known, PERIOD.about("channel", name), against, NAMES):
            assert same(row[one.figure.metric.id], one), (name, one.figure.metric.id)


def test_the_columns_add_up_to_the_total(known: Facts, found: ChannelChanges) -> None:
    """Where they are sums; rows without a channel are part of it."""
    for name in ("sessions", "leads"):
        rows = [*found.channels.values(), found.unknown]
        parts = [row[name].figure.value or 0 for row in rows if name in row]
        (whole,) = query_metrics(known, [name], PERIOD)["value"]
        assert sum(parts) == whole == found.whole[name].figure.value
    assert found.unknown["leads"].figure.value == 28
    assert found.unknown["leads"].change.value is None


def test_only_what_stands_after_all_were_looked_at_has_moved(found: ChannelChanges) -> None:
    """Email has three times as many sessions; the others are as ever."""
    assert found.moved == {"Email"}
    assert found.channels["Email"]["sessions"].change.direction is ChangeDirection.GOOD
    assert next(iter(found.channels)) == "Email"


def test_all_channels_that_were_looked_at_count(known: Facts) -> None:
    """By hand. Those whose interval is too wide to be shown are among them."""
    rows = [web(n, "source,medium", source="letter", medium="email", sessions=50 + n % 3 + (3 if n >= DAYS - 28 else 0)) for n in range(DAYS)]  # fmt: skip
    rows += [
        web(n, "source,medium", source=source, medium=medium, sessions=1 + 60 * (n % 40 == 0))
        for source, medium in (("google", "organic"), ("google", "cpc"), ("a.example", "referral"))
        for n in range(DAYS)
        if n % 20 == 0
    ]
    few = channel_changes(facts(web_sessions=rows), NAMES, PERIOD, Compare.WEEKDAYS)
    for found in (few, channel_changes(known, NAMES, PERIOD)):
        changes = {name: row[found.main].change for name, row in found.channels.items()}
        p_values = sorted((one.p_value, name) for name, one in changes.items() if one.p_value is not None)  # fmt: skip
        wanted: set[str] = set()
        for place, (p, name) in enumerate(p_values):
            if p * (len(p_values) - place) >= 0.05:
                break
            wanted.add(name)
        assert found.moved == wanted
        verdicts = {name for name, one in changes.items() if one.direction.is_verdict}
        assert verdicts <= wanted
        assert {name for name, one in changes.items() if one.moved} <= wanted
    wide = [row["sessions"].change for row in few.channels.values() if row["sessions"].change.low is None]  # fmt: skip
    assert wide
    assert all(change.p_value is not None for change in wide)


def test_a_change_that_proposed_fixes_would_undo_is_not_called_clear() -> None:
    """Visits whose medium hides that they are paid."""
    for lately, moved in (("social_paid", set()), ("social", {"Organic Social"})):
        rows = [(n, "social", 10) for n in range(DAYS)]
        rows += [(n, lately, 20) for n in range(DAYS - 28, DAYS)]
        company = facts(
            web_sessions=[
                web(n, "source,medium", source="instagram", medium=medium, sessions=count)
                for n, medium, count in rows
            ]
        )
        found = channel_changes(company, ("sessions",), PERIOD, Compare.WEEKDAYS)
        assert found.moved == moved
        alone = headline(company, PERIOD.about("channel", "Organic Social"), Compare.WEEKDAYS, ("sessions",))  # fmt: skip
        assert alone[0].change.moved
        assert found.channels["Organic Social"]["sessions"].change.moved == bool(moved)


def test_the_largest_channel_is_larger_than_each_other_by_its_days(known: Facts) -> None:
    """Leads of two channels are alike; sessions of email are not. Levels and ratios have none."""
    for main, largest in (("sessions", "Email"), ("leads", None), ("lead_rate", None)):
        found = channel_changes(known, (main,), PERIOD, Compare.NONE)
        assert found.largest == largest
    two = replace(PERIOD, start=PERIOD.end - timedelta(days=1))
    assert channel_changes(known, ("sessions",), two, Compare.NONE).largest is None


def test_what_the_files_do_not_give_by_day_has_no_largest_channel() -> None:
    """A row for a whole week says nothing of its days."""
    weeks = [
        web(n, "source,medium", last=n + 6, source=source, medium=medium, sessions=sessions)
        for n in range(0, 56, 7)
        for source, medium, sessions in (("letter", "email", 700), ("google", "organic", 70))
    ]  # fmt: skip
    found = channel_changes(facts(web_sessions=weeks), ("sessions",), Query(day(0), day(55)), Compare.NONE)  # fmt: skip
    assert found.channels["Email"]["sessions"].figure.value == 5600
    assert found.largest is None


def test_weeks_are_whole_and_known(known: Facts, found: ChannelChanges) -> None:
    """Thirteen sums from Monday to Sunday, the last one in the period."""
    last = found.whole["sessions"].period.end
    sunday = next(d for n in range(7) if (d := day(DAYS - 1 - n)).weekday() == 6)
    assert sunday <= last
    asked = Query(day(DAYS - 1 - (day(DAYS - 1) - sunday).days - 6), sunday)
    (week,) = query_metrics(known, ["sessions"], asked)["value"]
    assert len(found.whole_weeks) == 13
    assert found.whole_weeks[-1] == week
    assert sum(weeks[-1] or 0 for weeks in found.weeks.values()) == week


def test_without_channels_there_is_the_whole_alone() -> None:
    """Nothing is made up."""
    nothing = channel_changes(facts(), NAMES, PERIOD)
    assert not nothing.channels
    assert not nothing.moved
    assert nothing.whole["leads"].figure.value is None
