"""Charts on slides: title, native chart and notes; ranges and steps as tables with a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pptx.slide import Slide

from report.charts.as_table import SHAPES, as_table
from report.document.model import Chart, ChartShape
from report.formats.pptx.charts import bars, fan, lines
from report.formats.pptx.geometry import CONTENT, Box
from report.formats.pptx.pagination import Flow, Piece, Whole
from report.formats.pptx.tables import table
from report.formats.pptx.text import Pen
from report.formats.pptx.text_blocks import ChartTitle, small_print
from report.wording import render

_LOWEST, _HIGHEST, _AIR = 2.4, 4.2, 0.06  # inches
_BAR = 0.34  # inches: the height of a category, a little more where there is room
_LEAST = 3.2

_DRAWN: Mapping[ChartShape, Callable[[Slide, Box, Chart, Pen], None]] = MappingProxyType(
    {
        ChartShape.LINE: lines.draw,
        ChartShape.GOAL: fan.draw,
        ChartShape.BARS: bars.draw,
    }
)


def chart(block: Chart, pen: Pen) -> Flow:
    """A chart with its title above, its numbered annotations and notes below."""
    if block.known and block.shape in SHAPES:
        return table(as_table(block, pen.language), pen)
    title = ChartTitle(
        tuple(render.said(block.title, language) for language in pen.languages),
        tuple(render.said(block.subtitle, language) for language in pen.languages)
        if block.subtitle
        else (),
        pen,
    )
    notes = small_print([render.remarks(block, language) for language in pen.languages], pen)
    bases = render.bases(block, pen.language)
    low, high = _heights(block)

    def piece(width: float) -> Piece:
        above, below = title.height(width) + _AIR, notes.height(width) + _AIR

        def draw(slide: Slide, box: Box) -> None:
            title.draw(slide, box.below(0, above - _AIR))
            inside = box.height - above - below
            if block.known:
                _DRAWN[block.shape](slide, box.below(above, inside), block, pen)
            if notes.texts:
                notes.draw(slide, box.below(box.height - below + _AIR, below - _AIR))

        around = above + below
        return Piece(around + low, draw, around + high, title.title[0], bases)

    return Whole(piece, _LEAST)


def _heights(block: Chart) -> tuple[float, float]:
    """The least and the greatest height of a chart; without values it has none."""
    if not block.known:
        return 0.0, 0.0
    if block.shape is ChartShape.BARS:
        rows = len(block.positions) * max(1.0, 0.75 * len(block.series))
        return min(rows * _BAR, _HIGHEST), min(rows * 1.5 * _BAR, CONTENT.height)
    return _LOWEST, CONTENT.height
