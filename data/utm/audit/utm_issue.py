"""A UTM issue as a value: what is wrong, its impact, and a proposed correction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from typing import Any

import polars as pl

from data.base.json_values import to_json
from data.utm.audit.evidence import AuditEvidence
from data.utm.impact import MEASURES, Impact
from data.values.correction import Correction
from i18n.message import Message


class Care(StrEnum):
    """How much care the fix of an issue takes."""

    SAFE = "safe"  # it can mean one thing only
    LOOK = "look"  # it may join what is not the same
    HAND = "hand"  # no rule can fix it


@dataclass(frozen=True, slots=True)
class UtmIssue:
    """One issue; ``about`` are the values it concerns, ``repair`` is None where none is sensible.

    ``examples`` are values or links as they were collected. ``about_tags`` says which rows of
    ``AuditEvidence.tags`` have wrong UTM tags by this issue; None where it is about none of them,
    such as posts without tags. ``is_safe`` says that the repair can mean one thing only. ``tag`` is
    the wrong tag and its value, where there is one.
    """

    check: str
    about: tuple[str, ...]
    what: Message
    advice: Message
    stake: Impact
    examples: tuple[str, ...] = ()
    repair: Correction | None = None
    about_tags: pl.Expr | None = field(default=None, compare=False, repr=False)
    is_safe: bool = False
    tag: tuple[str, str] | None = None

    @property
    def wrong_tag(self) -> tuple[str, str] | None:
        """The wrong tag and its values; None for an issue that is about no single tag."""
        if self.repair is None:
            return self.tag
        return self.repair.column, ", ".join(self.repair.values)

    @property
    def care(self) -> Care:
        """How much care its fix takes."""
        if self.repair is None:
            return Care.HAND
        return Care.SAFE if self.is_safe else Care.LOOK

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
