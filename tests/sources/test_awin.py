"""Awin: what affiliates brought and were paid, as costs of advertising."""

from datetime import date

import narwhals as nw
import pytest

from data.channels.classification import assign_channels
from tests.conftest import EXPORTS
from tests.sources.exports import content, load_bytes, load_fixture, said

NAME = "awin_publishers.csv"
MARCH = {"period_from": "2026-03-01", "period_to": "2026-03-31"}
FIELD = EXPORTS / "field"


def test_the_period_is_asked_for():
    questions = load_fixture(NAME).questions
    assert [question.key for question in questions] == ["period_from", "period_to"]


def test_commission_is_spend_and_an_affiliate_a_campaign():
    loaded = load_fixture(NAME, **MARCH)
    frame = loaded.tables["ad_costs"]
    figures = ("spend", "clicks", "impressions", "conversions", "conversion_value")
    assert loaded.source == "awin.publishers"
    assert frame.select("campaign", "campaign_type", *figures).rows() == [
        ("Carnet de Lin", "Editorial Content", 125.0, 250, 1200, 10.0, 1000.0),
        ("Bons Plans", "Discount Code", 100.4, 80, 0, 10.0, 555.5),
        ("Bons Plans", "Discount Code", 0.0, 7, 0, 0.0, 0.0),
    ]
    assert frame.select("date", "period_from", "period_to").unique().rows() == [
        (None, date(2026, 3, 1), date(2026, 3, 31))
    ]
    assert loaded.unmapped_columns == ()


def test_a_missing_currency_is_told():
    assert said(load_fixture(NAME, **MARCH)) == [
        "2 amounts have no currency. They are never divided by amounts of another file"
    ]


def test_its_costs_are_those_of_affiliates():
    frame = load_fixture(NAME, **MARCH).tables["ad_costs"]
    placed = assign_channels(nw.from_native(frame.lazy()), "ad_costs").collect()
    assert placed.select("channel", "use").unique().rows() == [("Affiliates", "paid")]


def test_a_row_without_a_publisher_is_set_aside_and_one_that_repeats_counts_once():
    text = content(NAME).decode("utf-8-sig").replace('"Carnet de Lin"', '""')
    loaded = load_bytes("file.csv", (text + text.splitlines()[2] + "\n").encode(), **MARCH)
    assert loaded.tables["ad_costs"]["spend"].to_list() == [100.4, 0.0]
    assert loaded.quarantine.height == 2


@pytest.mark.skipif(
    not FIELD.exists(), reason="the real exports do not lie next to this repository"
)
def test_a_real_export_gives_its_totals():
    name = "AWIN-PUBLISHERS-en-2025.csv"
    loaded = load_bytes(
        name, (FIELD / name).read_bytes(), period_from="2025-01-01", period_to="2025-12-31"
    )
    frame = loaded.tables["ad_costs"]
    assert frame.height == 189
    assert frame["spend"].sum() == pytest.approx(8556.68)
    assert frame["conversion_value"].sum() == pytest.approx(93142.80)
    assert frame.select("clicks", "conversions", "impressions").sum().row(0) == (1206628, 460.0, 0)
    assert loaded.unmapped_columns == ()
