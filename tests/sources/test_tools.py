from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from data.sources.registry import load
from tests.sources.exports import TODAY, content, load_bytes, load_fixture

FILES = {
    "metricool_tiktok.csv": "metricool.posts",
    "metricool_instagram.csv": "metricool.posts",
    "hootsuite_tweets.csv": "hootsuite.posts",
    "hootsuite_instagram.csv": "hootsuite.posts",
    "hootsuite_facebook.csv": "hootsuite.posts",
    "hootsuite_account.csv": "hootsuite.account",
    "sprout_posts.csv": "sprout.posts",
    "sprout_profiles.csv": "sprout.profiles",
}


def posts(name):
    return load_fixture(name).tables["posts"]


@pytest.mark.parametrize(("name", "source"), FILES.items())
def test_each_export_is_known_by_all_its_columns(name, source):
    loaded = load_fixture(name)
    assert loaded.source == source
    assert loaded.unmapped_columns == ()
    assert loaded.issues == ()
    assert loaded.questions == ()


@pytest.mark.parametrize(
    ("name", "network", "post"),
    [
        ("metricool_tiktok.csv", "tiktok", "7500000000000000001"),
        ("metricool_instagram.csv", "instagram", "18000000000000001"),
        ("hootsuite_tweets.csv", "x", "1900000000000000010"),
        ("hootsuite_instagram.csv", "instagram", "18000000000000001"),
        ("hootsuite_facebook.csv", "facebook", "122000000000000001"),
        ("sprout_posts.csv", "facebook", "122000000000000001"),
    ],
)
def test_a_post_has_the_id_that_its_network_gave_it(name, network, post):
    assert posts(name).row(0, named=True)["post_id"] == post
    assert posts(name).row(0, named=True)["network"] == network


def test_a_dash_of_metricool_is_unknown_and_not_nothing():
    assert posts("metricool_tiktok.csv")["reactions"].to_list() == [80, None]
    assert posts("metricool_instagram.csv")["reach"].to_list() == [2100, None]


def test_metricool_in_commas_reads_like_metricool_in_semicolons():
    commas = load_bytes("file.csv", content("metricool_tiktok.csv").replace(b";", b","))
    assert commas.tables["posts"].equals(posts("metricool_tiktok.csv"))


def test_a_link_to_another_site_is_no_post():
    text = content("metricool_tiktok.csv").decode().replace("www.tiktok.com", "shop.example", 1)
    loaded = load_bytes("file.csv", text.encode())
    assert loaded.tables["posts"].height == 1
    assert loaded.quarantine is not None


def test_times_of_hootsuite_are_gmt():
    published = posts("hootsuite_tweets.csv")["published_at"][0]
    assert published == datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def test_figures_of_the_whole_period_are_no_daily_figures():
    frame = load_fixture("hootsuite_account.csv").tables["account_days"].sort("network", "date")
    assert frame.select("network", "followers", "impressions", "posts_published").rows() == [
        ("instagram", 2000, None, 1),
        ("instagram", 2004, None, 0),
        ("x", 800, 1200, None),
        ("x", 801, 900, None),
    ]
    assert frame["source_row"].to_list() == [2, 3, 2, 3]


def test_a_zip_of_hootsuite_gives_one_part_for_each_file():
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in ("hootsuite_tweets.csv", "hootsuite_account.csv"):
            archive.writestr(name, content(name))
    parts = load("export.zip", packed.getvalue(), {}, today=TODAY)
    assert {part.loaded.source for part in parts} == {"hootsuite.posts", "hootsuite.account"}


def test_sprout_reads_grouped_counts_and_the_networks_names():
    frame = posts("sprout_posts.csv")
    assert frame["impressions"].to_list() == [1200, 900]
    assert frame["network"].to_list() == ["facebook", "x"]
    assert frame["link_clicks"].to_list() == [10, 2]
    assert frame["clicks"].to_list() == [18, 2]


def test_sprout_tells_followers_gained_from_their_net_growth():
    frame = load_fixture("sprout_profiles.csv").tables["account_days"]
    assert frame["followers"].to_list() == [2004, 801]
    assert frame["net_follows"].to_list() == [4, 1]
    assert frame["follows"].to_list() == [6, 2]
    assert frame["date"].unique().to_list() == [date(2026, 3, 25)]
