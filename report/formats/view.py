"""View model of a report: written text and SVG, shared by the HTML and PDF layouts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from report import charts
from report.charts.as_table import SHAPES, as_table
from report.charts.row_picture import RowLook
from report.charts.row_svg import row_svgs
from report.document.model import (
    Actions,
    Block,
    Card,
    Cards,
    Chart,
    Report,
    ReportTable,
    RowChart,
    RowShape,
    Section,
    Text,
)
from report.wording import phrases, render
from report.wording.column_widths import fit
from report.wording.currency_note import standing
from report.wording.row_words import amount_of

WIDTH, MARGIN = 6.8, 0.14  # inches: the width of a table on A4, and the margins of a cell
SIZES = (9, 8.5, 8, 7.5, 7, 6.5, 6)  # points: of letters in tables, the first that fits
FIGURES_UP_TO = 100  # positions of a chart up to which its values are also in a table
_TREND, _ALONE, _SEVERAL = 1.1, 2.9, 2.1  # inches: the width of a picture of rows


@dataclass(frozen=True, slots=True)
class CardView:
    """A headline figure in words."""

    label: str
    value: str
    bounds: str | None
    note: str | None
    tone: str
    basis: str | None


@dataclass(frozen=True, slots=True)
class RowPictureView:
    """A picture next to a table: SVG of its head (empty where it has none) and of each row.

    ``words`` say what each row's picture shows, ``width`` is in inches.
    """

    title: str
    subtitle: str
    alt: str
    head: str
    rows: tuple[str, ...]
    words: tuple[str, ...]
    width: float


@dataclass(frozen=True, slots=True)
class StepView:
    """What can be replaced in a row of next steps: its id, and its day (YYYY-MM-DD, or empty)."""

    id: str
    due: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block in words; which of the fields are filled depends on its ``kind``.

    ``size`` (points) and ``widths`` (inches) are of a table's letters and columns on paper. ``ids``
    are of the sentences ``texts``, ``steps`` are of the rows of a table of next steps.
    """

    kind: str
    id: str
    title: str = ""
    notes: tuple[str, ...] = ()
    cards: tuple[CardView, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    right: tuple[bool, ...] = ()
    size: float = 0
    widths: tuple[float, ...] = ()
    pictures: tuple[RowPictureView, ...] = ()
    strong: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    steps: tuple[StepView, ...] = ()
    lead: bool = False
    subtitle: str = ""
    svg: str = ""
    alt: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section in words; ``aside`` blocks are next to the others where there is room."""

    id: str
    title_id: str
    title: str
    blocks: tuple[BlockView, ...]
    aside: tuple[BlockView, ...]
    appendix: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report in words; ``labels`` are the few fixed ones that layouts need."""

    language: str
    brand: str
    title: str
    headline_id: str
    headline: str
    period: str
    standing: str
    sections: tuple[SectionView, ...]
    labels: dict[str, str] = field(default_factory=dict)


def view(report: Report, letters: str) -> ReportView:
    """The report as written in its language, pictures in the typeface ``letters``."""
    language = report.request.language
    labels = {
        "contents": phrases.CONTENTS,
        "appendix": phrases.APPENDIX,
        "figures": phrases.FIGURES,
        "notes": phrases.NOTES,
    }
    return ReportView(
        language,
        render.text(report.brand.name),
        render.title(report),
        report.headline.id,
        render.sentence(report.headline, language),
        render.period(report),
        standing(report),
        tuple(_section(section, report, letters) for section in report.pages),
        {name: render.said(label, language) for name, label in labels.items()},
    )


def _section(section: Section, report: Report, letters: str) -> SectionView:
    title = render.sentence(section.title, report.request.language)
    beside = [each for each in section.blocks if isinstance(each, Text) and each.aside]
    main = [each for each in section.blocks if each not in beside]
    blocks, aside = (
        tuple(view for block in part for view in block_views(block, report, letters))
        for part in (main, beside)
    )
    return SectionView(section.id, section.title.id, title, blocks, aside, section.appendix)


def block_views(block: Block, report: Report, letters: str) -> tuple[BlockView, ...]:
    """A block in words; a chart of ranges or steps is a table and the figures behind it."""
    language = report.request.language
    match block:
        case Cards():
            shared = render.shared_basis(block) is not None
            card_views = tuple(_card(card, language, shared=shared) for card in block.items)
            notes = render.notes(block, language)
            return (BlockView("cards", block.id, notes=notes, cards=card_views),)
        case Chart():
            if block.known and block.shape in SHAPES:
                drawn = table_view(as_table(block, language), report, letters)
                return (drawn, replace(_chart(block, report, ""), kind="figures"))
            return (_chart(block, report, letters),)
        case ReportTable():
            return (table_view(block, report, letters),)
        case Actions():
            return (steps_view(block, language),)
        case Text():
            texts = tuple(render.sentence(each, language) for each in block.sentences)
            title = render.said(block.title, language) if block.title else ""
            ids = tuple(each.id for each in block.sentences)
            return (BlockView("text", block.id, title, texts=texts, ids=ids, lead=block.lead),)


def _card(card: Card, language: str, *, shared: bool) -> CardView:
    value, bounds = render.headline(card.amount, language)
    return CardView(
        render.said(card.label, language),
        value,
        bounds,
        render.card_note(card, language),
        card.tone.value,
        None if shared else render.basis(card.basis, language),
    )


def _chart(chart: Chart, report: Report, letters: str) -> BlockView:
    language = report.request.language
    dated = any(isinstance(position, date) for position in chart.positions)
    series = tuple(render.said(each.label, language) for each in chart.series)
    rows = tuple(
        (
            render.position(position, language),
            *(
                render.figure(each.values[index], chart.unit, chart.currency, language)
                for each in chart.series
            ),
        )
        for index, position in enumerate(chart.positions)
    )
    return BlockView(
        "chart",
        chart.id,
        render.said(chart.title, language),
        render.notes(chart, language),
        head=(render.said(phrases.DAY if dated else phrases.POSITION, language), *series),
        rows=rows if chart.known and len(rows) <= FIGURES_UP_TO else (),
        right=(False, *(True for _ in series)),
        svg=charts.svg(chart, language, report.brand, letters) if chart.known and letters else "",
        subtitle=render.said(chart.subtitle, language) if chart.subtitle else "",
        alt=render.said(chart.alt, language),
        marks=render.marks(chart, language),
    )


def table_view(
    table: ReportTable, report: Report, letters: str, sizes: Sequence[float] = SIZES
) -> BlockView:
    """A table with the pictures of its rows, in the typeface ``letters`` and one of ``sizes``."""
    language = report.request.language
    more = render.left_out(table, language)
    head = tuple(render.cell(column.label, language) for column in table.columns)
    rows = tuple(
        tuple(
            render.cell(value, language, column.unit)
            for value, column in zip(row, table.columns, strict=True)
        )
        for row in table.rows[: table.shown]
    )
    pictures = _pictures(table, rows, report, letters)
    room = WIDTH - sum(picture.width + MARGIN for picture in pictures)
    size, widths = fit((head, *rows), room, sizes, MARGIN)
    return BlockView(
        "table",
        table.id,
        render.said(table.title, language),
        (*([more] if more else []), *render.notes(table, language)),
        head=head,
        rows=rows,
        right=tuple(column.unit is not None for column in table.columns),
        size=size,
        widths=widths,
        pictures=pictures,
        strong=table.strong,
    )


def _pictures(
    table: ReportTable, rows: Sequence[Sequence[str]], report: Report, letters: str
) -> tuple[RowPictureView, ...]:
    language, names = report.request.language, [row[0] for row in rows]
    amounts = tuple(map(amount_of, table.rows))
    alone = sum(chart.shape is not RowShape.TREND for chart in table.charts) == 1

    def drawn(chart: RowChart) -> RowPictureView:
        trend = chart.shape is RowShape.TREND
        width = _TREND if trend else _ALONE if alone else _SEVERAL
        look = RowLook(names, frozenset(table.strong), language, report.brand, width, amounts)
        svgs = row_svgs(chart, look, letters)
        return RowPictureView(
            render.said(chart.title, language),
            render.said(chart.subtitle, language) if chart.subtitle else "",
            render.said(chart.alt, language),
            svgs.head,
            svgs.rows,
            tuple(look.words(chart, row) for row in look.rows),
            width,
        )

    return tuple(drawn(chart) for chart in table.charts)


def steps_view(actions: Actions, language: str, sizes: Sequence[float] = SIZES) -> BlockView:
    """Next steps as a table, in letters of one of ``sizes``."""
    head, *rows = render.actions(actions, language)
    size, widths = fit((head, *rows), WIDTH, sizes, MARGIN)
    return BlockView(
        "table",
        actions.id,
        render.said(phrases.NEXT_STEPS, language),
        head=head,
        rows=tuple(rows),
        right=(False,) * len(head),
        size=size,
        widths=widths,
        steps=tuple(
            StepView(each.id, each.due.isoformat() if each.due else "") for each in actions.items
        ),
    )
