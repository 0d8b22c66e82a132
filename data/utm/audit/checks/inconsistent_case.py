"""One value written with capital letters here and without them there."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.message import msg
from data.utm.audit.evidence import Evidence
from data.utm.audit.utm_issue import Check, Finding
from data.values.correction import Kind, Repair


def _find(evidence: Evidence) -> Iterator[Finding]:
    for column in ("source", "medium", "campaign", "content"):
        values = evidence.values(column)["value"].to_list()
        groups: dict[str, list[str]] = {}
        for value in values:
            groups.setdefault(value.casefold(), []).append(value)
        for spellings in groups.values():
            if len(spellings) > 1:
                yield _finding(evidence, column, spellings)


def _finding(evidence: Evidence, column: str, spellings: list[str]) -> Finding:
    small = [value for value in spellings if value == value.lower()]
    kept = (small or spellings)[0]
    others = tuple(sorted(value for value in spellings if value != kept))
    shown = ", ".join(others)
    return Finding(
        "case_splits",
        (column, *others),
        msg(
            "{column}: “{others}” and “{kept}” are one value written in several ways.",
            fr="{column}\u00a0: «\u00a0{others}\u00a0» et «\u00a0{kept}\u00a0» sont une même valeur écrite de plusieurs façons.",
            column=column,
            others=shown,
            kept=kept,
        ),
        msg(
            "Analytics compares capital letters: what belongs together stands in several lines. Bring them together, and write tags in small letters.",
            fr="L’outil d’analyse distingue les majuscules\u00a0: ce qui va ensemble se retrouve sur plusieurs lignes. Réunissez-les, et écrivez les balises en minuscules.",
        ),
        evidence.stake(pl.col(column).is_in(others)),
        (*others, kept),
        Repair(Kind.REPLACE, column, others, kept),
    )


CHECK = Check("case_splits", msg("Split by capital letters", fr="Éclaté par des majuscules"), _find)
