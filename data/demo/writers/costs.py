"""Demo writer: costs besides ads, as the documented CSV of costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from data.demo import plan
from data.demo.files import DemoFile, table
from data.demo.world import World

COLUMNS = [
    "from",
    "to",
    "channel",
    "campaign",
    "kind",
    "label",
    "hours",
    "rate",
    "amount",
    "currency",
]
# channel, campaign, kind, label, hours a month, rate, amount a month
MONTHLY = (
    ("Organic Social", "", "labour", "Posts and answers (demo)", 38, 34, ""),
    ("Email", "monthly-letter", "labour", "Newsletter (demo)", 11, 34, ""),
    ("Paid Social", "", "labour", "Campaign care (demo)", 9, 38, ""),
    ("Paid Search", "", "agency", "Search agency (demo)", "", "", "650.00"),
    ("Organic Social", "", "content", "Photos and clips (demo)", "", "", "420.00"),
    ("", "", "tools", "Planning and analytics (demo)", "", "", "186.00"),
)


def write(world: World) -> Iterator[DemoFile]:
    """Every month's costs, oldest first."""
    rows: list[list[object]] = [list(COLUMNS)]
    start = world.first
    while start <= world.last:
        after = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        rows += [_row(start, after - timedelta(days=1), *cost) for cost in MONTHLY]
        start = after
    yield DemoFile("Costs/costs.csv", table(rows).encode())


def _row(start: date, end: date, *cost: object) -> list[object]:
    return [start.isoformat(), end.isoformat(), *cost, plan.CURRENCY]
