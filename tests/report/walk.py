"""Everything that a report holds, however deep: what properties are stated about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from i18n.message import Message


def parts(value: Any) -> Iterator[Any]:
    """The value and all that lies in it."""
    yield value
    if isinstance(value, Enum):
        return
    if isinstance(value, Mapping):
        for one in value.values():
            yield from parts(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from parts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from parts(getattr(value, field.name))


def messages(value: Any) -> Iterator[Message]:
    """Every sentence, those inside sentences as well."""
    return (one for one in parts(value) if isinstance(one, Message))


def block(report: Any, name: str) -> Any:
    """The block of this id."""
    blocks = [one for section in report.sections for one in section.blocks]
    return next(one for one in blocks if one.id == name)
