"""Check: one value written with and without capital letters."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from data.values.correction import Correction, CorrectionKind
from i18n.message import msg


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    for column in ("source", "medium", "campaign", "content"):
        values = evidence.values(column)["value"].to_list()
        groups: dict[str, list[str]] = {}
        for value in values:
            groups.setdefault(value.casefold(), []).append(value)
        for spellings in groups.values():
            if len(spellings) > 1:
                yield _finding(evidence, column, spellings)


def _finding(evidence: AuditEvidence, column: str, spellings: list[str]) -> UtmIssue:
    # Lower case is the usual convention; otherwise the spelling with the largest impact stays.
    small = [value for value in spellings if value == value.lower()]
    canonical = (small or spellings)[0]
    others = tuple(sorted(value for value in spellings if value != canonical))
    quoted = ", ".join(others)
    return UtmIssue(
        "case_splits",
        (column, *others),
        msg(
            "{column}: “{others}” and “{kept}” are one value written in several ways.",
            column=column,
            others=quoted,
            kept=canonical,
        ),
        msg(
            "Google Analytics distinguishes capital letters, so one value is in several rows. "
            "Merge them, and write UTM tags in lowercase."
        ),
        evidence.stake(pl.col(column).is_in(others)),
        (*others, canonical),
        Correction(CorrectionKind.REPLACE, column, others, canonical),
        about_tags=pl.col(column).is_in(others),
        is_safe=True,
    )


CHECK = Check("case_splits", msg("Split by capital letters"), _find)
