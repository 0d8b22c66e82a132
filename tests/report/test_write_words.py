from __future__ import annotations

from datetime import date

import pytest

from i18n.message import msg
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Unit
from report.document import colours
from report.document.model import Amount, Brand, Provenance, Sentence
from report.wording import render
from tests.languages import both

FR_PERCENT = "2,1\u202f% (1,9–2,4\u202f%)"


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        (Amount(12450.0, Unit.MONEY, "EUR"), "€12,450", "12\u202f450\u00a0€"),
        (Amount(0.0213, Unit.PERCENT, low=0.0187, high=0.0241), "2.1% (1.9–2.4%)", FR_PERCENT),
        (Amount(None, Unit.RATIO, low=2.1, high=3.4), "2.1–3.4", "2,1–3,4"),
        (Amount(7.0, Unit.COUNT, low=5.0), "7 (5 or more)", "7 (5 ou plus)"),
        (Amount(7.0, Unit.COUNT, high=9.0), "7 (9 or less)", "7 (9 ou moins)"),
        (Amount(None, Unit.COUNT, why=WhyNull.NO_ROWS), "–", "–"),
    ],
)
def test_amounts(amount, english, french):
    """A number with its bounds, by unit and language; unknown is a dash."""
    assert render.amount(amount, "en") == english
    assert render.amount(amount, "fr") == french


def test_a_written_sentence_wins():
    """What somebody wrote is there instead of what the rules wrote, in one plain line."""
    ruled = both("Rule", fr="Règle")
    assert render.sentence(Sentence("s", ruled), "fr") == "Règle"
    assert render.sentence(Sentence("s", ruled, "Mine\nand\x00 yours"), "fr") == "Mine and yours"


def test_a_basis_says_what_is_known_of_it():
    """Source · as of · n · rows, without the parts that nobody knows."""
    whole = Provenance((msg("GA4"), msg("LinkedIn")), date(2026, 9, 29), 40, 5, 1234)
    assert render.basis(whole, "en") == (
        "Source: GA4 + LinkedIn · as of 29 Sep 2026 · n\xa0=\xa040 · 1,234 rows (5 with corrected UTM "
        "tags)"
    )
    assert render.basis(Provenance((), None), "en") == ""


@pytest.mark.parametrize("text", ["a\u202eb", "a\x1bb", "a\ud800b", "a\r\nb", "a\ufeffb"])
def test_what_cannot_be_written_is_a_space(text):
    """Control characters, lone surrogates and turns of direction never reach a file."""
    assert render.text(text) == "a b"


@pytest.mark.parametrize("colour", ["#000000", "#1d4ed8", "#ffff00"])
def test_brand_colours_can_be_seen_on_dark(colour):
    """A colour too dark for the dark page is lightened, others stay."""
    light = colours.on_dark(colour)
    assert light == colour if colour == "#ffff00" else light > colour


def test_what_is_no_colour_is_the_houses():
    """A brand colour that is none (a name, markup) is not written anywhere."""
    odd = Brand("B", "red;}", "url(x)")
    assert (colours.primary(odd), colours.accent(odd)) == (Brand().primary, Brand().accent)
