"""Models side by side and the journeys behind them, on journeys written out."""

from __future__ import annotations

import pytest

from data.facts.facts import Facts
from metrics.attribution.answer import attribute
from metrics.attribution.compare import Comparison, compared, headline
from metrics.attribution.model import registered
from metrics.attribution.paths import DAYS, TOUCHES, paths
from metrics.attribution.query import AttributionQuery
from tests.attribution.plain import DAY, Visit, Win
from tests.attribution.world import FIRST, LAST, facts

ASK = AttributionQuery(FIRST, LAST, ("campaign",))


def side_by_side(known: Facts) -> Comparison:
    return compared(attribute(known, ASK, registered().values(), bounded=False))


def journey(user: str, *keys: str, end: int = 10) -> list[Visit]:
    """One visit a day, the last one on the day before ``end``."""
    first = end - len(keys)
    return [Visit(user, f"{user}{n}", (first + n) * DAY, key) for n, key in enumerate(keys)]


def test_a_key_that_leads_everywhere_is_said_to_lead_under_every_model():
    visits = [v for user in "abcde" for v in journey(user, "news")]
    visits += [v for user in "fgh" for v in journey(user, "brand", "news")]
    found = side_by_side(facts(visits, [Win(user, 10 * DAY) for user in "abcdefgh"]))
    assert found.leaders == (("news",),)
    assert (
        headline(found, "News", "Orders").render("en")
        == "Orders: 5 to 8 from News depending on the model. It comes first with every model."
    )


def test_models_that_agree_make_no_range():
    visits = [v for user in "abc" for v in journey(user, "news")] + journey("d", "brand")
    found = side_by_side(facts(visits, [Win(user, 10 * DAY) for user in "abcd"]))
    assert found.leaders == (("news",),)
    assert (
        headline(found, "News", "Orders").render("en")
        == "Orders: 3 from News with every model. It comes first."
    )


def test_nobody_leads_by_being_unknown():
    visits = [v for user in "abc" for v in journey(user, "")] + journey("d", "brand")
    found = side_by_side(facts(visits, [Win(user, 10 * DAY) for user in "abcd"]))
    assert [spread.keys for spread in found.spreads] == [(None,), ("brand",)]
    assert [spread.keys for spread in found.known] == [("brand",)]
    assert found.leaders == (("brand",),)
    assert headline(found, "Brand", "Orders").render("en").startswith("Orders: 1 from Brand ")


def test_a_range_goes_from_the_model_that_gives_least_to_the_one_that_gives_most():
    visits = [v for user in "abc" for v in journey(user, "news", "brand")] + journey("d", "news")
    found = side_by_side(facts(visits, [Win(user, 10 * DAY) for user in "abcd"]))
    news = next(spread for spread in found.spreads if spread.keys == ("news",))
    assert (min(news.conversions), max(news.conversions)) == pytest.approx((1, 4))
    assert set(found.leaders) == {("news",), ("brand",)}
    assert "The top channel changes with the model" in headline(found, "News", "Orders").render(
        "en"
    )


def test_paths_roles_and_lengths_are_those_of_the_journeys():
    visits = [
        *journey("a", "news", "news", "brand"),
        *journey("b", "news", "brand"),
        *journey("c", "spring"),
        *journey("d", "spring"),
    ]
    found = paths(facts(visits, [Win(user, 10 * DAY) for user in "abc"]), ASK)
    assert found.conversions == 3
    assert [(row["steps"], row["conversions"]) for row in found.common.to_dicts()] == [
        (["news", "brand"], 2),
        (["spring"], 1),
    ]
    roles = {
        row["key"]: (row["began"], row["assisted"], row["ended"]) for row in found.roles.to_dicts()
    }
    assert roles == {"news": (2, 1, 0), "brand": (0, 0, 2), "spring": (1, 0, 1)}
    assert dict(zip(TOUCHES, found.touches, strict=True))[3] == 1
    assert dict(zip(DAYS, found.days, strict=True)) == {0: 0, 1: 2, 3: 1, 7: 0, 14: 0, 30: 0}
    assert found.alone == 1
    assert found.days_of_longer == 2.5
    assert found.flow.rows() == [("news", "brand", 2)]
    assert found.common["days"].to_list() == [2.5, 1]
    assert found.common["deals"].to_list() == [0, 0]


def test_nothing_is_typical_of_no_journey():
    found = paths(facts(journey("a", "news"), []), ASK)
    assert (found.conversions, found.days_of_longer) == (0, None)
    assert found.flow.is_empty()
    assert found.common.is_empty()
    assert sum(found.touches) == 0
