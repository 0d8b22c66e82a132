"""What happened on a day, entered by hand: a campaign that started, a site that was down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from i18n.message import Message, msg

KINDS: Mapping[str, Message] = {
    "campaign": msg("Campaign"),
    "site": msg("Website"),
    "tracking": msg("Tracking"),
    "other": msg("Other"),
}


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note on the days from ``first`` to ``last``, both included.

    Without ``channel`` and ``network`` it is about everything. Raises ValueError on a kind that
    does not exist, an empty text, or days in the wrong order.
    """

    first: date
    last: date
    text: str
    kind: str = "other"
    channel: str = ""
    network: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"a note is one of {', '.join(KINDS)}")
        if not self.text.strip():
            raise ValueError("a note needs a text")
        if self.first > self.last:
            raise ValueError(f"the note ends ({self.last}) before it starts ({self.first})")


@dataclass(frozen=True, slots=True)
class StoredAnnotation:
    """A note in the store, with who made it and, once it was removed, who took it away."""

    id: int
    note: Annotation
    saved_at: datetime
    saved_by: str
    removed_at: datetime | None = None
    removed_by: str = ""
