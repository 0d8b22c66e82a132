"""The destination is not secure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from data.base.issue import Level
from data.base.message import msg
from data.links.warning import LinkContext, LinkRule, LinkWarning


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    if case.address is not None and case.address.scheme != "https":
        yield LinkWarning(
            "not_https",
            Level.WARNING,
            msg(
                "The address begins with http: browsers warn, and a redirect may lose the tags.",
                fr="L’adresse commence par http\u00a0: les navigateurs avertissent, et une redirection peut perdre les balises.",
            ),
            msg("Use the address with https.", fr="Utilisez l’adresse en https."),
            "destination",
            str(replace(case.address, scheme="https")),
        )


RULE = LinkRule("not_https", _find)
