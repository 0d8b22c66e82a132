"""Rule: the source is the company’s own site (self-referral)."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    source = case.draft.tags.source
    if "." in source and case.known.owns(source):
        yield LinkWarning(
            "own_source",
            Level.WARNING,
            msg("The source “{source}” is your own site.", source=source),
            msg("Name the place of the link: a network, a newsletter, a partner."),
        )


RULE = LinkRule("own_source", _find)
