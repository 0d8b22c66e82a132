"""Demo writer: Google Ads campaigns by day, UTF-16 with tabs, a preamble and totals rows."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.demo import plan
from data.demo.files import DemoFile, table
from data.demo.world import World

COLUMNS = [
    "Campaign type",
    "Campaign",
    "Day",
    "Currency code",
    "Cost",
    "Clicks",
    "Impr.",
    "CTR",
    "Avg. CPC",
    "Conversions",
    "Conv. rate",
    "Conv. value",
    "Cost / conv.",
]


def write(world: World) -> Iterator[DemoFile]:
    """One row per campaign and day; thousands carry commas everywhere but in the cost."""
    spend = world.spend.filter(pl.col("platform") == "google_ads").sort("campaign", "date")
    rows: list[list[object]] = [["Campaign report"], [_period(world)], list(COLUMNS)]
    for day, campaign, kind, leads, clicks, cost, shown in spend.select(
        "date", "campaign", "kind", "leads", "clicks", "spend", "impressions"
    ).iter_rows():
        per_lead = f"{cost / leads:.2f}" if leads else " --"
        rows.append(
            [
                kind, campaign, day.isoformat(), plan.CURRENCY, f"{cost:.2f}", f"{clicks:,}",
                f"{shown:,}", f"{clicks / shown:.2%}", f"{cost / clicks:.2f}", f"{leads:.2f}",
                f"{leads / clicks:.2%}", "0.00", per_lead,
            ]
        )  # fmt: skip
    cost, clicks, shown = spend.select(pl.col("spend", "clicks", "impressions").sum()).row(0)
    for label in ("Total: Campaigns", "Total: Account", "Total: Search"):
        blank = [" --"] * 4
        rows.append([label, " --", " --", plan.CURRENCY, f"{cost:.2f}", f"{clicks:,}", f"{shown:,}",
                     f"{clicks / shown:.2%}", f"{cost / clicks:.2f}", *blank])  # fmt: skip
    text = table(rows, separator="\t", newline="\r\n")
    yield DemoFile("Google Ads/Campaign report.csv", b"\xff\xfe" + text.encode("utf-16-le"))


def _period(world: World) -> str:
    first, last = world.first, world.last
    return f"{first:%B} {first.day}, {first:%Y} - {last:%B} {last.day}, {last:%Y}"
