"""The period that a file was exported for, by the lines above its tables or by its name.

An export of events has no row on a quiet day: only the stated period says that the file covers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import polars as pl

from data.reading.dates import is_of_our_time
from data.reading.table import RawTable
from data.sources.kit.export_date import exported_at
from data.sources.kit.periods import month_number, period_above
from data.sources.kit.spec import ReadContext
from data.tables.schema import TABLES

Period = tuple[date, date]

_DATES = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)[-_.](?P<m>\d\d)[-_.](?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?P<m>[A-Za-z]{3})[-_ ](?P<d>\d\d)[-_ ](?P<y>20\d\d)(?!\d)"),
)
# A day is cut at midnight in the zone of the network, which may be the day before or after.
_ZONES = timedelta(days=1)


def stated_period(
    tables: Iterable[RawTable], rows: Mapping[str, pl.DataFrame], given: ReadContext
) -> Period | None:
    """First and last day that the file says it covers; None where it does not, or its rows differ.

    The days after the export are left out: a file of the 15th knows nothing of the rest of the month.
    """
    span = _span_of(rows)
    if span is None:
        return None
    above = [table.preamble for table in tables]
    found = [period_above(table) for table in tables]
    found += [_two_dates("\n".join(cell for line in lines for cell in line)) for lines in above]
    found.append(_two_dates(given.file.rpartition("/")[2]))
    for period in found:
        if period is not None and _holds(period, span):
            last = min(period[1], max(exported_at(given).date(), span[1]))
            return min(period[0], span[0]), max(last, span[1])
    return None


def _holds(period: Period, span: Period) -> bool:
    return period[0] - _ZONES <= span[0] and span[1] <= period[1] + _ZONES


def _span_of(rows: Mapping[str, pl.DataFrame]) -> Period | None:
    """The first and the last day of the rows of all tables that have days."""
    days: list[date] = []
    for name, frame in rows.items():
        if frame.height and name in TABLES:
            last = "period_to" if "period_to" in frame.columns else TABLES[name].day
            ends = (frame[TABLES[name].day].min(), frame[last].max())
            days += [day for day in ends if isinstance(day, date)]
    return (min(days), max(days)) if days else None


def _two_dates(text: str) -> Period | None:
    """The two dates in a text that has two, None when it has more or fewer."""
    for pattern in _DATES:
        days = [_day(match) for match in pattern.finditer(text)]
        if len(days) == 2 and days[0] is not None and days[1] is not None:
            return (days[0], days[1]) if days[0] <= days[1] else None
    return None


def _day(match: re.Match[str]) -> date | None:
    month = match["m"]
    number = int(month) if month.isdigit() else month_number(month.lower())
    try:
        day = date(int(match["y"]), number, int(match["d"]))
    except ValueError:
        return None
    return day if is_of_our_time(day) else None
