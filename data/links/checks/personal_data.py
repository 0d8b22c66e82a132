"""Rule: the link contains an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg

# “to=ada@a.example”, but not the “/@ada/” of a profile.
_EMAIL = re.compile(r"[^\s@/?&=]+@[^\s@/?&=]+\.\w{2,}")


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    parameters = () if case.address is None else map(unquote_plus, case.address.query)
    values = [*(value for _, value in case.draft.tags.items()), *parameters]
    if any(_EMAIL.search(value) for value in values):
        yield LinkWarning(
            "personal_data",
            Level.ERROR,
            msg("The link contains an e-mail address, which GA4 forbids and everyone can read."),
            msg("Delete it. Use a number or a code instead."),
        )


RULE = LinkRule("personal_data", _find)
