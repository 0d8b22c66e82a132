"""Demo writer: TikTok Studio overview, dates without a year, every cell quoted, 365 days."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.demo.files import DemoFile, table
from data.demo.world import World


def write(world: World) -> Iterator[DemoFile]:
    """The last 365 days, oldest first."""
    days = world.days.filter(pl.col("network") == "tiktok").tail(365)
    rows: list[list[object]] = [
        ["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"]
    ]
    rows += [
        [f"{r['date']:%B} {r['date'].day}", r["views"], r["visits"], r["reactions"], r["comments"], r["shares"]]
        for r in days.iter_rows(named=True)
    ]  # fmt: skip
    text = table(rows, quoting="all").rstrip("\n")
    yield DemoFile("TikTok/Overview.csv", b"\xef\xbb\xbf" + text.encode())
