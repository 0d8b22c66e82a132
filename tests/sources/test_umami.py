"""Umami: events of a site, counted as visits by day and source."""

from datetime import date

import narwhals as nw

from data.channels.classification import assign_channels
from data.imports import import_paths
from tests.sources.exports import FIXTURES, content, load_bytes, load_fixture, said

NAME = "umami_website_event.csv"


def visits(loaded):
    assert loaded.source == "umami.events"
    return loaded.tables["web_sessions"]


def test_a_visit_counts_once_with_the_source_of_its_first_event():
    loaded = load_fixture(NAME)
    columns = ("date", "source", "medium", "campaign", "sessions", "users", "views")
    assert visits(loaded).select(columns).rows() == [
        (date(2026, 3, 1), "google", "organic", None, 1, 1, 2),
        (date(2026, 3, 1), "newsletter", "email", "spring", 1, 1, 1),
        (date(2026, 3, 2), "google", "cpc", None, 1, 1, 1),
        (date(2026, 3, 2), "(direct)", "(none)", None, 2, 1, 2),
    ]
    assert loaded.unmapped_columns == ()
    assert said(loaded) == []


def test_the_report_is_by_day_and_tags():
    assert visits(load_fixture(NAME))["report"].unique().to_list() == [
        "date,source,medium,campaign,content,term"
    ]


def test_every_visit_has_a_channel():
    frame = visits(load_fixture(NAME))
    placed = assign_channels(nw.from_native(frame.lazy()), "web_sessions").collect()
    assert placed["channel"].to_list() == ["Organic Search", "Email", "Paid Search", "Direct"]


def test_an_event_that_stands_twice_counts_once():
    text = content(NAME).decode()
    again = text + text.splitlines()[1] + "\n"
    assert visits(load_bytes("file.csv", again.encode()))["views"].sum() == 6


def test_an_event_without_a_time_is_set_aside():
    text = content(NAME).replace(b"2026-03-02 09:00:00", b"yesterday")
    loaded = load_bytes("file.csv", text)
    assert visits(loaded)["sessions"].sum() == 4
    assert "“yesterday” is not a created_at" in said(loaded)[0]


def test_an_older_export_without_tags_goes_by_the_referring_site():
    text = (
        "website_id,session_id,visit_id,event_id,url_path,referrer_domain,event_type,created_at\n"
        "w1,a,v1,e1,/,search.example,1,2026-03-01 10:00:00\n"
    )
    frame = visits(load_bytes("website_event.csv", text.encode()))
    assert frame.select("report", "source", "medium", "sessions", "views").rows() == [
        ("date,source", "search.example", "referral", 1, 1)
    ]


def test_no_browser_or_person_is_stored(store, tmp_path):
    [result] = import_paths(store, [FIXTURES / NAME])
    assert result.outcome == "imported"
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()).lower()
    assert not [word for word in (b"browser-ada", b"visit-1", b"ada@example") if word in stored]
