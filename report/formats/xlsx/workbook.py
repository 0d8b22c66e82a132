"""Workbook assembly: overview, one sheet per table or chart, then provenance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from report.document.model import (
    Actions,
    Block,
    Card,
    Cards,
    Chart,
    Provenance,
    Report,
    ReportTable,
    Section,
)
from report.formats.file_names import slug
from report.formats.xlsx import figures
from report.formats.xlsx.columns import headline_name
from report.formats.xlsx.sheet import CellFormats, SheetWriter, quoted, sheet_name
from report.wording import phrases, render
from report.wording.currency_note import currency_note


def build_workbook(report: Report) -> bytes:
    """Every figure of the report as a sheet of real numbers."""
    file = BytesIO()
    language = report.request.language
    # Texts come from files: none of them may become a formula (CSV injection) or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as native:
        _describe(native, report)
        pens = CellFormats(native, language)
        taken: set[str] = set()
        overview = _open(native, render.said(phrases.OVERVIEW, language), taken, pens)
        sheets = []
        for block in _blocks(report):
            if isinstance(block, ReportTable | Chart):
                sheet = _open(native, render.said(block.title, language), taken, pens)
                if isinstance(block, ReportTable):
                    place = figures.table(sheet, block, report, native)
                    _name_results(native, sheet, block, place)
                else:
                    figures.chart(sheet, block, report, native)
                sheet.close()
                sheets.append(sheet.name)
        sources = _open(native, render.said(phrases.PROVENANCE, language), taken, pens)
        _provenance(sources, report)
        # Last, for it has a link to each of the others; it is the first of the workbook all the same.
        _overview(overview, report, (*sheets, sources.name))
    return file.getvalue()


def _open(native: Any, wanted: str, taken: set[str], pens: CellFormats) -> SheetWriter:
    return SheetWriter(native, sheet_name(wanted, taken), pens)


def _describe(native: Any, report: Report) -> None:
    native.set_properties(
        {
            "title": render.title(report),
            "subject": render.period(report),
            "author": render.text(report.brand.name) or "Utmost",
            "comments": render.standing(report),
            "created": report.made_at,
        }
    )


def _blocks(report: Report) -> Iterator[Block]:
    return (block for section in report.sections for block in section.blocks)


def _name_results(
    native: Any, sheet: SheetWriter, block: ReportTable, place: figures.TablePlace
) -> None:
    """Names the values of the results that count most: now_leads, now_revenue_crm."""
    if block.id != "answer.table":
        return
    column = next(n for n, each in enumerate(place.columns) if each.key == "now")
    for row, (label, *_) in enumerate(block.rows):
        _define(native, sheet, headline_name(label), (place.first + row, column))


def _define(native: Any, sheet: SheetWriter, name: str, cell: tuple[int, int]) -> None:
    """A name for a cell that is known in the whole workbook; the first of equal names counts."""
    plain = "now_" + (slug(name).replace("-", "_") or "value")
    if plain not in sheet.pens.names:
        sheet.pens.names.add(plain)
        address = xl_rowcol_to_cell(*cell, row_abs=True, col_abs=True)
        native.define_name(plain, f"={quoted(sheet.name)}!{address}")


def _overview(sheet: SheetWriter, report: Report, others: Sequence[str]) -> None:
    """What the report says, its headline figures and next steps, and links to ``others``."""
    language, pens = report.request.language, sheet.pens
    sheet.line(render.sentence(report.headline, language), pens.title)
    top = (render.title(report), render.period(report), render.standing(report))
    for line in filter(None, (*top, currency_note(report))):
        sheet.line(line, pens.note)
    cards = [card for block in _blocks(report) if isinstance(block, Cards) for card in block.items]
    if cards:
        sheet.row += 1
        labels = (
            phrases.FIGURE,
            phrases.VALUE,
            phrases.LOW,
            phrases.HIGH,
            phrases.MEANING,
            phrases.RESTS_ON,
        )
        sheet.head([render.said(label, language) for label in labels])
        for card in cards:
            _define(sheet.pens.book, sheet, card.id, (sheet.row, 1))
            sheet.cells(_card(card, language))
        sheet.list_object("cards")
    for section in report.sections:
        _section_text(sheet, section, language)
    sheet.row += 1
    sheet.line(render.said(phrases.CONTENTS, language), pens.part)
    for name in others:
        sheet.link(name, name)
    sheet.close()


def _card(card: Card, language: str) -> list[Any]:
    amount = card.amount
    why = render.reasons([amount], language)
    note = " · ".join(filter(None, (render.card_note(card, language), *why)))
    low, high = figures.ends(amount)
    basis = render.basis(card.basis, language)
    return [(card.label, None), (amount, None), low, high, (note or None, None), (basis, None)]


def _section_text(sheet: SheetWriter, section: Section, language: str) -> None:
    sheet.row += 1
    sheet.line(render.sentence(section.title, language), sheet.pens.part)
    for block in section.blocks:
        match block:
            case Actions():
                for item in block.items:
                    what = render.sentence(item.what, language)
                    further = (item.owner or None, item.due, item.expected, item.measure)
                    sheet.cells([(what, None), *((each, None) for each in further)])
            case Cards() | ReportTable() | Chart():
                continue
            case _:
                for each in block.sentences:
                    sheet.line(render.sentence(each, language), None)


def _provenance(sheet: SheetWriter, report: Report) -> None:
    """Of every figure: what it rests on."""
    language = report.request.language
    labels = (phrases.FIGURE, phrases.SOURCES, phrases.DATED, phrases.ROWS, phrases.MENDED)
    sheet.back()
    sheet.head([render.said(label, language) for label in labels])
    for block in _blocks(report):
        match block:
            case Cards():
                for card in block.items:
                    _basis(sheet, card.label, card.basis, language)
            case ReportTable() | Chart():
                _basis(sheet, block.title, block.basis, language)
    sheet.list_object("sources")
    sheet.line(render.filled(phrases.FACTS, language, facts=report.facts), sheet.pens.note)
    sheet.close()


def _basis(sheet: SheetWriter, label: Any, basis: Provenance, language: str) -> None:
    sources = " + ".join(render.said(source, language) for source in basis.sources)
    # Reports of earlier versions call the number of rows n.
    rows = basis.n if basis.rows is None else basis.rows
    numbers = (basis.as_of, rows, basis.repaired)
    sheet.cells([(label, None), (sources or None, None), *((number, None) for number in numbers)])
