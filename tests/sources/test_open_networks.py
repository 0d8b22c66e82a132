"""Bluesky and Mastodon under the names of their interfaces, as tools export them."""

from datetime import UTC, datetime

from tests.sources.exports import load_bytes, load_fixture


def test_bluesky_posts_have_their_public_address():
    loaded = load_fixture("bluesky_posts.csv")
    assert (loaded.source, loaded.network) == ("bluesky.posts", "bluesky")
    columns = ("account", "published_at", "reactions", "shares", "comments", "saves", "permalink")
    link = "https://bsky.app/profile/volta.example/post/{}".format
    assert loaded.tables["posts"].select(columns).rows() == [
        ("volta.example", datetime(2026, 3, 1, 10, tzinfo=UTC), 12, 3, 1, 2, link("3k1")),
        ("volta.example", datetime(2026, 3, 2, 11, 30, tzinfo=UTC), 4, None, 0, 0, link("3k2")),
    ]
    assert loaded.tables["posts"]["text"][0] == "New looms, come and see"
    assert loaded.unmapped_columns == ()


def test_bluesky_is_read_with_underscores_and_without_the_account():
    text = "uri,created_at,text,like_count,repost_count\nat://did:plc:v/app.bsky.feed.post/3k1,2026-03-01T10:00:00Z,Linen,4,1\nbad,soon,Wool,1,1\n"
    loaded = load_bytes("a.csv", text.encode())
    assert loaded.source == "bluesky.posts"
    assert loaded.tables["posts"].select("reactions", "permalink").rows() == [
        (4, "https://bsky.app/profile/did:plc:v/post/3k1")
    ]
    assert loaded.quarantine.height == 1


def test_mastodon_posts_are_words_and_boosts_are_of_others():
    loaded = load_fixture("mastodon_statuses.csv")
    assert (loaded.source, loaded.network) == ("mastodon.statuses", "mastodon")
    columns = ("post_id", "published_at", "text", "reactions", "shares", "comments")
    assert loaded.tables["posts"].select(columns).rows() == [
        (
            "114000000000000001",
            datetime(2026, 3, 1, 10, tzinfo=UTC),
            "New looms, come and see",
            12,
            3,
            1,
        ),
        ("114000000000000002", datetime(2026, 3, 2, 11, 30, tzinfo=UTC), "Linen", None, 0, 0),
    ]
    assert [(str(item.what), item.count) for item in loaded.excluded] == [
        ("Boosts of other people’s posts", 1)
    ]
    assert loaded.unmapped_columns == ()
