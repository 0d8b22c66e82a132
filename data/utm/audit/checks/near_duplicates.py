"""Check: near-duplicate values that differ in separators or by one letter."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import combinations

import polars as pl

from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.similarity import joined, keys, look_alike, same_words
from data.utm.audit.utm_issue import Check, UtmIssue
from data.values.correction import Correction, CorrectionKind
from i18n.message import msg

# Ad costs have a check of their own for campaigns with another name there.
_TABLES = ("web_sessions", "touches", "leads")
_MOST = 5_000  # values compared with one another
_RARER = 0.5  # a typo is at most half as frequent as the intended value


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    for column in ("source", "medium", "campaign", "content"):
        values = evidence.values(column, *_TABLES).head(_MOST)
        weights = dict(zip(values["value"], _weights(values), strict=True))
        for rare, frequent in _pairs(weights).items():
            yield _finding(evidence, column, rare, frequent)


def _weights(values: pl.DataFrame) -> list[float]:
    measures = ("sessions", "leads", "spend", "rows")
    return [
        float(next(row[name] for name in measures if row[name] is not None))
        for row in values.iter_rows(named=True)
    ]


def _pairs(weights: dict[str, float]) -> dict[str, str]:
    """The rarer of two values that look alike, and the other; each value once."""
    rank = {name: n for n, name in enumerate(sorted(weights, key=lambda v: (-weights[v], v)))}
    near: dict[Hashable, list[str]] = {}
    for name in rank:
        for key in keys(name):
            near.setdefault(key, []).append(name)
    pairs = {pair for names in near.values() for pair in combinations(names, 2)}
    by_rare: dict[str, str] = {}
    for frequent, rare in sorted(pairs, key=lambda pair: (rank[pair[0]], rank[pair[1]])):
        if rare not in by_rare and frequent not in by_rare and _alike(frequent, rare, weights):
            by_rare[rare] = frequent
    return by_rare


def _alike(frequent: str, rare: str, weights: dict[str, float]) -> bool:
    if frequent.casefold() == rare.casefold():
        return False  # a matter of capital letters, which has a check of its own
    if joined(frequent) == joined(rare):
        return same_words(frequent, rare)
    return look_alike(frequent, rare) and weights[rare] <= _RARER * weights[frequent]


def _finding(evidence: AuditEvidence, column: str, rare: str, frequent: str) -> UtmIssue:
    return UtmIssue(
        "look_alikes",
        (column, rare, frequent),
        msg("{column}: “{rare}” looks like “{kept}”.", column=column, rare=rare, kept=frequent),
        msg("One of them is probably a typing error. Merge them only if both mean the same."),
        evidence.stake(pl.col(column) == rare, pl.col("table").is_in(_TABLES)),
        (rare, frequent),
        Correction(CorrectionKind.REPLACE, column, (rare,), frequent),
        about_tags=(pl.col(column) == rare) & pl.col("table").is_in(_TABLES),
    )


CHECK = Check("look_alikes", msg("Similar values"), _find)
