from datetime import date

from tests.sources.exports import load_fixture, said


def test_a_zip_of_three_files_is_one_export():
    loaded = load_fixture("youtube_content.zip")
    assert (loaded.source, loaded.encoding) == ("youtube.content", "zip > utf-8")
    frame = loaded.tables["posts"]
    assert frame["source_sheet"].unique().to_list() == ["Table data.csv"]
    assert frame["post_id"].to_list() == ["kJ0aBrume01", "-bRumE02xyz", "bRume03wxyz"]


def test_names_the_members_it_does_not_use():
    notes = said(load_fixture("youtube_content.zip"))
    assert notes == [
        "“Chart data.csv” (rows: 1) is not used yet",
        "“Totals.csv” (rows: 1) is not used yet",
        "Rows without a date: 1. No figure of any period counts them",
    ]


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
    assert any("80% of the total" in text for text in said(loaded))
