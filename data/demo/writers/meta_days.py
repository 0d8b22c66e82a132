"""Demo writer: Meta daily metrics, UTF-16, `sep=,`, metric and network in the title line only."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.demo.files import DemoFile, table
from data.demo.world import World

# file → (its sections as (title, network, measure))
FILES = {
    "Reach.csv": (
        ("Facebook reach", "facebook", "reach"),
        ("Instagram reach", "instagram", "reach"),
    ),
    "Visits.csv": (
        ("Facebook visits", "facebook", "visits"),
        ("Instagram profile visits", "instagram", "visits"),
    ),
    "Follows.csv": (
        ("Facebook follows", "facebook", "follows"),
        ("Instagram follows", "instagram", "follows"),
    ),
    "Link clicks.csv": (
        ("Facebook link clicks", "facebook", "link_clicks"),
        ("Instagram link clicks", "instagram", "link_clicks"),
    ),
}


def _section(world: World, title: str, network: str, measure: str) -> str:
    days = world.days.filter(pl.col("network") == network).select("date", measure)
    rows: list[tuple[object, ...]] = [(title,), ("Date", "Primary")]
    rows += [(f"{day:%Y-%m-%d}T00:00:00", value) for day, value in days.iter_rows()]
    return table(rows, quoting="all")


def write(world: World) -> Iterator[DemoFile]:
    """Four files of two stacked sections each."""
    for name, sections in FILES.items():
        blocks = (_section(world, *section) for section in sections)
        text = "sep=,\n" + "\n".join(blocks)
        yield DemoFile(f"Meta/{name}", b"\xff\xfe" + text.encode("utf-16-le"))
