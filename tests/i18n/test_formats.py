"""Dates, signs, ranges and points as English and French write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import format as shown
from i18n.message import msg
from i18n.render import render

NARROW, HARD = "\u202f", "\xa0"
LANGUAGES = st.sampled_from(["en", "fr"])
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
VALUES = st.floats(-1e7, 1e7, allow_nan=False)
UNITS = st.sampled_from(
    ["count", "percent-rate", "money", "ratio", "seconds", "change-percent", "change-points"]
)


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    first, second = date(2026, 10, 1), date(2026, 10, 2)
    assert [shown.day(day, "fr") for day in (first, second)] == ["1er oct. 2026", "2 oct. 2026"]
    assert shown.day(first, "en") == "1 Oct 2026"
    assert shown.axis_day(date(2026, 9, 1), "fr") == "1er sept."
    assert shown.axis_day(date(2026, 9, 1), "en") == "1 Sep"
    night = datetime(2026, 9, 30, 23, 30, tzinfo=UTC)
    assert shown.instant(night, "Europe/Paris", "fr") == "1er oct. 2026, 01:30"
    assert shown.instant(night, "UTC", "fr") == "30 sept. 2026, 23:30"


@pytest.mark.parametrize(
    ("start", "end", "english", "french", "sentence"),
    [
        (
            *(date(2026, 10, 1), date(2026, 10, 31)),
            *("1–31 Oct 2026", "1–31 oct. 2026", "du 1er au 31 oct. 2026"),
        ),
        (
            *(date(2026, 9, 1), date(2026, 11, 1)),
            *("1 Sep–1 Nov 2026", "1er sept.–1er nov. 2026", "du 1er sept. au 1er nov. 2026"),
        ),
        (
            *(date(2025, 12, 30), date(2026, 2, 3)),
            "30 Dec 2025–3 Feb 2026",
            "30 déc. 2025–3 févr. 2026",
            "du 30 déc. 2025 au 3 févr. 2026",
        ),
        (
            *(date(2025, 10, 1), date(2026, 10, 31)),
            "1 Oct 2025–31 Oct 2026",
            "1er oct. 2025–31 oct. 2026",
            "du 1er oct. 2025 au 31 oct. 2026",
        ),
        (
            *(date(2026, 2, 3), date(2026, 2, 3)),
            *("3 Feb 2026", "3 févr. 2026", "le 3 févr. 2026"),
        ),
    ],
)
def test_periods(start: date, end: date, english: str, french: str, sentence: str) -> None:
    """What both ends share is written once; a French sentence says from and to."""
    assert shown.span(start, end, "en") == shown.between(start, end, "en") == english
    assert shown.span(start, end, "fr") == french
    assert shown.between(start, end, "fr") == sentence


def test_languages_with_other_orders_use_their_own_forms() -> None:
    start, end = date(2026, 10, 1), date(2026, 10, 31)
    assert shown.span(start, end, "hu") == "2026. okt. 1–31."
    assert shown.span(start, end, "de") == "1.–31. Okt. 2026"


@given(DAYS, st.integers(0, 900), LANGUAGES)
def test_a_period_names_its_end_and_each_year_once(first: date, days: int, language: str) -> None:
    last = first + timedelta(days=days)
    for text in (shown.span(first, last, language), shown.between(first, last, language)):
        assert text.endswith(shown.day(last, language))
        assert re.findall(r"\d{4}", text) == [str(year) for year in _years(first, last)]
        assert not re.search(r"\b1 (?=\w)", text) or language == "en"
        assert "Sept" not in text


def _years(first: date, last: date) -> list[int]:
    return [last.year] if first.year == last.year else [first.year, last.year]


@given(VALUES, UNITS, LANGUAGES)
def test_negative_values_have_a_true_minus_and_nothing_has_no_sign(
    value: float, unit: str, language: str
) -> None:
    text = shown.format_metric(value, unit, "EUR", language)
    assert "-" not in text
    nonzero = re.search("[1-9]", text)
    assert ("−" in text) == (value < 0 and nonzero is not None)
    if unit.startswith("change-"):
        assert text.startswith("+") == (value > 0 and nonzero is not None)


@given(VALUES, UNITS)
def test_french_signs_have_a_space_that_never_wraps(value: float, unit: str) -> None:
    text = shown.format_metric(value, unit, "EUR", "fr")
    assert " " not in text
    assert not re.search(r"\d[%€]", text)
    assert "." not in text


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0.3, "+0.3_pts", "+0,3_pt"),
        (0.13, "+0.1_pts", "+0,1_pt"),
        (0.04, "+0.04_pts", "+0,04_pt"),
        (-1.0, "−1.0_pts", "−1,0_pt"),
        (1.96, "+2.0_pts", "+2,0_pts"),
        (-12.34, "−12.3_pts", "−12,3_pts"),
        (0.0, "0.00_pts", "0,00_pt"),
    ],
)
def test_differences_of_shares_are_points(value: float, english: str, french: str) -> None:
    """A rate of 1.6% against 1.48% is no 0.12% more."""
    assert shown.points(value, "en").replace(NARROW, "_") == english
    assert shown.points(value, "fr").replace(NARROW, "_") == french


@pytest.mark.parametrize(
    ("share", "english", "french"),
    [
        (0.367, "+37%", f"+37{NARROW}%"),
        (-0.143, "−14%", f"−14{NARROW}%"),
        (0.004, "+0.4%", f"+0,4{NARROW}%"),
        (-0.0001, "0%", f"0{NARROW}%"),
        (12.5, "+1,250%", f"+1{NARROW}250{NARROW}%"),
    ],
)
def test_changes_of_counts_are_in_whole_percent(share: float, english: str, french: str) -> None:
    assert shown.signed_percent(share, "en") == english
    assert shown.signed_percent(share, "fr") == french


def test_money_is_whole_from_a_thousand_and_for_nothing() -> None:
    values = (0, 12.5, 999.999, 1234.5, -1234.5)
    assert [shown.money(value, "EUR", "en") for value in values] == [
        *("€0", "€12.50", "€1,000", "€1,234", "−€1,234"),
    ]
    assert shown.money(0, "EUR", "fr") == f"0{HARD}€"


def test_short_times_are_in_seconds() -> None:
    times = (0.4, 3.44, 12.2, 90, 5400)
    assert [shown.duration(value, "en").replace(NARROW, " ") for value in times] == [
        *("0.4 s", "3.4 s", "12 s", "1.5 min", "1.5 h"),
    ]


@pytest.mark.parametrize(
    ("low", "high", "unit", "english", "french", "sentence"),
    [
        (52, 75, "count", "52–75", "52–75", "de 52 à 75"),
        (1.73, 2.5, "ratio", "1.7–2.5", "1,7–2,5", "de 1,7 à 2,5"),
        (0.01, 0.014, "percent-rate", "1.0–1.4%", "1,0–1,4_%", "de 1,0 à 1,4_%"),
        (1200, 3400, "money", "€1,200–€3,400", "1_200–3_400_€", "de 1_200 à 3_400_€"),
        (3600, 7200, "seconds", "1–2_h", "1–2_h", "de 1 à 2_h"),
        (-5, 3, "count", "−5 – 3", "−5 – 3", "de −5 à 3"),
        (-0.5, 0.3, "change-points", "−0.5 – +0.3_pts", "−0,5 – +0,3_pt", "de −0,5 à +0,3_pt"),
        (3, 3, "count", "3", "3", "3"),
    ],
)
def test_ranges(
    low: float, high: float, unit: str, english: str, french: str, sentence: str
) -> None:
    """A dash without spaces in tables; in French sentences “from … to …”; the unit once."""

    def spaced(text: str) -> str:
        return text.replace(NARROW, "_").replace(HARD, "_")

    ends = (low, high, unit, "EUR")
    assert spaced(shown.value_range(*ends, "en")) == spaced(shown.range_in_text(*ends, "en"))
    assert spaced(shown.value_range(*ends, "en")) == english
    assert spaced(shown.value_range(*ends, "fr")) == french
    assert spaced(shown.range_in_text(*ends, "fr")) == sentence


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (1234, 5678, "1,200–5,700"),
        (52.3, 74.8, "52–75"),
        (5.21, 123.4, "5–120"),
        (0.948, 1.234, "0.9–1.2"),
        (0.0123, 0.0456, "0.012–0.046"),
        (0, 0, "0"),
    ],
)
def test_estimated_ends_have_two_significant_digits(low: float, high: float, text: str) -> None:
    assert shown.number_range(low, high, "en", estimated=True) == text


@given(VALUES, st.floats(0, 1e6), UNITS, LANGUAGES, st.booleans())
def test_a_range_has_its_ends_in_order_and_no_hyphen(
    low: float, more: float, unit: str, language: str, estimated: bool
) -> None:
    text = shown.value_range(low, low + more, unit, "EUR", language, estimated=estimated)
    assert "-" not in text
    assert text.count("–") <= 1
    assert "–" not in text.strip("–") or text.split("–")[0].strip() != text.split("–")[1].strip()


@pytest.mark.parametrize(
    ("value", "unit", "english", "french"),
    [
        (0.05, "percent-rate", "5%", "5_%"),
        (0.015, "percent-rate", "1.5%", "1,5_%"),
        (2000, "money", "€2,000", "2_000_€"),
        (0, "money", "€0", "0_€"),
        (2.5, "money", "€2.50", "2,50_€"),
        (250_000, "money", "€250K", "250_k_€"),
        (20_000, "count", "20,000", "20_000"),
        (1_500_000, "count", "1.5M", "1,5_M"),
        (0.005, "ratio", "0.005", "0,005"),
        (-0.5, "change-points", "−0.5_pts", "−0,5_pt"),
        (0, "change-points", "0_pts", "0_pt"),
        (0.1, "change-percent", "+10%", "+10_%"),
        (30, "seconds", "30_s", "30_s"),
    ],
)
def test_axis_numbers_have_no_needless_decimals(
    value: float, unit: str, english: str, french: str
) -> None:
    def spaced(language: str) -> str:
        text = shown.axis_number(value, unit, "EUR", language)
        return text.replace(NARROW, "_").replace(HARD, "_")

    assert (spaced("en"), spaced("fr")) == (english, french)


@given(st.integers(-(10**6), 10**6), UNITS, LANGUAGES)
def test_whole_axis_numbers_end_in_no_zero_decimals(value: int, unit: str, language: str) -> None:
    text = shown.axis_number(value, unit, "EUR", language)
    assert not re.search(r"[.,]0{1,2}(\D|$)", text)


def test_a_period_of_a_message_is_written_as_in_a_sentence() -> None:
    """Lower layers write it as ISO text; half of one stays as it is."""
    period = msg("{period}", period="2026-10-01/2026-10-31")
    assert render(period, "en") == "1–31 Oct 2026"
    assert render(period, "fr") == "du 1er au 31 oct. 2026"
    assert render(msg("{name}", name="2026-10-01/x"), "fr") == "2026-10-01/x"


def test_a_full_stop_is_not_doubled() -> None:
    """“sept.” and “Inc.” end in a full stop of their own."""
    assert shown.sentence("Read until 1er sept.") == "Read until 1er sept."
    assert shown.sentence("Read until 1 Sep") == "Read until 1 Sep."
    assert shown.sentence("Really?") == "Really?"
    assert not shown.sentence("")
    assert render(msg("From {name}. Read it.", name="Acme Inc."), "en") == "From Acme Inc. Read it."
    assert render(msg("Please wait..."), "en") == "Please wait..."
    assert render(msg("{file} was read", file="a..b.csv"), "en") == "a..b.csv was read"


@dataclass(frozen=True)
class Change:
    value: float | None
    unit: str


def test_points_of_a_column_have_as_many_decimals() -> None:
    """Two where one needs them; a percentage and an unknown change stay what they are."""
    column = [Change(0.3, "points"), Change(-0.04, "points"), Change(12.0, "percent"), None]
    written = shown.change_column([*column, Change(None, "points")], "en")
    assert [text and text.split() for text in written] == [
        ["+0.30", "pts"], ["−0.04", "pts"], ["+12%"], None, None,
    ]  # fmt: skip
    assert shown.change_column([Change(0.3, "points")], "fr") == ["+0,3\u202fpt"]
