"""Hootsuite Analytics export: daily metrics of all accounts, a column per metric and network.

“Followers > Social network - Instagram (Daily …)” is one day’s figure; columns that end in
“(Overall …)”, or that say so of the column, repeat one figure of the whole period in every
row and are not read. The accounts of a network are one.
"""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.post_links import network_named
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    Reshaped,
    SheetSpec,
    Source,
    TypedRows,
    column,
)
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import msg

_DAY = "date (gmt)"
# As in “followers > social network - instagram (daily …)”: what follows the network tells a figure
# of a day from one of the whole period.
_FIGURE = re.compile(r"(?P<figure>[\w\s&/]+?) > social network - (?P<network>[a-z]+)\b(?P<rest>.*)")
_WHOLE_PERIOD = ("overall", "this column")
FIELDS = (
    column("date", en="Date (GMT)"),
    column("_network", en="Social network"),
    column("followers", en=("Followers", "Page fans")),
    column("impressions", en=("Post impressions", "Impressions")),
    column("reach", en=("Reach", "Post reach")),
    column("views", en=("Views", "Post views")),
    column("interactions", en=("Engagement", "Post engagements", "Engagements")),
    column("reactions", en=("Post reactions", "Post likes")),
    column("comments", en=("Post comments", "Comments")),
    column("shares", en=("Post shares", "Shares")),
    column("link_clicks", en=("Post link clicks", "Link clicks")),
    column("posts_published", en="Posts"),
)


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """A table for each network with its figures under their plain names."""
    taken = [raw for raw in tables if raw.header and normalise(raw.header[0]) == _DAY]
    made = [part for raw in taken for part in _by_network(raw)]
    return Reshaped(tuple(made), tuple(taken)) if made else Reshaped()


def _by_network(raw: RawTable) -> list[RawTable]:
    columns: dict[str, dict[str, str]] = {}
    for at, name in enumerate(raw.header):
        found = _FIGURE.fullmatch(normalise(name))
        if found and not any(word in found["rest"] for word in _WHOLE_PERIOD):
            columns.setdefault(found["network"], {}).setdefault(found["figure"], f"c{at}")
    return [_of_network(raw, network, figures) for network, figures in columns.items()]


def _of_network(raw: RawTable, network: str, figures: dict[str, str]) -> RawTable:
    there = [
        pl.col(c) if c in raw.frame.columns else pl.lit(None, pl.String) for c in figures.values()
    ]
    cells = (pl.col("c0"), pl.lit(network), *there)
    frame = raw.frame.select("row", *(cell.alias(f"c{at}") for at, cell in enumerate(cells)))
    return replace(raw, header=("Date (GMT)", "Social network", *figures), frame=frame)


def _finish(rows: TypedRows) -> pl.DataFrame:
    return rows.frame.with_columns(network=network_named("_network"))


SOURCE = Source(
    id="hootsuite.account",
    network=None,
    label=msg("Hootsuite account metrics"),
    doc=msg(
        "Hootsuite › Analytics › a report with daily metrics by social network › Export › CSV (account metrics). Known from others’ descriptions only."
    ),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "_network"),
            fields=FIELDS,
            required=("network", "date"),
            unique=("network", "date"),
            constants=(("use", "unknown"),),
            nulls=("-", "N/A"),
            finish=_finish,
        ),
    ),
    reshape=_reshape,
    layouts=(Layout("by social network", "en", LayoutEvidence.DESCRIBED, "hootsuite_account.csv"),),
    limits=msg(
        "Several accounts of one network are one here. Import either this or the network’s own "
        "days, because both together would count twice."
    ),
)
