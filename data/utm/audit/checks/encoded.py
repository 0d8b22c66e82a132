"""Values that were encoded twice, or never decoded: %2520, %20, a plus sign for a blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from data.base.message import Message, msg
from data.facts.corrections import decoded
from data.utm.audit.evidence import Evidence
from data.utm.audit.utm_issue import Check, Finding
from data.values.correction import TAGS, Kind, Repair

_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_PLUS = re.compile(r"\w\+\w")


def _find(evidence: Evidence) -> Iterator[Finding]:
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


def _finding(evidence: Evidence, column: str, value: str, advice: Message) -> Finding:
    return Finding(
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
        Repair(Kind.DECODE, column, (value,)),
    )


CHECK = Check("encoded", msg("Encoded twice", fr="Encodé deux fois"), _find)
