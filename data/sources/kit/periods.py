"""Date range parsing: a period in words above a table, such as “July 8, 2026 - July 31, 2026”."""

from __future__ import annotations

import re
from datetime import date

from data.base.issue import Question
from data.reading.dates import is_of_our_time
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.spec import ReadContext
from i18n.message import msg

# The first letters that distinguish the months, in English, French, German, Spanish, Italian
# and Portuguese.
_MONTHS = (
    ("jan", "ene", "gen"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mrz"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "déc", "dez", "dic"),
)
_DAY_FIRST = re.compile(r"(\d{1,2})\.?\s*(?:de\s+)?([^\W\d]+)\.?\s+(?:de\s+)?(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2}),\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def period_in(text: str) -> tuple[date, date] | None:
    """First and last day of the period that ``text`` consists of, None when it is none.

    >>> period_in("1 sept. 2026 - 2 oct. 2026")
    (datetime.date(2026, 9, 1), datetime.date(2026, 10, 2))
    """
    days = _days(normalise(text))
    return (days[0], days[1]) if len(days) == 2 and days[0] <= days[1] else None


def period_above(raw: RawTable) -> tuple[date, date] | None:
    """The period that a line above the table consists of, None when there is none."""
    found = (period_in(", ".join(record)) for record in raw.preamble)
    return next((period for period in found if period is not None), None)


def ask_period() -> tuple[Question, ...]:
    """The questions for a file that states neither days nor its period."""
    return (
        Question(
            "period_from",
            msg("The file does not say its period. What is the first day (YYYY-MM-DD)?"),
        ),
        Question(
            "period_to",
            msg("And the last day (YYYY-MM-DD)?"),
        ),
    )


def answered_period(given: ReadContext) -> tuple[date, date] | None:
    """The period in the answers, None when there is none or it is no period."""
    return period_in(" - ".join(given.answers.get(key, "") for key in ("period_from", "period_to")))


def _days(text: str) -> list[date]:
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_ISO, (1, 2, 3))):
        found = [_day(*(match[group] for group in order)) for match in pattern.finditer(text)]
        if found:
            return [day for day in found if day is not None]
    return []


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else month_number(month)
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    return found if is_of_our_time(found) else None


def month_number(name: str) -> int:
    """The number of a month, 0 for a word that is none."""
    numbers = (n for n, starts in enumerate(_MONTHS, 1) if name.startswith(starts))
    return next(numbers, 0)
