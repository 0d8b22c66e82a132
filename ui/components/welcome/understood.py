"""What was understood of the last files: questions, refusals, imports, and a timeline of coverage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.base.issue import Issue
from data.facts.facts import Facts
from data.imports import FileResult, ImportOutcome, preview
from data.imports.sibling_guess import guessed
from data.imports.tool_coverage import covered_span, tool_id
from data.tables.coverage import Coverage
from i18n import format as shown
from ui import cache, chart_layout, state
from ui.charts.coverage import CoverageRow, coverage_chart
from ui.components import chart
from ui.components.sources import import_issues, mapping, questions
from ui.components.sources.tool_names import tool_name
from ui.components.sources.tools import period, tools
from ui.components.sources.uploads import outcome_icon
from ui.text import _, _c, _n, language, show

SHOWN = 12  # imported files; further ones are folded
SHOWN_WAITING = 12  # waiting files whose days are read for the timeline
Span = tuple[date, date]


def headline(results: Sequence[FileResult], waiting: int) -> str:
    """How many files were imported, are asked about, refused, and known already."""
    count = {outcome: sum(r.outcome is outcome for r in results) for outcome in ImportOutcome}
    done, known = count[ImportOutcome.IMPORTED], count[ImportOutcome.ALREADY_IMPORTED]
    refused = count[ImportOutcome.REFUSED]
    # The first part names what is counted.
    whole = (
        (done, _n("{n} file imported", "{n} files imported", n=done)),
        (waiting, _n("{n} file with a question", "{n} files with a question", n=waiting)),
        (refused, _n("{n} file refused", "{n} files refused", n=refused)),
        (known, _n("{n} file already imported", "{n} files already imported", n=known)),
    )
    short = (
        (done, ""),
        (waiting, _n("{n} with a question", "{n} with a question", n=waiting)),
        (refused, _n("{n} refused", "{n} refused", n=refused)),
        (known, _n("{n} already imported", "{n} already imported", n=known)),
    )
    parts = [text for n, text in whole if n][:1]
    first = next((at for at, (n, _text) in enumerate(whole) if n), len(whole))
    return ", ".join(parts + [text for n, text in short[first + 1 :] if n])


def files(results: Sequence[FileResult]) -> None:
    """The questions first, then refused files, then imported ones."""
    questions.boxes(questions.waiting_files())
    _refused([result for result in results if result.outcome is ImportOutcome.REFUSED])
    done = [result for result in results if result.outcome.settled]
    for number, result in enumerate(done[:SHOWN]):
        _line(result, number)
    if len(done) > SHOWN:
        label = _n("{n} more file", "{n} more files", n=len(done) - SHOWN)
        with st.expander(label, key="more_imported", on_change="rerun") as opened:
            if opened.open:
                for number, result in enumerate(done[SHOWN:], SHOWN):
                    _line(result, number)


def _refused(results: Sequence[FileResult]) -> None:
    """Refused files with reason and next step; those with the same ones in one box."""
    by_reason: dict[tuple[str, ...], list[str]] = {}
    for result in results:
        reason = tuple(_reason(issue) for issue in result.summary.issues)
        by_reason.setdefault(reason, []).append(import_issues.plain(result.file))
    for reasons, names in by_reason.items():
        with st.container(border=True, gap="xsmall"):
            icon = outcome_icon(ImportOutcome.REFUSED)
            listed = ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
            st.markdown(f"{icon} **{_('Refused')}** :gray[:small[{listed}]]")
            for text in reasons:
                st.markdown(text)


def _reason(issue: Issue) -> str:
    what, fix = (import_issues.plain(show(text)) for text in (issue.what, issue.fix))
    return f"{what}  \n:gray[:small[{fix}]]"


def _line(result: FileResult, number: int) -> None:
    """An imported file: its tool, name, rows and days; what is worth knowing is folded."""
    summary = result.summary
    tool = import_issues.plain(tool_name(tool_id(summary.source, summary.network)))
    name = import_issues.plain(questions.short_name(result.file))
    rows = sum(extent.rows for extent in result.extents.values())
    facts = [_n("{n} row", "{n} rows", n=rows), *_days(result)]
    if result.outcome is ImportOutcome.ALREADY_IMPORTED:
        facts.insert(0, _("already imported"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f"{outcome_icon(result.outcome)} **{tool}** :gray[:small[{name}]]", width="stretch"
        )
        st.markdown(f":gray[:small[{' · '.join(facts)}]]", width="content")
        if summary.issues:
            notes = _n("{n} note", "{n} notes", n=len(summary.issues))
            with st.popover(notes, type="tertiary", key=f"notes_{number}"):
                import_issues.issues(summary.issues)


def _days(result: FileResult) -> list[str]:
    span = covered_span(result.extents)
    return [] if span is None else [shown.span(*span, language())]


def timeline() -> None:
    """The days that every source covers, those of waiting files grey, the period as a frame."""
    rows = [
        CoverageRow(tool_name(tool.id), [lane.spans for lane in tool.lanes])
        for tool in sorted(tools(), key=lambda tool: tool_name(tool.id).casefold())
        if tool.lanes
    ]
    waiting = [
        CoverageRow(questions.short_name(file.file, 26), [[span]], "before")
        for file in questions.waiting_files()[:SHOWN_WAITING]
        if (span := _guessed_days(file)) is not None
    ]
    rows += waiting
    if not rows:
        return
    frame, now = period(), language()
    st.header(_("Days covered by each source"), anchor=False)
    spoken = [f"{row.name}: {_spoken(row, now)}" for row in rows]
    chart.show(
        coverage_chart(rows, frame, lambda day: shown.month(day, now) if _is_long(rows) else shown.day(day, now)),
        key="coverage", alt="; ".join(spoken), name="coverage",
    )  # fmt: skip
    notes = [f":blue[■] {_c('chart', 'Imported')}"]
    notes += [f":gray[■] {_('Waits for an answer')}"] if waiting else []
    notes += [_("Frame: period of Results")] if frame is not None else []
    st.caption(" · ".join(notes))


def _is_long(rows: Sequence[CoverageRow]) -> bool:
    spans = [span for row in rows for lane in row.lanes for span in lane]
    return chart_layout.is_long(min(start for start, _ in spans), max(end for _, end in spans))


def _spoken(row: CoverageRow, now: str) -> str:
    spans = [span for lane in row.lanes for span in lane]
    return shown.span(min(start for start, _ in spans), max(end for _, end in spans), now)


def _guessed_days(file: FileResult) -> Span | None:
    """The days of a waiting file if its guesses are right; None where they are not enough."""
    asked = guessed(file, ())
    if mapping.asks_for_mapping(file):
        return None
    answers = {one.question.key: _likely(one.question.guess, one.question.choices) for one in asked}
    if not all(answers.values()):
        return None
    given = tuple(sorted((key, str(value)) for key, value in answers.items()))

    def work(_facts: Facts) -> Span | None:
        found = preview(state.store(), file.sha256, dict(given)).tables.items()
        return covered_span(
            {table: Coverage.of(table, rows) for table, rows in found if rows.height}
        )

    return cache.remember("days of a waiting file", (file.sha256, given), work)


def _likely(guess: str | None, choices: Sequence[tuple[str, object]]) -> str | None:
    """The guess; where there is none any choice, because a network changes no day."""
    return guess or next((choice for choice, _label in choices), None)
