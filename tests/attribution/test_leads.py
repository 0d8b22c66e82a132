"""Leads of a CRM as conversions of the people whose visits are known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import duckdb
import polars as pl
import pytest

from data.facts.facts import Facts
from metrics.attribution.answer import attribute
from metrics.attribution.leads import Joined, joined, steps
from metrics.attribution.model import registered
from metrics.attribution.path_statistics import in_arrays, in_windows
from metrics.attribution.paths import paths
from metrics.attribution.query import AttributionQuery
from tests.attribution.test_engines import Elsewhere, compare

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def visit(user, day, hour, campaign, click=None):
    return {
        "user_key": user,
        "session_id": f"{user}{day}{hour}",
        "started_at": at(day, hour),
        "started_on": date(2026, 3, day),
        "source": "news",
        "medium": "email",
        "campaign": campaign,
        "click_id": click,
    }


def lead(number, day, hour=0, **told: object):
    given = {"lead_id": f"L{number}", "created_at": at(day, hour), "created_on": date(2026, 3, day)}
    return given | told


VISITS = [
    visit("u1", 2, 9, "spring"),
    visit("u1", 4, 9, "brand"),
    visit("u1", 6, 9, "late"),
    visit("p2", 3, 9, "spring"),
    visit("u3", 3, 9, "brand", click="abc"),
    visit("u4", 3, 9, "brand"),
]
LEADS = [
    lead(1, 5, 12, user_key="u1"),
    lead(2, 5, person_key="p2", won_at=at(9), amount=500.0, currency="EUR"),
    lead(3, 5, 12, click_id="abc", qualified_at=at(8, 10)),
    lead(4, 5, source="x.com", medium="social", campaign="thread"),
    lead(5, 5),
]


def world(visits=VISITS, leads=LEADS, wins=()):
    return Facts.of(
        {
            "touches": pl.DataFrame(visits, infer_schema_length=None),
            "leads": pl.DataFrame(leads, infer_schema_length=None),
            "conversions": pl.DataFrame(list(wins)),
        }
    )


def credit(facts, event, model="linear"):
    asked = AttributionQuery(FIRST, LAST, ("campaign",), events=(event,))
    [answer] = attribute(facts, asked, [registered()[model]], bounded=False)
    return {c.keys[0]: c.conversions for c in answer.credits}, answer


def test_each_lead_finds_the_visits_of_its_person():
    earned, answer = credit(world(), "crm.lead")
    assert earned == {"spring": 1.5, "brand": 1.5, "thread": 1.0}
    assert (answer.conversions, answer.unattributed) == (5, 1)


def test_a_lead_with_nothing_but_tags_is_one_visit_under_every_model():
    for model in registered():
        earned, _ = credit(world([VISITS[5]], [LEADS[3]]), "crm.lead", model)
        assert earned == pytest.approx({"thread": 1.0})


def test_a_lead_kept_by_day_comes_after_the_visits_of_that_day():
    facts = world([visit("u1", 5, 23, "evening")], [lead(1, 5, user_key="u1")])
    assert credit(facts, "crm.lead")[0] == {"evening": 1.0}
    hourly = world([visit("u1", 5, 23, "evening")], [lead(1, 5, 12, user_key="u1")])
    assert credit(hourly, "crm.lead")[0] == {}


def test_a_lead_without_any_time_of_day_comes_at_the_end_of_its_day():
    """Its tags are a visit on that day too, under every model."""
    day_only = {"created_at": None, "created_on": date(2026, 3, 5)}
    seen = visit("u1", 5, 23, "evening")
    leads = [
        lead(1, 5, user_key="u1") | day_only,
        lead(2, 5, source="x.com", campaign="thread") | day_only,
    ]
    next_day = visit("u1", 6, 0, "next day")
    for model in registered():
        earned, answer = credit(world([seen, next_day], leads), "crm.lead", model)
        assert earned == pytest.approx({"evening": 1.0, "thread": 1.0})
        assert answer.conversions == 2
    midnight = [lead(1, 5, user_key="u1"), lead(2, 5, source="x.com", campaign="thread")]
    assert credit(world([seen], leads), "crm.lead") == credit(world([seen], midnight), "crm.lead")


def test_a_lead_of_no_known_day_or_name_is_in_no_journey():
    nameless = lead(2, 5, 12, source="x.com", campaign="thread") | {"lead_id": None}
    timeless = lead(3, 5, source="x.com", campaign="late") | {
        "created_at": None,
        "created_on": None,
    }
    earned, _ = credit(world(leads=[LEADS[0], nameless, timeless]), "crm.lead")
    assert set(earned) == {"spring", "brand"}


def test_leads_that_came_on_days_only_can_be_asked_for():
    leads = [lead(1, 5, user_key="u1") | {"created_at": None}]
    typed = pl.DataFrame(leads, schema_overrides={"created_at": pl.Datetime("us", "UTC")})
    known = Facts.of({"touches": pl.DataFrame(VISITS, infer_schema_length=None), "leads": typed})
    assert steps(known) == ("crm.lead",)


def test_a_customer_is_credited_when_won_and_with_the_amount():
    earned, answer = credit(world(), "crm.won")
    assert earned == {"spring": 1.0}
    assert (answer.value, answer.currency) == (500.0, "EUR")
    assert credit(world(), "crm.qualified")[0] == {"brand": 1.0}


def test_the_surest_way_decides():
    both = lead(1, 5, 12, user_key="u1", person_key="p2", click_id="abc", source="x.com")
    facts = world(leads=[both])
    assert joined(facts, FIRST, LAST) == Joined(1, 0, 0, 0, 0, 0, 0)
    assert credit(facts, "crm.lead", "last_touch")[0] == {"brand": 1.0}


def test_what_belongs_to_nobody_is_told_on_both_sides():
    wins = [
        {"user_key": user, "converted_on": date(2026, 3, 7), "converted_at": at(7, 1)}
        for user in ("u1", "u4")
    ]
    assert joined(world(wins=wins), FIRST, LAST) == Joined(1, 1, 1, 1, 1, 2, 1)


def test_visits_known_from_leads_only_never_join_the_journeys_of_the_site():
    wins = [
        {"user_key": "u4", "converted_on": date(2026, 3, 7), "converted_at": at(7, 1),
         "event_name": "purchase"}
    ]  # fmt: skip
    asked = AttributionQuery(FIRST, LAST, ("campaign",))
    for model in registered().values():
        [with_leads] = attribute(world(wins=wins), asked, [model], bounded=False)
        [without] = attribute(world(wins=wins, leads=[lead(9, 9)]), asked, [model], bounded=False)
        assert with_leads.credits == without.credits


def test_leads_and_conversions_of_the_site_are_not_asked_for_together():
    with pytest.raises(ValueError, match="same people"):
        AttributionQuery(FIRST, LAST, events=("crm.lead", "purchase"))


def test_another_engine_joins_them_alike():
    day_only = [lead(6, 6, user_key="u4"), lead(7, 6, source="x.com", campaign="thread")]
    leads = [*LEADS, *(one | {"created_at": None} for one in day_only)]
    facts, asked = (
        world(leads=leads),
        AttributionQuery(FIRST, LAST, ("campaign",), events=("crm.lead",)),
    )
    keys = ["brand", "spring", "late", "thread"]
    connection = duckdb.connect()

    def convert(frame):
        name = f"t{abs(hash(tuple(frame.columns)))}"
        connection.register(name, frame.to_arrow())
        return connection.table(name)

    try:
        there = in_windows(Elsewhere(facts, convert), asked, keys, len(keys), "day", None)
        compare(in_arrays(facts, asked, keys, len(keys), "day", None), there)
    finally:
        connection.close()


def test_paths_leave_out_leads_that_are_known_by_their_tags_only():
    """Their one visit stands for the tags: how they came is not known."""
    found = paths(world(), AttributionQuery(FIRST, LAST, ("campaign",), events=("crm.lead",)))
    assert (found.conversions, found.tagged) == (3, 1)
    assert "thread" not in found.roles["key"].to_list()
    assert sum(found.touches) == sum(found.days) == found.common["conversions"].sum() == 3
    assert found.common["deals"].sum() == 1
