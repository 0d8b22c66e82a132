"""Rule: the destination is not a web address."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    if case.address is None:
        yield LinkWarning(
            "no_address",
            Level.ERROR,
            msg(
                "“{written}” is not the address of a web page.",
                written=case.draft.destination.strip()[:200],
            ),
            msg("Copy the address from the browser, for example https://www.example.com/page."),
        )


RULE = LinkRule("no_address", _find)
