"""Link warnings, and the context that rules about links look at."""

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
    """One issue of a link. Where one click fixes it, ``part`` becomes ``to``."""

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
    """A draft with its parsed address and channel, for the rules.

    ``address`` is None where the destination is not an address; ``before`` are the tags that it had
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
