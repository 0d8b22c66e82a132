"""File names of reports: company, period and language, in letters that every system accepts."""

from __future__ import annotations

import re
from datetime import date
from unicodedata import normalize

from metrics.comparison.periods import whole_months
from metrics.question.query import Query
from report.document.model import Report

_LONGEST = 60  # letters of a company's name
_QUARTER, _YEAR = 3, 12  # months


def file_name(report: Report, suffix: str) -> str:
    """The name of a file of the report: maison-volta-report-2026-10-en.pdf."""
    request = report.request
    parts = (slug(report.brand.name), "report", span(request.start, request.end), request.language)
    return "-".join(filter(None, parts)) + suffix


def span(start: date, end: date) -> str:
    """A period in a file name: a month, a quarter, a year, or its first and last day.

    >>> span(date(2026, 10, 1), date(2026, 10, 31)), span(date(2026, 7, 1), date(2026, 9, 30))
    ('2026-10', '2026-q3')
    >>> span(date(2026, 1, 1), date(2026, 12, 31)), span(date(2026, 3, 2), date(2026, 3, 8))
    ('2026', '2026-03-02_2026-03-08')
    """
    months = whole_months(Query(start, end))
    if months == 1:
        return f"{start:%Y-%m}"
    if months == _QUARTER and (start.month - 1) % _QUARTER == 0:
        return f"{start.year}-q{(start.month + 2) // _QUARTER}"
    if months == _YEAR and start.month == 1:
        return str(start.year)
    return f"{start}_{end}"


def slug(name: str) -> str:
    """A name in Latin letters and digits; empty where it has none.

    >>> slug("Été & Fils"), slug("東京")
    ('ete-fils', '')
    """
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST].strip("-")
