"""Channels: GA4's rules as a truth table, and where every fact belongs."""

import csv

import narwhals as nw
import polars as pl
import pytest

from data.base.channels import CHANNELS, SOCIAL_CHANNELS, categories
from data.channels.classification import assign_channels
from data.tables.schema import TABLES
from tests.conftest import ROOT

TRUTH = ROOT / "tests" / "fixtures" / "channel_vectors.csv"
VECTORS = list(csv.DictReader(TRUTH.read_text("utf-8").splitlines()))


def placed(table, *rows: dict):
    frame = pl.DataFrame(rows, schema=TABLES[table].schema).lazy()
    columns = ("channel", "use", "network")
    return assign_channels(nw.from_native(frame), table).select(*columns).collect().rows()


@pytest.fixture(scope="module")
def computed():
    rows = [{name: v[name] or None for name in ("source", "medium", "campaign")} for v in VECTORS]
    frame = pl.DataFrame(rows).with_row_index().lazy()
    found = assign_channels(nw.from_native(frame), "leads").collect().to_native().sort("index")
    return found["channel"].to_list()


@pytest.mark.parametrize("number", range(len(VECTORS)), ids=lambda n: VECTORS[n]["n"])
def test_rules_give_googles_channel(number, computed):
    """Every vector, near-misses included, gets the channel that Google's text gives it."""
    assert computed[number] == VECTORS[number]["expected_channel"], VECTORS[number]


def test_every_channel_of_the_rules_is_declared():
    assert {vector["expected_channel"] for vector in VECTORS} <= CHANNELS.keys()
    assert SOCIAL_CHANNELS == ("Organic Social", "Paid Social")


def test_categories_are_complete():
    sizes = {name: len(values) for name, values in categories().items()}
    assert sizes == {"search": 129, "shopping": 52, "social": 592, "video": 46}


def test_channel_given_by_ga4_wins_over_the_rules():
    row = {"channel_group": "Cross-network", "source": "google", "medium": "cpc"}
    assert placed("web_sessions", row) == [("Cross-network", "paid", None)]


def test_visit_without_group_is_placed_by_its_tags():
    row = {"source": "m.facebook.com", "medium": "referral"}
    assert placed("web_sessions", row) == [("Organic Social", "organic", "facebook")]


def test_visit_of_a_report_without_channel_is_unknown():
    assert placed("web_sessions", {"landing_page": "/"}) == [(None, "unknown", None)]


def test_lead_without_any_tag_is_unknown_and_not_direct():
    assert placed("leads", {"lead_id": "1"}) == [(None, "unknown", None)]


@pytest.mark.parametrize("channel", ["Paid Search", "Paid Social", "Organic Social", "Audio"])
def test_a_lead_whose_medium_names_a_channel_belongs_to_it(channel):
    assert placed("leads", {"source": None, "medium": channel.lower()})[0][0] == channel


@pytest.mark.parametrize(
    ("source", "network"),
    [
        ("fb", "facebook"),
        ("l.facebook.com", "facebook"),
        ("T.CO", "x"),
        ("x.com", "x"),
        ("com.linkedin.android", "linkedin"),
        ("youtu.be", "youtube"),
        ("ig", "instagram"),
        ("box.com", None),
        ("notfacebook.com", None),
        ("google", None),
    ],
)
def test_source_names_its_network(source, network):
    assert placed("leads", {"source": source, "medium": "referral"})[0][2] == network


@pytest.mark.parametrize(
    ("platform", "kind", "expected"),
    [
        ("google_ads", "Search", ("Paid Search", "paid", None)),
        ("google_ads", "Performance Max", ("Cross-network", "paid", None)),
        ("google_ads", "Demand Gen", ("Cross-network", "paid", None)),
        ("google_ads", "Display", ("Display", "paid", None)),
        ("google_ads", "Shopping", ("Paid Shopping", "paid", None)),
        ("google_ads", "Video", ("Paid Video", "paid", "youtube")),
        ("google_ads", None, ("Paid Other", "paid", None)),
        ("meta_ads", None, ("Paid Social", "paid", "meta")),
        ("linkedin_ads", "Lead generation", ("Paid Social", "paid", "linkedin")),
        ("spotify_ads", "Video", ("Audio", "paid", None)),
        ("snapchat_ads", None, ("Paid Social", "paid", "snapchat")),
        ("microsoft_ads", "Search", ("Paid Search", "paid", None)),
        ("taboola", None, ("Paid Other", "paid", None)),
    ],
)
def test_ad_costs_get_the_channel_of_platform_and_campaign_type(platform, kind, expected):
    assert placed("ad_costs", {"platform": platform, "campaign_type": kind}) == [expected]


@pytest.mark.parametrize(
    ("network", "use", "expected"),
    [
        ("linkedin", "paid", ("Paid Social", "paid", "linkedin")),
        ("facebook", "unknown", ("Organic Social", "organic", "facebook")),
        ("tiktok", None, ("Organic Social", "organic", "tiktok")),
        ("youtube", "organic", ("Organic Video", "organic", "youtube")),
    ],
)
def test_own_posts_are_organic_unless_marked_as_paid(network, use, expected):
    assert placed("posts", {"network": network, "use": use}) == [expected]
    assert placed("account_days", {"network": network, "use": use}) == [expected]
