"""Native PowerPoint charts, one module per shape, which the reader can edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pptx.slide import Slide

from report.document.model import Chart, ChartShape
from report.formats.pptx.charts import bars, lines, ranges, waterfall
from report.formats.pptx.geometry import Box
from report.formats.pptx.pagination import Piece, Whole
from report.formats.pptx.text import Pen, Style
from report.formats.pptx.text_blocks import Prose, height, small_print
from report.wording import render

LOWEST = 2.9

_DRAWN: Mapping[ChartShape, Callable[[Slide, Box, Chart, Pen], None]] = MappingProxyType(
    {
        ChartShape.LINE: lines.draw,
        ChartShape.GOAL: lines.draw,
        ChartShape.BARS: bars.draw,
        ChartShape.RANGES: ranges.draw,
        ChartShape.STEPS: waterfall.draw,
    }
)


def chart(block: Chart, pen: Pen) -> Whole:
    """A chart with its numbered marks and its basis below."""
    prose: Prose = small_print(
        (*render.marks(block, pen.language), *render.notes(block, pen.language)), pen
    )
    below = height(prose)
    if not block.known:
        return _without_values(block, prose, pen)

    def draw(slide: Slide, box: Box) -> None:
        _DRAWN[block.shape](slide, box.below(0, box.height - below - 0.05), block, pen)
        prose.draw(slide, box.below(box.height - below, below))

    return Whole(Piece(LOWEST + below, draw, stretch=True))


def _without_values(block: Chart, notes: Prose, pen: Pen) -> Whole:
    """The title of a chart without values, and why there is none."""
    title = Prose((render.said(block.title, pen.language),), Style(pen.table, bold=True), pen)

    def draw(slide: Slide, box: Box) -> None:
        title.draw(slide, box.below(0, height(title)))
        notes.draw(slide, box.below(height(title), height(notes)))

    return Whole(Piece(height(title) + height(notes), draw))
