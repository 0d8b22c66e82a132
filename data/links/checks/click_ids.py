"""Rule: the destination has the click id of a single visitor."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg

# Parameters that networks, ad systems and mailing tools add to a link when it is clicked.
_CLICK_IDS = frozenset(
    [
        "gclid",
        "gbraid",
        "wbraid",
        "dclid",
        "srsltid",
        "_gl",
        "fbclid",
        "igsh",
        "igshid",
        "msclkid",
        "ttclid",
        "twclid",
        "li_fat_id",
        "epik",
        "sccid",
        "rdt_cid",
        "yclid",
        "mc_eid",
    ]
)


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    named = [] if case.address is None else [n for n in case.address.names if n in _CLICK_IDS]
    if case.address is not None and named:
        yield LinkWarning(
            "click_ids",
            Level.WARNING,
            msg(
                "The address carries the click of one visitor ({names}): it was copied from a visit.",
                names=", ".join(named),
            ),
            msg("Remove it, or visits may be credited to that ad or network instead of your tags."),
            "destination",
            str(case.address.without(_CLICK_IDS)),
        )


RULE = LinkRule("click_ids", _find)
