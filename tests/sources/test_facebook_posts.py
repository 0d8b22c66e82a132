from datetime import UTC, date, datetime

import pytest

from tests.sources.exports import content, load_bytes, load_fixture, said


def posts(name="facebook_posts_en.csv"):
    return load_fixture(name).tables["posts"]


def test_blank_link_clicks_are_zero_where_total_clicks_are_filled():
    frame = posts()
    assert frame["clicks"].to_list() == [30, 9, None, 6]
    assert frame["link_clicks"].to_list() == [0, 7, None, 0]


def test_link_clicks_stay_unknown_without_their_column():
    without = content("facebook_posts_en.csv").replace(b'"Link Clicks"', b'"Link Taps"')
    frame = load_bytes("a.csv", without).tables["posts"]
    assert frame["link_clicks"].null_count() == frame.height


def test_publish_time_is_los_angeles_in_summer_and_winter():
    frame = posts()
    assert frame["published_at"].to_list() == [
        datetime(2026, 1, 14, 17, 30, tzinfo=UTC),
        datetime(2026, 3, 9, 6, 15, tzinfo=UTC),  # clocks changed that morning
        datetime(2026, 7, 1, 7, 5, tzinfo=UTC),
        datetime(2026, 11, 1, 1, 0, tzinfo=UTC),
    ]
    assert frame["published_on"][3] == date(2026, 11, 1)


def test_leaves_out_the_row_that_meta_could_not_compute():
    loaded = load_fixture("facebook_posts_en.csv")
    assert [item.count for item in loaded.excluded] == [1]
    assert loaded.tables["posts"]["source_row"].to_list() == [2, 3, 5, 6]


def test_takes_the_longer_of_title_and_description():
    texts = posts()["text"].to_list()
    assert texts[0] == 'New looms, "soft" light.\n\nCome and see, from 9:00.'
    assert texts[1] == "Short title"
    assert texts[3] == "-10% this week only"


def test_warns_where_the_parts_do_not_add_up_to_the_total():
    issues = load_fixture("facebook_posts_en.csv").issues
    (total,) = [issue for issue in issues if "Reactions, comments" in str(issue.what)]
    assert total.where.row == 6
    assert "difference 2" in str(total.what)


def test_a_boosted_post_is_not_called_organic():
    assert posts()["use"].to_list() == ["organic", "organic", "unknown", "organic"]


def test_currency_comes_from_the_header():
    frame = posts()
    assert frame["revenue"].to_list() == [None, 1.25, None, None]
    assert frame["currency"].unique().to_list() == ["USD"]


def test_reads_french_headers_with_american_dates():
    loaded = load_fixture("facebook_posts_fr.csv")
    assert (loaded.source, loaded.language) == ("facebook.posts", "fr")
    frame = loaded.tables["posts"]
    assert frame["published_on"].to_list() == [date(2026, 3, 1), date(2026, 6, 16)]
    assert frame["link_clicks"].to_list() == [0, 11]


def test_warns_about_views_that_meta_left_out():
    no_views = b"".join(
        b"Post ID,Page ID,Permalink,Views,Reach\n" if i == 0 else b"%d,4,http://f/%d,0,9\n" % (i, i)
        for i in range(4)
    )
    assert any("0 views" in text for text in said(load_bytes("a.csv", no_views)))


@pytest.mark.parametrize("name", ["2024", "2025", "en", "en_gb", "fr", "es"])
def test_knows_every_column_of_every_layout(name):
    assert load_fixture(f"facebook_posts_{name}.csv").unmapped_columns == ()


def test_impressions_of_2024_are_not_views():
    loaded = load_fixture("facebook_posts_2024.csv")
    frame = loaded.tables["posts"]
    assert frame["impressions"].to_list() == [950, 510]
    assert frame["views"].null_count() == 2
    assert [item.count for item in loaded.excluded] == [1]


def test_the_british_layout_without_link_clicks_leaves_them_unknown():
    frame = posts("facebook_posts_en_gb.csv")
    assert frame.select("clicks", "link_clicks", "use").rows() == [(4, None, "organic")]


def test_reads_the_headers_of_latin_america():
    frame = posts("facebook_posts_es.csv")
    assert frame.select("shares", "clicks", "link_clicks", "use").rows() == [(2, 9, 3, "organic")]
