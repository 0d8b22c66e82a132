"""A word in the campaign moves the visits to a shopping channel."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.base.message import msg
from data.links.warning import LinkContext, LinkRule, LinkWarning

_SHOPPING = frozenset(("Organic Shopping", "Paid Shopping"))


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    if case.channel in _SHOPPING and case.plain not in _SHOPPING:
        yield LinkWarning(
            "shopping",
            Level.WARNING,
            msg(
                "“shop” in the campaign “{campaign}” moves these visits to a shopping channel in GA4.",
                fr="«\u00a0shop\u00a0» dans la campagne «\u00a0{campaign}\u00a0» fait passer ces visites dans un canal Shopping de GA4.",
                campaign=case.draft.tags.campaign,
            ),
            msg(
                "Use another word, such as “store” or “boutique”. Without it they would count as {channels}.",
                fr="Prenez un autre mot, comme «\u00a0store\u00a0» ou «\u00a0boutique\u00a0». Sans lui, elles compteraient comme {channels}.",
                channels=case.plain or "Unassigned",
            ),
        )


RULE = LinkRule("shopping", _find)
