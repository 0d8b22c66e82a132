"""Demo writer: Meta Ads Manager in French, by day, newest first; the currency is in the header."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.demo.files import DemoFile, table
from data.demo.world import World

COLUMNS = (
    "Jour", "Nom de la campagne", "Couverture", "Répétition", "Impressions", "Devise",
    "Montant dépensé (EUR)", "Clics (tous)", "Clics sur un lien", "Achats",
    "Valeur de conversion des achats", "Début des rapports", "Fin des rapports",
)  # fmt: skip
CLAIMED = (
    1.8  # sales that the platform counts for each there was: people who only saw an ad count too
)


def write(world: World) -> Iterator[DemoFile]:
    """One row per campaign and day, with what Meta counts as its own: more than there was."""
    spend = world.spend.filter(pl.col("platform") == "meta_ads")
    spend = spend.sort("date", "campaign", descending=[True, False])
    rows: list[list[object]] = [list(COLUMNS)]
    for day, campaign, clicks, cost, shown, leads in spend.select(
        "date", "campaign", "clicks", "spend", "impressions", "leads"
    ).iter_rows():
        claimed = round(leads * CLAIMED)
        reach = max(1, round(shown / 1.6))
        rows.append(
            [
                day.isoformat(), campaign, reach, f"{shown / reach:.6f}", shown, "EUR",
                f"{cost:.2f}", round(clicks * 1.3), clicks, claimed or "", "",
                day.isoformat(), day.isoformat(),
            ]
        )  # fmt: skip
    text = table(rows, quoting="spaces").rstrip("\n")
    name = f"Maison-Volta-demo-Campagnes-{world.first:%d-%m-%Y}-{world.last:%d-%m-%Y}.csv"
    yield DemoFile(f"Meta Ads/{name}", b"\xef\xbb\xbf" + text.encode())
