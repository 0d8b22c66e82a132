"""Native tables that continue over slides, with pictures of their rows at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from pptx.slide import Slide
from pptx.util import Inches

from report.charts.row_picture import RowLook, row_picture
from report.document.model import Actions, Amount, ReportTable, RowChart, RowShape
from report.formats.pptx.cells import LEFT, PAD, RIGHT, written
from report.formats.pptx.charts.rows import draw_rows
from report.formats.pptx.charts.trends import draw_trends
from report.formats.pptx.geometry import CONTENT, Box, text_height
from report.formats.pptx.pagination import Flow, Piece
from report.formats.pptx.text import LABEL, SMALL, Pen, describe
from report.formats.pptx.text_blocks import ChartTitle, Prose, small_print
from report.wording import phrases, render
from report.wording.column_widths import fit, widths_on_a_line
from report.wording.row_words import amount_of

TOLD = 900  # characters of an action; a row must fit on a slide
LONGEST = 220  # letters of one cell; the workbook holds the whole text
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"
_FEW = 3  # rows below which a table is not split off
_AIR = 0.06  # below the title
_BETWEEN = 0.25  # between the columns and a picture
_CELL = LEFT + RIGHT + 0.02  # the margins of a cell
_HEAD_LINE, _HEAD_AIR = 0.2, 0.1  # of labels of pictures in the head
_TREND = (1.15, 1.5)  # inches: the least and the best width of a picture by its shape
_PICTURE = (2.7, 3.6)
_WIDEST = 7.5
_NAMES = (2.4, 3.6, 5.0)  # inches: the widest text next to a picture that is not wrapped
# Inches: the least height of a row, and what it grows to where there is room.
_ROW, _CHART_ROW, _TREND_ROW = (0.3, 0.44), (0.32, 0.58), (0.5, 0.95)
_SMALL_ROW = (0.26, 0.3)


@dataclass(frozen=True, slots=True)
class TableText:
    """What a table says in one language: a head, then rows of cells."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Measures of a table in one width, in inches: its columns, pictures, head and rows.

    ``size`` is of the letters in points.
    """

    size: float
    columns: tuple[float, ...]
    trends: tuple[float, ...]
    pictures: tuple[float, ...]
    title: float
    head: float
    rows: tuple[float, ...]

    @property
    def table(self) -> float:
        """The width of the native table, which has a column for each trend."""
        return sum(self.columns) + sum(self.trends)


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table from its row ``start`` on; ``texts`` are in every language, the first is written.

    ``right`` says which columns hold numbers, ``strong`` which rows are in bold; ``amounts`` have the
    units of trends.
    """

    texts: tuple[TableText, ...]
    right: tuple[bool, ...]
    strong: frozenset[int]
    charts: tuple[RowChart, ...]
    notes: Prose
    bases: tuple[str, ...]
    pen: Pen
    amounts: tuple[Amount | None, ...] = ()
    start: int = 0

    @property
    def own(self) -> TableText:
        """The text in the deck's language."""
        return self.texts[0]

    @property
    def trends(self) -> tuple[RowChart, ...]:
        """Its trends, which are in columns of the table itself."""
        return tuple(chart for chart in self.charts if chart.shape is RowShape.TREND)

    @property
    def pictures(self) -> tuple[RowChart, ...]:
        """Its other pictures, right of the table."""
        return tuple(chart for chart in self.charts if chart.shape is not RowShape.TREND)

    @property
    def least(self) -> float:
        """The width below which words are cut."""
        columns = max(
            widths_on_a_line((text.head, *text.rows), SMALL, _CELL)[0] for text in self.texts
        )
        pictures = len(self.pictures) * (_PICTURE[0] + _BETWEEN)
        return columns + len(self.trends) * _TREND[0] + pictures

    def take(self, room: float, width: float, *, fresh: bool) -> tuple[Piece | None, Flow | None]:
        """As many rows as fit below a title and a head, and above the notes."""
        laid = self._laid(width)
        fixed = laid.title + laid.head + self._below(width)
        ahead = laid.rows[self.start :]
        tops = list(accumulate(ahead, initial=fixed))
        count = sum(top <= room for top in tops[1:])
        whole = tops[-1] <= CONTENT.height
        if not fresh and count < len(ahead) and (whole or count < _FEW):
            return None, self
        count = max(count, 1)
        # At least three rows go to the next slide (no widow rows).
        lonely = _FEW - (len(ahead) - count)
        count -= lonely if count < len(ahead) and 0 < lonely <= count - _FEW else 0
        stop = min(self.start + count, len(laid.rows))

        def draw(slide: Slide, box: Box) -> None:
            self._draw(slide, box, laid, stop)

        spare = sum(self._spare(row) for row in ahead[:count])
        height = tops[min(count, len(ahead))]
        piece = Piece(height, draw, height + spare, self._name(stop), self.bases)
        return piece, replace(self, start=stop) if stop < len(laid.rows) else None

    def _name(self, stop: int) -> str:
        """What a slide that begins here shows: its rows, or of a table at its beginning its title."""
        if not self.start:
            return self.own.title
        first = phrases.ROWS_FROM.filled(first=self.start + 1, last=stop)
        return render.said(first, self.pen.language)

    def _below(self, width: float) -> float:
        return self.notes.height(width) + (_AIR if self.notes.texts else 0.0)

    @property
    def _sizes(self) -> tuple[int, ...]:
        """The sizes that letters may have, the larger ones where they fit."""
        return tuple(size for size in (LABEL, SMALL) if size <= self.pen.table)

    def _row(self) -> tuple[float, float]:
        """The least height of a row, and the greatest."""
        if self.trends:
            return _TREND_ROW
        if self.pictures:
            return _CHART_ROW
        return _SMALL_ROW if self.pen.small else _ROW

    def _spare(self, height: float) -> float:
        return max(self._row()[1] - height, 0.0)

    def _laid(self, width: float) -> TableLayout:
        """The measures in a width, with narrow names next to pictures where that fits a slide."""
        below = self._below(width)
        laid = [self._measured(width, name) for name in (_NAMES if self.pictures else _NAMES[:1])]
        tall = [each.title + each.head + sum(each.rows) + below for each in laid]
        fits = (each for each, high in zip(laid, tall, strict=True) if high <= CONTENT.height)
        return next(fits, laid[tall.index(min(tall))])

    def _measured(self, width: float, name: float) -> TableLayout:
        """The measures where texts wider than ``name`` are wrapped next to pictures.

        Rows are as high as the longest language needs them.
        """
        trends, pictures = self._pictures(width, name)
        room = width - sum(trends) - sum(wide + _BETWEEN for wide in pictures)
        fits = [fit((text.head, *text.rows), room, self._sizes, _CELL) for text in self.texts]
        heads, rows = zip(
            *(self._heights(text, *laid) for text, laid in zip(self.texts, fits, strict=True)),
            strict=True,
        )
        size, columns = fits[0]
        title = max(
            self._title().height(room if self._headed else width),
            *(self._head(chart).height(wide) for chart, wide in zip(self.pictures, pictures, strict=True)),
            0.0,
        )  # fmt: skip
        return TableLayout(
            size,
            columns,
            trends,
            pictures,
            title + (_AIR if title else 0.0),
            max(*heads, self._labels(pictures)),
            tuple(max(each) for each in zip(*rows, strict=True)),
        )

    def _pictures(self, width: float, name: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The widths of trends and of pictures: what they like where the columns leave it."""
        texts = [
            widths_on_a_line((text.head, *text.rows), self.pen.table, _CELL, name)
            for text in self.texts
        ]
        least, most = (max(each) for each in zip(*texts, strict=True))
        count, trends = len(self.pictures), len(self.trends)
        room = width - count * _BETWEEN
        wanted = trends * _TREND[1] + count * _PICTURE[1]
        # What the columns do not need on a single line goes to the pictures.
        given = max(room - most, trends * _TREND[0] + count * _PICTURE[0])
        given = min(given, max(room - least, 0.0), trends * _TREND[1] + count * _WIDEST)
        trend = _TREND[1] if given >= wanted or not count else _TREND[0]
        trend = min(trend, given / trends) if trends else 0.0
        picture = (given - trends * trend) / count if count else 0.0
        return (trend,) * trends, (picture,) * count

    def _heights(
        self, text: TableText, size: float, columns: tuple[float, ...]
    ) -> tuple[float, list[float]]:
        rooms = [width - _CELL for width in columns]
        least = self._row()[0]
        rows = [
            max(least, _height(cells, rooms, size, bold=place in self.strong))
            for place, cells in enumerate(text.rows)
        ]
        return _height(text.head, rooms, size, bold=True), rows

    def _labels(self, widths: Sequence[float]) -> float:
        """The height that labels of pictures need in the head."""
        heads = [
            row_picture(chart, self._look(wide)).head
            for chart, wide in zip(self.pictures, widths, strict=True)
        ]
        most = max(heads, default=0)
        return most * _HEAD_LINE + _HEAD_AIR if most else 0.0

    @property
    def _headed(self) -> bool:
        """Whether pictures have titles next to the table's own."""
        return any(any(self._head(chart).title) for chart in self.pictures)

    def _title(self) -> ChartTitle:
        return ChartTitle(tuple(text.title for text in self.texts), (), self.pen)

    def _head(self, chart: RowChart) -> ChartTitle:
        languages = self.pen.languages
        title = tuple(render.said(chart.title, each) for each in languages)
        subtitle = chart.subtitle
        below = tuple(render.said(subtitle, each) for each in languages) if subtitle else ()
        return ChartTitle(title, below, self.pen)

    def _look(self, width: float) -> RowLook:
        names = [row[0] for row in self.own.rows]
        language, brand = self.pen.language, self.pen.brand
        return RowLook(names, self.strong, language, brand, width, self.amounts)

    def _draw(self, slide: Slide, box: Box, laid: TableLayout, stop: int) -> None:
        """Writes title, table, pictures and notes; rows share the room that is left."""
        rows = laid.rows[self.start : stop]
        below = self._below(box.width)
        spare = box.height - laid.title - laid.head - sum(rows) - below
        wishes = [self._spare(row) for row in rows]
        share = min(1.0, max(spare, 0.0) / sum(wishes)) if any(wishes) else 0.0
        heights = [laid.head, *(r + share * wish for r, wish in zip(rows, wishes, strict=True))]
        title = box.below(0, laid.title - _AIR if laid.title else 0.0)
        self._title().draw(slide, title.part(0, laid.table) if self._headed else title)
        area = box.below(laid.title, sum(heights))
        self._native(slide, area, laid, heights, stop)
        left = sum(laid.columns)
        for chart, wide in zip(self.trends, laid.trends, strict=True):
            look = self._look(wide)
            draw_trends(slide, area.part(left, wide), chart, look, heights, self.start, self.pen)
            left += wide
        for chart, wide in zip(self.pictures, laid.pictures, strict=True):
            left += _BETWEEN
            self._head(chart).draw(slide, title.part(left, wide))
            look = self._look(wide)
            draw_rows(slide, area.part(left, wide), chart, look, heights, self.start, self.pen)
            left += wide
        if self.notes.texts:
            self.notes.draw(slide, box.below(laid.title + sum(heights) + _AIR, below - _AIR))

    def _native(
        self, slide: Slide, area: Box, laid: TableLayout, heights: list[float], stop: int
    ) -> None:
        language = self.pen.language
        widths = (*laid.columns, *laid.trends)
        size = [Inches(n) for n in (area.left, area.top, sum(widths), area.height)]
        frame = slide.shapes.add_table(1, len(widths), *size)
        name = self.own.title or render.said(phrases.TABLE, language)
        count = render.size(stop - self.start, len(widths), language)
        describe(frame, name, f"{name}. {count}")
        _plain(frame)
        table: Any = frame.table
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = Inches(wide)
        drawn: Any = frame._element.graphic.graphicData.tbl  # noqa: SLF001 (no public API for rows)
        # python-pptx needs at least one row to create a table; all rows are written below at once.
        drawn.remove(drawn.tr_lst[0])
        further = tuple(render.said(chart.title, language) for chart in self.trends)
        blank = ("",) * len(further)
        every = [
            (*self.own.head, *further),
            *((*row, *blank) for row in self.own.rows[self.start : stop]),
        ]
        right = (*self.right, *(False for _ in further))
        strong = frozenset(place - self.start + 1 for place in self.strong)
        drawn.extend(written(every, heights, right, laid.size, language, strong))


def _height(cells: Sequence[str], rooms: Sequence[float], size: float, *, bold: bool) -> float:
    return 2 * PAD + max(
        text_height(text, room, size, bold=bold) for text, room in zip(cells, rooms, strict=True)
    )


def _plain(frame: Any) -> None:
    graphic = frame._element.graphic.graphicData.tbl  # noqa: SLF001 (no public API for table styles)
    graphic.tblPr.find("{*}tableStyleId").text = PLAIN
    frame.table.horz_banding = False


def table(block: ReportTable, pen: Pen) -> TableGrid:
    """A table as far as it is shown; the workbook holds all of it."""
    return TableGrid(
        tuple(_table_text(block, language) for language in pen.languages),
        tuple(column.unit is not None for column in block.columns),
        frozenset(block.strong),
        block.charts,
        small_print([render.remarks(block, language) for language in pen.languages], pen),
        render.bases(block, pen.language),
        pen,
        tuple(map(amount_of, block.rows)),
    )


def _table_text(block: ReportTable, language: str) -> TableText:
    return TableText(
        render.said(block.title, language),
        tuple(render.cell(column.label, language) for column in block.columns),
        tuple(
            tuple(
                _short(render.cell(value, language, column.unit))
                for value, column in zip(row, block.columns, strict=True)
            )
            for row in block.rows[: block.shown]
        ),
    )


def actions(block: Actions, pen: Pen) -> TableGrid:
    """Next steps as a table."""
    texts = []
    for language in pen.languages:
        head, *rows = render.actions(block, language)
        cells = tuple(tuple(_short(text, TOLD) for text in row) for row in rows)
        texts.append(TableText(render.said(phrases.NEXT_STEPS, language), head, cells))
    right = (False,) * len(texts[0].head)
    return TableGrid(tuple(texts), right, frozenset(), (), small_print([], pen), (), pen)


def _short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
