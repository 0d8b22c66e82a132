"""Numbers as each language writes them."""

from __future__ import annotations

import pytest

from i18n import format as shown
from metrics.definitions.registry import Unit
from metrics.results import plain_text

NARROW, HARD = "\u202f", "\xa0"


@pytest.mark.parametrize(
    ("value", "unit", "currency", "english", "french"),
    [
        (1234, "count", None, "1,234", f"1{NARROW}234"),
        (1_234_567, "count", None, "1.23M", f"1,23{HARD}M"),
        (0.1234, "percent-rate", None, "12.3%", f"12,3{NARROW}%"),
        (0.0012, "percent-rate", None, "0.12%", f"0,12{NARROW}%"),
        (12.5, "money", "EUR", "€12.50", f"12,50{HARD}€"),
        (12_345.6, "money", "EUR", "€12,346", f"12{NARROW}346{HARD}€"),
        (2.345, "ratio", None, "2.34", "2,34"),
        (7200, "seconds", None, f"2{NARROW}h", f"2{NARROW}h"),
        (None, "count", None, "–", "–"),
    ],
)
def test_figures(
    value: float | None, unit: str, currency: str | None, english: str, french: str
) -> None:
    """Every unit in both languages; unknown is a dash, never a zero."""
    assert shown.format_metric(value, unit, currency, "en") == english
    assert shown.format_metric(value, unit, currency, "fr") == french


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("value", [0.0012, 0.1234, 2.345, 12.5, 999.5, 1234.5, 7200.0])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_command_line_shows_the_decimals_of_pages(
    unit: Unit, value: float, language: str
) -> None:
    """The same figure twice with other decimals looks like two figures."""
    if unit is Unit.COUNT:
        value = round(value)
    page = shown.format_metric(value, unit.value, "EUR", language)
    assert plain_text.shown(value, unit, language, "EUR") == page


def test_decimals_stand_below_each_other() -> None:
    """Where asked, whole numbers keep their decimals."""
    assert [shown.number(n, "fr", 1, least=1) for n in (246.0, 249.74)] == ["246,0", "249,7"]
    assert shown.number(246.0, "fr", 1) == "246"
