"""Plausible: visits by day, and the lists of its dashboard and of a whole site."""

import io
import zipfile
from datetime import date

import pytest

from data.sources.registry import load
from tests.conftest import EXPORTS
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said

ZIP = "Plausible export atelier-brume.example 2026-03-01  to 2026-03-31 .zip"
PAGES = "date,hostname,page,visits,visitors,pageviews\n2026-03-01,example.com,/,8,7,15\n"
LANDINGS = (
    "date,entry_page,visitors,entrances,visit_duration,bounces,pageviews\n"
    "2026-03-01,/,6,7,200,3,14\n"
)
DEVICES = (
    "date,device,visitors,visits,visit_duration,bounces,pageviews\n"
    "2026-03-01,Desktop,7,8,100,3,15\n"
)


def rows(loaded, *columns: str):
    return loaded.tables["web_sessions"].select("report", *columns).rows()


def zipped(**members: str):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.csv", text)
    return packed.getvalue()


def test_visits_are_sessions_and_visitors_users_of_the_day():
    loaded = load_fixture("plausible_visitors.csv")
    assert loaded.source == "plausible.visitors"
    assert rows(loaded, "date", "sessions", "users", "views") == [
        ("date", date(2026, 3, 1), 130, 120, 300),
        ("date", date(2026, 3, 2), 110, 100, 250),
        ("date", date(2026, 3, 3), 0, 0, 0),
    ]
    assert loaded.unmapped_columns == ()
    assert said(loaded) == []


def test_bounces_and_lengths_of_visits_fill_nothing():
    frame = load_fixture("plausible_visitors.csv").tables["web_sessions"]
    assert frame["engaged_sessions"].null_count() == 3
    assert frame["engagement_seconds"].null_count() == 3


def test_an_export_without_visits_leaves_sessions_unknown():
    text = (
        "date,visitors,pageviews,bounce_rate,visit_duration\n"
        "2021-10-19,1,1,100,0\n2021-10-20,2,3,,\n"
    )
    loaded = load_bytes("visitors.csv", text.encode())
    assert rows(loaded, "sessions", "users", "views") == [
        ("date", None, 1, 1),
        ("date", None, 2, 3),
    ]


def test_rows_of_months_cover_their_month_and_the_last_one_ends_with_the_period():
    text = (
        "date,visitors,pageviews,visits,views_per_visit,bounce_rate,visit_duration\n"
        "2026-01-15,5,9,6,1.5,50,10\n2026-02-01,7,9,8,1.1,50,10\n2026-03-01,6,9,7,1.3,50,10\n"
    )
    data = zipped(visitors=text, countries="name,visitors\nFrance,1\n")
    loaded = load_bytes("Plausible export a.example 2026-01-15  to 2026-03-20 .zip", data)
    assert rows(loaded, "date", "period_from", "period_to") == [
        ("date", None, date(2026, 1, 15), date(2026, 1, 31)),
        ("date", None, date(2026, 2, 1), date(2026, 2, 28)),
        ("date", None, date(2026, 3, 1), date(2026, 3, 20)),
    ]


def test_rows_of_weeks_cover_their_week():
    text = (
        "date,visitors,pageviews,visits,views_per_visit,bounce_rate,visit_duration\n"
        "2026-03-04,5,9,6,1.5,50,10\n2026-03-09,7,9,8,1.1,50,10\n2026-03-16,6,9,7,1.3,50,10\n"
    )
    loaded = load_bytes("visitors.csv", text.encode())
    assert rows(loaded, "period_from", "period_to") == [
        ("date", date(2026, 3, 4), date(2026, 3, 8)),
        ("date", date(2026, 3, 9), date(2026, 3, 15)),
        ("date", date(2026, 3, 16), date(2026, 3, 22)),
    ]


def test_the_zip_of_the_dashboard_is_one_export_whose_lists_cover_its_period():
    loaded = load_fixture(ZIP)
    frame = loaded.tables["web_sessions"]
    assert frame["report"].value_counts(sort=False).sort("report").rows() == [
        ("channel_group", 2),
        ("date", 3),
        ("landing_page", 2),
        ("page", 2),
        ("source", 2),
    ]
    lists = frame.filter(frame["report"] != "date")
    assert lists.select("period_from", "period_to").unique().rows() == [
        (date(2026, 3, 1), date(2026, 3, 31))
    ]
    assert frame["source"].drop_nulls().to_list() == ["Google", "(direct)"]
    assert frame["channel_group"].drop_nulls().to_list() == ["Organic Search", "Direct"]
    by = {name: frame.filter(frame["report"] == name) for name in frame["report"].unique()}
    assert by["page"].select("page", "views", "users", "sessions").rows() == [
        ("/", 400, 150, None),
        ("/linen", 60, 40, None),
    ]
    assert by["landing_page"]["sessions"].to_list() == [160, 25]
    assert by["source"]["users"].to_list() == [100, 60]
    assert by["source"]["sessions"].null_count() == 2


def test_files_of_the_zip_that_are_not_used_are_told():
    told = said(load_fixture(ZIP))
    assert len(told) == 6
    assert all("is not used yet" in what for what in told)


def test_a_list_by_itself_asks_for_its_period():
    text = b"name,visitors,bounce_rate,visit_duration\nGoogle,100,50,90\n"
    loaded = load_bytes("sources.csv", text)
    assert [question.key for question in loaded.questions] == ["period_from", "period_to"]
    known = load_bytes("sources.csv", text, period_from="2026-03-01", period_to="2026-03-31")
    assert rows(known, "period_from", "source", "users") == [
        ("source", date(2026, 3, 1), "Google", 100)
    ]


def test_a_list_without_a_name_that_says_what_it_lists_is_not_read():
    text = b"name,visitors,bounce_rate,visit_duration\nGoogle,100,50,90\n"
    assert load_bytes("utm_sources.csv", text).source != "plausible.visitors"
    assert load_bytes("file.csv", text).source != "plausible.visitors"


def test_sources_by_day_have_their_tags_and_blank_ones_are_direct():
    loaded = load_fixture("imported_sources.csv")
    assert rows(loaded, "date", "source", "medium", "campaign", "sessions", "views") == [
        ("date,source,medium,campaign,content,term", *row)
        for row in (
            (date(2026, 3, 1), "Google", "organic", None, 7, 12),
            (date(2026, 3, 1), "Google", "organic", None, 7, 12),
            (date(2026, 3, 2), "newsletter", "email", "spring, 2026", 6, 9),
            (date(2026, 3, 2), "(direct)", "(none)", None, 3, 4),
        )
    ]
    assert loaded.unmapped_columns == ()
    assert said(loaded) == []  # two referrers of one source are no repetition


def test_pages_and_landing_pages_of_a_site_are_reports_of_their_own():
    pages, landings, devices = (
        load_bytes("file.csv", text.encode()) for text in (PAGES, LANDINGS, DEVICES)
    )
    assert rows(pages, "page", "sessions", "users", "views") == [("date,page", "/", 8, 7, 15)]
    assert rows(landings, "landing_page", "sessions", "users") == [("date,landing_page", "/", 7, 6)]
    assert devices.source != "plausible.visitors"


def test_two_rows_that_are_days_apart_are_days():
    head = "date,visitors,pageviews,visits,views_per_visit,bounce_rate,visit_duration\n"
    text = f"{head}2026-03-01,5,9,6,1.5,50,10\n2026-03-04,7,9,8,1.1,50,10\n"
    loaded = load_bytes("visitors.csv", text.encode())
    assert rows(loaded, "date") == [("date", date(2026, 3, 1)), ("date", date(2026, 3, 4))]


def test_exports_of_two_sites_in_one_zip_stay_two():
    text = content("plausible_visitors.csv").decode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one/visitors.csv", text)
        archive.writestr("two/visitors.csv", text)
    parts = load("sites.zip", packed.getvalue(), {}, today=TODAY)
    assert [part.file for part in parts] == [
        "sites.zip/one/visitors.csv",
        "sites.zip/two/visitors.csv",
    ]


def test_a_damaged_day_is_set_aside():
    data = content("plausible_visitors.csv").replace(b"2026-03-02", b"soon")
    loaded = load_bytes("visitors.csv", data)
    assert loaded.tables["web_sessions"]["sessions"].to_list() == [130, 0]
    assert loaded.quarantine.height == 1


@pytest.mark.skipif(
    not (EXPORTS / "field").exists(), reason="the real exports do not lie next to this repository"
)
def test_a_file_after_a_public_report_gives_what_was_counted_in_it():
    name = "B08-plausible-visitors.csv"
    loaded = load_bytes(name, (EXPORTS / "field" / name).read_bytes())
    sums = loaded.tables["web_sessions"].select("sessions", "users", "views").sum().row(0)
    assert (loaded.source, sums) == ("plausible.visitors", (240, 220, 550))
