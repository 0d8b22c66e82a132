"""The same tags stand for another link or post already."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.base.message import msg
from data.links.warning import LinkContext, LinkRule, LinkWarning


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
                "Link {n} bears the same tags ({post}).",
                fr="Le lien {n} porte les mêmes balises ({post}).",
                n=link.id,
                post=link.draft.post or link.draft.note or link.draft.destination,
            ),
            msg(
                "Their visits cannot be told apart. Give each post a content of its own.",
                fr="Leurs visites ne se distinguent pas. Donnez à chaque publication un contenu à elle.",
            ),
        )


RULE = LinkRule("reused", _find)
