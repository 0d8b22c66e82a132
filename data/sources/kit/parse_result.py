"""Parse result of one file: canonical tables, quarantined rows, issues and open questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from data.base.issue import Excluded, Issue, Level, Question
from data.base.table_report import RecognitionReport
from data.values.column_mapping import ColumnMapping


@dataclass(frozen=True, slots=True)
class ParseResult:
    """The result of reading one file (a zip of one export counts as one file).

    ``tables`` maps canonical table names to frames in the canonical schema, with
    ``source_sheet`` and ``source_row`` filled and ``import_id`` null (the import fills it).
    ``quarantine`` holds rows that could not be used: columns ``sheet``, ``row``, ``reason``
    (JSON of a Message) and ``record`` (JSON list of the cells). ``source`` is None when nothing fits;
    ``confidence`` is 0..1. With open ``questions`` the tables hold what the guesses give
    (or are empty when there is no guess) and must not be committed. ``personal`` names the
    columns, as the file writes them, whose cells identify people: what is stored of such a
    file holds keyed hashes in their place, and of other columns only those that are ``in_clear``. ``understood`` says table by table how it was read.
    ``mapping`` is the one by which a file that no source knows was read, to be saved for the next.
    ``optional`` questions are not asked: their guess holds unless the user answers otherwise.
    ``totals`` are the rows of totals, typed, of a table that is read in pieces. ``period`` is the
    first and the last day that the file says it covers, None where it does not say.
    """

    source: str | None
    network: str | None = None
    language: str | None = None
    encoding: str | None = None
    confidence: float = 0.0
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    excluded: tuple[Excluded, ...] = ()
    unmapped_columns: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    issues: tuple[Issue, ...] = ()
    quarantine: pl.DataFrame | None = None
    personal: tuple[str, ...] = ()
    understood: tuple[RecognitionReport, ...] = ()
    mapping: ColumnMapping | None = None
    optional: tuple[Question, ...] = ()
    totals: pl.DataFrame | None = None
    period: tuple[date, date] | None = None
    in_clear: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing of the file can be used."""
        return self.source is None or (
            not self.questions
            and all(frame.is_empty() for frame in self.tables.values())
            and any(issue.level is Level.ERROR for issue in self.issues)
        )
