"""View model of a report: written text and SVG, shared by the HTML and PDF layouts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from report import charts
from report.document.model import (
    Actions,
    Block,
    Card,
    Cards,
    Chart,
    Report,
    ReportTable,
    Section,
    Text,
)
from report.wording import phrases, render
from report.wording.column_widths import fit

PAPER, MARGIN = 6.8, 0.14  # inches: the width of a table on A4, and the margins of a cell
SIZES = (9, 8.5, 8, 7.5, 7, 6.5, 6)
FIGURES_UP_TO = 100  # positions of a chart up to which its values are also in a table


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
class BlockView:
    """A block in words; which of the fields are filled depends on its ``kind``.

    ``size`` (points) and ``widths`` (inches) are of a table's letters and columns on paper.
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
    texts: tuple[str, ...] = ()
    lead: bool = False
    svg: str = ""
    alt: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section in words."""

    id: str
    title: str
    blocks: tuple[BlockView, ...]
    appendix: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report in words; ``labels`` are the few fixed ones that layouts need."""

    language: str
    brand: str
    title: str
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
        render.sentence(report.headline, language),
        render.period(report),
        render.standing(report),
        tuple(_section(section, report, letters) for section in report.sections),
        {name: render.said(label, language) for name, label in labels.items()},
    )


def _section(section: Section, report: Report, letters: str) -> SectionView:
    title = render.sentence(section.title, report.request.language)
    blocks = tuple(_block(block, report, letters) for block in section.blocks)
    return SectionView(section.id, title, blocks, section.appendix)


def _block(block: Block, report: Report, letters: str) -> BlockView:
    language = report.request.language
    match block:
        case Cards():
            shared = render.shared_basis(block) is not None
            card_views = tuple(_card(card, language, shared=shared) for card in block.items)
            return BlockView(
                "cards", block.id, notes=render.notes(block, language), cards=card_views
            )
        case Chart():
            return _chart(block, report, letters)
        case ReportTable():
            return _table(block, language)
        case Actions():
            return _actions(block, language)
        case Text():
            texts = tuple(render.sentence(each, language) for each in block.sentences)
            return BlockView("text", block.id, texts=texts, lead=block.lead)


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
        svg=charts.svg(chart, language, report.brand, letters) if chart.known else "",
        alt=render.said(chart.alt, language),
        marks=render.marks(chart, language),
    )


def _table(table: ReportTable, language: str) -> BlockView:
    more = render.left_out(table, language)
    head = tuple(render.said(column.label, language) for column in table.columns)
    rows = tuple(
        tuple(
            render.cell(value, language, column.unit)
            for value, column in zip(row, table.columns, strict=True)
        )
        for row in table.rows[: table.shown]
    )
    size, widths = fit((head, *rows), PAPER, SIZES, MARGIN)
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
    )


def _actions(actions: Actions, language: str) -> BlockView:
    head = tuple(render.said(each, language) for each in (phrases.WHAT, phrases.OWNER, phrases.DUE))
    rows = tuple(render.action(item, language) for item in actions.items)
    size, widths = fit((head, *rows), PAPER, SIZES, MARGIN)
    return BlockView(
        "table",
        actions.id,
        render.said(phrases.NEXT_STEPS, language),
        head=head,
        rows=rows,
        right=(False, False, False),
        size=size,
        widths=widths,
    )
