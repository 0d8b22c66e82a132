"""Rule: the destination has the click id of a single visitor."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.base.networks import click_ids
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg

# What tools add to a link when somebody clicks, in addition to networks: measurement, ads, mailings.
_FURTHER = ("_gl", "mc_eid")


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    of_networks = [click.parameter for click in click_ids() if click.identifies]
    clicks = frozenset([*of_networks, *_FURTHER])
    named = [] if case.address is None else [n for n in case.address.names if n in clicks]
    if case.address is not None and named:
        yield LinkWarning(
            "click_ids",
            Level.WARNING,
            msg(
                "The address has the click id of one visitor ({names}), so it was copied from "
                "a visit.",
                names=", ".join(named),
            ),
            msg(
                "Delete it. Otherwise visits may be credited to that ad or network instead of "
                "your UTM tags."
            ),
            "destination",
            str(case.address.without(clicks)),
        )


RULE = LinkRule("click_ids", _find)
