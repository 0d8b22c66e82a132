"""Rule: the destination is not HTTPS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    if case.address is not None and case.address.scheme != "https":
        yield LinkWarning(
            "not_https",
            Level.WARNING,
            msg(
                "The address begins with http. Browsers warn, and a redirect may lose the UTM tags."
            ),
            msg("Use the address with https."),
            "destination",
            str(replace(case.address, scheme="https")),
        )


RULE = LinkRule("not_https", _find)
