"""Rule: a tag looks like one in use (case, separators, typo)."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from data.utm.audit.similarity import look_alike, same_words
from data.values.tags import TRACED
from i18n.message import msg


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    for part in TRACED:
        value = case.draft.tags.get(part)
        other = _other(case, part, value) if value else None
        if other is not None:
            yield LinkWarning(
                "look_alikes",
                Level.WARNING,
                msg(
                    "{column}: “{value}” looks like “{other}”, which is in use. Values would "
                    "be split in two.",
                    column=part,
                    value=value,
                    other=other,
                ),
                msg("Write it as before, unless it has another meaning."),
                part,
                other,
            )


def _other(case: LinkContext, part: str, value: str) -> str | None:
    """The value in use with the largest impact that this one resembles, if it has a larger one."""
    rank = case.known.rank(part, value)
    for other in case.known.like(part, value):
        same = value.casefold() == other.casefold() or same_words(value, other)
        # Only the value with the smaller impact should change.
        before = rank is None or (case.known.rank(part, other) or 0) < rank
        if before and (same or (rank is None and look_alike(value, other))):
            return other
    return None


RULE = LinkRule("look_alikes", _find)
