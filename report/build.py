"""Builds a report: the sections with evidence, in the order of the request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from i18n.message import msg
from metrics.question.query import Query
from report.document.edits import edited, edited_sentence
from report.document.model import Report, Request, Section, Sentence
from report.evidence.context import ReportContext
from report.evidence.section import SectionSpec, kinds
from report.evidence.story import Story
from report.evidence.unconverted import unconverted
from report.titles.answer import title
from report.wording.format_values import named_sentence

_NOTHING = msg("No data for this period yet. Import the files that cover it on the page Sources.")
_NO_RESULT = msg(
    "No leads, sessions or costs for this period. Import leads or web analytics on the page "
    "Sources."
)


def build(ground: ReportContext, request: Request, *, now: datetime) -> Report:
    """The report; ``now`` is the moment it is made at (UTC), rounded down to the second.

    Sections that the request drops, that are beyond its reader or that have no evidence are not
    in it. Sentences that a user wrote instead are in ``written``.
    """
    # PDF and Office files store whole seconds, so the report has no finer time than they.
    now = now.replace(microsecond=0)
    case = Story(ground.in_currency(request.currency), request, now)
    known = case.as_of is not None
    made = [_section(case, kind) for kind in chosen(request)] if known else []
    # Edited sentences belong to the language they were written in.
    written = request.written.get(request.language, {})
    return Report(
        request=request,
        headline=edited_sentence(_headline(case), written),
        sections=tuple(edited(section, written) for section in made if section is not None),
        brand=ground.brand,
        as_of=case.as_of,
        made_at=now,
        facts=ground.version,
        demo=ground.demo,
        compared=_compared(case),
        newest=case.newest,
        ask=None if case.ask is None else named_sentence("ask", case.ask.what),
        unconverted=unconverted(case.facts, Query(request.start, request.end), request.currency),
    )


def _headline(case: Story) -> Sentence:
    """The answer, or why there is none."""
    if case.as_of is None:
        return named_sentence("headline", _NOTHING)
    return named_sentence("headline", _NO_RESULT if case.main is None else title(case))


def _section(case: Story, kind: SectionSpec) -> Section | None:
    made = kind.make(case)
    return (
        None
        if made is None
        else replace(made, level=kind.level, appendix=kind.appendix, workbook=kind.workbook)
    )


def chosen(request: Request) -> tuple[SectionSpec, ...]:
    """The sections of the request, in its order; appendices stay last."""
    wanted = [
        kind
        for kind in kinds().values()
        if kind.id not in request.dropped and request.audience.shows(kind.level)
    ]
    places = {name: place for place, name in enumerate(request.order)}
    return tuple(sorted(wanted, key=lambda kind: (kind.appendix, *_place(kind, places))))


def _place(kind: SectionSpec, places: Mapping[str, int]) -> tuple[int, int]:
    return places.get(kind.id, len(places)), kind.order


def _compared(case: Story) -> tuple[date, date] | None:
    before = case.before
    return None if before is None or case.as_of is None else (before.start, before.end)
