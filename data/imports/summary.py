"""Import summary: what is stored about a file besides its rows, with its JSON form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.base.issue import Excluded, Issue, Level, Question, Where
from data.base.json_values import READ_FAULTS, from_json
from data.base.table_report import RecognitionReport
from data.sources.kit.parse_result import ParseResult
from i18n.message import msg


@dataclass(frozen=True, slots=True)
class Summary:
    """How a file was understood. ``answers`` are the ones that it needed.

    ``period`` is the first and the last day that the file says it covers, ``observed_at`` when
    its figures were observed, as text.
    """

    source: str | None
    network: str | None
    language: str | None
    encoding: str | None
    excluded: tuple[Excluded, ...]
    quarantined: int
    unmapped_columns: tuple[str, ...]
    questions: tuple[Question, ...]
    issues: tuple[Issue, ...]
    answers: Mapping[str, str]
    understood: tuple[RecognitionReport, ...] = ()
    period: tuple[date, date] | None = None
    observed_at: str | None = None

    @classmethod
    def of(
        cls, loaded: ParseResult, answers: Mapping[str, str], issues: Iterable[Issue] = ()
    ) -> Summary:
        """The summary of what was read with ``answers``; ``issues`` are added to the reader's."""
        return cls(
            source=loaded.source,
            network=loaded.network,
            language=loaded.language,
            encoding=loaded.encoding,
            excluded=loaded.excluded,
            quarantined=0 if loaded.quarantine is None else loaded.quarantine.height,
            unmapped_columns=loaded.unmapped_columns,
            questions=loaded.questions,
            issues=(*loaded.issues, *issues),
            answers=dict(answers),
            understood=loaded.understood,
            period=loaded.period,
        )

    @classmethod
    def of_refused(cls, issue: Issue) -> Summary:
        """The summary of a file that was not read at all."""
        return cls.of(ParseResult(source=None), {}, (issue,))


def stored_summary(stored: Any) -> Summary:
    """The summary that was stored with a file; one that says so where it is damaged."""
    try:
        return from_json(Summary, stored)
    except READ_FAULTS:
        return Summary.of_refused(
            Issue(
                Level.WARNING,
                Where(""),
                msg("The notes on this file cannot be read any more. Its rows count."),
                msg("To restore the notes, undo the import and import the file again."),
            )
        )
