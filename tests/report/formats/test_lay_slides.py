"""What is where on the slides of a deck."""

from __future__ import annotations

from itertools import pairwise

import pytest

from report.document.model import Brand
from report.formats.pptx.deck import titled
from report.formats.pptx.geometry import ASIDE, CONTENT, GAP, GUTTER, lines
from report.formats.pptx.pagination import Piece, Whole, paginate
from report.formats.pptx.text import Pen, Style
from report.formats.pptx.text_blocks import Prose

PEN = Pen("en", Brand())


def block(height: float, least: float = ASIDE) -> Whole:
    return Whole(lambda _width: Piece(height, lambda _slide, _box: None, name=str(height)), least)


def sizes(plan):
    """For each slide its columns, for each of these the heights of its pieces."""
    return [[[piece.height for piece in column.pieces] for column in slide] for slide in plan]


def test_blocks_are_below_each_other_while_they_fit():
    half = (CONTENT.height - GAP) / 2
    assert sizes(paginate([block(half), block(half)])) == [[[half, half]]]


def test_blocks_that_do_not_fit_are_next_to_each_other():
    """Where that saves a slide; otherwise they go on, and a block is never split."""
    assert sizes(paginate([block(3.0), block(3.0)])) == [[[3.0], [3.0]]]
    wide = CONTENT.width
    assert sizes(paginate([block(3.0, wide), block(3.0, wide)])) == [[[3.0]], [[3.0]]]
    assert sizes(paginate([block(3.0), block(3.0), block(3.0), block(3.0)])) == [[[3.0]]] * 4


def test_columns_are_as_wide_as_their_blocks_need():
    """A picture that needs little is next to a table that needs much, in the order of the blocks."""
    both = CONTENT.width - GUTTER
    [[left, right]] = paginate([block(4.0, 0.68 * both), block(4.0, 0.25 * both)])
    assert left.width > 2 * right.width
    assert right.left == pytest.approx(left.width + GUTTER)
    assert right.left + right.width == pytest.approx(CONTENT.width)
    [[left, right]] = paginate([block(4.0, 0.25 * both), block(4.0, 0.68 * both)])
    assert right.width > 2 * left.width


def test_what_is_aside_has_a_column_of_its_own():
    """The others are left of it; a slide without it is as wide as ever."""
    first, second = paginate([block(4.0), block(4.0)], [block(1.0)])
    assert [column.width for column in first] == [CONTENT.width - ASIDE - GUTTER, ASIDE]
    assert [column.width for column in second] == [CONTENT.width]


def test_a_section_without_blocks_is_a_slide():
    assert paginate([]) == [()]


def test_a_list_goes_on_between_its_points():
    """And the slide says which points it has."""
    prose = Prose((("one line",),) * 40, Style(16), PEN, bullets=True)
    plan = paginate([prose])
    names = [column.pieces[0].name for [column] in plan]
    assert names[0] == "further points"  # where it begins below something on the slide before
    spans = [list(map(int, name.removeprefix("points ").split("–"))) for name in names[1:]]
    assert spans[-1][1] == 40
    assert all(one[1] + 1 == other[0] for one, other in pairwise(spans))
    assert sum(height for [[height]] in sizes(plan)) == pytest.approx(prose.height(CONTENT.width))


def test_the_longest_language_decides_the_height():
    """So that decks of all languages have the same slides."""
    short, long = ("word",), ("word", "word " * 60)
    one, two = (Prose((texts,), Style(16), PEN) for texts in (short, long))
    assert two.height(CONTENT.width) > one.height(CONTENT.width)


def test_a_title_has_two_lines_and_its_end_stays():
    """Letters never become smaller: what does not fit is left out before the ending."""
    assert titled("Short", "", 12.0, "en") == "Short"
    assert titled("Short", "rows 3–4", 12.0, "en") == "Short: rows 3–4"
    assert titled("Court", "lignes 3–4", 12.0, "fr") == "Court\u00a0: lignes 3–4"
    long = titled("word " * 80, "rows 3–4", 12.0, "en")
    assert long.endswith("word…: rows 3–4")
    assert lines(long, 12.0, 24, bold=True) == 2
    assert lines(long.replace("…", " word…"), 12.0, 24, bold=True) == 3
