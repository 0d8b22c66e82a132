from datetime import date

import pytest

from data.facts.facts import Facts
from data.imports import import_paths
from metrics.engine import query_metrics
from metrics.question.query import Query
from tests.sources.exports import FIXTURES, content, load_bytes, load_fixture

CHART = "www.atelier-brume.example_SearchPerformanceOverview_All_7_2_2026.csv"
GOOGLE = "https___www.atelier-brume.example_-Performance-on-Search-2026-06-03.zip"
JUNE = {"period_from": "2026-06-01", "period_to": "2026-06-30"}
SPAN = (date(2026, 6, 1), date(2026, 6, 30))


def test_the_chart_has_days_without_positions_and_its_name_says_the_site():
    loaded = load_fixture(CHART)
    frame = loaded.tables["search_days"]
    assert (loaded.source, loaded.unmapped_columns, loaded.questions) == ("bing.search", (), ())
    assert frame.select("site", "report", "search_type").unique().rows() == [
        ("Bing: www.atelier-brume.example", "date", "all")
    ]
    assert frame.select("date", "clicks", "impressions", "position").rows() == [
        (date(2026, 6, 30), 3, 120, None),
        (date(2026, 7, 1), 0, 80, None),
    ]


def test_days_of_another_country_are_asked_for_or_prove_themselves():
    first = content(CHART).replace(b"6/30/2026", b"30/6/2026").replace(b"7/1/2026", b"1/7/2026")
    days = load_bytes(CHART, first).tables["search_days"]["date"].to_list()
    assert days == [date(2026, 6, 30), date(2026, 7, 1)]
    either = content(CHART).replace(b"6/30/2026", b"6/3/2026")
    assert [question.key for question in load_bytes(CHART, either).questions] == ["date_order"]


@pytest.mark.parametrize(
    ("name", "column", "expected"),
    [
        (
            "bing_keywords.csv",
            "query",
            [("atelier brume", 3, 40, 1.5, 60.0), ("linen, washed", 0, 30, 8.25, 247.5)],
        ),
        (
            "bing_pages.csv",
            "page",
            [
                ("https://www.atelier-brume.example/", 3, 150, 4.0, 600.0),
                ("https://www.atelier-brume.example/linen", 0, 50, 9.5, 475.0),
            ],
        ),
    ],
)
def test_lists_ask_for_their_period(name, column, expected):
    assert [question.key for question in load_fixture(name).questions] == list(JUNE)
    frame = load_fixture(name, **JUNE).tables["search_days"]
    figures = ("clicks", "impressions", "position", "position_impressions")
    assert frame.select(column, *figures).rows() == expected
    assert frame.select("site", "report", "date", "period_from", "period_to").unique().rows() == [
        ("Bing", column, None, *SPAN)
    ]


def test_reports_of_ads_with_the_same_columns_are_somebody_elses():
    text = content("bing_keywords.csv").replace(b'"CTR"', b'"Spend"')
    assert load_bytes("KeywordReport.csv", text, **JUNE).source != "bing.search"


def test_a_damaged_day_is_set_aside():
    loaded = load_bytes(CHART, content(CHART).replace(b"7/1/2026 12:00:00 AM", b"soon"))
    assert loaded.tables["search_days"]["clicks"].to_list() == [3]
    assert loaded.quarantine.height == 1


def test_two_search_engines_add_up_and_only_one_tells_positions(store, tmp_path):
    (tmp_path / CHART).write_bytes(content(CHART).replace(b"6/30/2026", b"5/30/2026"))
    results = import_paths(store, [FIXTURES / GOOGLE, tmp_path / CHART])
    assert [result.outcome for result in results] == ["imported", "imported"]
    names = ["search_clicks", "search_impressions", "search_position"]
    answer = query_metrics(Facts(store), names, Query(date(2026, 5, 29), date(2026, 6, 1)))
    assert answer["value"].to_list() == [10 + 3, 450 + 120, (1050 + 2400 + 1000) / 450]
