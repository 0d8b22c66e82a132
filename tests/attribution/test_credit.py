"""Every model against plain lists, on journeys drawn at random."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.attribution.answer import attribute
from metrics.attribution.model import ModelSettings, Weighted, registered
from metrics.attribution.query import AttributionQuery
from tests.attribution import plain
from tests.attribution.plain import DAY, Visit, Win
from tests.attribution.world import FIRST, LAST, facts
from tests.conftest import examples

HOUR = DAY // 24
WEIGHTED = [name for name, model in registered().items() if isinstance(model.by, Weighted)]

visits = st.builds(
    lambda user, at, key, direct: (user, at * 6 * HOUR, key, direct),
    st.sampled_from("abc"),
    st.integers(0, 200),
    st.sampled_from(["news", "spring", "brand", ""]),
    st.booleans(),
)
wins = st.builds(
    lambda user, at, value: Win(user, at * 6 * HOUR, value),
    st.sampled_from("abcd"),
    st.integers(0, 200),
    st.sampled_from([0.0, 10.0, 25.5]),
)
worlds = st.tuples(
    st.lists(visits, min_size=1, max_size=14).map(
        lambda rows: [Visit(u, f"s{n:03d}", at, k, d) for n, (u, at, k, d) in enumerate(rows)]
    ),
    st.lists(wins, max_size=5),
)


def ask(days: int = 30, **others: object) -> AttributionQuery:
    return AttributionQuery(FIRST, LAST, ("campaign",), days, settings=ModelSettings(**others))  # type: ignore[arg-type]


def told(
    world: tuple[list[Visit], list[Win]], question: AttributionQuery
) -> dict[str, dict[str, tuple[float, float]]]:
    """Conversions and value per key, of every model."""
    answers = attribute(facts(*world), question, registered().values(), bounded=False)
    return {
        answer.model.id: {c.keys[0] or "": (c.conversions, c.value or 0.0) for c in answer.credits}
        for answer in answers
    }


def counts(found: dict[str, tuple[float, float]]) -> dict[str, float]:
    return {key: conversions for key, (conversions, _) in found.items()}


@examples(8)
@given(world=worlds, days=st.sampled_from([1, 7, 30, 90]))
def test_a_model_of_weights_credits_what_plain_lists_do(world, days):
    found, journeys = told(world, ask(days)), plain.paths(*world, days)
    for name in WEIGHTED:
        count, value = plain.credit(name, journeys)
        earning = {key: n for key, n in count.items() if n}
        assert counts(found[name]) == pytest.approx(earning)
        assert {k: v for k, (_, v) in found[name].items()} == pytest.approx(
            {key: value[key] for key in earning}
        )


@examples(8)
@given(world=worlds, order=st.integers(1, 4))
def test_removal_effects_are_those_of_eliminated_states(world, order):
    journeys = plain.paths(*world, 30)
    won = sum(win is not None for _, win in journeys)
    effects = plain.removal(journeys, order)
    whole = sum(effects.values())
    expected = {k: float(e / whole * won) for k, e in effects.items() if e} if whole else {}
    assert counts(told(world, ask(order=order))["markov"]) == pytest.approx(expected)


@examples(8)
@given(world=worlds)
def test_every_model_credits_exactly_the_conversions_that_a_visit_came_before(world):
    journeys = plain.paths(*world, 30)
    won = sum(win is not None for _, win in journeys)
    for answer in attribute(facts(*world), ask(), registered().values(), bounded=False):
        assert sum(c.conversions for c in answer.credits) == pytest.approx(won)
        assert answer.conversions == len(world[1])
        assert answer.unattributed == len(world[1]) - won


@examples(8)
@given(world=worlds, random=st.randoms(use_true_random=False))
def test_renaming_keys_and_shuffling_rows_changes_no_credit(world, random):
    visits_, wins_ = world
    renamed = [
        Visit(v.user, v.session, v.at, v.key and f"z{v.key[::-1]}", v.direct) for v in visits_
    ]
    random.shuffle(renamed)
    before, after = told(world, ask()), told((renamed, wins_), ask())
    for name in registered():
        expected = {key and f"z{key[::-1]}": n for key, n in counts(before[name]).items()}
        assert counts(after[name]) == pytest.approx(expected)


def test_all_models_agree_on_journeys_of_one_visit():
    seen = [Visit(u, u, n * HOUR, "news" if n % 3 else "brand") for n, u in enumerate("abcdef")]
    won = [Win(u, 40 * HOUR, 10.0) for u in "abcd"]
    found = told((seen, won), ask())
    for name in [*WEIGHTED, "markov"]:
        assert found[name] == {"news": pytest.approx((2, 20)), "brand": pytest.approx((2, 20))}


def test_a_visit_at_the_very_moment_of_the_conversion_did_not_come_before_it():
    world = (
        [Visit("a", "1", 5 * HOUR, "news"), Visit("a", "2", 4 * HOUR, "brand")],
        [Win("a", 5 * HOUR)],
    )
    assert told(world, ask())["last_touch"] == {"brand": (1.0, 0.0)}


def test_a_visit_at_the_edge_of_the_window_still_counts_and_one_before_it_does_not():
    world = [Visit("a", "1", 0, "news")], [Win("a", 7 * DAY)]
    assert told(world, ask(7))["linear"] == {"news": (1.0, 0.0)}
    assert told((world[0], [Win("a", 7 * DAY + 1)]), ask(7))["linear"] == {}
