"""The destination is no web address."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.base.message import msg
from data.links.warning import LinkContext, LinkRule, LinkWarning


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    if case.address is None:
        yield LinkWarning(
            "no_address",
            Level.ERROR,
            msg(
                "“{written}” is not the address of a web page.",
                fr="«\u00a0{written}\u00a0» n’est pas l’adresse d’une page web.",
                written=case.draft.destination.strip()[:200],
            ),
            msg(
                "Copy the address from the browser, for example https://www.example.com/page.",
                fr="Copiez l’adresse depuis le navigateur, par exemple https://www.example.com/page.",
            ),
        )


RULE = LinkRule("no_address", _find)
