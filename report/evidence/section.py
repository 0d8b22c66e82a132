"""The section interface of reports, and the registry: one file each in ``report/sections``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from data.base.discovery import discover
from i18n.message import Message
from report.document.model import Audience, Section
from report.evidence.story import Story


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section: its place, its first reader, and what makes it.

    ``make`` returns None where there is no evidence. ``workbook`` sections are in the workbook alone.
    """

    id: str
    label: Message
    order: int
    make: Callable[[Story], Section | None]
    level: Audience = Audience.EXECUTIVE
    appendix: bool = False
    workbook: bool = False


@cache
def kinds() -> dict[str, SectionSpec]:
    """Every section by id, in the order of the story; appendices come last."""
    specs = discover("report.sections", "SECTION")
    return {kind.id: kind for kind in sorted(specs, key=lambda k: (k.appendix, k.order))}
