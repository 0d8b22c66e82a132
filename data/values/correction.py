"""A repair of tags as a rule: which values become which, in which tables, on what condition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data.base.json_values import stored_by
from data.tables.schema import TABLES
from data.values.condition import Condition, TaggingError, text, texts
from i18n.message import Message, msg

TAGS = ("source", "medium", "campaign", "content", "term")
MENDED = ("web_sessions", "web_key_events", "touches", "leads", "ad_costs")
"""The tables whose tags can be repaired."""


class CorrectionKind(StrEnum):
    """What a repair does to a value."""

    REPLACE = "replace"  # the listed values become another
    FOLD = "fold"  # capital letters become small ones
    DECODE = "decode"  # %20 and + become what they stand for, as often as it takes
    STRIP = "strip"  # the listed beginnings are taken away
    DIRECT = "direct"  # the visit counts as one that came without any tag


@dataclass(frozen=True, slots=True)
class Correction:
    """What happens to ``column``.

    ``values`` are compared exactly, capital letters included; without values every value is
    meant. ``where`` narrows it by the other tags, ``tables`` (none: all) to some tables.
    """

    kind: CorrectionKind
    column: str
    values: tuple[str, ...] = ()
    to: str = ""
    where: tuple[Condition, ...] = ()
    tables: tuple[str, ...] = ()

    def concerns(self, table: str) -> bool:
        """Whether the table is meant and has every column that the repair looks at."""
        tested = {self.column, *(condition.column for condition in self.where)}
        tested |= {"source", "medium"} if self.kind is CorrectionKind.DIRECT else set()
        meant = not self.tables or table in self.tables
        return table in MENDED and meant and tested <= set(TABLES[table].schema)

    def message(self) -> Message:
        """What it does, in words."""
        return _WORDS[self.kind].filled(
            column=self.column,
            values=", ".join(self.values) or "*",
            to=self.to,
            where="".join(f" ({condition})" for condition in self.where),
        )

    def checked(self) -> Correction:
        """Itself. Raises TaggingError when it could not do what it says."""
        if self.column not in TAGS:
            raise TaggingError(f"“{self.column}” is no tag; choose from {', '.join(TAGS)}.")
        strange = [table for table in self.tables if table not in MENDED]
        if strange:
            raise TaggingError(f"“{strange[0]}” has no tags; choose from {', '.join(MENDED)}.")
        if self.kind in {
            CorrectionKind.REPLACE,
            CorrectionKind.STRIP,
            CorrectionKind.DIRECT,
        } and not any(self.values):
            raise TaggingError("Name the values that are meant.")
        if self.kind is CorrectionKind.REPLACE and (not self.to or self.to in self.values):
            raise TaggingError("Name another value that the old ones become.")
        return self


def _read(value: Mapping[str, Any]) -> Correction:
    """The correction that a file or the store describes. Raises TaggingError for anything else."""
    kind = text(value, "kind")
    if kind not in set(CorrectionKind):
        raise TaggingError(
            f"“{kind}” is no kind of repair; choose from {', '.join(CorrectionKind)}."
        )
    made = Correction(
        CorrectionKind(kind),
        text(value, "column"),
        texts(value, "values"),
        text({"to": "", **value}, "to"),
        tuple(Condition.of(one, frozenset(TAGS)) for one in value.get("where", ())),
        texts(value, "tables"),
    )
    return made.checked()


stored_by(Correction, read=_read)


_WORDS = {
    CorrectionKind.REPLACE: msg("{column}: “{values}” becomes “{to}”{where}"),
    CorrectionKind.FOLD: msg("{column}: “{values}” in lowercase{where}"),
    CorrectionKind.DECODE: msg("{column}: “{values}” decoded (%20 and + become spaces){where}"),
    CorrectionKind.STRIP: msg("{column}: without “{values}” at the beginning{where}"),
    CorrectionKind.DIRECT: msg("Visits whose {column} is “{values}” count as direct{where}"),
}
