"""Everything about money that is entered by hand, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from data.values.cost import Cost
from data.values.currency import ExchangeRate
from data.values.margin import Margin


@dataclass(frozen=True, slots=True)
class Money:
    """Costs, rates and margins in force; ``reporting`` is the currency to convert to, if any."""

    costs: tuple[Cost, ...] = ()
    rates: tuple[ExchangeRate, ...] = ()
    margins: tuple[Margin, ...] = ()
    reporting: str | None = None
