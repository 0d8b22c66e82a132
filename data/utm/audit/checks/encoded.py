"""Check: values with percent-encoding or plus signs (%20, +), encoded twice or never decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from data.facts.corrections import decoded
from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from data.values.correction import TAGS, Correction, CorrectionKind
from i18n.message import Message, msg

_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
# “spring+sale” has a space that was encoded, “c++” and “+1” have not.
_PLUS = re.compile(r"\w\+\w")


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    for column in TAGS:
        for value in evidence.values(column)["value"]:
            if _PERCENT.search(value):
                yield _finding(evidence, column, value, _TWICE)
            elif _PLUS.search(value):
                yield _finding(evidence, column, value, _SIGN)


_TWICE = msg("The link was encoded twice. Fix it here, and create links with one tool only.")
_SIGN = msg("A plus sign usually means a space. Fix it only if no real plus is meant.")


def _finding(evidence: AuditEvidence, column: str, value: str, advice: Message) -> UtmIssue:
    return UtmIssue(
        "encoded",
        (column, value),
        msg(
            "{column}: “{value}” should read “{meant}”.",
            column=column,
            value=value,
            meant=decoded(value),
        ),
        advice,
        evidence.stake(pl.col(column) == value),
        (value,),
        Correction(CorrectionKind.DECODE, column, (value,)),
        about_tags=pl.col(column) == value,
        # A plus sign may be meant.
        is_safe=advice is _TWICE,
    )


CHECK = Check("encoded", msg("Encoded twice"), _find)
