"""Rule: a word in the campaign moves the visits to a shopping channel."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg

_SHOPPING = frozenset(("Organic Shopping", "Paid Shopping"))


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    # GA4's rules for shopping channels look for “shop” in the campaign name.
    if case.channel in _SHOPPING and case.plain not in _SHOPPING:
        yield LinkWarning(
            "shopping",
            Level.WARNING,
            msg(
                "“shop” in the campaign “{campaign}” puts these visits into a shopping channel "
                "in GA4.",
                campaign=case.draft.tags.campaign,
            ),
            msg(
                "Use another word, such as “store” or “boutique”. They then count as {channels}.",
                channels=case.plain or "Unassigned",
            ),
        )


RULE = LinkRule("shopping", _find)
