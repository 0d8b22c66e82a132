"""Channels of the manager's own: ordered conditions, the first that holds decides."""

from __future__ import annotations

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.base.channels import Use
from data.base.json_values import from_json
from data.channels.classification import landing_host, landing_path
from data.values.channel_rule import TESTED, ChannelRule
from data.values.condition import Condition, Operator, TaggingError
from data.values.rules import Tagging
from metrics.engine import query_metrics
from metrics.question.query import Query
from tests.conftest import examples
from tests.metrics.cases import ad, day, facts, lead, post, web

TAGGED = "channel_group,source,medium,campaign"
LINKEDIN = web(0, TAGGED, channel_group="Organic Social", source="linkedin", medium="social",
               sessions=4)  # fmt: skip
FLYER = web(0, TAGGED, channel_group="Unassigned", source="flyer", medium="qr", sessions=2)


def rule(channel: str, *conditions: str, use: Use = Use.UNKNOWN) -> ChannelRule:
    return ChannelRule(channel, tuple(Condition.parse(one, TESTED) for one in conditions), use)


def by_channel(known, metric: str, *rules: ChannelRule) -> dict[tuple[str, str], float]:
    asked = Query(day(0), day(6), by=("channel", "use"))
    rows = query_metrics(known.under(Tagging(channels=rules)), [metric], asked).to_dicts()
    return {(row["channel"], row["use"]): row["value"] for row in rows}


def test_own_channel_takes_its_visits_and_brings_its_use():
    known = facts(web_sessions=[LINKEDIN, FLYER])
    found = by_channel(known, "sessions", rule("Print", "medium=qr", use=Use.ORGANIC))
    assert found == {("Organic Social", "organic"): 4, ("Print", "organic"): 2}


def test_first_rule_that_holds_decides_and_every_condition_must():
    known = facts(web_sessions=[LINKEDIN, FLYER])
    rules = (
        rule("Never", "medium=qr", "source^=linked"),
        rule("First", "source*=FLY", use=Use.PAID),
        rule("Second", "medium$=r"),
    )
    assert by_channel(known, "sessions", *rules)["First", "paid"] == 2


def test_rule_by_network_and_channel_reaches_visits_posts_leads_and_costs():
    """What a rule tests is said of each of them, so each moves."""
    own = rule("LinkedIn", "network=linkedin", "channel=organic social|paid social",
               use=Use.ORGANIC)  # fmt: skip
    known = facts(
        web_sessions=[LINKEDIN],
        posts=[post(0, network="linkedin", impressions=9)],
        leads=[lead(0, source="linkedin", medium="social")],
        ad_costs=[ad(0, platform="linkedin_ads", campaign_type=None, spend=5.0, currency="EUR")],
    )
    for metric, use in (("sessions", "organic"), ("impressions", "organic"), ("leads", "organic"), ("ad_spend", "paid")):  # fmt: skip
        assert {k for k, v in by_channel(known, metric, own).items() if v} == {("LinkedIn", use)}


def test_rule_about_a_column_that_a_table_lacks_never_holds_there():
    known = facts(leads=[lead(0, source="flyer", medium="qr")])
    found = by_channel(known, "leads", rule("Shop", "landing_path="), rule("Print", "content="))
    assert found == {("Print", "unknown"): 1}


@pytest.mark.parametrize(
    ("page", "host", "path"),
    [
        ("/offers/autumn?x=1#top", "", "/offers/autumn"),
        ("https://shop.example.com/a/b", "shop.example.com", "/a/b"),
        ("shop.example.com/a", "shop.example.com", "/a"),
        ("https://shop.example.com", "shop.example.com", ""),
        ("", "", ""),
    ],
)
def test_landing_page_has_a_host_and_a_path(page, host, path):
    frame = nw.from_native(pl.DataFrame({"p": [page]}))
    found = frame.select(host=landing_host(nw.col("p")), path=landing_path(nw.col("p")))
    assert found.rows() == [(host, path)]


def test_channel_of_ga4_keeps_its_use():
    value = {"channel": "Paid Social", "use": "organic", "when": [
        {"column": "medium", "test": "equals", "values": ["boost"]}]}  # fmt: skip
    assert from_json(ChannelRule, value).use is Use.PAID


@pytest.mark.parametrize(
    "value",
    [
        {"channel": "A", "when": []},
        {"channel": " ", "when": [{"column": "medium", "test": "equals", "values": ["b"]}]},
        {"channel": "A", "when": [{"column": "price", "test": "equals", "values": ["b"]}]},
        {"channel": "A", "when": [{"column": "medium", "test": "near", "values": ["b"]}]},
        {"channel": "A", "when": [{"column": "medium", "test": "contains", "values": [""]}]},
        {"channel": "A", "use": "free", "when": []},
        {"when": []},
    ],
)
def test_a_rule_that_cannot_work_is_refused(value):
    with pytest.raises(TaggingError):
        from_json(ChannelRule, value)


WORDS = st.sampled_from(["linkedin", "flyer", "qr", "social", "cpc", "google", None])
CONDITIONS = st.builds(
    Condition,
    st.sampled_from(sorted(TESTED)),
    st.sampled_from(Operator),
    st.sampled_from([("linkedin",), ("qr", "social"), ("o",), ("Organic Social",)]),
)
OWN_RULES = st.builds(
    ChannelRule,
    st.sampled_from(["Print", "Own", "Direct"]),
    st.lists(CONDITIONS, min_size=1, max_size=2).map(tuple),
)


@examples(20)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8), st.lists(OWN_RULES, max_size=3))
def test_rules_move_visits_and_lose_none(tags, rules):
    """Sessions over all channels stay the same, each is in the first channel whose rule holds."""
    rows = [
        web(0, TAGGED, source=source, medium=medium, sessions=1 + n)
        for n, (source, medium) in enumerate(tags)
    ]
    found = by_channel(facts(web_sessions=rows), "sessions", *rules)
    before = by_channel(facts(web_sessions=rows), "sessions")
    assert sum(found.values()) == sum(before.values()) == sum(row["sessions"] for row in rows)
    named = {rule.channel for rule in rules}
    assert {key for key in found if key[0] not in named} <= before.keys()
