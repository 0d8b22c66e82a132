"""Rule: a paid link that GA4 would count as organic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.base.channels import Use
from data.base.issue import Level
from data.channels.default_channels import PAID_MEDIUM
from data.links.suggest_medium import suggest_medium
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    tags = case.draft.tags
    to = suggest_medium(tags.source, tags.medium)
    # The medium sounds paid but does not match GA4's pattern for paid mediums.
    if case.use == Use.ORGANIC and re.fullmatch(PAID_MEDIUM, to):
        yield LinkWarning(
            "hidden_in_organic",
            Level.WARNING,
            msg(
                "GA4 does not count the medium “{medium}” as paid, so these visits would be "
                "hidden in {channels}.",
                medium=tags.medium,
                channels=case.channel or "",
            ),
            msg("Write “{to}” if the link is paid.", to=to),
            "medium",
            to,
        )


RULE = LinkRule("hidden_in_organic", _find)
