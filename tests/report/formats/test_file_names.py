from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.document.model import Brand
from report.formats.file_names import file_name, slug
from tests.report.sample import HOSTILE, report


@pytest.mark.parametrize(
    ("start", "end", "named"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), "2026-10"),
        (date(2026, 2, 1), date(2026, 2, 28), "2026-02"),
        (date(2026, 10, 1), date(2026, 10, 30), "2026-10-01_2026-10-30"),
        (date(2026, 10, 1), date(2026, 12, 31), "2026-q4"),
        (date(2026, 1, 1), date(2026, 3, 31), "2026-q1"),
        (date(2026, 2, 1), date(2026, 4, 30), "2026-02-01_2026-04-30"),
        (date(2026, 9, 1), date(2026, 10, 31), "2026-09-01_2026-10-31"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2025, 7, 1), date(2026, 6, 30), "2025-07-01_2026-06-30"),
    ],
)
def test_a_name_has_company_period_and_language(start, end, named):
    """Calendar months, quarters and years have their names, other periods their days."""
    sample = report("fr")
    sample = replace(sample, request=replace(sample.request, start=start, end=end))
    assert file_name(sample, ".pdf") == f"maison-volta-report-{named}-fr.pdf"


@pytest.mark.parametrize(
    ("company", "named"),
    [
        ("", "report-2026-q3-en.eml"),
        ("東京", "report-2026-q3-en.eml"),
        ("../../Été & Fils", "ete-fils-report-2026-q3-en.eml"),
    ],
)
def test_a_company_without_latin_letters_has_no_place(company, named):
    """Nothing of a company's name can leave the folder that a file is written to."""
    assert file_name(replace(report(), brand=Brand(company)), ".eml") == named


@given(st.text() | st.just(HOSTILE))
def test_a_slug_is_letters_digits_and_single_hyphens(name):
    made = slug(name)
    assert len(made) <= 60
    assert all(part.isascii() and part.isalnum() for part in made.split("-") if made)
    assert made == made.lower()
