"""What a section of the report declares, and all of them: one file each in ``report/sections``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from data.message import Message
from report.case import Case
from report.model import Audience, Section


@dataclass(frozen=True, slots=True)
class Kind:
    """One section: its place, its first reader, and what makes it.

    ``make`` gives None where there is no evidence to speak of.
    """

    id: str
    label: Message
    order: int
    make: Callable[[Case], Section | None]
    level: Audience = Audience.EXECUTIVE
    appendix: bool = False


@cache
def kinds() -> dict[str, Kind]:
    """Every section by id, in the order of the story; appendices come last."""
    package = importlib.import_module("report.sections")
    names = [info.name for info in pkgutil.iter_modules(package.__path__)]
    found = [importlib.import_module(f"{package.__name__}.{name}").SECTION for name in names]
    return {kind.id: kind for kind in sorted(found, key=lambda k: (k.appendix, k.order))}
