"""Deck assembly: a cover, then one or more slides per section, with speaker notes."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import Any

from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Pt

from i18n.locales import tag
from report.document.model import Actions, Block, Cards, Chart, Report, ReportTable, Section
from report.formats.pptx.cards import cards
from report.formats.pptx.charts import chart
from report.formats.pptx.geometry import Box, fitting
from report.formats.pptx.master import CONTENT, COVER, COVER_TITLE, TITLE, blank
from report.formats.pptx.pagination import Flow, lay, paginate
from report.formats.pptx.tables import actions, table
from report.formats.pptx.text import Pen
from report.formats.pptx.text_blocks import prose
from report.wording import phrases, render

LONGEST = 240  # characters of a title; the notes have the whole title


def deck(report: Report) -> bytes:
    """Every section of the report as slides."""
    made = blank(report)
    _describe(made, report)
    _cover(made, report)
    pen = Pen(report.request.language, report.brand)
    for section in report.sections:
        _section(made, section, report, pen.small() if section.appendix else pen)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _describe(made: Presentation, report: Report) -> None:
    about = made.core_properties
    about.title = render.title(report)
    about.subject = render.sentence(report.headline, report.request.language)[:255]
    about.author = about.last_modified_by = render.text(report.brand.name) or "Utmost"
    about.language = tag(report.request.language)
    about.keywords = render.period(report)
    about.comments = render.standing(report)
    # python-pptx writes naive times as UTC.
    about.created = about.modified = report.made_at.replace(tzinfo=None)


def _cover(made: Presentation, report: Report) -> None:
    slide = made.slides.add_slide(made.slide_layouts[COVER])
    language = report.request.language
    _title(
        slide, render.sentence(report.headline, language), COVER_TITLE, (36, 30, 24, 20), language
    )
    frame = slide.placeholders[1].text_frame
    name = " · ".join(filter(None, (render.text(report.brand.name), render.title(report))))
    slide.placeholders[1].name = render.said(phrases.SUBTITLE, language)
    for index, line in enumerate((name, render.period(report), render.standing(report))):
        paragraph = frame.add_paragraph() if index else frame.paragraphs[0]
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = line, Pt(18 if index == 0 else 14), index == 0
        run._r.get_or_add_rPr().set("lang", tag(language))  # noqa: SLF001 (no public API)
    slide.notes_slide.notes_text_frame.text = render.sentence(report.headline, language)


def _section(made: Presentation, section: Section, report: Report, pen: Pen) -> None:
    slides = paginate(_flow(block, pen) for block in section.blocks)
    heading = render.sentence(section.title, pen.language)
    for number, pieces in enumerate(slides, 1):
        slide = made.slides.add_slide(made.slide_layouts[CONTENT])
        count = f" ({number}/{len(slides)})" if len(slides) > 1 else ""
        short = heading if len(heading) <= LONGEST else heading[: LONGEST - 1] + "…"
        _title(slide, short + count, TITLE, (26, 22, 18, 15), pen.language)
        lay(slide, pieces)
        _footer(slide, report, section, pen)
        slide.notes_slide.notes_text_frame.text = _notes(section, pen.language)


def _flow(block: Block, pen: Pen) -> Flow:
    match block:
        case Cards():
            return cards(block, pen)
        case Chart():
            return chart(block, pen)
        case ReportTable():
            return table(block, pen)
        case Actions():
            return actions(block, pen)
        case _:
            return prose(block, pen)


def _title(slide: Slide, text: str, box: Box, sizes: tuple[float, ...], language: str) -> None:
    shape = slide.shapes.title
    assert shape is not None  # noqa: S101 (both layouts have one)
    shape.name = render.said(phrases.TITLE, language)
    run = shape.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = text, Pt(fitting(text, box, sizes, bold=True))
    run._r.get_or_add_rPr().set("lang", tag(language))  # noqa: SLF001 (no public API)


def _footer(slide: Slide, report: Report, section: Section, pen: Pen) -> None:
    """The layout's footer and page number, which slides do not take over by themselves."""
    parts = [render.text(report.brand.name), render.title(report), render.period(report)]
    parts += [render.said(phrases.APPENDIX, pen.language)] if section.appendix else []
    parts += [render.said(phrases.DEMO, pen.language)] if report.demo else []
    layout: Any = slide.slide_layout
    for shape in layout.placeholders:
        kind = shape.element.find(f".//{qn('p:ph')}").get("type")
        if kind not in {"ftr", "sldNum"}:
            continue
        # Slides do not inherit footers from their layout as they do other placeholders.
        copy = deepcopy(shape.element)
        slide.shapes._spTree.append(copy)  # noqa: SLF001 (no public API for footers)
        copy.find(f".//{qn('p:cNvPr')}").set("id", str(900 + (kind == "sldNum")))
        if kind == "ftr":
            last: Any = slide.shapes[-1]
            last.text_frame.text = " · ".join(filter(None, parts))


def _notes(section: Section, language: str) -> str:
    lines = [render.sentence(section.title, language)]
    lines += [render.said(note, language) for note in section.notes]
    lines += [note for block in section.blocks for note in render.notes(block, language)]
    return "\n".join(dict.fromkeys(lines))
