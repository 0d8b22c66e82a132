"""What attribution, returns and the bridge are about: the company's own outcome."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cli.metrics import main
from data.facts.facts import Facts
from data.store import Store
from data.values.outcomes import OutcomeChoice
from metrics.attribution.answer import attribute
from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery
from metrics.definitions.registry import metrics
from metrics.question.query import Query
from metrics.returns.bridge import bridge
from metrics.returns.credited_outcome import (
    CreditedOutcome,
    creditable,
    credited_outcome,
    events_of,
)
from metrics.returns.estimate import Range
from metrics.returns.platform_conversions import claims
from metrics.returns.roi import ReturnsBasis, Share, complete_period, returns
from metrics.returns.roi_text import reading, why_no_return
from tests.metrics.cases import ad, conversion, day, facts, lead, post, web
from tests.metrics.test_claims import EMAIL, GOOGLE, visit, won

WEEK = Query(day(0), day(6))
BY_NAME = "date,channel_group,event_name"


def did(user, hour, event, value=0.0):
    """Something that somebody did on the site."""
    return won(user, hour, value) | {"event_name": event}


VISITS = [visit(user, 1, **GOOGLE) for user in "abc"] + [visit("a", 2, **EMAIL)]
SHOP = {
    "touches": VISITS,
    "conversions": [
        did("a", 5, "purchase", 30.0),
        did("b", 5, "purchase", 50.0),
        did("c", 5, "newsletter"),
        did("d", 5, "page_goal"),
    ],
    "ad_costs": [ad(0, spend=40.0, currency="EUR", conversions=9.0)],
}
ANALYTICS = [
    web(0, BY_NAME, channel_group=channel, event_name="purchase", key_events=count, purchases=count)
    for channel, count in (("Paid Search", 12.0), ("Email", 3.0))
]
SESSIONS = [
    web(0, channel_group=channel, sessions=90, key_events=count, revenue=10 * count, currency="EUR")
    for channel, count in (("Paid Search", 20.0), ("Email", 5.0))
]


def chosen(tables, *results: str):
    """The facts of a company that has said what counts."""
    plain = facts(**tables)
    frames = {name: plain.frame(name).collect() for name in tables}
    return Facts.of(frames, outcomes=OutcomeChoice(results))


def test_journeys_know_a_metric_by_the_names_of_its_conversions():
    names = {name: events_of(metric) for name, metric in metrics().items()}
    assert {name: found for name, found in names.items() if found is not None} == {
        "leads": ("crm.lead",),
        "qualified_leads": ("crm.qualified",),
        "customers": ("crm.won",),
        "revenue": ("crm.won",),
        "conversions": (),
        "conversion_value": (),
        **dict.fromkeys(("orders", "order_revenue"), events_of(metrics()["orders"])),
        **{name: events_of(metrics()[name]) for name in ("sign_ups", "bookings", "calls")},
    }
    assert "purchase" in names["orders"]
    assert events_of(metrics()["conversions:form"]) == ("form",)
    assert events_of(metrics()["ga4:form"]) is None


def test_a_shop_credits_orders_and_their_revenue():
    known = facts(**SHOP)
    assert credited_outcome(known) == CreditedOutcome("orders", ("purchase",), is_on_paths=True)
    assert [one.metric for one in creditable(known)] == ["orders", "sign_ups"]
    found = returns(known, WEEK, "channel", models=[registered()["last_touch"]])
    rows = {row.key: row for row in found.rows}
    assert (found.evidence, found.has_customers) == (ReturnsBasis.PATHS, False)
    search = rows["Paid Search"]
    assert (search.leads, search.value, search.cost) == (Range(1, 1), Range(50, 50), 40)
    assert rows["Email"].value == Range(30, 30)
    assert found.deals == 2


@pytest.mark.parametrize(
    ("results", "events"),
    [
        (("sign_ups",), ("newsletter",)),
        (("conversions:page_goal", "orders"), ("page_goal",)),
        (("order_revenue",), ("purchase",)),
        (("conversions",), ()),
        (("bookings", "orders"), ("purchase",)),  # nobody booked: the next one that is known
    ],
)
def test_the_choice_decides_what_is_credited(results, events):
    assert credited_outcome(chosen(SHOP, *results)).events == events


def test_leads_are_credited_where_they_are_what_counts():
    rows = [lead(0, "1", user_key="a", created_at=VISITS[-1]["started_at"]), lead(0, "2")]
    known = chosen({**SHOP, "leads": rows}, "leads")
    assert credited_outcome(known) == CreditedOutcome("leads", ("crm.lead",), is_on_paths=True)
    without = facts(leads=rows)
    assert credited_outcome(without) == CreditedOutcome("leads", ("crm.lead",), is_on_paths=False)
    won_only = chosen({"leads": [lead(0, "1", won_at=VISITS[0]["started_at"])]}, "customers")
    found = credited_outcome(won_only)
    assert (found.events, found.is_of_leads) == (("crm.won",), False)


def test_leads_that_no_visit_belongs_to_leave_it_to_what_visitors_did():
    """Neither tags nor a known visitor: models would share nothing out."""
    orphans = {**SHOP, "leads": [lead(0, "1"), lead(0, "2")]}
    assert credited_outcome(chosen(orphans, "leads", "sign_ups")).metric == "sign_ups"
    tagged = {**SHOP, "leads": [lead(0, "1"), lead(0, "2", source="letter", medium="email")]}
    assert credited_outcome(chosen(tagged, "leads", "sign_ups")).metric == "leads"


def test_conversions_without_a_name_are_credited_all_together():
    rows = [did("a", 5, None, 30.0)]
    known = facts(touches=VISITS, conversions=rows)
    assert credited_outcome(known) == CreditedOutcome("conversions", (), is_on_paths=True)


def test_a_shop_whose_visitors_nobody_knows_has_the_purchases_of_web_analytics():
    orders = [conversion(0, "purchase", value=30.0, currency="EUR")]
    tables = {"conversions": orders, "web_key_events": ANALYTICS, "web_sessions": SESSIONS}
    known = facts(**tables, ad_costs=SHOP["ad_costs"])
    assert credited_outcome(known) == CreditedOutcome("purchases", (), is_on_paths=False)
    found = returns(known, WEEK, "channel")
    rows = {row.key: row for row in found.rows}
    assert found.evidence is ReturnsBasis.LAST_CLICK
    assert (rows["Paid Search"].leads, rows["Paid Search"].people) == (Range(12, 12), 12)
    assert rows["Paid Search"].cpl.low < 40 / 12 < rows["Paid Search"].cpl.high
    assert (rows["Paid Search"].roas, rows["Email"].cpl) == (None, None)
    own = {row.key: row.tags for row in bridge(known, AttributionQuery(day(0), day(6))).rows}
    assert own == {"Paid Search": 12, "Email": 3}
    said = claims(known, AttributionQuery(day(0), day(6)))
    assert (said.counted, said.happened, said.value) == ("purchases", 15, 250)


def test_an_outcome_without_channels_leaves_it_to_the_next_one():
    orders = [conversion(0, "purchase", value=30.0, currency="EUR")]
    known = facts(conversions=orders, web_sessions=SESSIONS)
    assert credited_outcome(known).metric == "key_events"
    assert credited_outcome(facts(conversions=orders)).metric == "leads"


def test_what_people_do_on_networks_is_no_result_of_a_channel():
    known = facts(posts=[post(0, "1", reactions=3, link_clicks=2)])
    assert credited_outcome(known).metric == "leads"


def test_what_platforms_claim_is_credited_to_nobody():
    known = facts(ad_costs=SHOP["ad_costs"])
    assert credited_outcome(known) == CreditedOutcome("leads", ("crm.lead",), is_on_paths=False)
    assert bridge(known, AttributionQuery(day(0), day(6))).counted is None


def test_the_bridge_of_orders_begins_with_the_purchases_of_web_analytics():
    known = facts(**SHOP, web_key_events=ANALYTICS)
    ask = AttributionQuery(day(0), day(6), events=("purchase",))
    found = bridge(known, ask, "last_touch")
    assert found.counted == "purchases"
    rows = {row.key: (row.tags, row.moved, row.model) for row in found.rows}
    assert rows["Paid Search"] == (12, -11, 1)
    assert rows["Email"] == (3, -2, 1)
    assert bridge(facts(**SHOP), ask).counted is None


def test_overhead_is_shared_by_the_results_that_count():
    tables = {**SHOP, "costs": [{"period_from": day(0), "period_to": day(0), "kind": "tools",
                                 "amount": 10.0, "currency": "EUR"}]}  # fmt: skip
    found = returns(
        facts(**tables), WEEK, "channel", models=[registered()["last_touch"]], share=Share.LEADS
    )
    assert {row.key: row.overhead for row in found.rows} == {"Paid Search": 5, "Email": 5}


def test_the_commands_follow_what_counts(tmp_path):
    store, known = Store.open(tmp_path), facts(**SHOP)
    store.commit("a", "a", "a.csv", {name: known.frame(name).collect() for name in SHOP}, {})
    store.close()

    def asked(*args: str):
        result = CliRunner().invoke(main, [*args, "--store", str(tmp_path), "--json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.output)

    period = ("--from", str(day(0)), "--to", str(day(6)))
    assert asked("attribute")["totals"]["conversions"] == 2
    assert asked("attribute", "--event", "all")["totals"]["conversions"] == 4
    assert asked("attribute", "--event", "newsletter")["totals"]["conversions"] == 1
    assert asked("claims", *period)["happened"] == 2
    assert asked("claims", *period, "--event", "all")["happened"] == 4
    found = asked("returns", *period)
    assert (found["counted"], found["deals"], found["bridge"]["figure"]) == (
        "orders",
        2,
        "conversions",
    )


def test_attribution_of_what_counts_is_that_of_its_events():
    known = facts(**SHOP)
    ask = AttributionQuery(day(0), day(6), events=credited_outcome(known).events)
    [answer] = attribute(known, ask, [registered()["linear"]], bounded=False)
    assert (answer.conversions, answer.value) == (2, 80)


def test_results_by_session_have_no_deals_and_say_so():
    tables = {"web_key_events": ANALYTICS, "web_sessions": SESSIONS, "ad_costs": SHOP["ad_costs"]}
    found = returns(facts(**tables), WEEK, "channel")
    assert (found.counted.metric, found.has_deals, found.has_customers) == (
        "purchases",
        False,
        False,
    )
    assert "by their session" in str(reading(found))
    assert {why_no_return(row, found) for row in found.rows} == {None}
    by_leads = returns(facts(leads=[lead(0, "1")]), WEEK, "channel")
    assert (by_leads.has_deals, by_leads.has_customers) == (True, True)
    assert "by their UTM tags" in str(reading(by_leads))


def test_costs_after_the_last_day_of_web_analytics_are_not_counted():
    """Purchases by session are known until day 0, ads until day 3."""
    spent = [ad(number, spend=10.0, currency="EUR") for number in range(4)]
    known = facts(web_key_events=ANALYTICS, ad_costs=spent)
    assert complete_period(known, WEEK).end == day(0)
