"""Which of a search engine's reports answers, and that nothing else is added to it."""

import pytest

from metrics.engine import query_metrics, query_with_scan, rows_behind
from metrics.engine.provenance import basis
from metrics.question.query import Query
from tests.metrics.cases import ask, day, facts, search, value, web

DAYS = [search(n, clicks=n + 1, impressions=10 * (n + 1)) for n in range(7)]
WEEK = [
    search(0, "country", last=6, country=name, clicks=clicks, impressions=140)
    for name, clicks in (("FR", 20), ("BE", 8))
]


def test_days_and_countries_of_the_same_clicks_are_counted_once():
    assert value(facts(search_days=[*DAYS, *WEEK]), "search_clicks") == (28, None)


def test_countries_answer_for_their_whole_period_where_no_day_is_known():
    known = facts(search_days=WEEK)
    assert value(known, "search_clicks") == (28, None)
    assert value(known, "search_clicks", last=3) == (None, "period_rows_only")


def test_devices_and_countries_of_one_period_are_counted_once():
    devices = [search(0, "device", last=6, device="Mobile", clicks=28, impressions=280)]
    assert value(facts(search_days=[*WEEK, *devices]), "search_impressions") == (280, None)


@pytest.mark.parametrize("report", ["query", "page", "query,page", "date,filtered", "date,page"])
def test_a_part_never_stands_for_the_site(report):
    part = search(0, report, clicks=900, impressions=900)
    assert value(facts(search_days=[*DAYS, part]), "search_clicks") == (28, None)
    assert value(facts(search_days=[part]), "search_clicks") == (None, "no_rows")


def test_two_sites_add_up_and_one_without_a_name_fills_what_they_leave():
    other = [row | {"site": "other", "clicks": 100} for row in DAYS[:2]]
    nameless = [row | {"site": None, "clicks": 1000} for row in DAYS]
    assert value(facts(search_days=[*DAYS, *other]), "search_clicks") == (228, None)
    assert value(facts(search_days=[*DAYS[:3], *nameless]), "search_clicks") == (6 + 4000, None)


def test_rows_of_an_unknown_kind_of_search_do_not_repeat_those_of_the_web():
    unknown = [row | {"search_type": None} for row in DAYS]
    assert value(facts(search_days=[*DAYS, *unknown]), "search_clicks") == (28, None)
    assert value(facts(search_days=unknown), "search_clicks") == (28, None)


def test_images_are_another_search():
    images = [row | {"search_type": "image"} for row in DAYS]
    assert value(facts(search_days=images), "search_clicks") == (None, "no_rows")


def test_weeks_and_months_are_sums_and_the_position_is_weighted():
    rows = [
        search(n, clicks=1, impressions=shown, position=place, position_impressions=shown * place)
        for n, shown, place in ((0, 100, 2.0), (1, 300, 6.0), (7, 10, 9.0))
    ]
    known = facts(search_days=rows)
    weeks = ask(known, "search_position", last=13, by=("week",))
    assert [(row["week"], row["value"]) for row in weeks] == [(day(0), 5.0), (day(7), 9.0)]
    (month,) = ask(known, "search_impressions", last=13, by=("month",))
    assert month["value"] == 410


def test_a_day_without_figures_is_unknown_not_nothing():
    blank = search(1, clicks=None, impressions=None)
    days = ask(facts(search_days=[DAYS[0], blank]), "search_clicks", last=1, by=("day",))
    assert [row["value"] for row in days] == [1, None]


@pytest.mark.parametrize("key", ["channel", "use", "network", "campaign", "content"])
def test_search_results_belong_to_no_channel(key):
    rows = ask(facts(search_days=DAYS), "search_clicks", by=(key,))
    assert {(row["value"], row["why_null"]) for row in rows} == {(None, "not_by_this")}
    filtered = ask(facts(search_days=DAYS), "search_clicks", networks=("facebook",))
    assert filtered[0]["why_null"] == "not_by_this"


def test_visits_stay_visits():
    known = facts(search_days=DAYS, web_sessions=[web(0, sessions=5, channel_group="Direct")])
    assert value(known, "sessions") == (5, None)
    assert value(known, "search_clicks") == (28, None)


def test_a_second_question_is_answered_from_sums_and_alike():
    known = facts(search_days=[*DAYS, *WEEK])
    question = Query(day(1), day(4), by=("day",))
    names = ["search_clicks", "search_ctr"]
    assert query_metrics(known, names, question).equals(query_metrics(known, names, question))


def test_it_says_which_report_answered_and_shows_its_rows():
    known = facts(search_days=[{**row, "source_row": n} for n, row in enumerate([*DAYS, *WEEK])])
    question = Query(day(0), day(6))
    _answer, result = query_with_scan(known, ["search_clicks"], question)
    assert result.read()["search_days"].reports == {"date"}
    assert [str(line) for line in basis(known, ["search_clicks"], question)] == [
        "7 rows of search results, 2026-03-02 to 2026-03-08, report by date"
    ]
    behind = rows_behind(known, "search_clicks", question, {})["search_days"].collect()
    assert behind["clicks"].sum() == 28
    assert "property" not in behind.columns
