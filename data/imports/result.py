"""Import result of one file: outcome, extents and how it was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from data.base.issue import Excluded, Issue, Question
from data.imports.summary import Summary, stored_summary
from data.store import Import
from data.tables.coverage import Coverage
from i18n.catalogue import DEFAULT


class ImportOutcome(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    ALREADY_IMPORTED = "already_imported"
    NEEDS_INPUT = "needs_input"
    REFUSED = "refused"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do about the file."""
        return self in {ImportOutcome.IMPORTED, ImportOutcome.ALREADY_IMPORTED}


@dataclass(frozen=True, slots=True)
class FileResult:
    """One export of an upload: what became of it and how it was understood.

    ``sha256`` names the bytes as they were uploaded. ``import_id`` is None and ``extents`` are
    empty unless the file is imported.
    """

    file: str
    sha256: str
    outcome: ImportOutcome
    summary: Summary
    import_id: int | None = None
    extents: Mapping[str, Coverage] = field(default_factory=dict)

    @classmethod
    def of(cls, file: str, entry: Import, outcome: ImportOutcome) -> FileResult:
        """The result for ``file`` that a line of the ledger describes."""
        summary = stored_summary(entry.summary)
        return cls(file, entry.sha256, outcome, summary, entry.id, entry.extents)

    def to_json(self, language: str = DEFAULT) -> dict[str, Any]:
        """The object that ``import --json`` gives for a file, sentences in ``language``."""
        summary = self.summary
        return {
            "file": self.file,
            "sha256": self.sha256,
            "import_id": self.import_id,
            "status": self.outcome.value,
            "source": summary.source,
            "network": summary.network,
            "language": summary.language,
            "encoding": summary.encoding,
            "tables": {table: extent.shown() for table, extent in self.extents.items()},
            "excluded": [_excluded(excluded, language) for excluded in summary.excluded],
            "quarantined": summary.quarantined,
            "unmapped_columns": list(summary.unmapped_columns),
            "questions": [_question(question, language) for question in summary.questions],
            "issues": [issue_json(issue, language) for issue in summary.issues],
            "understood": [report.shown(language) for report in summary.understood],
        }


def issue_json(issue: Issue, language: str) -> dict[str, Any]:
    """An issue with its sentences in ``language``."""
    where = issue.where
    return {
        "level": issue.level.value,
        "where": {
            "file": where.file,
            "sheet": where.sheet,
            "row": where.row,
            "column": where.column,
        },
        "what": issue.what.render(language),
        "fix": issue.fix.render(language),
    }


def _excluded(excluded: Excluded, language: str) -> dict[str, Any]:
    return {"what": excluded.what.render(language), "count": excluded.count}


def _question(question: Question, language: str) -> dict[str, Any]:
    return {
        "key": question.key,
        "prompt": question.prompt.render(language),
        "choices": [choice for choice, _ in question.choices],
        "guess": question.guess,
    }
