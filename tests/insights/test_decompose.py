"""The decomposition of a change by volume, mix and rate."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.question.query import Query
from metrics.results.decompose import decompose
from tests.conftest import FEW
from tests.metrics.cases import day, facts, lead, web

NOW, BEFORE = Query(day(7), day(13)), Query(day(0), day(6))
WAYS = (("facebook", "social"), ("brevo", "email"), ("google", "organic"))
MOVES = st.lists(
    st.tuples(*(st.integers(0, 40) for _ in range(4))), min_size=len(WAYS), max_size=len(WAYS)
)


def world(moves):
    """Per way: visits and leads before, visits and leads now."""
    visits, leads = [], []
    for (source, medium), (seen, won, seen_now, won_now) in zip(WAYS, moves, strict=True):
        for number, sessions, count in ((0, seen, won), (7, seen_now, won_now)):
            visits.append(web(number, "source,medium", source=source, medium=medium,
                              sessions=sessions))  # fmt: skip
            leads += [
                lead(number, f"{source}{number}{n}", source=source, medium=medium)
                for n in range(count)
            ]
    return facts(web_sessions=visits, leads=[*leads, lead(0, "x"), lead(7, "y")])


@FEW
@given(MOVES)
def test_effects_add_up_exactly(moves):
    found = decompose(world(moves), NOW, BEFORE)
    if found is None:
        assert 0 in (sum(m[0] for m in moves), sum(m[2] for m in moves))
        return
    change = sum(m[3] for m in moves) - sum(m[1] for m in moves)
    assert found.now - found.before == change
    assert found.volume + found.mix + found.rate + found.other == pytest.approx(change, abs=1e-9)
    for part in found.parts:
        whole = part.volume + part.mix + part.rate + part.other
        assert whole == pytest.approx(part.change, abs=1e-9)


@FEW
@given(MOVES)
def test_periods_exchanged_change_nothing_but_the_sign(moves):
    known = world(moves)
    there, back = decompose(known, NOW, BEFORE), decompose(known, BEFORE, NOW)
    if there is not None and back is not None:
        for effect in ("volume", "mix", "rate", "other"):
            assert getattr(there, effect) == pytest.approx(-getattr(back, effect), abs=1e-9)


def test_each_effect_is_the_mean_over_all_orders_of_change():
    """An oracle in the words of the definition: change one factor after another, in every order."""
    moves = [(30, 3, 10, 4), (10, 2, 40, 4), (20, 5, 30, 6)]
    found = decompose(world(moves), NOW, BEFORE)
    totals = sum(m[0] for m in moves), sum(m[2] for m in moves)
    expected = [0.0, 0.0, 0.0]
    for seen, won, seen_now, won_now in moves:
        old = [totals[0], seen / totals[0], won / seen]
        new = [totals[1], seen_now / totals[1], won_now / seen_now]
        for order in permutations(range(3)):
            state = list(old)
            for place in order:
                before = state[0] * state[1] * state[2]
                state[place] = new[place]
                expected[place] += (state[0] * state[1] * state[2] - before) / 6
    assert [found.volume, found.mix, found.rate] == pytest.approx(expected)


def test_more_visits_of_the_same_kind_are_volume_alone():
    found = decompose(world([(10, 1, 20, 2), (20, 4, 40, 8), (30, 3, 60, 6)]), NOW, BEFORE)
    assert (found.volume, found.mix, found.rate) == pytest.approx((8, 0, 0))


def test_leads_without_visits_are_told_apart():
    known = facts(
        web_sessions=[web(n, "source,medium", source="google", medium="organic", sessions=10)
                      for n in (0, 7)],
        leads=[lead(0, "a"), lead(7, "b"), lead(7, "c")],
    )  # fmt: skip
    found = decompose(known, NOW, BEFORE)
    assert (found.other, found.volume, found.rate) == (1, 0, 0)


def test_nothing_is_taken_apart_without_visits():
    assert decompose(facts(leads=[lead(0), lead(7)]), NOW, BEFORE) is None
