"""What changes with the choice of a model."""

from __future__ import annotations

from math import inf

import pytest

from metrics.attribution.answer import Attribution
from metrics.attribution.compare import Comparison, Spread
from metrics.attribution.model import registered
from metrics.returns.model_choice import CostSide, cost_verdicts, largest_shift, side_of

MODELS = ("last_touch", "markov")


def comparison(**credits_: tuple[float, float]) -> Comparison:
    """Two models' credits by key; as many as all of them are worth one each."""
    answers = tuple(
        Attribution(registered()[one], (), 1000, None, 0, None) for one in MODELS
    )  # fmt: skip
    return Comparison(answers, tuple(Spread((k,), c, c) for k, c in credits_.items()))


def test_the_key_that_changes_most_either_way_is_named():
    found = comparison(Email=(100, 64), Social=(101, 198), Search=(288, 208))
    shift = largest_shift(found, MODELS)
    assert shift is not None
    assert (shift.keys, round(shift.times, 2)) == (("Social",), 1.96)
    down = largest_shift(found, MODELS, among=("Email", "Search"))
    assert down is not None
    assert down.keys == ("Email",)


def test_models_that_are_close_agree_and_few_results_say_nothing():
    assert largest_shift(comparison(Email=(100, 109)), MODELS) is None
    assert largest_shift(comparison(Email=(1, 9)), MODELS) is None
    nothing = largest_shift(comparison(Email=(0, 12)), MODELS)
    assert nothing is not None
    assert nothing.times == inf


def test_a_verdict_needs_more_than_random_variation():
    assert side_of(5080, 127, 29) is CostSide.DEARER  # 40 each
    assert side_of(5080, 199, 29) is CostSide.NEAR  # 26 each, within random variation
    assert side_of(1110, 64, 29) is CostSide.CHEAPER  # 17 each


def test_verdicts_that_change_come_first_and_few_results_have_none():
    found = comparison(Organic=(127, 199), Paid=(101, 198), Email=(101, 64), Display=(50, 9))
    costs = {"Organic": 5080.0, "Paid": 10800.0, "Email": 1110.0, "Display": 900.0}
    verdicts = cost_verdicts(found, MODELS, costs, 29)
    assert [one.key for one in verdicts] == ["Organic", "Paid", "Email"]
    assert [one.changes for one in verdicts] == [True, False, False]
    assert verdicts[1].costs == pytest.approx((106.9, 54.5), abs=0.1)
