"""Credited sums by person and their squares, against plain lists."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.attribution.credited_people import FIGURES, TOUCHED, credited_people
from metrics.attribution.path_statistics import weighted
from tests.attribution import plain
from tests.attribution.plain import DAY, Visit, Win
from tests.attribution.test_credit import ask, worlds
from tests.attribution.world import facts
from tests.conftest import examples


def expected(world, days):
    """Per model and key, the sum and the sum of squares by person of each figure."""
    sums = defaultdict(lambda: defaultdict(float))
    for seen, win in plain.paths(*world, days):
        if win is None:
            continue
        units = {"conversions": 1.0, "deals": float(win.value != 0), "value": win.value}
        for name in [*weighted(), TOUCHED]:
            each = defaultdict(float)
            if name == TOUCHED:
                each |= dict.fromkeys((v.key for v in seen), 1.0)
            else:
                for visit, weight in zip(seen, plain.weights(name, seen, win.at), strict=True):
                    each[visit.key] += weight
            for key, share in each.items():
                for figure, unit in units.items():
                    sums[key, f"{name}_{figure}"][win.user] += share * unit
    return {
        place: (sum(people.values()), sum(n * n for n in people.values()))
        for place, people in sums.items()
    }


@examples(8)
@given(world=worlds, days=st.sampled_from([1, 7, 30]))
def test_sums_and_squares_are_those_of_plain_lists(world, days):
    found = credited_people(facts(*world), ask(days))
    truth = expected(world, days)
    rows = {row["key"]: row for row in found.by_key.to_dicts()}
    assert rows.keys() == {key for key, _ in truth}
    for (key, column), (total, squares) in truth.items():
        assert rows[key][column] == pytest.approx(total)
        assert rows[key][f"{column}_squares"] == pytest.approx(squares)
    won = [(win.user, win.value) for _, win in plain.paths(*world, days) if win is not None]
    assert found.people == len({user for user, _ in won})
    assert found.buyers == len({user for user, value in won if value})


def test_the_conversions_of_one_person_come_together():
    seen = [Visit("a", "1", 1 * DAY, "news"), Visit("b", "2", 1 * DAY, "news")]
    wins = [Win("a", 2 * DAY, 10.0), Win("a", 3 * DAY, 30.0), Win("b", 2 * DAY)]
    found = credited_people(facts(seen, wins), ask())
    [row] = found.by_key.to_dicts()
    assert (row["people"], row["buyers"], found.people, found.buyers) == (2, 1, 2, 1)
    assert (row["linear_conversions"], row["linear_conversions_squares"]) == (3, 2 * 2 + 1)
    assert (row["linear_deals"], row["linear_deals_squares"]) == (2, 4)
    assert (row["linear_value"], row["linear_value_squares"]) == (40, 1600)
    assert found.largest == {"conversions": 2, "deals": 2, "value": 40}


def test_nothing_is_credited_without_a_conversion():
    found = credited_people(facts([Visit("a", "1", DAY, "news")], []), ask())
    assert found.by_key.is_empty()
    assert (found.people, found.buyers) == (0, 0)
    assert found.largest == dict.fromkeys(FIGURES, 0.0)
