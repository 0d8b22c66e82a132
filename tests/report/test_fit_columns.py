from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.wording.column_widths import fit, text_width

SIZES = (12, 10, 8)
CELLS = st.text("abcde 123\u00a0%", max_size=40)


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=6)
    )
)
def test_columns_fill_the_room(rows):
    """Whatever the cells hold, the columns together are as wide as the room, none without width."""
    size, widths = fit(rows, 12.0, SIZES, 0.2)
    assert size in SIZES
    assert abs(sum(widths) - 12.0) < 1e-6
    assert min(widths) > 0


def test_letters_shrink_before_words_are_cut():
    """Fourteen columns of long words need smaller letters; a few columns do not."""
    few, many = [["campaign", "12\u202f450\u00a0€"]], [["conversions"] * 14]
    assert fit(few, 12.0, SIZES, 0.2)[0] == 12
    size, widths = fit(many, 12.0, SIZES, 0.2)
    assert size == 8
    assert min(widths) >= text_width("conversions", size)


def test_longer_texts_get_more_room():
    """A column of sentences is wider than one of numbers."""
    _, (words, number) = fit([["a sentence of several words " * 6, "12"]], 6.0, SIZES, 0.2)
    assert words > 3 * number


def test_sentences_get_what_short_columns_do_not_need():
    """A name stays as wide as it is while a text next to it has more than one line."""
    _, (words, name) = fit(
        [["a sentence of several words " * 12, "Nadia Ferrand"]], 12.0, SIZES, 0.2
    )
    assert name == pytest.approx(0.2 + text_width("Nadia Ferrand", 12, bold=True))
    assert words == pytest.approx(12 - name)
