"""A UTM issue as a value: what is wrong, its impact, and a proposed correction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from data.base.json_values import to_json
from data.utm.audit.evidence import AuditEvidence
from data.utm.impact import MEASURES, Impact
from data.values.correction import Correction
from i18n.message import Message


@dataclass(frozen=True, slots=True)
class UtmIssue:
    """One fault; ``about`` are the values it concerns, ``repair`` is None where none is sensible.

    ``examples`` are values or links as they were collected.
    """

    check: str
    about: tuple[str, ...]
    what: Message
    advice: Message
    stake: Impact
    examples: tuple[str, ...] = ()
    repair: Correction | None = None

    @property
    def id(self) -> str:
        """An id that stays the same as long as the issue is about the same values."""
        identity = "\x1f".join((self.check, *self.about)).encode()
        return f"{self.check}-{blake2b(identity, digest_size=4).hexdigest()}"

    def to_json(self, language: str) -> dict[str, Any]:
        """A JSON-ready value, sentences in ``language``."""
        return {
            "id": self.id,
            "check": self.check,
            "what": self.what.render(language),
            "advice": self.advice.render(language),
            **{name: getattr(self.stake, name) for name in MEASURES},
            "examples": list(self.examples),
            "repair": self.repair and to_json(self.repair),
        }


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of fault; ``id`` is the name of its file."""

    id: str
    label: Message
    find: Callable[[AuditEvidence], Iterable[UtmIssue]]
