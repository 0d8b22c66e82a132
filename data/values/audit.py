"""Who changed what and when: the entries of the audit log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from data.base.email import EMAIL

HIDDEN = "…"
"""A placeholder for a text that the log does not hold."""
_LONGEST, _MOST = 200, 20  # characters of a text, members of a list


class Via(StrEnum):
    """Where a change came from."""

    PAGE = "page"
    COMMAND = "command"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes something; an empty ``name`` means that it is not known."""

    name: str = ""
    via: Via = Via.PROGRAM


UNKNOWN = Actor()
"""A program that does not say for whom it works."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change as the log holds it.

    ``act`` says what was done (``correction.add``), ``subject`` is the id of what was changed.
    ``before`` and ``after`` are JSON values, None where there was or is nothing.
    """

    id: int
    at: datetime
    who: Actor
    act: str
    subject: str
    before: Any
    after: Any
    why: str

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value."""
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "who": self.who.name,
            "via": self.who.via.value,
            "act": self.act,
            "subject": self.subject,
            "before": self.before,
            "after": self.after,
            "why": self.why,
        }


def loggable(value: Any) -> Any:
    """A JSON value as the log may hold it: small, and without the address of a person.

    Texts and lists are cut, e-mail addresses are hidden.

    >>> loggable({"to": "ada@example.com (old)", "rows": 3})
    {'to': '… (old)', 'rows': 3}
    """
    if isinstance(value, str):
        text = EMAIL.sub(HIDDEN, value)
        return text if len(text) <= _LONGEST else text[:_LONGEST] + HIDDEN
    if isinstance(value, Mapping):
        return {name: loggable(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        parts = [loggable(part) for part in value[:_MOST]]
        return [*parts, HIDDEN] if len(value) > _MOST else parts
    return value


def described(content: Mapping[str, Any], hidden: Collection[str] = ()) -> dict[str, Any]:
    """The fields that say something; those that are ``hidden`` say only that they are filled in."""
    return {
        name: HIDDEN if name in hidden else value
        for name, value in content.items()
        if value not in (None, "", [], {}, ())
    }


def difference(
    before: Mapping[str, Any], after: Mapping[str, Any], hidden: Collection[str] = ()
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ, as they were and as they are."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    was = {name: before.get(name) for name in names}
    now = {name: after.get(name) for name in names}
    return described(was, hidden), described(now, hidden)
