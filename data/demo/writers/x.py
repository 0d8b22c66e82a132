"""Demo writer: X content export of 2026, day only, replies among the posts, no final newline."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.demo import ids, plan
from data.demo.files import DemoFile, table
from data.demo.world import World

COLUMNS = [
    "Post id",
    "Date",
    "Post text",
    "Post Link",
    "Impressions",
    "Likes",
    "Engagements",
    "Bookmarks",
    "Shares",
    "New follows",
    "Replies",
    "Reposts",
    "Profile visits",
    "Detail Expands",
    "URL Clicks",
    "Hashtag Clicks",
    "Permalink Clicks",
]


def write(world: World) -> Iterator[DemoFile]:
    """The content export; every fifth post is a reply."""
    posts = world.posts.filter(pl.col("network") == "x").sort("published_at", descending=True)
    rows: list[list[object]] = [list(COLUMNS)]
    for number, post in enumerate(posts.iter_rows(named=True)):
        post_id = ids.x(post["published_at"], number)
        answer = "@reader_demo " if number % 5 == 4 else ""
        engaged = sum(post[name] for name in ("reactions", "comments", "shares", "link_clicks"))
        rows.append(
            [
                post_id, f"{post['published_at']:%a, %b} {post['published_at'].day}, {post['published_at']:%Y}",
                f"{answer}{plan.TOPICS_EN[post['topic']]}",
                f"https://x.com/{plan.HANDLE}/status/{post_id}", post["views"], post["reactions"],
                engaged, post["saves"], 0, post["follows"], post["comments"], post["shares"],
                3, post["other_clicks"], post["link_clicks"], 0, 1,
            ]
        )  # fmt: skip
    name = f"account_analytics_content_{world.first:%Y-%m-%d}_{world.last:%Y-%m-%d}.csv"
    yield DemoFile(f"X/{name}", table(rows).rstrip("\n").encode())
