"""Intervals of credits: an owner of everything has one, and it holds the number of conversions too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.attribution.answer import attribute
from metrics.attribution.model import registered
from metrics.statistics.intervals import garwood
from tests.attribution.plain import DAY, Win
from tests.attribution.test_compare import ASK, journey
from tests.attribution.world import facts
from tests.conftest import examples


def answers(visits, wins):
    return attribute(facts(visits, wins), ASK, registered().values())


@pytest.mark.parametrize("count", [1, 8, 25])
def test_an_owner_of_everything_has_the_exact_limits_of_a_count(count):
    """Every model: the share is certain, the number of conversions is not."""
    people = [f"p{n}" for n in range(count)]
    visits = [v for user in people for v in journey(user, "news")]
    for answer in answers(visits, [Win(user, 10 * DAY) for user in people]):
        [credit] = answer.credits
        assert (credit.low, credit.high) == pytest.approx(garwood(count), rel=1e-9)
        assert credit.shared == pytest.approx((count, count))


@examples(10)
@given(alone=st.integers(0, 12), both=st.integers(1, 12), seed=st.sampled_from(["a", "b", "c"]))
def test_every_interval_has_a_width_and_holds_its_credit(alone, both, seed):
    one = [f"{seed}x{n}" for n in range(alone)]
    two = [f"{seed}y{n}" for n in range(both)]
    visits = [v for user in one for v in journey(user, "news")]
    visits += [v for user in two for v in journey(user, "brand", "news")]
    for answer in answers(visits, [Win(user, 10 * DAY) for user in [*one, *two]]):
        for credit in answer.credits:
            assert credit.low < credit.conversions < credit.high
            least, most = credit.shared
            assert least - 1e-9 <= credit.conversions <= most + 1e-9


def test_chance_in_the_number_makes_it_wider_than_sharing_out_alone():
    people = [f"p{n}" for n in range(40)]
    visits = [
        v for n, user in enumerate(people) for v in journey(user, "news" if n % 2 else "brand")
    ]
    for answer in answers(visits, [Win(user, 10 * DAY) for user in people]):
        for credit in answer.credits:
            least, most = credit.shared
            assert credit.high - credit.low > most - least
            # Twenty of forty conversions: twenty by chance.
            assert (credit.low, credit.high) == pytest.approx(garwood(20), rel=0.2)
