"""The tools that files come from: the days they cover, what is missing, where Results opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.facts.coverage import OwnerCoverage, coverage
from data.facts.facts import Facts
from data.imports.tool_coverage import MissingDays, MissingPart, ToolCoverage, tool_coverage
from data.store.damage import ExplainedError
from data.store.faults import STORE_FAULTS
from i18n import format as shown
from metrics.results.default_period import opening_dates
from ui import cache, state
from ui.components.sources.tool_names import content_label, tool_name
from ui.text import _, _n, language

SHOWN_LATE = 2  # incomplete sources in the line below the answer
LISTED = 5  # names of sources without data there


def period() -> tuple[date, date] | None:
    """The period that Results opens with; None while no day is covered."""
    return cache.remember("opening dates", (), lambda facts: opening_dates(_covered(facts)))


def tools() -> tuple[ToolCoverage, ...]:
    """Every tool with visible imports, those with most missing of the period first."""

    def work(facts: Facts) -> tuple[ToolCoverage, ...]:
        covered = _covered(facts)
        return tool_coverage(state.store().state.ledger.done(), covered, opening_dates(covered))

    return cache.remember("tools", (), work)


def _covered(facts: Facts) -> tuple[OwnerCoverage, ...]:
    """The covered days; none where rows are damaged, which the page's frame says.

    The files stay listed: an import whose rows cannot be read can be undone.
    """
    try:
        return coverage(facts)
    except (*STORE_FAULTS, ExplainedError):
        return ()


def with_data(found: tuple[ToolCoverage, ...]) -> tuple[int, int]:
    """How many tools have data in the period, of how many that have days at all."""
    judged = [tool for tool in found if tool.judged]
    return sum(not tool.absent for tool in judged), len(judged)


def opening_line() -> str:
    """Which period Results opens with, and why; empty while there is none."""
    dates = period()
    if dates is None:
        return ""
    known, every = with_data(tools())
    span = shown.span(*dates, language())
    if known == every:
        return _n(
            "Results opens with {span}, where {n} source has data.",
            "Results opens with {span}, where all {n} sources have data.",
            n=every,
            span=span,
        )
    return _n(
        "Results opens with {span}, where {n} out of {every} sources has data.",
        "Results opens with {span}, where {n} out of {every} sources have data.",
        n=known,
        every=every,
        span=span,
    )


def sentences(found: tuple[ToolCoverage, ...]) -> tuple[str, ...]:
    """The answer of the Sources page and the lines below it."""
    if not found:
        return _("No data yet"), _("Import files, or connect Google Analytics 4, to begin.")
    files, rows = sum(len(tool.imports) for tool in found), sum(tool.rows for tool in found)
    counted = _n("{n} file", "{n} files", n=files) + ", " + _n("{n} row", "{n} rows", n=rows) + "."
    judged = [tool for tool in found if tool.judged]
    late = [tool for tool in judged if tool.missing]
    dates = period()
    if dates is None or not judged:
        return _n("{n} file imported", "{n} files imported", n=files), counted
    until = shown.day(dates[1], language())
    frame = _("Period of Results: {span}.", span=shown.span(*dates, language()))
    if not late:
        answer = _n(
            "{n} source covers the whole period, until {day}",
            "All {n} sources cover the whole period, until {day}",
            n=len(judged),
            day=until,
        )
        return answer, counted, frame
    answer = _n(
        "{n} out of {every} sources covers the whole period",
        "{n} out of {every} sources cover the whole period",
        n=len(judged) - len(late),
        every=len(judged),
    )
    if len(judged) == 1:
        answer = _("Your source does not cover the whole period")
    return answer, *_incomplete(late), counted, frame


def _incomplete(late: list[ToolCoverage]) -> Iterator[str]:
    """Which sources miss days, and which have nothing of the period."""
    partly = [tool for tool in late if not tool.absent]
    absent = [tool_name(tool.id) for tool in late if tool.absent]
    for tool in partly[:SHOWN_LATE]:
        yield _("{what}: {state}", what=tool_name(tool.id), state=missing_text(tool)) + "."
    if len(partly) > SHOWN_LATE:
        more = len(partly) - SHOWN_LATE
        yield _n("{n} more is incomplete.", "{n} more are incomplete.", n=more)
    if absent:
        names, more = ", ".join(absent[:LISTED]), len(absent) - LISTED
        if more > 0:
            yield _n(
                "No data in this period: {names} and {n} more.",
                "No data in this period: {names} and {n} more.",
                n=more,
                names=names,
            )
        else:
            yield _("No data in this period: {names}.", names=names)


def missing_text(tool: ToolCoverage) -> str:
    """What is missing of the period in a few words; “Complete” where nothing is."""
    if not tool.judged:
        return shown.MISSING
    if not tool.missing:
        dates = period()
        ends_early = dates is not None and tool.span is not None and tool.span[1] < dates[1]
        return _("Complete, quiet lately") if ends_early else _("Complete")
    if tool.absent:
        return _("No data in this period")
    worst = tool.missing[0]
    text = _missing(worst)
    if len(tool.judged) > 1:
        return _("{what}: {state}", what=content_label(worst.table), state=text)
    return text


def _missing(part: MissingDays) -> str:
    day = shown.day(part.day, language())
    match part.part:
        case MissingPart.ALL:
            return _("no data in this period")
        case MissingPart.START:
            return _("from {day} only", day=day)
        case MissingPart.END:
            return _("until {day} only", day=day)
        case MissingPart.INSIDE:
            return _n("{n} day missing", "{n} days missing", n=part.count)
