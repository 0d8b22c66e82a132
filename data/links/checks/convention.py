"""Rule: a tag breaks the team’s naming convention."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.links.warning import LinkContext, LinkRule, LinkWarning
from data.values.tags import PARTS
from i18n.message import Message, msg


def _find(case: LinkContext) -> Iterator[LinkWarning]:
    convention = case.known.convention
    for part in PARTS:
        value = case.draft.tags.get(part)
        if not value:
            if part in convention.required:
                yield _missing(part)
            continue
        shaped, allowed = convention.shaped(part, value), convention.allowed(part)
        template = convention.template(part)
        if allowed and shaped not in allowed:
            yield _caution(part, _not_allowed(part, value), _ASK)
        elif template is not None and not template.matches(shaped):
            advice = msg("Write it as {template}.", template=template.text)  # fmt: skip
            yield _caution(part, _misspelt(part, value), advice)
        elif shaped != value:
            advice = msg("Write “{to}”.", to=shaped)
            yield _caution(part, _misspelt(part, value), advice, shaped)


_ASK = msg("Choose one from the list, or add this one to the convention if your team agrees.")


def _caution(part: str, what: Message, advice: Message, to: str = "") -> LinkWarning:
    return LinkWarning("convention", Level.WARNING, what, advice, part if to else "", to)


def _missing(part: str) -> LinkWarning:
    return LinkWarning(
        "convention",
        Level.WARNING,
        msg("{column} is missing.", column=part),
        msg("The naming convention requires it. Without it, these visits cannot be distinguished."),
    )


def _not_allowed(part: str, value: str) -> Message:
    return msg("{column}: “{value}” is not in the naming convention.", column=part, value=value)


def _misspelt(part: str, value: str) -> Message:
    return msg(
        "{column}: “{value}” does not follow the naming convention.", column=part, value=value
    )


RULE = LinkRule("convention", _find)
