import io
import zipfile
from datetime import date

import polars as pl
import pytest

from data.base.issue import Level
from data.sources.registry import load
from data.sources.search_console.filters import site_in
from tests.conftest import EXPORTS
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said

ZIP = "https___www.atelier-brume.example_-Performance-on-Search-2026-06-03.zip"
SITE = "https://www.atelier-brume.example/"
PERIOD = (date(2026, 5, 29), date(2026, 6, 1))
CHART = "Date,Clicks,Impressions,CTR,Position\n2026-05-29,4,100,4%,10.5\n2026-06-01,6,300,2%,8\n"
DEVICES = "Device,Clicks,Impressions,CTR,Position\nMobile,7,300,2.33%,9\nDesktop,3,100,3%,9.5\n"


def rows(loaded, *columns: str, report=None):
    frame = loaded.tables["search_days"]
    return (frame if report is None else frame.filter(report=report)).select(columns).rows()


def zipped(**members: str):
    """A zip of csv files by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.csv", text)
    return buffer.getvalue()


def filters(*more: str):
    return "\n".join(("Filter,Value", "Search type,Web", *more))


def test_a_zip_gives_every_breakdown_under_its_own_report():
    loaded = load_fixture(ZIP)
    assert (loaded.source, loaded.language, loaded.unmapped_columns) == (
        "search_console.performance",
        "en",
        (),
    )
    assert rows(loaded, "date", "clicks", "impressions", "position", report="date") == [
        (date(2026, 5, 29), 4, 100, 10.5),
        (date(2026, 5, 30), 6, 300, 8.0),
        (date(2026, 5, 31), None, None, None),
        (date(2026, 6, 1), 0, 50, 20.0),
    ]
    assert rows(loaded, "query", "clicks", "impressions", "position", report="query") == [
        ("atelier brume", 5, 120, 2.5),
        ("linen, washed", 2, 90, 11.25),
    ]
    assert rows(loaded, "page", "clicks", "impressions", report="page") == [
        (SITE, 7, 320),
        (f"{SITE}linen", 3, 180),
    ]
    assert rows(loaded, "country", "clicks", "impressions", report="country") == [
        ("France", 8, 350),
        ("Belgium", 2, 100),
    ]
    assert rows(loaded, "device", "clicks", "impressions", report="device") == [
        ("Mobile", 7, 300),
        ("Desktop", 3, 150),
    ]


def test_the_site_and_the_kind_of_search_hold_for_every_row():
    frame = load_fixture(ZIP).tables["search_days"]
    assert frame.select("site", "search_type").unique().rows() == [(SITE, "web")]


def test_the_days_of_the_chart_are_the_period_of_the_other_tables():
    frame = load_fixture(ZIP).tables["search_days"].filter(report="country")
    assert frame.select("date", "period_from", "period_to").unique().rows() == [(None, *PERIOD)]


def test_positions_are_weighted_with_impressions_and_unknown_where_one_is():
    assert rows(load_fixture(ZIP), "position_impressions", report="date") == [
        (1050.0,),
        (2400.0,),
        (None,),
        (1000.0,),
    ]


def test_it_says_how_much_of_the_clicks_the_listed_queries_are():
    loaded = load_fixture(ZIP)
    assert said(loaded) == [
        "The listed queries make up 70% of the clicks of the period"  # 7 of 10
    ]
    assert loaded.issues[0].level is Level.NOTE


def test_queries_with_all_the_clicks_need_no_word():
    queries = "Top queries,Clicks,Impressions,CTR,Position\nlinen,10,20,50%,1\n"
    loaded = load_bytes("a.zip", zipped(Chart=CHART, Queries=queries, Filters=filters()))
    assert said(loaded) == []


def test_a_share_of_clicks_that_are_not_all_read_is_not_told():
    chart = CHART.replace("2026-06-01,6,", '2026-06-01,"1.200",')
    queries = "Top queries,Clicks,Impressions,CTR,Position\nlinen,1,20,5%,1\n"
    loaded = load_bytes("a.zip", zipped(Chart=chart, Queries=queries, Filters=filters()))
    assert not [line for line in said(loaded) if "make up" in line]


def test_a_workbook_says_its_own_period_kind_of_search_and_filter():
    loaded = load_fixture("search_console.xlsx")
    frame = loaded.tables["search_days"]
    assert frame["report"].unique(maintain_order=True).to_list() == [
        *("date,filtered", "query,filtered", "page,filtered"),
        *("country,filtered", "device,filtered"),
    ]
    assert frame["search_type"].unique().to_list() == ["image"]
    assert frame["site"].null_count() == frame.height  # its name was not that of a download
    assert rows(loaded, "period_from", "period_to", report="device,filtered")[0] == PERIOD
    assert frame["clicks"].sum() == 10 + 7 + 10 + 10 + 10


def test_a_period_among_the_filters_goes_before_the_days_of_the_chart():
    stated = filters('Date,"May 1, 2026-Jun 2, 2026"')
    loaded = load_bytes("a.zip", zipped(Chart=CHART, Devices=DEVICES, Filters=stated))
    assert rows(loaded, "report", "period_from", "period_to", report="device")[0] == (
        "device",
        date(2026, 5, 1),
        date(2026, 6, 2),
    )


@pytest.mark.parametrize("narrowing", ["Country,France", "Query,+linen", "Apparence,Vidéos"])
def test_a_filter_of_any_name_keeps_an_export_from_standing_for_the_site(narrowing):
    loaded = load_bytes("a.zip", zipped(Chart=CHART, Filters=filters(narrowing)))
    assert loaded.tables["search_days"]["report"].unique().to_list() == ["date,filtered"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Filtre,Valeur", "Type de recherche,Web", "Date,Les 3 derniers mois"), "web"),
        (("Filtre,Valeur", "Type de recherche,Vidéo"), "video"),
        (("Filtro,Valor", "Tipo de pesquisa,Imagem"), "image"),
        (("Filter,Value", "Search type,Podcasts"), "podcasts"),
        (("Filter,Value", "Date,Last 28 days"), None),
    ],
)
def test_the_kind_of_search_is_one_word_in_every_language(lines, expected):
    loaded = load_bytes("a.zip", zipped(Chart=CHART, Filters="\n".join(lines)))
    frame = loaded.tables["search_days"]
    assert frame["search_type"].unique().to_list() == [expected]
    assert frame["report"].unique().to_list() == ["date"]


def test_a_table_of_days_alone_needs_no_question():
    loaded = load_fixture("search_console_dates_fr.csv")
    assert loaded.questions == ()
    assert rows(loaded, "date", "clicks", "impressions", "position", "report", "site") == [
        (date(2026, 2, 5), 64, 3713, 23.8, "date", None),
        (date(2026, 2, 4), 74, 3644, 21.81, "date", None),
    ]


def test_queries_alone_ask_for_their_period():
    name = "search_console_queries_fr.csv"
    assert [question.key for question in load_fixture(name).questions] == [
        "period_from",
        "period_to",
    ]
    loaded = load_fixture(name, period_from="2026-05-01", period_to="2026-05-31")
    assert rows(loaded, "query", "clicks", "position", "date", "period_from", "period_to") == [
        ("lin lavé", 12, 5.5, None, date(2026, 5, 1), date(2026, 5, 31)),
        ("atelier brume", 30, 1.2, None, date(2026, 5, 1), date(2026, 5, 31)),
    ]


@pytest.mark.parametrize(
    ("language", "clicks", "impressions", "positions"),
    [
        ("es", [0, 2], [121, 145], [32.9, 37.0]),
        ("it", [2, 1], [20, 10], [8.0, 9.5]),
        ("pt", [0, 1], [8, 11], [12.5, 7.2]),
    ],
)
def test_days_are_read_in_further_languages(language, clicks, impressions, positions):
    loaded = load_fixture(f"search_console_dates_{language}.csv")
    frame = loaded.tables["search_days"]
    assert loaded.language == language
    assert frame["clicks"].to_list() == clicks
    assert frame["impressions"].to_list() == impressions
    assert frame["position"].to_list() == positions


def test_german_figures_have_their_own_separators():
    loaded = load_fixture(
        "search_console_queries_de.csv", period_from="2026-05-01", period_to="2026-05-31"
    )
    assert loaded.language == "de"
    assert rows(loaded, "clicks", "impressions", "position") == [(1200, 3000, 1.5), (300, 900, 2.1)]


def test_a_table_by_query_and_page_is_a_report_of_both():
    text = "Query,Page,Clicks,Impressions,CTR,Position\nlinen,https://a.example/,1,10,10%,3\n"
    loaded = load_bytes("a.csv", text.encode(), period_from="2026-05-01", period_to="2026-05-31")
    assert rows(loaded, "report", "query", "page") == [
        ("query,page", "linen", "https://a.example/")
    ]


def test_search_appearance_is_named_and_not_read():
    appearance = "Search Appearance,Clicks,Impressions,CTR,Position\nVideos,1,10,10%,8\n"
    name = "Search appearance"
    loaded = load_bytes("a.zip", zipped(Chart=CHART, **{name: appearance}, Filters=filters()))
    assert said(loaded) == ["“Search appearance.csv” (1 row) is not used yet"]
    assert loaded.tables["search_days"]["report"].unique().to_list() == ["date"]


def test_a_damaged_day_is_set_aside_and_a_damaged_figure_is_unknown():
    fixture = content("search_console_dates_fr.csv")
    day = load_bytes("file.csv", fixture.replace(b"2026-02-05", b"yesterday"))
    assert day.tables["search_days"]["clicks"].to_list() == [74]
    assert day.quarantine.height == 1
    figure = load_bytes("file.csv", fixture.replace(b",3713,", b",many,"))
    assert rows(figure, "clicks", "impressions", "position_impressions") == [
        (64, None, None),
        (74, 3644, 21.81 * 3644),
    ]
    assert len(figure.issues) == 1


def test_two_tables_of_days_in_a_zip_are_two_exports():
    later = CHART.replace("2026-05-29", "2026-07-01").replace("2026-06-01", "2026-07-02")
    parts = load("a.zip", zipped(One=CHART, Two=later), {}, today=TODAY)
    assert [part.file for part in parts] == ["a.zip/One.csv", "a.zip/Two.csv"]
    assert [part.loaded.tables["search_days"].height for part in parts] == [2, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Date,Clicks,Impressions\n2026-05-29,4,100\n",
        "Device,Clicks,Impressions,CTR,Position,Cost\nMobile,1,2,3%,4,5\n",
        "Clicks,Impressions,Position\n1,2,3\n",
    ],
)
def test_tables_with_other_columns_are_somebody_elses(text):
    assert load_bytes("file.csv", text.encode()).source != "search_console.performance"


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("example.com-Performance-on-Search-2026-06-03.zip", "example.com"),
        ("old/my-site.org-Performance-on-Search-2026-06-03 (1).zip", "my-site.org"),
        ("http___a.example_blog_-Performance-on-Search-2026-06-03.xlsx", "http://a.example/blog/"),
        ("export.zip", None),
    ],
)
def test_the_name_of_the_download_says_the_site(name, site):
    assert site_in(name) == site


@pytest.mark.skipif(
    not EXPORTS.exists(), reason="the real exports do not lie next to this repository"
)
def test_real_exports_have_the_sums_that_were_counted_in_them():
    days = load_bytes("Dates.csv", (EXPORTS / "field/GSC-DATES-fr-2025.csv").read_bytes())
    frame = days.tables["search_days"]
    assert (days.language, frame.height) == ("fr", 92)
    assert (frame["clicks"].sum(), frame["impressions"].sum()) == (676311, 38473290)
    assert (frame["date"].min(), frame["date"].max()) == (date(2024, 11, 6), date(2025, 2, 5))
    name = "dentplant.gr-Performance-on-Search-2026-06-03.zip"
    whole = load_bytes(name, (EXPORTS / "field/GSC-ZIP-en-2026.zip").read_bytes())
    frame = whole.tables["search_days"]
    assert frame["site"].unique().to_list() == ["dentplant.gr"]
    sums = frame.group_by("report", maintain_order=True).agg(pl.col("clicks", "impressions").sum())
    # Days, countries and devices agree; pages count a result list once for each page in it.
    assert {report: counts for report, *counts in sums.rows()} == {
        "date": [27, 832],
        "query": [6, 285],
        "page": [30, 1320],
        "country": [27, 832],
        "device": [27, 832],
    }
