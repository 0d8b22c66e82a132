"""Deck assembly: a cover, then one or more slides per section, with speaker notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Pt

from i18n.locales import tag
from metrics.question.query import Query
from report.document.model import (
    Actions,
    Block,
    Cards,
    Chart,
    Report,
    ReportTable,
    Section,
    StoryPart,
    Text,
)
from report.formats.pptx.cards import cards
from report.formats.pptx.geometry import Box, lines
from report.formats.pptx.master import COVER, COVER_TITLE, FOOTER, TITLE, TITLE_ONLY, blank
from report.formats.pptx.pagination import Flow, SlideColumn, lay, paginate
from report.formats.pptx.parts import set_parts
from report.formats.pptx.pictures import chart
from report.formats.pptx.tables import actions, table
from report.formats.pptx.text import HEADING, SMALL, TEXT, Pen
from report.formats.pptx.text_blocks import prose
from report.wording import phrases, render
from report.wording.currency_note import standing
from report.wording.periods import name_of

_LINES = 2  # of a title, and of the sources below a slide
_BETWEEN = "  |  "  # sources


def deck(report: Report) -> bytes:
    """Every section of the report as slides."""
    made = blank(report)
    _describe(made, report)
    _cover(made, report)
    pen = Pen(report.request.language, report.brand)
    small = replace(pen, small=True)
    parts = [_part(section) for section in report.pages[:1]]
    for section in report.pages:
        parts += [_part(section)] * _section(
            made, section, report, small if section.appendix else pen
        )
    names = [render.said(phrases.PARTS[part], pen.language) for part in parts or [StoryPart.ANSWER]]
    set_parts(made, names)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _part(section: Section) -> StoryPart:
    return StoryPart.APPENDIX if section.appendix else section.part


def _describe(made: Presentation, report: Report) -> None:
    about = made.core_properties
    about.title = render.title(report)
    about.subject = render.sentence(report.headline, report.request.language)[:255]
    about.author = about.last_modified_by = render.text(report.brand.name) or "Utmost"
    about.language = tag(report.request.language)
    about.keywords = render.period(report)
    about.comments = standing(report)
    # python-pptx writes naive times as UTC.
    about.created = about.modified = report.made_at.replace(tzinfo=None)


def _cover(made: Presentation, report: Report) -> None:
    """Company, title and period; the headline where no slide has it as its title."""
    slide = made.slides.add_slide(made.slide_layouts[COVER])
    language = report.request.language
    span = Query(report.request.start, report.request.end)
    period = render.said(name_of(span), language)
    _title(slide, f"{render.title(report)}, {period}", COVER_TITLE, language)
    headline = render.sentence(report.headline, language)
    titles = {render.sentence(section.title, language) for section in report.pages}
    words = [
        (render.text(report.brand.name), True),
        ("" if headline in titles else headline, True),
        (render.period(report), False),
        (standing(report), False),
    ]
    frame = slide.placeholders[1].text_frame
    slide.placeholders[1].name = render.said(phrases.SUBTITLE, language)
    for index, (line, strong) in enumerate((line, strong) for line, strong in words if line):
        paragraph = frame.add_paragraph() if index else frame.paragraphs[0]
        paragraph.space_after = Pt(6)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = render.without_pictures(line), Pt(TEXT), strong
        run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1 if strong else MSO_THEME_COLOR.TEXT_2
        run._r.get_or_add_rPr().set("lang", tag(language))  # noqa: SLF001 (no public API)
    slide.notes_slide.notes_text_frame.text = render.without_pictures(headline)


def _section(made: Presentation, section: Section, report: Report, pen: Pen) -> int:
    """Adds the slides of a section and returns how many."""
    beside = [each for each in section.blocks if isinstance(each, Text) and each.aside]
    main = [block for block in section.blocks if block not in beside]
    if not main:  # there is nothing to be next to
        main, beside = list(beside), []
    slides = paginate(
        [_flow(block, pen) for block in main], [_flow(block, pen) for block in beside]
    )
    heading = render.sentence(section.title, pen.language)
    for number, columns in enumerate(slides):
        slide = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
        further = _first(columns) if number else ""
        _title(slide, heading, TITLE, pen.language, further)
        lay(slide, columns)
        _footer(slide, report, columns, pen)
        slide.notes_slide.notes_text_frame.text = _notes(section, pen.language)
    return len(slides)


def _first(columns: Sequence[SlideColumn]) -> str:
    """What a slide that goes on shows, for its title."""
    return next((piece.name for column in columns for piece in column.pieces), "")


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


def _title(slide: Slide, text: str, box: Box, language: str, further: str = "") -> None:
    """Writes the title, never in smaller letters; one that is too long loses its end."""
    shape = slide.shapes.title
    assert shape is not None  # noqa: S101 (both layouts have one)
    shape.name = render.said(phrases.TITLE, language)
    run = shape.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = titled(text, further, box.width, language), Pt(HEADING)
    run._r.get_or_add_rPr().set("lang", tag(language))  # noqa: SLF001 (no public API)


def titled(text: str, further: str, width: float, language: str) -> str:
    """A title of at most two lines with what a slide that goes on shows; its end stays whole."""

    def whole(title: str) -> str:
        if not further:
            return title
        return render.filled(phrases.GOES_ON, language, title=title, what=further)

    title = render.without_pictures(text)
    words, made = title.split(" "), whole(title)
    while len(words) > 1 and lines(made, width, HEADING, bold=True) > _LINES:
        words.pop()
        made = whole(f"{' '.join(words).rstrip(',;:')}…")
    return render.without_pictures(made)


def _footer(slide: Slide, report: Report, columns: Iterable[SlideColumn], pen: Pen) -> None:
    """The sources of the slide and its number, which slides do not take over by themselves."""
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
            last.text_frame.text = render.without_pictures(_sources(report, columns, pen.language))


def _sources(report: Report, columns: Iterable[SlideColumn], language: str) -> str:
    """What the figures of a slide are based on, each once, in two lines; the notes have all."""
    demo = [render.said(phrases.DEMO, language)] if report.demo else []
    bases = [note for column in columns for piece in column.pieces for note in piece.bases]
    written = demo
    for note in dict.fromkeys(bases):
        longer = [*written[: len(written) - len(demo)], note, *demo]
        if lines(_BETWEEN.join(longer), FOOTER.width, SMALL) <= _LINES:
            written = longer
    return _BETWEEN.join(written)


def _notes(section: Section, language: str) -> str:
    """What to say, the likely question and its answer, then what else is known."""
    lines = [render.sentence(section.title, language)]
    if section.talk:
        talk = section.talk
        lines += [
            render.said(phrases.SAY, language),
            *(render.said(each, language) for each in talk.say),
            render.said(phrases.QUESTION, language),
            render.said(talk.question, language),
            render.said(phrases.ANSWER, language),
            render.said(talk.answer, language),
            "",
        ]
    further = [render.said(note, language) for note in section.notes]
    further += [note for block in section.blocks for note in _small_print(block, language)]
    return render.without_pictures("\n".join([*lines, *dict.fromkeys(further)]))


def _small_print(block: Block, language: str) -> tuple[str, ...]:
    return (*render.remarks(block, language), *render.bases(block, language))
