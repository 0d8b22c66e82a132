"""What counts for each kind of company, as its files suggest it and as it is chosen."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from changes.outcomes import set_outcomes
from cli.metrics import main
from data.facts.facts import Facts
from data.imports import import_paths
from data.store import Store
from data.values.audit import UNKNOWN
from data.values.outcomes import OutcomeChoice, OutcomeWord
from metrics.comparison.periods import Compare
from metrics.definitions.registry import metrics
from metrics.insights.engine import evidence_of
from metrics.question.query import Query
from metrics.results.business import BUSINESSES, RESULTS
from metrics.results.outcomes import guess, outcomes
from metrics.results.results import channel_table, headline, vanity
from tests.conftest import EXPORTS
from tests.metrics.cases import account, ad, conversion, day, facts, lead, post, web

WEEK = Query(day(0), day(6))
VISITS = {"channel_group": "Paid Search", "sessions": 50, "engaged_sessions": 30}
SPENT = ad(0, spend=40.0, currency="EUR", clicks=9, impressions=900)
SHOP = {
    "conversions": [
        conversion(0, "purchase", value=30.0, currency="EUR"),
        conversion(0, "purchase", value=50.0, currency="EUR"),
    ],
    "web_sessions": [web(0, **VISITS, key_events=2.0, revenue=120.0, currency="EUR")],
    "ad_costs": [SPENT],
}
LEADS = {
    "leads": [lead(0, "1", qualified_at=day(1)), lead(0, "2")],
    "web_sessions": [web(0, **VISITS, key_events=2.0, key_event_sessions=2.0)],
    "ad_costs": [SPENT],
}
PUBLISHER = {
    "web_sessions": [web(0, **VISITS, key_events=4.0, revenue=0.0)],
    "conversions": [conversion(0, "sign_up"), conversion(0, "newsletter")],
}
SOCIAL = {
    "posts": [post(0, "1", reactions=3, comments=1, link_clicks=7, views=90, impressions=100)],
    "account_days": [account(0, follows=4, followers=200), account(1, follows=2, followers=202)],
}


def page(tables, choice=None):
    """The headline figures of the week, by metric."""
    plain = facts(**tables)
    known = Facts.of({name: plain.frame(name).collect() for name in tables}, outcomes=choice)
    found = {one.figure.metric.id: one.figure for one in headline(known, WEEK)}
    return outcomes(known), {name: figure.value for name, figure in found.items()}, known


def test_a_shop_opens_with_orders_revenue_and_what_they_cost():
    company, shown, _ = page(SHOP)
    assert (company.business.id, company.main, company.missing) == ("shop", "orders", None)
    assert list(shown)[:3] == ["orders", "order_revenue", "web_revenue"]
    expected = {"orders": 2, "order_revenue": 80, "web_revenue": 120, "order_rate": 2 / 50}
    expected |= {"sessions": 50, "ad_spend": 40, "cost_per_order": 20, "web_roas": 3}
    assert expected.items() <= shown.items()
    assert "leads" not in shown
    assert None not in shown.values()


def test_a_shop_with_web_analytics_alone_shows_its_revenue():
    company, shown, _ = page({"web_sessions": SHOP["web_sessions"]})
    assert (company.business.id, company.main, shown["web_revenue"]) == ("shop", "web_revenue", 120)
    assert str(company.missing) == "Import your shop’s orders to see revenue and cost per order."


def test_a_lead_business_opens_as_it_always_did():
    company, shown, _ = page(LEADS)
    assert (company.business.id, company.results) == ("leads", ("leads", "key_events"))
    names = ["leads", "qualified_leads", "referrals", "lead_rate", "web_conversion_rate"]
    assert list(shown) == [*names, "key_events", "ad_spend", "cpl"]
    assert shown["cpl"] == 20


def test_a_publisher_opens_with_sessions_and_what_readers_do():
    company, shown, _ = page(PUBLISHER)
    assert (company.business.id, company.results) == ("site", ("sign_ups", "key_events"))
    assert list(shown)[:4] == ["sessions", "engaged_sessions", "key_events", "sign_ups"]
    assert (shown["sessions"], shown["key_events"], shown["sign_ups"]) == (50, 4, 2)
    assert "web_revenue" not in shown  # the column is there, and nothing in it
    assert str(company.missing) == "Import leads or orders to see what sessions bring."


def test_social_networks_alone_open_with_clicks_and_engagements():
    company, shown, known = page(SOCIAL)
    assert (company.business.id, company.results) == ("social", ("link_clicks",))
    expected = {"link_clicks": 7, "engagements": 4, "views": 90, "follows": 6, "posts_published": 1}
    assert expected.items() <= shown.items()
    assert "leads" not in shown
    related = {pair.shown.figure.metric.id: pair.partner for pair in vanity(known, WEEK)}
    # Followers should bring leads; nobody knows of any, but of clicks.
    assert (related["follows"].metric.id, related["follows"].value) == ("link_clicks", 7)
    assert channel_table(known, WEEK)["link_clicks"].sum() == 7


def test_reactions_without_any_result_have_the_nearest_thing_to_one_beside_them():
    rows = {
        "posts": [post(0, "1", reactions=3, comments=1, shares=0, saves=0, views=90)],
        "account_days": [account(0, follows=4, followers=200)],
    }
    company, _, known = page(rows)
    assert (company.results, company.events) == (("engagements",), ())
    related = {pair.shown.figure.metric.id: pair.partner.metric.id for pair in vanity(known, WEEK)}
    assert related["views"] == related["followers"] == "engagements"
    # Reactions are a part of engagements, which say nothing more than they do.
    assert related["reactions"] == related["engagements"] == "follows"


def test_a_reaction_beside_which_nothing_is_known_says_what_to_add():
    company, _, known = page({"posts": [post(0, "1", reactions=3)]})
    [pair] = [one for one in vanity(known, WEEK) if one.shown.figure.metric.id == "reactions"]
    assert pair.partner.value is None
    assert str(company.missing).startswith("Import web analytics")


@pytest.mark.parametrize(
    ("event", "cost"),
    [
        ("newsletter", "cost_per_sign_up"),
        ("book_demo", "cost_per_booking"),
        ("phone_call", "cost_per_call"),
        ("purchase", "cost_per_order"),
        ("contact_form", "cost_per_conversion"),
    ],
)
def test_what_the_main_outcome_costs_is_a_headline(event, cost):
    company, shown, _ = page({"conversions": [conversion(0, event)] * 2, "ad_costs": [SPENT]})
    assert (shown[cost], list(shown).count(cost)) == (20, 1)
    assert list(shown).index(cost) > list(shown).index("ad_spend")
    without, _, _ = page({"conversions": [conversion(0, event)]})
    assert cost not in without.headlines
    assert company.offered[0] == company.main


def test_costs_of_results_that_have_channels_are_columns():
    rows = [
        web(0, "date,channel_group,event_name", channel_group="Paid Search", event_name="purchase",
            purchases=4.0)
    ]  # fmt: skip
    company, _, known = page({"web_key_events": rows, "ad_costs": [SPENT]})
    assert "cost_per_purchase" in company.columns
    table = channel_table(known, WEEK)
    assert dict(table.select("channel", "cost_per_purchase").iter_rows()) == {"Paid Search": 10}


def test_what_a_company_has_more_of_decides_between_leads_and_orders():
    assert guess({"leads": 3, "orders": 9})[0] == "orders"
    assert guess({"leads": 9, "orders": 9})[0] == "leads"


def test_claims_of_platforms_count_only_where_nothing_else_does():
    assert guess({"platform_conversions": 9, "ad_spend": 9}) == ("platform_conversions",)
    assert guess({"platform_conversions": 9, "key_events": 1}) == ("key_events",)


def test_named_conversions_are_not_counted_again_all_together():
    assert guess({"conversions": 5, "calls": 3, "bookings": 2}) == ("bookings", "calls")
    assert guess({"conversions": 5}) == ("conversions",)


def test_without_any_file_leads_are_asked_for():
    company = outcomes(facts())
    assert company.main == "leads"
    assert str(company.missing).startswith("Import leads")


@given(st.dictionaries(st.sampled_from(list(metrics())), st.integers(1, 99)))
def test_a_guess_counts_what_the_files_hold_each_once(rows):
    found = guess(rows)
    assert found
    assert len(set(found)) == len(found)
    assert set(found) <= rows.keys() or found == ("leads",)


def test_names_of_events_count_where_nothing_else_is_known():
    """Usual names of results before frequent ones, which may mean anything."""
    named = {"ga4_count:file_download": 1, "ga4_count:a": 1, "ga4_count:b": 1, "ga4_count:c": 1}
    assert guess(named) == ("ga4_count:file_download", "ga4_count:a", "ga4_count:b")
    assert guess({**named, "ga4_count:generate_lead": 1}) == ("ga4_count:generate_lead",)
    assert guess({**named, "sessions": 1}) == ("sessions",)


def test_a_choice_wins_over_the_guess_and_leaves_out_what_does_not_count():
    choice = OutcomeChoice(("web_revenue",))
    company, shown, known = page(SHOP, choice)
    assert company.is_chosen
    assert next(iter(shown)) == "web_revenue"
    assert "orders" not in shown
    assert "key_events" not in shown
    assert "key_events" not in channel_table(known, WEEK).columns


def test_insights_follow_the_choice():
    for chosen in ("leads", "key_events"):
        _, _, known = page(LEADS, OutcomeChoice((chosen,)))
        assert evidence_of(known, (), WEEK, Compare.PREVIOUS).outcome() == chosen


def test_a_metric_that_no_longer_exists_is_not_asked_for():
    company, _, _ = page(SHOP, OutcomeChoice(("gone",)))
    assert (company.is_chosen, company.main) == (False, "orders")


def test_the_company_calls_a_metric_by_its_own_word():
    words = (
        OutcomeWord("leads", "fr", "demandes de devis"),
        OutcomeWord("cpl", "en", "Quote cost"),
    )
    company, _, known = page(LEADS, OutcomeChoice(("leads",), words))
    (label,) = (h.figure.metric.label for h in headline(known, WEEK, metric_ids=["leads"]))
    assert (label.render("en"), label.render("fr")) == ("Leads", "demandes de devis")
    cost = company.metric("cpl").label
    assert (cost.render("en"), cost.render("fr")) == (
        "Quote cost",
        metrics()["cpl"].label.render("fr"),
    )
    stored = type(cost).from_json(cost.to_json())
    assert (stored.render("en"), stored.render("fr")) == (cost.render("en"), cost.render("fr"))


@pytest.mark.parametrize("word", ["", " ", "x" * 41, "*bold*", "a|b", "[link]", "two\nlines"])
def test_a_word_that_is_no_label_is_refused(word):
    with pytest.raises(ValueError, match="a word has"):
        OutcomeWord("leads", "en", word)


def test_every_list_names_metrics_that_exist():
    for business in BUSINESSES:
        lists = (business.results, business.nearest, business.headlines, business.most)
        needed = (name for names, _ in business.lacking for name in names)
        for name in (*sum(lists, ()), *business.columns, *business.trends, *needed):
            assert metrics()[name].numerator, name
    assert all(
        metrics()[name].numerator for pair in RESULTS.items() for name in (pair[0], *pair[1])
    )


def test_a_choice_is_stored_changed_and_seen_at_once(tmp_path):
    store = Store.open(tmp_path)
    before = store.version
    set_outcomes(store, ("orders", "orders"), (), UNKNOWN)
    assert store.version != before
    assert store.inputs().outcomes == OutcomeChoice(("orders",))
    set_outcomes(store, (), (), UNKNOWN)
    assert not outcomes(Facts(store)).is_chosen
    store.close()


def test_the_command_shows_and_changes_what_counts(tmp_path):
    def run(*args: str):
        return CliRunner().invoke(main, ["outcomes", "--store", str(tmp_path), *args])

    assert "Guessed" in run().output
    word = ("--word", "orders=commandes web", "--lang", "fr")
    assert run("--set", "orders, key_events", "--by", "Ada", *word).exit_code == 0
    found = json.loads(run("--json", "--lang", "fr").output)
    assert (found["chosen"], found["main"]) == (True, "orders")
    assert found["results"][0] == {"metric": "orders", "label": "commandes web"}
    assert "No such metric: sales" in run("--set", "sales").output
    assert run("--word", "orders=*x*").exit_code == 2


def test_the_command_lists_the_events_that_files_name(tmp_path):
    store, known = Store.open(tmp_path), facts(conversions=[conversion(0, "quote")] * 3)
    tables = {"conversions": known.frame("conversions").collect()}
    store.commit("a", "a", "a.csv", tables, {})
    store.close()

    def run(*args: str):
        return CliRunner().invoke(main, ["outcomes", "--store", str(tmp_path), *args]).output

    assert "that you can count: conversions:quote\n" in run()
    found = json.loads(run("--set", "conversions:quote", "--by", "Ada", "--json"))
    assert (found["main"], found["events"]) == ("conversions:quote", ["conversions:quote"])
    assert "that you can count" not in run()


FIELD = EXPORTS / "field"


@pytest.mark.skipif(not FIELD.exists(), reason="the real exports are not here")
def test_the_files_of_a_real_shop_fill_its_first_page(store):
    names = ("SHOPIFY-ORDERS-en-2024-b.csv", "GA4UI-TRAFFICACQ-WEEK-en-2024.csv")
    import_paths(store, [FIELD / name for name in names])
    known = Facts(store)
    assert outcomes(known).main == "orders"
    year = Query(date(2024, 1, 1), date(2024, 12, 29))
    shown = {one.figure.metric.id: one.figure.value for one in headline(known, year)}
    assert shown["web_revenue"] > 800_000
    assert shown["sessions"] > 400_000


def test_a_period_that_knows_few_results_shows_what_comes_close_to_some():
    """Leads of spring only; in summer there are visits, clicks and ads."""
    known = facts(
        leads=[lead(n, str(n)) for n in range(30)],
        web_sessions=[web(n, channel_group="Email", sessions=10) for n in range(60, 90)],
        posts=[post(n, str(n), clicks=5, views=100) for n in range(60, 90)],
    )
    summer = [one.figure.metric.id for one in headline(known, Query(day(60), day(89)))]
    assert {"sessions", "clicks"} <= set(summer)
    assert "views" not in summer  # exposure is no result
    posts = facts(
        leads=[lead(n, str(n)) for n in range(30)],
        posts=[post(n, str(n), clicks=5, views=100) for n in range(60, 90)],
    )
    shown = [one.figure.metric.id for one in headline(posts, Query(day(60), day(89))) if one.figure.value]  # fmt: skip
    assert shown == ["clicks", "views", "posts_published"]  # one figure alone says little
    two = facts(
        leads=[lead(n, str(n)) for n in range(30)],
        posts=[post(n, str(n), clicks=5, views=100) for n in range(60, 90)],
        account_days=[account(n, follows=2) for n in range(60, 90)],
    )
    shown = [one.figure.metric.id for one in headline(two, Query(day(60), day(89))) if one.figure.value]  # fmt: skip
    assert shown == ["clicks", "follows"]
    asked = headline(known, Query(day(60), day(89)), metric_ids=["leads"])
    assert [one.figure.metric.id for one in asked] == ["leads"]
