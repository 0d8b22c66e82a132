"""How one table of a file was understood: what it is by which columns, and what proves it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value that keeps every translation."""
        return {
            "what": self.what.to_json(),
            "compared": self.compared,
            "off": self.off,
            "difference": self.difference,
            "tolerance": self.tolerance,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> CheckResult:
        """What ``to_json`` described."""
        return cls(**{**value, "what": Message.from_json(value["what"])})


@dataclass(frozen=True, slots=True)
class RecognitionReport:
    """One table of a file as its source read it; columns are named as the file writes them.

    ``evidence`` are the columns that tell the export from others; ``used`` pairs a column with
    the canonical one it fills, ``helping`` serve checks or other columns, ``ignored`` are known
    and of no use here, ``unknown`` are not known. ``zone`` is where times without an offset were taken to be local, None when the
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

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value that keeps every translation."""
        return {
            "sheet": self.sheet,
            "table": self.table,
            "evidence": list(self.evidence),
            "used": [list(pair) for pair in self.used],
            "helping": list(self.helping),
            "ignored": list(self.ignored),
            "unknown": list(self.unknown),
            "zone": self.zone,
            "dates": self.dates,
            "checks": [check.to_json() for check in self.checks],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> RecognitionReport:
        """What ``to_json`` described."""
        lists = {name: tuple(value[name]) for name in ("evidence", "helping", "ignored", "unknown")}
        pairs = tuple((header, to) for header, to in value["used"])
        checks = tuple(CheckResult.from_json(check) for check in value["checks"])
        return cls(**{**value, **lists, "used": pairs, "checks": checks})

    def shown(self, language: str) -> dict[str, Any]:
        """What the headless door tells, sentences in ``language``."""
        checks = [{**c.to_json(), "what": c.what.render(language)} for c in self.checks]
        return {**self.to_json(), "used": dict(self.used), "checks": checks}
