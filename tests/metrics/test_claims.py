"""What platforms claim next to what happened."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from cli.metrics import main
from data.tables.schema import TABLES
from metrics.attribution.query import AttributionQuery
from metrics.definitions.reasons import WhyNull
from metrics.returns.estimate import Range
from metrics.returns.platform_conversions import claims, headline
from metrics.returns.roi import ReturnsBasis
from tests.metrics.cases import ad, conversion, day, facts, lead

ASK = AttributionQuery(day(0), day(6))
BEGIN = datetime(*day(0).timetuple()[:3], tzinfo=UTC)
GOOGLE = {"source": "google", "medium": "cpc", "channel_group": "Paid Search", "campaign": "brand"}
META = {"source": "ig", "medium": "paid", "channel_group": "Paid Social", "campaign": "film"}
EMAIL = {"source": "letter", "medium": "email", "channel_group": "Email"}


def visit(user, hour, **tags: str):
    at = BEGIN + timedelta(hours=hour)
    who = {"user_key": user, "session_id": f"{user}{hour}", "import_id": 1}
    return {**who, "started_at": at, "started_on": at.date(), **tags}


def won(user, hour, value=10.0):
    at = BEGIN + timedelta(hours=hour)
    who = {"user_key": user, "converted_at": at, "transaction_id": user, "import_id": 1}
    money = {"value": value, "currency": "EUR"}
    return {**conversion(at.day - BEGIN.day, "sale"), **who, **money}


def meta(number, **values: object):
    return ad(number, platform="meta_ads", campaign="film", campaign_type=None, **values)


JOURNEYS = {
    "touches": [
        visit("a", 1, **GOOGLE),
        visit("a", 2, **META),
        visit("b", 1, **META),
        visit("b", 2, **GOOGLE),
        visit("c", 1, **EMAIL),
    ],
    "conversions": [won("a", 5), won("b", 5), won("c", 5)],
}
COSTS = [
    ad(0, conversions=2.0, conversion_value=20.0, currency="EUR"),
    meta(0, conversions=1.0, conversion_value=10.0, currency="EUR"),
    meta(3, conversions=2.0, conversion_value=25.0, currency="EUR"),
]


def by_platform(found):
    return {claim.platform: claim for claim in found.rows}


def test_each_sale_is_claimed_by_every_platform_and_happened_once():
    found = claims(facts(ad_costs=COSTS, **JOURNEYS), ASK)
    told = by_platform(found)
    assert (found.claimed, found.happened, found.evidence) == (5, 3, ReturnsBasis.PATHS)
    assert (told["google_ads"].claimed, told["meta_ads"].claimed_value) == (2, 35)
    # Without either platform the chain keeps half, without e-mail two thirds: 3 × 1/2 ÷ 4/3.
    assert found.paid == Range(pytest.approx(2), pytest.approx(2.25))
    for claim in found.rows:
        assert claim.credited == Range(pytest.approx(1), pytest.approx(1.125))
        assert claim.credited_value == Range(pytest.approx(10), pytest.approx(11.25))
    assert str(headline(found)).startswith("5 platform-reported conversions. 3 were recorded")


def test_models_that_disagree_make_a_range():
    one = {"touches": JOURNEYS["touches"][:2], "conversions": JOURNEYS["conversions"][:1]}
    told = by_platform(claims(facts(ad_costs=COSTS, **one), ASK))
    assert told["google_ads"].credited == Range(pytest.approx(0), pytest.approx(1))
    assert told["meta_ads"].credited == Range(pytest.approx(0), pytest.approx(1))


def test_a_campaign_s_own_name_tells_its_platform_unless_the_source_is_another_s():
    untagged = {"channel_group": "Unassigned", "source": "flyer", "medium": "x", "campaign": "Film"}
    bing = GOOGLE | {"source": "bing"}
    known = facts(
        ad_costs=COSTS,
        touches=[visit("a", 1, **untagged), visit("b", 1, **bing)],
        conversions=[won("a", 5), won("b", 5)],
    )
    found = claims(known, ASK)
    told = by_platform(found)
    assert told["meta_ads"].credited == Range(pytest.approx(1), pytest.approx(1))
    assert told["google_ads"].credited == Range(0, 0)
    assert found.paid == Range(pytest.approx(2), pytest.approx(2))


def test_what_an_export_does_not_say_is_unknown_and_says_why():
    costs = [ad(0, spend=5.0), meta(-3, last=3, conversions=9.0), meta(4, conversions=1.0)]
    found = claims(facts(ad_costs=costs, **JOURNEYS), ASK)
    told = by_platform(found)
    assert (told["google_ads"].claimed, told["google_ads"].why) == (None, WhyNull.NOT_IN_EXPORT)
    assert (told["meta_ads"].claimed, told["meta_ads"].why) == (None, WhyNull.PERIOD_ROWS_ONLY)
    assert (found.claimed, headline(found)) == (None, None)


def test_amounts_of_several_currencies_are_not_added():
    costs = [
        ad(0, conversions=1.0, conversion_value=5.0, currency="EUR"),
        ad(1, conversions=1.0, conversion_value=5.0, currency="USD"),
    ]
    [claim] = claims(facts(ad_costs=costs), ASK).rows
    assert (claim.claimed, claim.claimed_value, claim.currency) == (2, None, None)


def test_without_journeys_leads_count_by_their_tags():
    rows = [
        lead(1, "1", source="facebook", medium="cpc", campaign="film"),
        lead(2, "2", source="google", medium="cpc", campaign="brand"),
        lead(3, "3", source="brevo", medium="email"),
    ]
    found = claims(facts(ad_costs=COSTS, leads=rows), ASK)
    told = by_platform(found)
    assert (found.evidence, found.counted, found.happened) == (ReturnsBasis.LAST_CLICK, "leads", 3)
    assert told["meta_ads"].credited == told["google_ads"].credited == Range(1, 1)
    assert found.paid == Range(2, 2)
    assert "3 were recorded, 2 of them by UTM tags" in str(headline(found))


def test_without_any_result_claims_stand_alone():
    found = claims(facts(ad_costs=COSTS), ASK)
    assert (found.claimed, found.happened, found.paid) == (5, None, None)
    assert "No file says how many were recorded" in str(headline(found))


def test_the_headless_door_tells_the_same(store, tmp_path):
    known = facts(ad_costs=[*COSTS, meta(5)], **JOURNEYS)
    tables = {name: known.frame(name).collect() for name in TABLES}
    store.commit("w", "0" * 64, "w.csv", tables, {})
    place = ("claims", "--store", str(tmp_path / "store"), "--from", str(day(0)), "--to", str(day(6)))  # fmt: skip
    found = json.loads(CliRunner().invoke(main, [*place, "--json"]).stdout)
    assert (found["claimed"], found["happened"], len(found["rows"])) == (5, 3, 2)
    assert found["rows"][0]["credited"] == {"low": pytest.approx(1), "high": pytest.approx(1.125)}
    text = CliRunner().invoke(main, [*place, "--lang", "fr"]).stdout
    assert "5 conversions revendiquées" in text
    assert CliRunner().invoke(main, [*place, "--event", "crm.lead", "--event", "x"]).exit_code == 2
