"""What a cell of a workbook may hold besides values of the report."""

from __future__ import annotations

from dataclasses import dataclass

from report.document.model import Amount


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the value that it has; ``signed`` ones are changes."""

    text: str
    value: Amount
    signed: bool = False


@dataclass(frozen=True, slots=True)
class SignedAmount:
    """A change: an amount that is written with its sign."""

    value: Amount
