"""A cost that somebody enters by hand: an amount, or hours at a rate, over a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.base.json_values import stored_as
from data.values.currency import is_code
from i18n.message import Message, msg, msg_in

KINDS: dict[str, Message] = {
    "ads": msg("Ads"),
    "labour": msg("Labour"),
    "tools": msg("Tools"),
    "content": msg_in("cost", "Content"),
    "agency": msg("Agency fees"),
    "other": msg("Other costs"),
}


@stored_as(order=("start", "end"))
@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent from ``start`` to ``end``, both included.

    Labour can be entered as ``hours`` at a ``rate`` per hour; then ``paid`` is their product.
    Without ``channel`` and ``campaign`` it is overhead. Raises ValueError on anything impossible.
    """

    kind: str
    start: date
    end: date
    currency: str
    amount: float | None = None
    hours: float | None = None
    rate: float | None = None
    channel: str = ""
    campaign: str = ""
    label: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"a cost is one of {', '.join(KINDS)}")
        if self.start > self.end:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")
        if not is_code(self.currency):
            raise ValueError("a currency is three letters, such as EUR")
        known = self.amount is not None, self.hours is not None and self.rate is not None
        if sum(known) != 1:
            raise ValueError("a cost is either an amount, or hours and a rate")

    @property
    def paid(self) -> float:
        """The whole amount, in ``currency``."""
        if self.amount is not None:
            return self.amount
        return (self.hours or 0.0) * (self.rate or 0.0)
