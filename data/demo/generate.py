"""Demo data generator: a seed to export files, and the totals that an import must find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from data.base.discovery import discover
from data.demo.files import DemoFile
from data.demo.world import World, simulate

Scale = Literal["small", "large"]
FACTORS: Mapping[Scale, int] = {"small": 1, "large": 12}


@dataclass(frozen=True, slots=True)
class Demo:
    """Export files, the answers that their questions need, and what is true of them."""

    files: tuple[DemoFile, ...]
    answers: Mapping[str, str]
    world: World

    def totals(self) -> Mapping[str, float]:
        """What an importer must find in total: sessions, leads, customers, revenue, spend."""
        won = self.world.leads.filter(pl.col("won_on").is_not_null())
        return {
            "sessions": float(self.world.traffic["sessions"].sum()),
            "leads": float(self.world.leads.height),
            "customers": float(won.height),
            "revenue": float(won["amount"].sum()),
            "ad_spend": float(self.world.spend["spend"].sum()),
        }


def generate(seed: int, last: date, scale: Scale = "small") -> Demo:
    """The exports of the fictitious company up to ``last``; equal seeds give equal bytes."""
    world = simulate(seed, last, FACTORS[scale])
    files: list[DemoFile] = []
    for write in discover("data.demo.writers", "write"):
        files.extend(write(world))
    return Demo(tuple(files), {"year": str(last.year)}, world)
