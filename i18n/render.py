"""Messages as people of each language read them: their words, numbers and days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from i18n import format as shown
from i18n.message import Message, Value

# A real month and day, and nothing besides: a campaign “2026-13” stays as it is.
_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_ISO_DAY = re.compile(_DAY)
_ISO_PERIOD = re.compile(f"({_DAY})/({_DAY})")
_ISO_LABEL = re.compile(f"({_DAY})--({_DAY})")
_ISO_UNIT = re.compile(f"({_DAY})/(P1M|P3M|P1Y)")
_ISO_MONTH = re.compile(r"--(0[1-9]|1[0-2])")
_ISO_DAY_OF_YEAR = re.compile(r"--((?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))")

_LEAP_YEAR = 2000  # has every day


def render(message: Message, language: str) -> str:
    """A message in ``language``, its values written as that language writes them."""
    text = message.render(
        language,
        lambda value: value_text(value, language),
        lambda q: shown.format_metric(q.value, q.unit, q.currency, language),
    )
    return shown.one_stop(text)


def value_text(value: Value, language: str) -> str:
    """A value of a message; the lower layers write days and periods as ISO text, people do not.

    >>> value_text("2026-10-01", "fr"), value_text("2026-10-01/2026-10-31", "fr")
    ('1er oct. 2026', 'du 1er au 31 oct. 2026')
    >>> value_text("2026-10-12--2026-10-18", "fr")
    '12–18 oct. 2026'
    >>> value_text("2026-10-01/P1M", "fr"), value_text("--10", "fr"), value_text("--12-01", "fr")
    ('octobre 2026', 'octobre', '1er déc.')
    """
    if isinstance(value, str):
        for pattern, write in _WRITTEN.items():
            found = pattern.fullmatch(value)
            if found is not None:
                return write(found, language)
    return shown.plain(value, language)


def _days(found: re.Match[str]) -> tuple[date, date]:
    return date.fromisoformat(found[1]), date.fromisoformat(found[2])


def _between(found: re.Match[str], language: str) -> str:
    return shown.between(*_days(found), language)


def _span(found: re.Match[str], language: str) -> str:
    return shown.span(*_days(found), language)


_WRITTEN: dict[re.Pattern[str], Callable[[re.Match[str], str], str]] = {
    _ISO_DAY: lambda found, language: shown.day(date.fromisoformat(found[0]), language),
    _ISO_PERIOD: _between,
    _ISO_LABEL: _span,
    _ISO_UNIT: lambda found, language: shown.calendar_unit(
        date.fromisoformat(found[1]), found[2], language
    ),
    _ISO_MONTH: lambda found, language: shown.month_name(int(found[1]), language),
    _ISO_DAY_OF_YEAR: lambda found, language: shown.axis_day(
        date.fromisoformat(f"{_LEAP_YEAR}-{found[1]}"), language
    ),
}
