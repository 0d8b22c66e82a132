"""Everything besides rows that figures depend on: what people entered, decided or connected."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from data.tables.company_clock import UTC_ZONE
from data.values.link import Link
from data.values.money import Money
from data.values.outcomes import OutcomeChoice
from data.values.rules import Tagging


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a store holds next to its rows; all of it is read together.

    ``tagging`` are the corrections and channel rules in force, ``money`` the costs, rates and
    margins entered by hand with the reporting currency, ``holidays`` the company's days off,
    ``unsettled`` the first of the last days that Google Analytics may still change (None without
    any), ``links`` the saved campaign links, archived ones included, ``outcomes`` what counts for the company
    (None: not said yet), ``zone`` the time zone on whose days things are counted.
    """

    tagging: Tagging = field(default_factory=Tagging)
    money: Money = field(default_factory=Money)
    holidays: frozenset[date] = frozenset()
    unsettled: date | None = None
    links: tuple[Link, ...] = ()
    outcomes: OutcomeChoice | None = None
    zone: str = UTC_ZONE
