"""The source names the company’s own site."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.base.message import msg
from data.links.warning import LinkContext, LinkRule, LinkWarning


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    source = case.draft.tags.source
    if "." in source and case.known.owns(source):
        yield LinkWarning(
            "own_source",
            Level.WARNING,
            msg(
                "The source “{source}” is your own site.",
                fr="La source «\u00a0{source}\u00a0» est votre propre site.",
                source=source,
            ),
            msg(
                "Name the place where the link will stand: a network, a newsletter, a partner.",
                fr="Nommez l’endroit où sera le lien\u00a0: un réseau, une newsletter, un partenaire.",
            ),
        )


RULE = LinkRule("own_source", _find)
