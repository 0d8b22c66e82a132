"""The note on amounts that could not be converted to the currency of the report."""

from __future__ import annotations

from i18n.message import msg
from report.document.model import Report
from report.wording import render

_UNCONVERTED = msg(
    "Amounts stay in {names}: no exchange rate to {currency} is entered for their days."
)


def currency_note(report: Report) -> str | None:
    """Which currencies stay, as a sentence; None where every amount is in the requested one."""
    if not report.unconverted or report.request.currency is None:
        return None
    names = ", ".join(report.unconverted)
    return render.filled(
        _UNCONVERTED, report.request.language, names=names, currency=report.request.currency
    )


def standing(report: Report) -> str:
    """The status line, with the currencies that stay."""
    return " · ".join(filter(None, (render.standing(report), currency_note(report))))
