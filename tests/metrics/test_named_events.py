"""Events that files name, as results of their own: which are offered, and what they come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts.facts import Facts
from data.values.outcomes import OutcomeChoice
from metrics.comparison.periods import Compare
from metrics.definitions.event_names import AUTOMATIC, SOURCES, named_event
from metrics.definitions.formula_text import formula, formula_message
from metrics.definitions.registry import COST_PER, cost_metric, metrics
from metrics.engine import query_metrics, rows_behind, splittable
from metrics.question.query import Query
from metrics.results.held import named_events
from metrics.results.outcomes import outcomes
from metrics.results.results import channel_table, headline
from tests.metrics.cases import ad, conversion, day, facts, value, web

WEEK = Query(day(0), day(6))
BY_NAME = "date,channel_group,event_name"
ONE_BY_ONE = [
    conversion(0, "generate_lead"),
    conversion(1, "generate_lead", value=9.0, currency="EUR"),
    conversion(1, "whitepaper"),
    conversion(9, "generate_lead"),
]
FETCHED = [
    web(n, BY_NAME, channel_group=channel, event_name=name, key_events=float(count))
    for n, channel, name, count in (
        (0, "Email", "contact", 2),
        (1, "Email", "contact", 1),
        (1, "Direct", "contact", 4),
        (1, "Direct", "generate_lead", 7),
        (1, "Direct", "nothing", 0),
    )
]
REPORT = [
    web(0, "event_name", 6, event_name=name, events=count)
    for name, count in (("page_view", 900), ("newsletter_signup", 5), ("contact", 99))
]
KEY_EVENTS = [
    web(0, "event_name", 6, event_name=name, key_events=float(count), events=count + 1)
    for name, count in (("form", 3), ("scroll", 0))
]
SPENT = [ad(0, spend=20.0, currency="EUR"), ad(1, spend=40.0, currency="EUR")]


def test_every_file_with_names_offers_them_the_most_frequent_first():
    tables = {"conversions": ONE_BY_ONE, "web_key_events": FETCHED, "web_sessions": REPORT}
    assert named_events(facts(**tables)) == (
        "ga4:contact",
        "ga4_count:newsletter_signup",
        "conversions:generate_lead",  # listed one by one, it is not counted again by GA4
        "conversions:whitepaper",
    )
    assert named_events(facts(web_sessions=KEY_EVENTS)) == ("ga4_report:form",)
    assert named_events(facts()) == ()


@pytest.mark.parametrize("name", ["(not set)", "", " form", "<img src=x>", "a|b", "x" * 41])
def test_what_is_no_name_of_an_event_is_not_offered(name):
    rows = [conversion(0, name), conversion(0, "x" * 40)]
    assert named_events(facts(conversions=rows)) == (f"conversions:{'x' * 40}",)


def test_what_ga4_collects_by_itself_is_no_result():
    rows = [web(0, "event_name", event_name=name, events=4) for name in AUTOMATIC]
    assert named_events(facts(web_sessions=rows)) == ()
    # Somebody has marked it as a key event: then it is one.
    marked = [web(0, "event_name", event_name="scroll", key_events=4.0)]
    assert named_events(facts(web_sessions=marked)) == ("ga4_report:scroll",)


def test_a_named_event_is_counted_where_it_is_told():
    tables = {"conversions": ONE_BY_ONE, "web_key_events": FETCHED, "web_sessions": REPORT}
    known = facts(**tables, ad_costs=SPENT)
    assert value(known, "conversions:generate_lead") == (2, None)
    assert value(known, "ga4:contact") == (7, None)
    assert value(known, "ga4_count:newsletter_signup") == (5, None)
    assert value(known, "ga4_count:newsletter_signup", last=5) == (None, "period_rows_only")
    assert value(known, "conversions:nobody_did_it") == (0, None)
    assert value(known, "cost_per:conversions:generate_lead") == (30, None)
    assert value(known, "cost_per:ga4:contact") == (60 / 7, None)
    by_channel = query_metrics(known, ["ga4:contact"], Query(day(0), day(6), by=("channel",)))
    assert dict(by_channel.select("channel", "value").iter_rows()) == {"Email": 3, "Direct": 4}
    assert splittable(metrics()["ga4:contact"], "channel")
    assert not splittable(metrics()["conversions:generate_lead"], "channel")


def test_a_report_without_names_answers_for_no_name():
    """A coarser report of the same days has key events, but cannot say which."""
    rows = [web(0, "channel_group", channel_group="Email", sessions=50, key_events=20.0)]
    known = facts(web_sessions=[*rows, web(0, "event_name", event_name="form", key_events=3.0)])
    assert value(known, "ga4_report:form") == (3, None)
    assert value(known, "key_events") == (20, None)
    assert value(facts(web_sessions=rows), "ga4_report:form") == (None, "not_by_this")


def test_asked_again_it_is_the_same_and_so_are_the_listed_metrics():
    """The first question is answered from rows, later ones from the roll-up, which has no names."""
    known = facts(conversions=ONE_BY_ONE, web_key_events=FETCHED)
    asked = ["conversions", "conversions:generate_lead", "ga4:contact"]
    answers = [query_metrics(known, asked, WEEK)["value"].to_list() for _ in range(3)]
    assert answers == [[3, 2, 7]] * 3
    assert query_metrics(known, ["conversions"], WEEK)["value"].to_list() == [3]


def test_the_rows_behind_it_are_those_of_its_name():
    known = facts(conversions=ONE_BY_ONE, web_key_events=FETCHED)
    behind = rows_behind(known, "ga4:contact", WEEK, {})["web_key_events"].collect()
    assert behind["key_events"].sum() == 7
    behind = rows_behind(known, "conversions:generate_lead", WEEK, {})["conversions"].collect()
    assert behind.height == 2


@given(st.sampled_from([*SOURCES, "else"]), st.text(max_size=50))
def test_an_id_is_a_metric_or_none_whatever_the_name(source, name):
    metric_id = f"{source}:{name}"
    event = named_event(metric_id)
    assert (event is not None) is (metric_id in metrics()) is (COST_PER + metric_id in metrics())
    if event is None:
        with pytest.raises(KeyError):
            metrics()[metric_id]
    else:
        assert (metrics()[metric_id].id, event.name) == (metric_id, name)
        assert metrics()[metric_id].label.render("fr") == name
        assert cost_metric(metric_id) == COST_PER + metric_id


def test_its_words_are_in_both_languages():
    cost = metrics()["cost_per:ga4:contact"]
    assert formula(cost) == "total cost ÷ events named “contact”"
    assert "événements nommés" in formula_message(cost).render("fr")
    assert cost.label.render("fr").startswith("Coût par")


def test_a_named_event_can_be_what_counts():
    plain = facts(web_key_events=FETCHED, conversions=ONE_BY_ONE, ad_costs=SPENT)
    tables = ("web_key_events", "conversions", "ad_costs")
    known = Facts.of(
        {name: plain.frame(name).collect() for name in tables},
        outcomes=OutcomeChoice(("ga4:contact", "conversions:whitepaper")),
    )
    company = outcomes(known)
    assert company.is_chosen
    assert company.headlines[:2] == ("ga4:contact", "conversions:whitepaper")
    assert {"ga4:contact", "cost_per:ga4:contact"} <= set(company.headlines)
    shown = {one.figure.metric.id: one.figure.value for one in headline(known, WEEK, Compare.NONE)}
    assert (shown["ga4:contact"], shown["cost_per:ga4:contact"]) == (7, 60 / 7)
    table = channel_table(known, WEEK)
    assert dict(table.select("channel", "ga4:contact").iter_rows())["Direct"] == 4
    assert company.trends[0] == "ga4:contact"
