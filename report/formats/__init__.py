"""Report formats and their registry: one module or sub-package each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from data.base.discovery import discover
from i18n.message import Message
from report.document.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a report; ``write`` uses nothing but the given report.

    A module of this package declares one as ``FORMAT``. Heavy libraries are imported when
    ``write`` runs, so that the application does not wait for them.
    """

    id: str
    label: Message
    mime: str
    suffix: str
    write: Callable[[Report], bytes]


@cache
def formats() -> dict[str, Format]:
    """Every format by id."""
    return {each.id: each for each in discover(__name__, "FORMAT", optional=True)}
