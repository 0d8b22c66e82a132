"""Rule: another link or post has the same tags already."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    tags = case.draft.tags
    others = [
        link
        for link in case.known.links
        if link.draft.tags.traced == tags.traced and link.id != case.link_id
    ]
    if others and any(tags.traced):
        link = others[-1]
        yield LinkWarning(
            "reused",
            Level.WARNING,
            msg(
                "Link {n} has the same UTM tags ({post}).",
                n=link.id,
                post=link.draft.post or link.draft.note or link.draft.destination,
            ),
            msg("Their visits cannot be distinguished. Use another utm_content for each post."),
        )


RULE = LinkRule("reused", _find)
