"""Facebook videos: known by their own id, with views of other kinds than posts have."""

from datetime import date

from data.sources.registry import load
from tests.sources.exports import TODAY, content, load_fixture, said


def test_views_of_three_seconds_are_not_the_views_of_posts():
    loaded = load_fixture("facebook_videos_en.csv")
    frame = loaded.tables["posts"]
    assert frame["views"].null_count() == 2
    assert frame["watch_seconds"].to_list() == [30210.25, 438.8]
    assert loaded.unmapped_columns == ()


def test_the_key_is_the_video_and_its_time_is_los_angeles():
    frame = load_fixture("facebook_videos_en.csv").tables["posts"]
    assert frame["post_id"].to_list() == ["81001", "81002"]
    assert frame["published_on"].to_list() == [date(2025, 12, 31), date(2025, 11, 3)]
    assert frame["format"].unique().to_list() == ["video"]


def test_reads_spanish_with_its_decimal_point():
    loaded = load_fixture("facebook_videos_es.csv")
    frame = loaded.tables["posts"]
    assert frame.select("reach", "shares", "watch_seconds").rows() == [(211, 5, 2957.25)]
    assert loaded.issues == ()


def test_warns_where_reactions_comments_and_shares_do_not_add_up():
    changed = content("facebook_videos_es.csv").replace(b",16,8,3,5,", b",20,8,3,5,")
    (part,) = load("a.csv", changed, {}, today=TODAY)
    assert any("difference 4" in text for text in said(part.loaded))
