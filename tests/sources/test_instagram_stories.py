from datetime import date

import pytest

from tests.sources.exports import load_fixture


def test_stories_are_posts_of_their_own_format():
    loaded = load_fixture("instagram_stories_en.csv")
    frame = loaded.tables["posts"]
    assert (loaded.source, loaded.unmapped_columns) == ("instagram.stories", ())
    assert frame["format"].unique().to_list() == ["story"]
    assert frame["published_on"].to_list() == [date(2026, 7, 1), date(2026, 7, 1)]


def test_replies_are_comments_and_blank_link_clicks_stay_unknown():
    frame = load_fixture("instagram_stories_en.csv").tables["posts"]
    assert frame["comments"].to_list() == [2, None]
    assert frame["link_clicks"].to_list() == [7, None]
    assert frame["follows"].to_list() == [1, 0]


@pytest.mark.parametrize("language", ["es", "pt"])
def test_stories_are_told_from_posts_in_every_known_language(language):
    loaded = load_fixture(f"instagram_stories_{language}.csv")
    assert (loaded.source, loaded.unmapped_columns) == ("instagram.stories", ())
    assert loaded.tables["posts"]["format"].to_list() == ["story"]


@pytest.mark.parametrize("name", ["en", "es", "de", "pt"])
def test_posts_are_not_taken_for_stories(name):
    loaded = load_fixture(f"instagram_posts_{name}.csv")
    assert (loaded.source, loaded.unmapped_columns) == ("instagram.posts", ())
