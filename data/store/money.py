"""Money settings in force: manual costs, rates and margins as values, and the currency."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar

from data.base.json_values import from_json
from data.store.manual_entries import COST, MARGIN, RATE, Entries, EntryRevision
from data.store.readable import Readings, read_each
from data.store.settings import Settings
from data.values.cost import Cost
from data.values.currency import ExchangeRate, is_code
from data.values.margin import Margin
from data.values.money import Money

REPORTING = "reporting_currency"
T = TypeVar("T")
_CLASSES: dict[str, type[Cost | ExchangeRate | Margin]] = {
    COST: Cost,
    RATE: ExchangeRate,
    MARGIN: Margin,
}


def stored_money(entries: Entries, settings: Settings) -> Money:
    """What is in force now."""
    return Money(
        _current(entries, COST, Cost),
        _current(entries, RATE, ExchangeRate),
        _current(entries, MARGIN, Margin),
        settings.read(REPORTING, reporting_currency, None),
    )


def cost_of(revision: EntryRevision) -> Cost | None:
    """The cost in a revision, None where it was removed.

    Raises what ``READ_FAULTS`` lists where it is damaged.
    """
    return None if revision.payload is None else from_json(Cost, revision.payload)


def readable_log(entries: Entries, kind: str) -> tuple[EntryRevision, ...]:
    """The revisions of ``Entries.log`` that can be read, of entries whose last one can.

    Entries that never said anything are left out too.
    """
    log = entries.log(kind)
    last = {revision.entry_id: revision for revision in log}
    lost = read_each(last.values(), partial(_checked, kind), lambda one: one.entry_id).unreadable
    said = {one.entry_id for one in log if one.payload is not None}
    shown = said - set(lost)
    return tuple(one for one in _log(entries, kind).values if one.entry_id in shown)


def unreadable_money(entries: Entries) -> tuple[str, ...]:
    """The damaged revisions of all costs, rates and margins, as ``entry:revision``."""
    return tuple(name for kind in _CLASSES for name in _log(entries, kind).unreadable)


def reporting_currency(stored: Any) -> str | None:
    """The currency in the setting. Raises ValueError for what is none."""
    if stored is not None and not (isinstance(stored, str) and is_code(stored)):
        raise ValueError(f"{stored!r} is no currency")
    return stored


def _log(entries: Entries, kind: str) -> Readings[EntryRevision]:
    return read_each(entries.log(kind), partial(_checked, kind), _name)


def _checked(kind: str, revision: EntryRevision) -> EntryRevision:
    if revision.payload is not None:
        from_json(_CLASSES[kind], revision.payload)
    return revision


def _name(revision: EntryRevision) -> str:
    return f"{revision.entry_id}:{revision.revision}"


def _current(entries: Entries, kind: str, of: type[T]) -> tuple[T, ...]:
    return read_each(entries.current(kind), lambda one: from_json(of, one.payload), _name).values
