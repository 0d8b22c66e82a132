"""What explains the conversion rate: Shapley values that add up to it, and are no conversions."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given

from cli.metrics import main
from metrics.attribution.conversion_rate import ID, rate_split
from metrics.attribution.model import registered
from tests.attribution import plain
from tests.attribution.plain import DAY, Visit, Win
from tests.attribution.test_compare import journey
from tests.attribution.test_credit import ask, worlds
from tests.attribution.test_door import location  # noqa: F401  # a fixture
from tests.attribution.world import facts
from tests.conftest import examples


@examples(8)
@given(world=worlds)
def test_the_parts_are_those_of_every_coalition(world):
    journeys = plain.paths(*world, 30)
    found = rate_split(facts(*world), ask())
    expected = {key: float(value) for key, value in plain.rate_shapley(journeys).items() if value}
    assert {part.keys[0] or "": part.rate for part in found.parts} == pytest.approx(expected)
    won = sum(win is not None for _, win in journeys)
    assert (found.journeys, found.conversions) == (len(journeys), won)
    assert (found.rate is None) == (not journeys)
    assert sum(part.rate for part in found.parts) == pytest.approx(found.rate or 0.0)


def test_a_rare_key_may_add_more_to_the_rate_than_it_ever_brought():
    """Ten people met the news and one of them converted; one met the flyer and converted."""
    visits = [v for n in range(10) for v in journey(f"n{n}", "news")] + journey("f", "flyer")
    found = rate_split(facts(visits, [Win("n0", 10 * DAY), Win("f", 10 * DAY)]), ask())
    assert found.rate == pytest.approx(2 / 11)
    first, second = found.parts
    assert (first.keys, second.keys) == (("flyer",), ("news",))
    # v(flyer) = 1, v(news) = 1/10, v(both) = 2/11.
    assert first.rate == pytest.approx((1 + 2 / 11 - 1 / 10) / 2)
    assert second.rate == pytest.approx((1 / 10 + 2 / 11 - 1) / 2)
    assert second.rate < 0


def test_without_a_journey_there_is_no_rate():
    assert rate_split(facts([], []), ask()).rate is None
    late = rate_split(facts([Visit("a", "1", -5 * DAY, "news")], []), ask())
    assert (late.rate, late.parts) == (None, ())


def test_it_is_no_model_and_is_told_as_a_rate(location):  # noqa: F811
    assert ID not in registered()
    asked = ["attribute", "--store", location, "--by", "campaign", "--model", "shapley-rate"]
    told = json.loads(CliRunner().invoke(main, [*asked, "--json"]).output)
    assert (told["model"], told["totals"]["conversions"]) == (ID, 2)
    assert all(set(row) == {"campaign", "rate", "together"} for row in told["rows"])
    assert sum(row["rate"] for row in told["rows"]) == pytest.approx(told["totals"]["rate"])
    text = CliRunner().invoke(main, asked).output
    assert "Points of a rate, not conversions." in text
    both = CliRunner().invoke(main, [*asked, "--model", "linear", "--json"]).output
    assert [one["model"] for one in json.loads(both)] == ["linear", ID]
