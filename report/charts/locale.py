"""Number and date locales for Vega (d3-format, d3-time-format), from Babel."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale
from babel.numbers import get_currency_symbol

from i18n.locales import numeric_date


@cache
def number_locale(language: str, currency: str | None) -> dict[str, Any]:
    """d3-format's description of a language and a currency."""
    locale = Locale.parse(language)
    symbols = locale.number_symbols["latn"]
    pattern = str(locale.currency_formats["standard"].pattern).split(";", maxsplit=1)[0]
    symbol = get_currency_symbol(currency, locale=language) if currency else ""
    before, _, after = pattern.partition("#,##0.00")
    percent = str(locale.percent_formats[None].pattern)
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": [before.replace("¤", symbol), after.replace("¤", symbol)],
        "percent": "%" if percent.endswith("0%") else "\u202f%",
    }


@cache
def time_locale(language: str) -> dict[str, Any]:
    """d3-time-format's description of a language."""
    locale = Locale.parse(language)
    months, days = locale.months["stand-alone"], locale.days["stand-alone"]
    # d3 counts weekdays from Sunday, Babel from Monday.
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    return {
        "dateTime": f"{numeric_date(language)} %H:%M",
        "date": numeric_date(language),
        "time": "%H:%M",
        "periods": ["AM", "PM"],
        "days": [days["wide"][day] for day in sunday_first],
        "shortDays": [days["abbreviated"][day] for day in sunday_first],
        "months": [months["wide"][month] for month in range(1, 13)],
        "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
    }
