"""Matomo: visits by day or period, by channel type, and by page."""

from datetime import date

import narwhals as nw
import pytest

from data.channels.classification import assign_channels
from tests.sources.exports import content, load_bytes, load_fixture, said

MARCH = {"period_from": "2026-03-01", "period_to": "2026-03-31"}


def visits(loaded):
    assert loaded.source == "matomo.visits"
    return loaded.tables["web_sessions"]


def test_days_have_visits_visitors_page_views_and_goals():
    loaded = load_fixture("matomo_visits.csv")
    frame = visits(loaded)
    figures = ("sessions", "users", "views", "key_events", "key_event_sessions")
    assert frame.select("report", "date", *figures).rows() == [
        ("date", date(2026, 3, 1), 120, 90, 390, 6.0, 5.0),
        ("date", date(2026, 3, 2), 80, 70, 190, 0.0, 0.0),
    ]
    assert loaded.unmapped_columns == ()
    assert said(loaded) == []


def test_actions_and_bounces_fill_nothing():
    frame = visits(load_fixture("matomo_visits.csv"))
    assert frame["events"].null_count() == 2
    assert frame["engaged_sessions"].null_count() == 2


def test_weeks_are_periods_with_the_names_of_the_api():
    loaded = load_fixture("matomo_visits_api.csv")
    frame = visits(loaded)
    assert frame.select(
        "date", "period_from", "period_to", "sessions", "users", "views"
    ).rows() == [
        (None, date(2026, 3, 2), date(2026, 3, 8), 400, 300, None),
        (None, date(2026, 3, 9), date(2026, 3, 15), 420, 310, None),
    ]
    assert loaded.unmapped_columns == ()


def test_months_are_periods_in_german():
    loaded = load_fixture("matomo_visits_de.csv")
    assert loaded.language == "de"
    assert visits(loaded).select("period_from", "period_to", "sessions", "users").rows() == [
        (date(2026, 3, 1), date(2026, 3, 31), 3000, 2100),
        (date(2026, 4, 1), date(2026, 4, 30), 3200, 2200),
    ]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ('"2026-03-02,2026-03-04"', date(2026, 3, 2), date(2026, 3, 4)),
    ],
)
def test_each_way_to_write_a_period(written, first, last):
    head = "date,nb_uniq_visitors,nb_visits,nb_actions,bounce_count\n"
    frame = visits(load_bytes("file.csv", f"{head}{written},2,3,4,1\n".encode()))
    assert frame.select("period_from", "period_to").row(0) == (first, last)


def test_a_day_that_is_none_is_set_aside():
    data = content("matomo_visits_api.csv").replace(b'"2026-03-09,2026-03-15"', b"last week")
    loaded = load_bytes("file.csv", data)
    assert visits(loaded)["sessions"].to_list() == [400]
    assert loaded.quarantine.height == 1


def test_channel_types_get_the_channels_that_they_are_and_campaigns_none():
    loaded = load_fixture("matomo_channels_fr.csv", **MARCH)
    frame = visits(loaded)
    assert loaded.language == "fr"
    assert frame["report"].unique().to_list() == ["source,medium"]
    placed = assign_channels(nw.from_native(frame.lazy()), "web_sessions").collect()
    assert placed.select("channel", "sessions").rows() == [
        ("Organic Search", 200),
        ("Direct", 150),
        ("Organic Social", 60),
        ("Referral", 40),
        ("Unassigned", 30),
    ]
    assert loaded.unmapped_columns == ()


def test_a_report_without_days_asks_for_its_period():
    asked = load_fixture("matomo_channels_fr.csv")
    assert [question.key for question in asked.questions] == ["period_from", "period_to"]
    frame = visits(load_fixture("matomo_channels_fr.csv", **MARCH))
    assert frame["period_from"].unique().to_list() == [date(2026, 3, 1)]
    assert frame["date"].null_count() == 5


def test_pages_have_their_views_and_the_visits_that_saw_them():
    loaded = load_fixture("matomo_pages.csv", **MARCH)
    assert visits(loaded).select("report", "page", "views", "sessions").rows() == [
        ("page", "/index", 380, 300),
        ("page", "/linen/shirts", 150, 120),
    ]
    assert loaded.unmapped_columns == ()


@pytest.mark.parametrize("label", ["Campaign A", "France", "Firefox"])
def test_other_lists_are_not_taken_for_visits_of_the_site(label):
    text = f"Label,Visits,Actions,Bounces,Unique visitors\n{label},20,70,8,12\n"
    assert load_bytes("file.csv", text.encode(), **MARCH).source != "matomo.visits"


def test_titles_of_pages_are_no_pages():
    text = "Label,Unique Pageviews,Pageviews\nLinen shirts,20,70\n"
    assert load_bytes("file.csv", text.encode(), **MARCH).source != "matomo.visits"
