"""The destination bore tags already."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.base.message import msg
from data.links.warning import LinkContext, LinkRule, LinkWarning


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    old = [value for _, value in case.before.items()]
    if old and case.before != case.draft.tags:
        yield LinkWarning(
            "replaced",
            Level.WARNING,
            msg(
                "The address was tagged already ({old}). These tags are replaced.",
                fr="L’adresse était déjà balisée ({old}). Ces balises sont remplacées.",
                old=", ".join(old)[:200],
            ),
            msg(
                "Make sure that it is not the link of another campaign.",
                fr="Vérifiez que ce n’est pas le lien d’une autre campagne.",
            ),
        )


RULE = LinkRule("replaced", _find)
