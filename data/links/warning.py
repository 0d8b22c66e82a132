"""What is wrong with a link as a value, and what a rule about links looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from data.base.issue import Level
from data.links.validation_context import ValidationContext
from data.values.address import Address
from data.values.link import Draft
from data.values.tags import Tags
from i18n.message import Message


@dataclass(frozen=True, slots=True)
class LinkWarning:
    """One fault of a link. Where one click mends it, ``part`` is to become ``to``."""

    rule: str
    level: Level
    what: Message
    advice: Message
    part: str = ""
    to: str = ""

    def to_json(self, language: str) -> dict[str, Any]:
        """A JSON-ready value, sentences in ``language``."""
        return {
            "rule": self.rule,
            "level": self.level.value,
            "what": self.what.render(language),
            "advice": self.advice.render(language),
            "part": self.part or None,
            "to": self.to or None,
        }


@dataclass(frozen=True, slots=True)
class LinkContext:
    """A draft and what was found out about it before the rules look.

    ``address`` is None where the destination is none; ``before`` are the tags that it bore
    already. ``channel`` is None while source and medium are empty; ``plain`` is the channel that
    the same tags had without the campaign.
    """

    draft: Draft
    address: Address | None
    before: Tags
    channel: str | None
    use: str
    plain: str | None
    known: ValidationContext
    link_id: int | None = None


@dataclass(frozen=True, slots=True)
class LinkRule:
    """A rule about links; ``id`` is the name of its file."""

    id: str
    find: Callable[[LinkContext], Iterable[LinkWarning]]
