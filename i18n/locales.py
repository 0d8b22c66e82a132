"""How each language writes numbers and days, as widgets, charts and office files want to hear it.

Everything comes from CLDR through Babel, so that a further language needs nothing here.
"""

from __future__ import annotations

import locale
import re
from functools import cache

from babel import Locale
from babel.core import get_global

_TERRITORIES = {"en": "GB"}  # English dates have the day before the month throughout
_FIRST = {"fr": "1er"}  # CLDR has no ordinals in its patterns
_INPUT = {"y": "YYYY", "M": "MM", "d": "DD"}
_STRFTIME = {"y": "%Y", "M": "%m", "d": "%d"}
_SEPARATORS = "/.-"  # those that Streamlit's date input accepts
_LCIDS = {name: code for code, name in locale.windows_locale.items()}


@cache
def regional(language: str) -> Locale:
    """The language with the territory it is likely read in: fr_FR, en_GB."""
    own = Locale.parse(language)
    if own.language in _TERRITORIES:
        return Locale(own.language, _TERRITORIES[own.language])
    return Locale.parse(get_global("likely_subtags").get(language, language))


def tag(language: str) -> str:
    """The language and territory as office files name them: fr-FR."""
    own = regional(language)
    return f"{own.language}-{own.territory}" if own.territory else str(own.language)


def windows_code(language: str) -> str | None:
    """The language's number in spreadsheet formats, in hexadecimal; None where it has none."""
    code = _LCIDS.get(tag(language).replace("-", "_"))
    return None if code is None else f"{code:X}"


def date_input(language: str) -> str:
    """The order of day, month and year in a date field, within what Streamlit accepts.

    >>> date_input("fr"), date_input("sv")
    ('DD/MM/YYYY', 'YYYY-MM-DD')
    """
    return _numeric(language, _INPUT)


def numeric_date(language: str) -> str:
    """A date in figures as ``strftime`` and d3 write it.

    >>> numeric_date("de")
    '%d.%m.%Y'
    """
    return _numeric(language, _STRFTIME)


def _numeric(language: str, fields: dict[str, str]) -> str:
    pattern = str(regional(language).date_formats["short"].pattern)
    order = dict.fromkeys(re.findall("[yMd]", pattern))
    if set(order) != fields.keys():  # a calendar or a layout that no one has tried yet
        order = dict.fromkeys("yMd")
    between = next((mark for mark in pattern if mark in _SEPARATORS), "/")
    return between.join(fields[part] for part in order)


@cache
def day_pattern(language: str) -> str:
    """The CLDR pattern of a day with its month in letters and its year: ``d MMM y``."""
    return str(regional(language).datetime_skeletons["yMMMd"].pattern)


@cache
def day_of_year_pattern(language: str) -> str:
    """The same without the year: ``d MMM``."""
    return str(regional(language).datetime_skeletons["MMMd"].pattern)


def with_ordinal(pattern: str, day: int, language: str) -> str:
    """The pattern of a date that falls on that day of a month: French writes « 1er » for the first.

    >>> with_ordinal("d MMM", 1, "fr"), with_ordinal("d MMM", 2, "fr")
    ("'1er' MMM", 'd MMM')
    """
    if day != 1 or language not in _FIRST:
        return pattern
    # Letters in quotes are text.
    return re.sub(
        "'[^']*'|d", lambda found: f"'{_FIRST[language]}'" if found[0] == "d" else found[0], pattern
    )


def day_comes_first(language: str) -> bool:
    """Whether a day is written before its month.

    >>> day_comes_first("fr"), day_comes_first("hu")
    (True, False)
    """
    # Letters in quotes are text: the “de” of “d 'de' MMMM” is no day.
    letters = re.sub("'[^']*'", "", day_of_year_pattern(language))
    return re.match("[^ML]*d", letters) is not None


def language_name(language: str, shown_in: str | None = None) -> str:
    """The name of a language in its own words, or in those of ``shown_in``."""
    name = Locale.parse(language).get_display_name(shown_in or language)
    return str(name).capitalize()
