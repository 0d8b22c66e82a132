"""What a section of the report declares, and all of them: one file each in ``report/sections``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from data.base.discovery import discover
from i18n.message import Message
from report.document.model import Audience, Section
from report.evidence.data_access import ReportData


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section: its place, its first reader, and what makes it.

    ``make`` gives None where there is no evidence to speak of.
    """

    id: str
    label: Message
    order: int
    make: Callable[[ReportData], Section | None]
    level: Audience = Audience.EXECUTIVE
    appendix: bool = False


@cache
def kinds() -> dict[str, SectionSpec]:
    """Every section by id, in the order of the story; appendices come last."""
    found = discover("report.sections", "SECTION")
    return {kind.id: kind for kind in sorted(found, key=lambda k: (k.appendix, k.order))}
