"""The parts of a change against plain Python, their sum, their intervals, and false alarms."""

from __future__ import annotations

from itertools import permutations
from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.facts.facts import Facts
from metrics.question.query import Query
from metrics.results.change_parts import ChangeParts, change_parts
from tests.metrics.cases import day, facts, lead, web

CHANNELS = {"Email": "email", "Organic Search": "organic", "Paid Search": "cpc"}
Counts = dict[str, tuple[int, int]]  # sessions and leads of a day, by channel


def world(days: list[Counts]) -> Facts:
    """Days with the same sessions and leads every time, by channel."""
    rows, leads = [], []
    for number, counts in enumerate(days):
        for channel, (own, results) in counts.items():
            source, medium = "google", CHANNELS[channel]
            rows.append(web(number, "source,medium", source=source, medium=medium, sessions=own))
            leads += [
                lead(number, f"{channel}{number}-{n}", source=source, medium=medium)
                for n in range(results)
            ]
    return facts(web_sessions=rows, leads=leads)


def asked(known: Facts, now: tuple[int, int], before: tuple[int, int]) -> ChangeParts | None:
    """The parts of leads between two periods, each by its first and last day."""
    newer, older = (Query(day(first), day(last)) for first, last in (now, before))
    return change_parts(known, "leads", newer, older)


def oracle(old: Counts, new: Counts, days: tuple[int, int]) -> dict[str, float]:
    """Every order of changing sessions, mix and rate, each counted alike."""
    before, now = days
    longer = now / before
    totals = [sum(own for own, _ in counts.values()) for counts in (old, new)]
    visits = totals[0] * before * longer, totals[1] * now
    parts = {"days": sum(leads for _, leads in old.values()) * before * (longer - 1)}
    parts |= dict.fromkeys(("sessions", "mix", "rate"), 0.0)
    for channel in old:
        (own, leads), (own_new, leads_new) = old[channel], new[channel]
        first = {"sessions": visits[0], "mix": own / totals[0], "rate": leads / own}
        last = {"sessions": visits[1], "mix": own_new / totals[1], "rate": leads_new / own_new}
        for order in permutations(first):
            state = dict(first)
            for name in order:
                value = state["sessions"] * state["mix"] * state["rate"]
                state[name] = last[name]
                step = state["sessions"] * state["mix"] * state["rate"] - value
                parts[name] += step / 6
    return parts


steady = st.fixed_dictionaries(
    {name: st.tuples(st.integers(5, 30), st.integers(1, 4)) for name in ("Email", "Paid Search")}
)


@settings(max_examples=15, deadline=None)
@given(steady, steady, st.integers(7, 12), st.integers(7, 12))
def test_parts_are_those_of_every_order(old: Counts, new: Counts, before: int, now: int) -> None:
    """Equal to the oracle, and they add up to the difference."""
    known = world([*[old] * before, *[new] * now])
    got = asked(known, (before, before + now - 1), (0, before - 1))
    assert got is not None
    expected = oracle(old, new, (before, now))
    for name, value in expected.items():
        part = got.part(name)
        assert isclose(value, part.value if part else 0.0, abs_tol=1e-6), name
    assert isclose(sum(part.value for part in got.parts), got.now - got.before, abs_tol=1e-6)


def test_leads_without_sessions_are_a_part_of_their_own() -> None:
    """A channel without sessions has no rate."""
    days = [{"Email": (10, 1), "Paid Search": (0, 1 if n >= 7 else 0)} for n in range(14)]
    got = asked(world(days), (7, 13), (0, 6))
    assert got is not None
    parts = {part.id: part.value for part in got.parts}
    assert parts == {"sessions": 0.0, "mix": 0.0, "rate": 0.0, "unlinked": 7.0}


def test_nothing_without_sessions_or_in_other_accounts() -> None:
    """No sessions at all, and leads that begin in the second period."""
    assert asked(facts(leads=[lead(n, f"{n}") for n in range(14)]), (7, 13), (0, 6)) is None
    late = world([{"Email": (10, 1 if n >= 7 else 0)} for n in range(14)])
    assert asked(late, (7, 13), (0, 6)) is None


@pytest.mark.parametrize(("weeks", "known"), [(11, False), (12, True)])
def test_an_interval_needs_two_windows_a_week(weeks: int, known: bool) -> None:
    """Four weeks against four: eight earlier windows, and those need seven weeks more."""
    random = np.random.default_rng(3)
    days = [
        {"Email": (int(random.poisson(50)) + 1, int(random.poisson(3)))}
        for _ in range(7 * (weeks + 7))
    ]
    last = len(days) - 1
    got = asked(world(days), (last - 27, last), (last - 55, last - 28))
    assert got is not None
    part = got.part("rate")
    assert part is not None
    assert (part.low is not None) is known


def test_false_alarms_of_parts_are_rare() -> None:
    """Nothing happens in 30 worlds of 40 weeks: at most a tenth of all parts are clear."""
    clear = looked = 0
    for seed in range(500, 530):
        random = np.random.default_rng(seed)
        days = [
            {
                "Email": (int(random.poisson(40)) + 1, int(random.poisson(3))),
                "Paid Search": (int(random.poisson(60)) + 1, int(random.poisson(2))),
            }
            for _ in range(280)
        ]
        got = asked(world(days), (252, 279), (224, 251))
        assert got is not None
        looked += len(got.parts)
        clear += sum(part.clear for part in got.parts)
    assert clear <= looked / 10


def test_a_planted_rise_of_sessions_is_found() -> None:
    """Twice the sessions at the same rate: sessions are the part beyond chance."""
    random = np.random.default_rng(11)
    days = []
    for number in range(280):
        many = 2.0 if number >= 252 else 1.0
        own = int(random.poisson(80 * many)) + 1
        days.append({"Email": (own, int(random.binomial(own, 0.06)))})
    got = asked(world(days), (252, 279), (224, 251))
    assert got is not None
    found = {part.id: part.clear for part in got.parts}
    assert found["sessions"]
    assert not found["rate"]
