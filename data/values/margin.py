"""What of revenue is earned: a margin rate from a day on, for the whole shop or one product line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Margin:
    """From ``day`` on, ``rate`` (0..1) of revenue is margin; ``line`` is empty for the whole shop.

    A product line goes by the name of its campaign, for that is what tells it in leads and
    visits. Raises ValueError on a rate outside 0..1.
    """

    day: date
    rate: float
    line: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.rate <= 1:
            raise ValueError("a margin lies between 0 and 100 percent of revenue")


def margin_range(
    margins: Iterable[Margin], start: date, end: date, line: str | None = None
) -> tuple[float, float] | None:
    """The lowest and the highest margin that may hold in a period, None where one is not known.

    ``line`` names one product line, which goes without a rate of its own by that of the whole
    shop; without it, revenue may be of any line.
    """
    known = sorted(margins, key=lambda margin: margin.day)
    whole = _in_force([m for m in known if not m.line], start, end)
    lines = sorted({m.line for m in known if m.line} if line is None else {line})
    own = {name: _in_force([m for m in known if m.line == name], start, end) for name in lines}
    if line is not None and own[line] is not None:
        whole = own[line]
    if whole is None:
        return None
    every = [*whole, *(rate for rates in own.values() for rate in rates or ())]
    return min(every), max(every)


def _in_force(margins: list[Margin], start: date, end: date) -> list[float] | None:
    """The rates that hold on some day of a period, None where its first day has none."""
    before = [margin.rate for margin in margins if margin.day <= start][-1:]
    return before + [m.rate for m in margins if start < m.day <= end] if before else None
