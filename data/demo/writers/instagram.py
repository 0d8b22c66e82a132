"""Demo writer: Instagram content of Meta Business Suite, in English."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import polars as pl

from data.demo import ids, plan
from data.demo.files import DemoFile, table
from data.demo.world import World

ZONE = ZoneInfo("America/Los_Angeles")
COLUMNS = [
    "Post ID",
    "Account ID",
    "Account username",
    "Account name",
    "Description",
    "Duration (sec)",
    "Publish time",
    "Permalink",
    "Post type",
    "Data comment",
    "Date",
    "Views",
    "Reach",
    "Likes",
    "Shares",
    "Follows",
    "Comments",
    "Saves",
]
FORMS = ("IG image", "IG reel", "IG carousel")


def write(world: World) -> Iterator[DemoFile]:
    """The content export; follows are often blank, as Instagram leaves them."""
    posts = world.posts.filter(pl.col("network") == "instagram").sort(
        "published_at", descending=True
    )
    rows: list[list[object]] = [list(COLUMNS)]
    for number, post in enumerate(posts.iter_rows(named=True)):
        form = FORMS[post["form"]]
        post_id = ids.meta(500_000 + number)
        rows.append(
            [
                post_id, "17841400000000001", plan.HANDLE, plan.COMPANY,
                f"{plan.TOPICS_EN[post['topic']]}.\n.\n#renovation #heatpump #energy",
                21 if form == "IG reel" else 0,
                f"{post['published_at'].astimezone(ZONE):%m/%d/%Y %H:%M}",
                f"https://www.instagram.com/p/{ids.youtube(number)}/", form, "", "Lifetime",
                post["views"], post["reach"], post["reactions"], post["shares"],
                post["follows"] if number % 3 else "", post["comments"], post["saves"],
            ]
        )  # fmt: skip
    name = f"{world.first:%b-%d-%Y}_{world.last:%b-%d-%Y}_983340097073313.csv"
    yield DemoFile(f"Instagram/{name}", b"\xef\xbb\xbf" + table(rows, quoting="spaces").encode())
