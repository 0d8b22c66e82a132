"""Rule: a tagged link inside the company’s own site (it would start a new source)."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    leads_home = case.address is not None and case.known.owns(case.address.host)
    if case.draft.on_own_site and leads_home:
        yield LinkWarning(
            "internal",
            Level.ERROR,
            msg("UTM tags on a link inside your own site hide where the visitor came from."),
            msg("Delete the UTM tags. Use them only on links from elsewhere to your site."),
        )


RULE = LinkRule("internal", _find)
