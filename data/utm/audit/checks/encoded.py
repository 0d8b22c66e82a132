"""Values that were encoded twice, or never decoded: %2520, %20, a plus sign for a blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from data.base.message import Message, msg
from data.facts.corrections import decoded
from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from data.values.correction import TAGS, Correction, CorrectionKind

_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_PLUS = re.compile(r"\w\+\w")


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    for column in TAGS:
        for value in evidence.values(column)["value"]:
            if _PERCENT.search(value):
                yield _finding(evidence, column, value, _TWICE)
            elif _PLUS.search(value):
                yield _finding(evidence, column, value, _SIGN)


_TWICE = msg(
    "The link was encoded once too often. Repair it here, and build links with one tool only.",
    fr="Le lien a été encodé une fois de trop. Corrigez-le ici, et créez vos liens avec un seul outil.",
)
_SIGN = msg(
    "A plus sign usually stands for a blank. Repair it only if no real plus is meant.",
    fr="Un signe plus tient d’ordinaire lieu d’espace. Ne le corrigez que si aucun vrai plus n’est voulu.",
)


def _finding(evidence: AuditEvidence, column: str, value: str, advice: Message) -> UtmIssue:
    return UtmIssue(
        "encoded",
        (column, value),
        msg(
            "{column}: “{value}” should read “{meant}”.",
            fr="{column}\u00a0: «\u00a0{value}\u00a0» devrait se lire «\u00a0{meant}\u00a0».",
            column=column,
            value=value,
            meant=decoded(value),
        ),
        advice,
        evidence.stake(pl.col(column) == value),
        (value,),
        Correction(CorrectionKind.DECODE, column, (value,)),
    )


CHECK = Check("encoded", msg("Encoded twice", fr="Encodé deux fois"), _find)
