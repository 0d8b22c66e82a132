"""Rule: GA4 would assign no channel to the visits."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.links.suggest_medium import suggest_medium
from data.links.warning import LinkContext, LinkRule, LinkWarning
from i18n.message import msg


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    if case.channel != "Unassigned":
        return
    tags = case.draft.tags
    to = suggest_medium(tags.source, tags.medium)
    advice = msg(
        "Choose a medium that GA4 knows, such as social, paid_social, email, cpc or referral, "
        "or add a custom channel on the page UTM tags."
    )
    if to:
        advice = msg("You probably mean “{to}”.", to=to)
    yield LinkWarning(
        "no_channel",
        Level.WARNING,
        msg(
            "No rule of GA4 matches source “{source}” with medium “{medium}”, so these visits "
            "would have no channel.",
            source=tags.source,
            medium=tags.medium,
        ),
        advice,
        "medium" if to else "",
        to,
    )


RULE = LinkRule("no_channel", _find)
