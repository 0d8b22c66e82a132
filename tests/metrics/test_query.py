"""A question about the metrics: what it refuses and what it works out of its own fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from metrics.question.query import KEYS, TIME_KEYS, Query, Selection

DAY = date(2026, 3, 1)
PLAIN = Query(DAY, DAY)


def test_grain_groups_and_filters_are_those_of_the_fields() -> None:
    query = Query(DAY, DAY, channels=("Email",), uses=("paid",), by=("campaign", "week", "post"))
    assert (query.grain, query.groups) == ("week", ("campaign", "post"))
    assert query.filters == {"channel": Selection(("Email",)), "use": Selection(("paid",))}
    assert (PLAIN.grain, PLAIN.groups, PLAIN.filters) == (None, (), {})


def test_a_changed_copy_works_them_out_again() -> None:
    query = replace(PLAIN, networks=("facebook",), campaigns=("spring",), by=("network",))
    again = replace(query, networks=(), by=("month",))
    assert query.filters == {
        "network": Selection(("facebook",)),
        "campaign": Selection(("spring",)),
    }
    assert (again.grain, again.groups) == ("month", ())
    assert again.filters == {"campaign": Selection(("spring",))}


def test_queries_are_equal_and_hash_alike_by_what_was_asked() -> None:
    query = Query(DAY, DAY, uses=("paid",), by=("day",))
    assert query == replace(PLAIN, uses=("paid",), by=("day",))
    assert hash(query) == hash(replace(PLAIN, uses=("paid",), by=("day",)))
    assert query != replace(query, by=("week",))


@pytest.mark.parametrize("key", KEYS)
def test_every_key_can_be_split_by_once(key: str) -> None:
    query = replace(PLAIN, by=(key,))
    assert (query.grain, query.groups) == ((key, ()) if key in TIME_KEYS else (None, (key,)))
    with pytest.raises(ValueError, match="each key once"):
        replace(PLAIN, by=(key, key))


@pytest.mark.parametrize(
    ("by", "said"), [(("age",), "cannot split by age"), (("day", "week"), "one of day, week")]
)
def test_other_splits_are_refused(by: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(PLAIN, by=by)


def test_a_period_is_one_day_or_more() -> None:
    assert (PLAIN.days, replace(PLAIN, end=DAY + timedelta(1)).days) == (1, 2)
    with pytest.raises(ValueError, match="before it starts"):
        replace(PLAIN, end=DAY - timedelta(1))
