"""Money settings in force: manual costs, rates and margins as values, and the currency."""

from __future__ import annotations

from data.base.json_values import from_json
from data.store.manual_entries import COST, MARGIN, RATE, Entries, EntryRevision
from data.store.settings import Settings
from data.values.cost import Cost
from data.values.currency import ExchangeRate
from data.values.margin import Margin
from data.values.money import Money

REPORTING = "reporting_currency"


def stored_money(entries: Entries, settings: Settings) -> Money:
    """What is in force now."""
    return Money(
        tuple(from_json(Cost, one.payload or {}) for one in entries.current(COST)),
        tuple(from_json(ExchangeRate, one.payload or {}) for one in entries.current(RATE)),
        tuple(from_json(Margin, one.payload or {}) for one in entries.current(MARGIN)),
        settings.get(REPORTING),
    )


def cost_of(revision: EntryRevision) -> Cost | None:
    """The cost in a revision, None where it was removed."""
    return None if revision.payload is None else from_json(Cost, revision.payload)
