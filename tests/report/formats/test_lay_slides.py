"""What is where on the slides of a deck."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from report.document.model import Brand, Chart, SeriesRole
from report.formats.pptx.charts import lines
from report.formats.pptx.geometry import CONTENT
from report.formats.pptx.pagination import Piece, Whole, paginate
from report.formats.pptx.text import Pen, Style
from report.formats.pptx.text_blocks import Prose
from tests.report.formats.made import blocks, sample

PEN = Pen("en", Brand())


def slides(room: float, sentences: int) -> list[int]:
    """How many pieces each slide has where ``room`` is left for a list below a table."""
    table = Whole(Piece(CONTENT.height - room, lambda _slide, _box: None))
    texts = ("one line",) * sentences
    return [len(found) for found in paginate([table, Prose(texts, Style(16), PEN, bullets=True)])]


def test_a_list_ends_its_slide_in_smaller_letters():
    """No slide has one sentence for itself that smaller letters save; long lists stay readable."""
    line = Prose(("one line",), Style(16), PEN, bullets=True).heights()[0]
    room = 0.17 + 3 * line
    assert slides(room, 3) == [2]
    assert slides(room - 0.1 * line, 3) == [2]
    assert slides(room - line, 3) == [2, 1]
    assert slides(room, 6) == [2, 1]


@pytest.mark.parametrize(("middle", "places"), [(195.0, ["b", "t"]), (60.0, ["t", "t"])])
def test_labels_of_near_ends_stand_apart(middle: float, places: list[str]):
    """The lower of two lines that end close to each other is labelled below."""
    [chart] = [b for b in blocks(sample("en")) if isinstance(b, Chart) and b.id == "pace"]
    ends = {SeriesRole.TARGET: 200.0, SeriesRole.MIDDLE: middle}
    series = tuple(
        replace(each, values=(ends[each.role],) * len(each.values))
        for each in chart.series
        if each.role in ends
    )
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    lines.draw(slide, CONTENT, replace(chart, series=series, marks=()), PEN)
    [native] = [shape.chart for shape in slide.shapes if shape.has_chart]
    found = {
        line.name: place.get("val")
        for line in native.plots[0].series
        for place in line._element.iter(qn("c:dLblPos"))
    }
    assert [found["Likely"], found["Target"]] == places
