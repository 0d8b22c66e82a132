"""One-page summary on A4: the answer, the first goals and the next steps, as PDF/UA-1."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, TypeVar

from i18n.message import msg
from report.document.model import Actions, Report, ReportTable, Section, Sentence, Text
from report.formats import Format
from report.wording import render
from report.wording.currency_note import standing

# The sections that the page is made of, by their ids; one that a report has not is left out.
_ANSWER, _GOALS, _DECIDE = "answer", "goals", "decide"
_SENTENCES, _ROWS, _STEPS = 3, 3, 6
_SIZES = (9, 8.5, 8)  # points: nothing on the page is smaller
_Kind = TypeVar("_Kind", ReportTable, Actions)


def write(report: Report) -> bytes:
    """The page; where it does not fit, letters become smaller, then rows are left out."""
    from report.formats.typeset import typeset  # noqa: PLC0415 (only these formats need it)

    language = report.request.language
    known = {section.id: section for section in report.sections}
    answer = known.get(_ANSWER)
    ask = report.ask or next(iter(_sentences(answer, lead=True)), None)
    said = _sentences(answer, lead=False)[:_SENTENCES]
    given = {
        "language": language,
        "brand": render.text(report.brand.name),
        "title": render.title(report),
        "period": render.period(report),
        "standing": standing(report),
        "headline": render.sentence(answer.title if answer else report.headline, language),
        "said": [render.sentence(each, language) for each in said],
        "ask": render.sentence(ask, language) if ask else "",
        "answer": _table(answer, report),
        "goals": _table(known.get(_GOALS), report, _ROWS),
        "steps": _steps(known.get(_DECIDE), language),
    }
    return typeset(__name__, "page.typ", given, report)


def _sentences(section: Section | None, *, lead: bool) -> list[Sentence]:
    blocks = section.blocks if section else ()
    texts = [block for block in blocks if isinstance(block, Text) and block.lead is lead]
    return [each for block in texts for each in block.sentences]


def _first(section: Section | None, kind: type[_Kind]) -> _Kind | None:
    blocks = section.blocks if section else ()
    return next((block for block in blocks if isinstance(block, kind)), None)


def _table(
    section: Section | None, report: Report, rows: int | None = None
) -> dict[str, Any] | None:
    """The first table of a section under the section's title; that of the answer has its own."""
    from report.charts import PAPER  # noqa: PLC0415 (they are drawn only here)
    from report.formats.view import table_view  # noqa: PLC0415

    found = _first(section, ReportTable)
    if section is None or found is None:
        return None
    cut = found if rows is None else replace(found, shown=min(found.shown, rows))
    language = report.request.language
    # Rows that are left out here are in the report: the page does not say so.
    notes = (*render.bases(found, language), *render.reasons_of(cut, language))
    view = replace(table_view(cut, report, PAPER, _SIZES), notes=notes)
    return asdict(view if rows is None else _titled(view, section, language))


def _steps(section: Section | None, language: str) -> dict[str, Any] | None:
    from report.formats.view import steps_view  # noqa: PLC0415 (see above)

    found = _first(section, Actions)
    if section is None or found is None:
        return None
    view = steps_view(replace(found, items=found.items[:_STEPS]), language, _SIZES)
    return asdict(_titled(view, section, language))


def _titled(view: Any, section: Section, language: str) -> Any:
    return replace(view, title=render.sentence(section.title, language))


FORMAT = Format("a4", msg("One-page summary (PDF)"), "application/pdf", "-summary.pdf", write)
