"""Exports and bug reports from elsewhere: the figures that were read from each by hand and by program."""

from __future__ import annotations

import json
from datetime import date

import polars as pl
import pytest

from data.facts.facts import Facts
from data.imports import import_paths
from data.sources.registry import SOURCES, load
from data.tables.schema import TABLES
from metrics.engine import query_metrics
from metrics.question.query import Query
from tests.conftest import EXPORTS

FIELD = EXPORTS / "field"
TODAY = date(2026, 11, 23)
ENTRIES = json.loads((FIELD / "expected.json").read_text()) if FIELD.exists() else []
CERTAIN = [entry for entry in ENTRIES if entry["confidence"] == "certain"]
pytestmark = pytest.mark.skipif(
    not ENTRIES, reason="the real exports do not lie next to this repository"
)

# What is asked under another name, or has no answer in the truth.
_ASKED = {"dates": "date_order"}
_ANY = {"network": "instagram", "mapping": "accept"}


def answers(entry):
    given = {_ASKED.get(key, key): value for key, value in entry.get("answers", {}).items()}
    return {key: _ANY[key] if value == "?" else value for key, value in given.items()}


def loaded(entry):
    content = (FIELD / entry["file"]).read_bytes()
    return [part.loaded for part in load(entry["file"], content, answers(entry), today=TODAY)]


def frames(entry, table):
    return pl.concat([one.tables[table] for one in loaded(entry) if table in one.tables])


def named(entries):
    return [pytest.param(entry, id=entry["file"]) for entry in entries] or [None]


@pytest.mark.parametrize("entry", named(CERTAIN))
def test_every_certain_figure_is_exact(entry):
    for table, truth in entry["tables"].items():
        rows = frames(entry, table)
        assert rows.height == truth["rows"]
        assert {name: rows[name].sum() for name in truth["sums"]} == pytest.approx(truth["sums"])
        nulls = truth.get("nulls", {})
        assert {name: rows[name].null_count() for name in nulls} == nulls
        if truth.get("dates"):
            first = TABLES[table].day
            assert [str(rows[first].min()), str(rows[_last(rows, first, truth)].max())] == truth[
                "dates"
            ]


def _last(rows, first, truth):
    """Days as the truth has them; a report of weeks is named there by the first day of each."""
    of_weeks = str(rows[first].max()) == truth["dates"][1]
    return first if of_weeks or "period_to" not in rows.columns else "period_to"


@pytest.mark.parametrize("entry", named(CERTAIN))
def test_a_total_that_contradicts_the_rows_is_said_with_both_numbers(entry):
    for table, truth in entry["tables"].items():
        stated = truth.get("file_total_row")
        if stated:
            rows = frames(entry, table)
            text = " ".join(str(issue.what) for one in loaded(entry) for issue in one.issues)
            name = next(iter(stated))
            assert str(round(rows[name].sum(), 2)) in text
            assert str(stated[name]) in text
            assert rows["report"].null_count() == 0


@pytest.mark.parametrize("entry", named(ENTRIES))
def test_no_rows_are_called_alike_that_are_not(entry):
    lines = (FIELD / entry["file"]).read_bytes().splitlines()
    alike = len(lines) - len(set(lines))
    said = [str(issue.what) for one in loaded(entry) for issue in one.issues]
    assert alike or not [text for text in said if "exactly like" in text]


@pytest.mark.parametrize("entry", named(ENTRIES))
def test_a_refusal_names_no_other_vendor_and_says_what_to_do(entry):
    vendor = str(entry["source"]).partition(".")[0].partition(" ")[0]
    others = {str(s.label) for s in SOURCES.values() if s.id.partition(".")[0] != vendor}
    for one in loaded(entry):
        for issue in one.issues if one.refused else ():
            assert str(issue.fix)
            assert not [label for label in others if f"looks like {label}" in str(issue.what)]


def issues_of(name):
    entry = next(entry for entry in ENTRIES if entry["file"].startswith(name))
    return " ".join(f"{i.what} {i.fix}" for one in loaded(entry) for i in one.issues)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("GA4UI-EMPTY", "Google Analytics report has no rows"),
        ("GA4UI-COUNTRY", "Export a report with sessions"),
        ("B03-", "broken down in columns"),
        ("GOOGLEADS-CAMPAIGN-editor", "has no values"),
        ("LINKEDINADS-HANDMADE", "tables, one below the other"),
        ("B10-", "is in an earlier row"),
        ("KLAVIYO-", "rates are not counts"),
    ],
)
def test_what_a_file_is_and_what_to_do_is_said(name, words):
    assert words in issues_of(name)


def wanted(name):
    entry = next(entry for entry in ENTRIES if entry["file"].startswith(name))
    return loaded(entry)


def test_a_portuguese_report_by_ad_is_read_at_its_level():
    (one,) = wanted("METAADS-ADS-ptBR")
    assert (one.source, one.tables["ad_costs"].height) == ("meta_ads.campaigns", 2385)


def test_a_search_console_zip_is_read_as_a_whole():
    (one,) = wanted("GSC-ZIP")
    days = one.tables["search_days"].filter(pl.col("report") == "date")
    assert (days["clicks"].sum(), days["impressions"].sum()) == (27, 832)


def test_viewers_who_commented_are_no_comments():
    (one,) = wanted("TIKTOK-LIVE")
    rows = one.tables["account_days"]
    assert (rows.height, rows["follows"].sum(), rows["comments"].sum()) == (60, 89, 0)


def asked(store, metric, first, last):
    query = Query(date.fromisoformat(first), date.fromisoformat(last))
    return query_metrics(Facts(store), [metric], query)["value"][0]


@pytest.mark.parametrize("order", [1, -1])
def test_a_location_report_never_stands_for_the_account(store, tmp_path, order):
    full = tmp_path / "Campaign report.csv"
    full.write_text(
        'Campaign report\n"October 7, 2023 - May 24, 2026"\nCampaign,Currency code,Cost,Impr.,Clicks\n'
        "Campaign #1,USD,40000.00,1500000,100\nCampaign #2,USD,8682.72,106880,10\n"
    )
    part = FIELD / "GOOGLEADS-LOCATION-en-2026.csv"
    period = {"period_from": "2023-10-07", "period_to": "2026-05-24"}
    for path in [full, part][::order]:
        import_paths(store, [path], period, today=TODAY)
    assert asked(store, "ad_spend", "2023-10-07", "2026-05-24") == pytest.approx(48682.72)


@pytest.mark.parametrize("order", [1, -1])
def test_a_report_of_years_does_not_hide_the_days_of_an_account(store, tmp_path, order):
    days = FIELD / "METAADS-ADS-BYDAY-en-2026.csv"
    rows = pl.read_csv(days, infer_schema=False)
    campaign = rows["Campaign name"][0]
    years = tmp_path / "years.csv"
    years.write_text(
        "Campaign name,Amount spent (USD),Impressions,Reporting starts,Reporting ends\n"
        f'"{campaign}",90000.00,5000000,2023-02-05,2026-03-20\n'
        "An ended campaign,10000.00,5000000,2023-02-05,2026-03-20\n"
    )
    for path in [days, years][::order]:
        import_paths(store, [path], {}, today=TODAY)
    assert asked(store, "ad_spend", "2026-03-11", "2026-03-15") == pytest.approx(2221.12)
    assert asked(store, "ad_spend", "2026-03-01", "2026-03-15") is None


@pytest.mark.parametrize("order", [1, -1])
def test_sessions_by_week_and_by_year_are_never_their_sum(store, tmp_path, order):
    weeks = FIELD / "GA4UI-TRAFFICACQ-WEEK-en-2024.csv"
    year = tmp_path / "year.csv"
    text = weeks.read_text("utf-8").splitlines()
    head = [line for line in text if line.startswith("#")]
    names = "Session primary channel group (Default Channel Group),Sessions,Engaged sessions"
    year.write_text("\n".join([*head, names, "Email,500000,400000", "Direct,12460,17777"]))
    for path in [weeks, year][::order]:
        import_paths(store, [path], {}, today=TODAY)
    assert asked(store, "sessions", "2024-01-01", "2024-12-31") == 512460
    assert asked(store, "sessions", "2024-09-08", "2024-09-14") < 200000
