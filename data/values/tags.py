"""The tags of a campaign link, and the names that they bear in an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from data.base.json_values import stored_by

PARTS = ("source", "medium", "campaign", "content", "term", "id")
TRACED = ("source", "medium", "campaign", "content")
"""What tells a link's visits from those of another."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What ``utm_source`` and the others say; an empty text is a tag that is not there."""

    source: str = ""
    medium: str = ""
    campaign: str = ""
    content: str = ""
    term: str = ""
    id: str = ""

    def get(self, part: str) -> str:
        """The tag of one of ``PARTS``."""
        return str(getattr(self, part))

    def put(self, part: str, value: str) -> Tags:
        """The same tags with another value of ``part``."""
        return replace(self, **{part: value})

    def items(self) -> Iterable[tuple[str, str]]:
        """The tags that are there, in the order of a link."""
        return [(part, self.get(part)) for part in PARTS if self.get(part)]

    @property
    def traced(self) -> tuple[str, ...]:
        """Source, medium, campaign and content."""
        return tuple(self.get(part) for part in TRACED)

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Tags:
        """Tags from a mapping; other keys are left alone and anything but text is no tag."""
        known = {field.name for field in fields(cls)}
        return cls(**{k: v for k, v in values.items() if k in known and isinstance(v, str)})


stored_by(Tags, read=Tags.of)
