"""GA4 would give the visits no channel."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.base.message import msg
from data.links.suggest_medium import suggest_medium
from data.links.warning import LinkContext, LinkRule, LinkWarning


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    if case.channel != "Unassigned":
        return
    tags = case.draft.tags
    to = suggest_medium(tags.source, tags.medium)
    advice = msg(
        "Choose a medium that GA4 knows, such as social, paid_social, email, cpc or referral, or add a channel of your own on the page Tagging.",
        fr="Choisissez un support que GA4 connaît, comme social, paid_social, email, cpc ou referral, ou ajoutez un canal à vous sur la page Balisage.",
    )
    if to:
        advice = msg(
            "Probably “{to}” was meant.",
            fr="Vous vouliez sans doute dire «\u00a0{to}\u00a0».",
            to=to,
        )
    yield LinkWarning(
        "no_channel",
        Level.WARNING,
        msg(
            "No rule of GA4 knows source “{source}” with medium “{medium}”: these visits would have no channel.",
            fr="Aucune règle de GA4 ne connaît la source «\u00a0{source}\u00a0» avec le support «\u00a0{medium}\u00a0»\u00a0: ces visites n’auraient pas de canal.",
            source=tags.source,
            medium=tags.medium,
        ),
        advice,
        "medium" if to else "",
        to,
    )


RULE = LinkRule("no_channel", _find)
