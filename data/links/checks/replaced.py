"""Rule: the destination had UTM tags already, which are replaced."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    old = [value for _, value in case.before.items()]
    if old and case.before != case.draft.tags:
        yield LinkWarning(
            "replaced",
            Level.WARNING,
            msg(
                "The address already had UTM tags ({old}). They are replaced.",
                old=", ".join(old)[:200],
            ),
            msg("Make sure that it is not the link of another campaign."),
        )


RULE = LinkRule("replaced", _find)
