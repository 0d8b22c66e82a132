"""How one table of a file was understood: what it is by which columns, and what proves it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.base.json_values import to_json
from i18n.message import Message


@dataclass(frozen=True, slots=True)
class CheckResult:
    """An identity of the file that was put to the test.

    ``compared`` counts the rows (or totals) it could be tested on, ``off`` those outside the
    tolerance; ``difference`` is what is missing in all of them together, ``tolerance`` the
    share of the stated figure that is still taken for equal (0: exact).
    """

    what: Message
    compared: int
    off: int
    difference: float
    tolerance: float = 0.0

    @property
    def held(self) -> bool:
        """Whether nothing was outside the tolerance."""
        return self.off == 0


@dataclass(frozen=True, slots=True)
class RecognitionReport:
    """One table of a file as its source read it; columns are named as the file writes them.

    ``evidence`` are the columns that tell the export from others; ``used`` pairs a column with
    the canonical one it fills, ``helping`` serve checks or other columns, ``ignored`` are known
    and of no use here, ``unknown`` are not known. ``zone`` is where times without an offset were taken to be local (empty: the company's), None when the
    table has no such times; ``dates`` is how days are written (``mdy``, ``dmy``, …).
    """

    sheet: str | None
    table: str
    evidence: tuple[str, ...]
    used: tuple[tuple[str, str], ...]
    helping: tuple[str, ...]
    ignored: tuple[str, ...]
    unknown: tuple[str, ...]
    zone: str | None
    dates: str
    checks: tuple[CheckResult, ...] = ()

    def shown(self, language: str) -> dict[str, Any]:
        """What the headless door tells, sentences in ``language``."""
        checks = [{**to_json(c), "what": c.what.render(language)} for c in self.checks]
        return {**to_json(self), "used": dict(self.used), "checks": checks}
