"""Rule: a tag is percent-encoded already and would be encoded twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.base.issue import Level
from data.facts.corrections import decoded
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg

# “spring%20sale” is encoded, “100% wool” is not.
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    for part, value in case.draft.tags.items():
        if _PERCENT.search(value):
            yield LinkWarning(
                "encoded",
                Level.WARNING,
                msg(
                    "{column}: “{value}” is already encoded and would be encoded twice.",
                    column=part,
                    value=value,
                ),
                msg("Write it as people read it. The link is encoded here."),
                part,
                decoded(value),
            )


RULE = LinkRule("encoded", _find)
