"""The title of the data's quality: the first of these statements whose condition holds."""

from __future__ import annotations

from i18n.message import Message, Part, Quantity, plural
from metrics.results.results import Headline
from report.evidence.story import Story
from report.wording.periods import during, name_of

_KNOWN = 0.8  # share of a figure's final number below which the title says so


def title(story: Story) -> Message:
    """What could change a conclusion: wrong tags, missing days, values that still grow."""
    trust, causes = story.trust, story.tags.causes
    young = _young(story)
    if causes and story.tags.effects:
        return _tags(story, young)
    if trust.late:
        first = trust.late[0]
        return plural(
            "{n} source lacks days {during}: {name} covers {share}",
            "{n} sources lack days {during}: {name} covers {share}",
            n=len(trust.late),
            during=during(story.query, story.query),
            name=first.label,
            share=Quantity(first.share, "whole-percent"),
        )
    if young is not None:
        return plural(
            "{n} source covers all days {during}; {name}: only {share} known so far",
            "{n} sources cover all days {during}; {name}: only {share} known so far",
            n=trust.complete,
            **_of(young, story),
        )
    if not trust.measures_sessions:
        return plural(
            "{n} source covers {period}; nothing is measured on the website",
            "{n} sources cover {period}; nothing is measured on the website",
            n=trust.complete,
            period=name_of(story.query, story.query),
        )
    return plural(
        "{n} source covers all days {during}; no open UTM issue changes a conclusion",
        "{n} sources cover all days {during}; no open UTM issue changes a conclusion",
        n=trust.complete,
        during=during(story.query, story.query),
    )


def _young(story: Story) -> Headline | None:
    """The first figure of which much is not known yet."""
    return next(
        (
            one
            for one in story.trust.growing
            if one.maturity is not None
            and one.maturity.share is not None
            and one.maturity.share < _KNOWN
        ),
        None,
    )


def _of(one: Headline, story: Story) -> dict[str, Part]:
    share = None if one.maturity is None else one.maturity.share
    return {
        "share": Quantity(share, "whole-percent"),
        "name": one.figure.metric.label,
        "during": during(story.query, story.query),
    }


def _tags(story: Story, young: Headline | None) -> Message:
    count = len(story.tags.effects)
    conclusions = plural("{k} conclusion", "{k} conclusions", k=count)
    if young is None:
        return plural(
            "{n} UTM issue changes {conclusions}",
            "{n} UTM issues change {conclusions}",
            n=len(story.tags.causes),
            conclusions=conclusions,
        )
    return plural(
        "{n} UTM issue changes {conclusions}; {name}: only {share} known so far",
        "{n} UTM issues change {conclusions}; {name}: only {share} known so far",
        n=len(story.tags.causes),
        conclusions=conclusions,
        **_of(young, story),
    )
