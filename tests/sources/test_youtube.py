import io
import zipfile
from datetime import date

import pytest

from data.sources.registry import load
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said


def test_a_zip_of_three_files_is_one_export():
    loaded = load_fixture("youtube_content.zip")
    assert (loaded.source, loaded.encoding) == ("youtube.content", "zip > utf-8")
    frame = loaded.tables["posts"]
    assert frame["source_sheet"].unique().to_list() == ["Table data.csv"]
    assert frame["post_id"].to_list() == ["kJ0aBrume01", "-bRumE02xyz", "bRume03wxyz"]


def test_the_chart_and_the_totals_of_the_zip_count_as_days():
    loaded = load_fixture("youtube_content.zip")
    (day,) = loaded.tables["account_days"].to_dicts()
    (gain,) = loaded.tables["post_days"].to_dicts()
    assert (day["source_sheet"], day["date"], day["views"]) == ("Totals.csv", date(2026, 1, 1), 4)
    assert (gain["post_id"], gain["views"]) == ("kJ0aBrume01", 4)
    assert said(loaded) == ["1 row has no date, so it is in no period"]


def test_hours_become_seconds_and_blanks_stay_unknown():
    frame = load_fixture("youtube_content.zip").tables["posts"]
    assert frame["watch_seconds"].to_list() == [144_900.0, 36_450.0, 450.0]
    assert frame["views"].to_list() == [700, 300, None]
    assert frame["published_on"].to_list() == [date(2026, 2, 2), date(2025, 12, 15), None]


def test_subscribers_gained_are_follows_and_net_ones_only_stand_in():
    assert load_fixture("youtube_content.zip").tables["posts"]["follows"].to_list() == [6, 3, None]
    assert load_fixture("youtube_content_de.csv").tables["posts"]["follows"].to_list() == [-2]


def test_a_german_table_with_soft_hyphens_says_how_much_of_the_total_it_holds():
    loaded = load_fixture("youtube_content_de.csv")
    assert (loaded.source, loaded.language) == ("youtube.content", "de")
    assert [item.count for item in loaded.excluded] == [1]
    assert any("add up to 400, but the file’s own total is 500" in text for text in said(loaded))


@pytest.mark.parametrize(
    "name", ["youtube_content_en_2026.csv", "youtube_content_pt_2025.csv", "youtube_content_fr.csv"]
)
def test_no_column_of_a_table_of_videos_is_unknown(name):
    assert load_fixture(name).understood[0].unknown == ()


def test_chart_data_is_days_of_posts_and_never_days_of_the_account():
    loaded = load_fixture("youtube_chart_de.csv")
    assert (loaded.source, loaded.language) == ("youtube.chart", "de")
    assert loaded.tables.keys() == {"post_days"}
    assert loaded.tables["post_days"]["views"].to_list() == [4, 10]


def test_engaged_views_are_not_views():
    chart = load_fixture("youtube_chart_en.csv").tables["post_days"]
    assert chart["views"].null_count() == 2
    days = load_bytes("Totals.csv", b"Date,Engaged views\n2026-01-01,3\n")
    assert days.tables["account_days"]["views"].to_list() == [None]
    assert any("is not counted here" in text for text in said(days))


def test_chart_data_of_groups_is_a_breakdown_by_day():
    frame = load_fixture("youtube_chart_groups_pt.csv").tables["breakdown_days"]
    assert frame["dimension"].unique().to_list() == ["traffic_source"]
    assert frame.filter(value="Externa")["views"].to_list() == [5, 7]


def test_the_header_of_the_totals_says_metric_and_currency():
    frame = load_fixture("youtube_totals_pt.csv").tables["account_days"]
    assert frame["revenue"].to_list() == [1.764, 0]
    assert frame["currency"].unique().to_list() == ["EUR"]
    assert frame["views"].null_count() == 2


def test_two_bare_columns_are_youtubes_only_under_a_name_that_says_so():
    loaded = load_fixture("youtube_totals_en.csv")
    assert loaded.tables["account_days"]["views"].to_list() == [375, 435]
    elsewhere = load_bytes("vimeo.csv", content("youtube_totals_en.csv"))
    assert elsewhere.source != "youtube.totals"
    assert "network" in {question.key for question in elsewhere.questions}


def test_a_table_by_date_gives_several_metrics_without_its_total():
    table = b"Date,Views,Watch time (hours)\nTotal,7,1\n2026-01-01,3,0.5\n2026-01-02,4,0.5\n"
    frame = load_bytes("Table data.csv", table).tables["account_days"]
    assert frame["watch_seconds"].to_list() == [1800, 1800]


def test_a_list_of_days_and_figures_of_anyone_is_not_youtube():
    for text in (b"Date,Views,Likes\n2026-01-01,3,1\n", b"Date,Turnover\n2026-01-01,3\n"):
        assert load_bytes("a.csv", text).source != "youtube.totals"


def test_the_days_of_the_zip_date_its_table():
    loaded = load_fixture("youtube_traffic_pt.zip")
    assert (loaded.source, loaded.questions) == ("youtube.breakdown", ())
    groups = loaded.tables["breakdown"]
    assert groups["value"].to_list() == ["Externa", "Pesquisa do YouTube"]
    assert groups["impressions"].to_list() == [None, 400]
    assert groups["period_from"].unique().to_list() == [date(2026, 1, 1)]
    assert groups["period_to"].unique().to_list() == [date(2026, 1, 2)]
    assert loaded.tables["account_days"]["views"].to_list() == [7, 7]
    assert loaded.tables["breakdown_days"]["views"].sum() == 14


def test_a_table_alone_asks_for_its_period_and_guesses_it_from_the_name():
    name = "Geography 2026-01-01_2026-02-01 Maison Volta.csv"
    loaded = load_bytes(name, content("youtube_geography_en.csv"))
    assert {q.key: q.guess for q in loaded.questions} == {
        "period_from": "2026-01-01",
        "period_to": "2026-01-31",
    }
    bare = load_fixture("youtube_geography_en.csv")
    assert [q.guess for q in bare.questions] == [None, None]


def test_shares_by_age_are_fractions_of_views():
    frame = load_fixture("youtube_age_pt.csv").tables["audience"]
    assert frame["share"].to_list() == pytest.approx([0.355, 0.645])
    assert frame["dimension"].unique().to_list() == ["age"]
    assert frame["people"].null_count() == 2


def test_what_lies_behind_one_traffic_source_is_told_apart_from_the_sources():
    loaded = load_fixture(
        "youtube_traffic_detail_en.csv", period_from="2026-01-01", period_to="2026-01-31"
    )
    frame = loaded.tables["breakdown"]
    assert frame["dimension"].unique().to_list() == ["traffic_source_detail"]
    assert frame["value"].to_list() == [
        "A lamp (YT_RELATED.kJ0aVolta01)",
        "A lamp (YT_RELATED.kJ0aVolta02)",
        "YT_RELATED.kJ0aVolta03",
    ]
    assert frame["impressions"].to_list() == [100, 60, 4]


def test_a_zip_that_holds_another_export_as_well_is_no_single_export():
    names = ("youtube_geography_en.csv", "youtube_totals_en.csv", "x_posts.csv")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, content(name))
    parts = load("all.zip", out.getvalue(), {}, today=TODAY)
    assert [part.loaded.source for part in parts] == [
        "youtube.breakdown",
        "youtube.totals",
        "x.posts",
    ]
