from datetime import date

from tests.sources.exports import content, load_bytes, load_fixture, said


def test_reads_portuguese_and_keeps_blank_reach_unknown():
    loaded = load_fixture("instagram_posts_pt.csv")
    frame = loaded.tables["posts"]
    assert (loaded.source, loaded.language) == ("instagram.posts", "pt")
    assert frame["published_on"].to_list() == [date(2026, 1, 1), date(2026, 1, 5)]
    assert frame["reach"].to_list() == [300, None]
    assert frame["saves"].to_list() == [9, 0]
    assert frame["account"].unique().to_list() == ["atelier.brume"]


def test_recovers_lines_packed_into_cells_and_sets_the_cut_record_aside():
    loaded = load_fixture("instagram_posts_rewrapped.csv")
    frame = loaded.tables["posts"]
    assert frame["post_id"].to_list() == ["17900000000000003"]
    assert frame["text"][0] == 'Quiet morning\n\nLight on wool, "slow" work'
    assert frame["views"].to_list() == [85]
    assert loaded.quarantine["row"].to_list() == [3]
    assert "17900000000000004" in loaded.quarantine["record"][0]


def test_an_export_by_day_is_refused_in_words():
    by_day = content("instagram_posts_en.csv").replace(b"Lifetime", b"03/18/2025")
    loaded = load_bytes("a.csv", by_day)
    assert loaded.source is None
    assert "Choose “Lifetime”" in said(loaded)[0]
