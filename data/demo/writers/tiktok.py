"""Demo writer: TikTok Studio overview, dates without a year, every cell quoted, 365 days with a gap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from data.demo import plan
from data.demo.files import DemoFile, table
from data.demo.world import World


def write(world: World) -> Iterator[DemoFile]:
    """The last 365 days, oldest first; some of them are missing, as they are in real files."""
    days = world.days.filter(pl.col("network") == "tiktok").tail(365)
    gap = world.first + timedelta(days=int(plan.GAP_BEGINS * plan.DAYS))
    days = days.filter(~pl.col("date").is_between(gap, gap + timedelta(days=plan.GAP_DAYS - 1)))
    rows: list[list[object]] = [
        ["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"]
    ]
    rows += [
        [f"{r['date']:%B} {r['date'].day}", r["views"], r["visits"], r["reactions"], r["comments"], r["shares"]]
        for r in days.iter_rows(named=True)
    ]  # fmt: skip
    text = table(rows, quoting="all").rstrip("\n")
    yield DemoFile("TikTok/Overview.csv", b"\xef\xbb\xbf" + text.encode())
