"""Visits of which a tag is missing although another one is there."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.hygiene.evidence import Evidence
from data.hygiene.finding import Check, Finding
from data.message import msg

_ABSENT = "(not set)"


def _find(evidence: Evidence) -> Iterator[Finding]:
    visits = pl.col("table").is_in(("web_sessions", "touches"))
    for column in ("source", "medium"):
        missing = visits & (pl.col(column).str.to_lowercase() == _ABSENT)
        rows = evidence.tags.filter(missing)
        if not rows.is_empty():
            other = "medium" if column == "source" else "source"
            yield Finding(
                "not_set",
                (column,),
                msg(
                    "Visits that bear other tags and no {column}.",
                    fr="Des visites portent d’autres balises, mais pas celle-ci\u00a0: {column}.",
                    column=column,
                ),
                msg(
                    "The link bears some tags and not this one, or the visit began without a page view. Tag source, medium and campaign together.",
                    fr="Un lien porte certaines balises mais pas celle-ci, ou la visite a commencé sans page vue. Balisez ensemble source, support et campagne.",
                ),
                evidence.stake(missing),
                tuple(sorted(set(rows[other].drop_nulls()) - {_ABSENT})[:5]),
            )


CHECK = Check("not_set", msg("Missing tags", fr="Balises manquantes"), _find)
