"""Text output of imports: outcome, coverage, issues, skipped rows and questions of each file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from data.base.issue import Issue, Level, Question
from data.base.table_report import CheckResult, RecognitionReport
from data.imports.result import FileResult, ImportOutcome
from data.imports.summary import Summary, stored_summary
from data.store import Import, ImportStatus
from data.tables.coverage import Coverage
from i18n.message import Message, msg, plural

_EXPLAINED = 8  # choices with their labels; a longer list has ids that need no explanation
_LISTED = 12  # columns; a wide export has thousands

_STATUS = {
    ImportStatus.PENDING: msg("being imported"),
    ImportStatus.DONE: msg("imported"),
    ImportStatus.ROLLING_BACK: msg("being deleted"),
    ImportStatus.ROLLED_BACK: msg("interrupted, nothing imported"),
    ImportStatus.UNDOING: msg("being undone"),
    ImportStatus.UNDONE: msg("undone"),
}

_LEVEL = {
    Level.NOTE: msg("note"),
    Level.WARNING: msg("warning"),
    Level.ERROR: msg("error"),
}


def render_file(result: FileResult, language: str) -> Iterator[str]:
    """The outcome of a file's import, then its coverage, issues and questions."""
    lines = [
        _headline(result),
        *_extents(result.extents),
        *_summary(result.summary, language),
        *(_question(question, language) for question in result.summary.questions),
    ]
    return (line.render(language) for line in lines)


def render_import(entry: Import, language: str) -> str:
    """One import as a line."""
    return plural(
        "{id}  {date}  {file}  {rows} row  {status}",
        "{id}  {date}  {file}  {rows} rows  {status}",
        rows=sum(extent.rows for extent in entry.extents.values()),
        id=entry.id,
        date=entry.started_at.date().isoformat(),
        file=entry.file,
        status=_STATUS[entry.status].render(language),
    ).render(language)


def render_issues(
    entry: Import, quarantined: Iterable[Mapping[str, Any]], language: str
) -> Iterator[str]:
    """The issues of an import, and every skipped row."""
    if entry.summary:
        for line in _summary(stored_summary(entry.summary), language):
            yield line.render(language)
    for row in quarantined:
        reason = Message.from_json(row["reason"])
        yield msg("  row {row}: {reason}", row=row["row"], reason=reason.render(language)).render(
            language
        )


def _summary(summary: Summary, language: str) -> Iterator[Message]:
    """The excluded rows, skipped rows, recognition and issues of a file."""
    for excluded in summary.excluded:
        yield msg(
            "  skipped: {count} × {what}",
            count=excluded.count,
            what=excluded.what.render(language),
        )
    if summary.quarantined:
        yield plural(
            "  skipped: {count} row that could not be used",
            "  skipped: {count} rows that could not be used",
            count=summary.quarantined,
        )
    for recognition in summary.understood:
        yield from _understood(recognition, language)
    for issue in summary.issues:
        yield _issue(issue, language)


def _understood(recognition: RecognitionReport, language: str) -> Iterator[Message]:
    """How a table was recognised, which columns are used, and the results of its checks."""
    yield msg(
        "  {table} recognised by: {columns}",
        table=" › ".join(filter(None, (recognition.sheet, recognition.table))),
        columns=", ".join(recognition.evidence),
    )
    if recognition.zone is not None:
        place = recognition.zone or msg("the time zone of the company")
        yield msg("  times without an offset are read in {zone}", zone=place)
    if recognition.helping:
        yield msg(
            "  columns read for checks and for other columns: {columns}",
            columns=_listed(recognition.helping),
        )
    if recognition.ignored:
        yield msg("  ignored columns: {columns}", columns=_listed(recognition.ignored))
    if recognition.unknown:
        yield msg("  unknown columns: {columns}", columns=_listed(recognition.unknown))
    for check in recognition.checks:
        yield _check(check, language)


def _listed(columns: tuple[str, ...]) -> str:
    more = len(columns) - _LISTED
    return ", ".join(columns[:_LISTED]) + (f" … (+{more})" if more > 0 else "")


def _check(check: CheckResult, language: str) -> Message:
    what = check.what.render(language)
    if check.held:
        return plural(
            "  checked: {what}, in {compared} of {compared} case",
            "  checked: {what}, in {compared} of {compared} cases",
            compared=check.compared,
            what=what,
        )
    return plural(
        "  check failed: {what}, in {off} of {compared} case (difference {difference})",
        "  check failed: {what}, in {off} of {compared} cases (difference {difference})",
        compared=check.compared,
        what=what,
        off=check.off,
        difference=check.difference,
    )


def _headline(result: FileResult) -> Message:
    source = result.summary.source or "?"
    if result.outcome is ImportOutcome.IMPORTED:
        return msg(
            "{file}: imported as number {id} ({source})",
            file=result.file,
            id=result.import_id,
            source=source,
        )
    if result.outcome is ImportOutcome.ALREADY_IMPORTED:
        return msg(
            "{file}: already imported as number {id}, nothing to do",
            file=result.file,
            id=result.import_id,
        )
    if result.outcome is ImportOutcome.NEEDS_INPUT:
        return msg(
            "{file}: needs an answer before it can be imported ({source})",
            file=result.file,
            source=source,
        )
    return msg("{file}: not imported", file=result.file)


def _extents(extents: Mapping[str, Coverage]) -> Iterator[Message]:
    for table, extent in extents.items():
        if extent.start is None or extent.end is None:
            yield plural(
                "  {table}: {rows} row", "  {table}: {rows} rows", rows=extent.rows, table=table
            )
        else:
            yield plural(
                "  {table}: {rows} row, {start} to {end}",
                "  {table}: {rows} rows, {start} to {end}",
                rows=extent.rows,
                table=table,
                start=extent.start.isoformat(),
                end=extent.end.isoformat(),
            )


def _question(question: Question, language: str) -> Message:
    example = question.guess or next((choice for choice, _ in question.choices), "…")
    return msg(
        "  ? {prompt} Answer with --answer {key}={example}{choices}",
        prompt=question.prompt.render(language),
        key=question.key,
        example=example,
        choices=_choices(question, language),
    )


def _choices(question: Question, language: str) -> str:
    ids = [choice for choice, _ in question.choices]
    named = [f"{choice} = {label.render(language)}" for choice, label in question.choices]
    listed = named if len(named) <= _EXPLAINED else ids
    return f" ({', '.join(listed)})" if listed else ""


def _issue(issue: Issue, language: str) -> Message:
    return msg(
        "  {level}, {where}: {what}. {fix}",
        level=_LEVEL[issue.level].render(language),
        where=str(issue.where),
        what=issue.what.render(language),
        fix=issue.fix.render(language),
    )
