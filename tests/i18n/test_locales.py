"""What widgets, charts and office files need to know of a language comes from CLDR."""

from __future__ import annotations

import re

import pytest

from i18n import locales

ACCEPTED = re.compile(r"YYYY([/.-])MM\1DD|DD([/.-])MM\2YYYY|MM([/.-])DD\3YYYY")  # by Streamlit


@pytest.mark.parametrize(
    ("language", "tag", "code", "field", "day"),
    [
        ("en", "en-GB", "809", "DD/MM/YYYY", "d MMM y"),
        ("fr", "fr-FR", "40C", "DD/MM/YYYY", "d MMM y"),
        ("de", "de-DE", "407", "DD.MM.YYYY", "d. MMM y"),
        ("sv", "sv-SE", "41D", "YYYY-MM-DD", "d MMM y"),
        ("hu", "hu-HU", "40E", "YYYY.MM.DD", "y. MMM d."),
        ("zh", "zh-CN", "804", "YYYY/MM/DD", "y年M月d日"),
    ],
)
def test_a_language_brings_its_own_forms(language, tag, code, field, day):
    assert (
        locales.tag(language),
        locales.windows_code(language),
        locales.date_input(language),
        locales.day_pattern(language),
    ) == (tag, code, field, day)


@pytest.mark.parametrize("language", ["ar", "bg", "fa", "he", "ja", "ko", "nl", "pl", "pt", "tr"])
def test_every_language_has_a_date_field_that_streamlit_accepts(language):
    assert ACCEPTED.fullmatch(locales.date_input(language))


def test_days_come_before_months_or_behind_them():
    assert [locales.day_comes_first(code) for code in ("en", "fr", "pt", "hu", "ja")] == [
        *(True, True, True),
        *(False, False),
    ]


def test_languages_are_named_in_their_own_words_or_in_ours():
    assert locales.language_name("fr") == "Français"
    assert locales.language_name("fr", "en") == "French"
