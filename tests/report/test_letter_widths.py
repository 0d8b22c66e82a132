from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.wording.column_widths import abbreviated, shortened, text_width
from report.wording.letter_widths import width

FONTS = Path("/usr/share/fonts/truetype/liberation2")
TEXTS = (
    "Leads held in October (385, +22% on a year ago) but ads cost more",
    "Décidé d’ici au 1er déc. : 1\u202f500\u00a0€ à déplacer, « quote-requests » – 98 %",
    "ÀÉÎÔÜ œuvre [x] {y} 12–36 −9 → +10 …",
)


@pytest.mark.parametrize(
    ("text", "bold", "ems"),
    [("0", False, 0.556), ("i", False, 0.222), ("W", False, 0.944), ("m", True, 0.889), ("é", False, 0.556)],
)  # fmt: skip
def test_widths_are_those_of_arial(text, bold, ems):
    assert width(text, bold=bold) == pytest.approx(ems)


@pytest.mark.skipif(not FONTS.exists(), reason="no Liberation Sans on this machine")
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_as_wide_as_the_font_draws_them(text, bold):
    """Within one percent, and what is reckoned with is never narrower."""
    from PIL import ImageFont

    name = f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"
    real = sum(ImageFont.truetype(FONTS / name, 1000).getlength(letter) for letter in text) / 1000
    assert width(text, bold=bold) == pytest.approx(real, rel=0.01)
    assert text_width(text, 12, bold=bold) * 6 >= real


@given(st.text(max_size=60), st.floats(0.1, 5))
def test_a_shortened_text_fits(text, room):
    short = shortened(text, 12, room)
    assert short in (text, "…") or text_width(short, 12) <= room


@given(st.text(max_size=80), st.integers(8, 50))
def test_an_abbreviated_name_keeps_its_end(text, longest):
    short = abbreviated(text, longest)
    assert len(short) <= longest
    assert short == text or " … " in short


def test_names_that_begin_alike_stay_apart():
    names = [f"always-on prospecting campaign for managers {n} wave" for n in ("first", "second")]
    assert len({abbreviated(name, 30) for name in names}) == 2
