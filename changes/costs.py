"""Costs, exchange rates and margins entered by hand, and the reporting currency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from changes.settings import change_setting
from data.base.json_values import to_json
from data.store import State, Store
from data.store.manual_entries import COST, MARGIN, RATE
from data.store.money import REPORTING
from data.values.audit import Actor, described, difference
from data.values.cost import Cost
from data.values.currency import ExchangeRate
from data.values.margin import Margin

_HIDDEN = frozenset({"label"})  # free text of the user


def add_cost(store: Store, cost: Cost, who: Actor, why: str = "") -> str:
    """A new cost; gives its id."""
    return _add(store.state, COST, to_json(cost), who, why)


def edit_cost(store: Store, entry_id: str, cost: Cost, who: Actor, why: str = "") -> None:
    """Change a cost; what it was stays in its history. Raises KeyError when there is none."""
    state = store.state
    with state.audit.change():
        was, now = _payload(state, COST, entry_id), to_json(cost)
        state.entries.revise(entry_id, now, by=who.name, note=why)
        before, after = difference(was, now, _HIDDEN)
        state.audit.add(who, "cost.edit", entry_id, before=before, after=after, why=why)


def remove_cost(store: Store, entry_id: str, who: Actor) -> None:
    """Take a cost out of all figures; its history stays. Raises KeyError when there is none."""
    _remove(store.state, COST, entry_id, who)


def add_rate(store: Store, rate: ExchangeRate, who: Actor) -> str:
    """A new exchange rate; gives its id."""
    return _add(store.state, RATE, to_json(rate), who)


def remove_rate(store: Store, entry_id: str, who: Actor) -> None:
    """Delete an exchange rate; its history stays. Raises KeyError when there is none."""
    _remove(store.state, RATE, entry_id, who)


def add_margin(store: Store, margin: Margin, who: Actor) -> str:
    """A new margin; gives its id."""
    return _add(store.state, MARGIN, to_json(margin), who)


def remove_margin(store: Store, entry_id: str, who: Actor) -> None:
    """Delete a margin; its history stays. Raises KeyError when there is none."""
    _remove(store.state, MARGIN, entry_id, who)


def set_reporting_currency(store: Store, code: str | None, who: Actor) -> None:
    """Convert amounts to this currency from now on; None: do not convert."""
    state = store.state
    with state.audit.change():
        change_setting(store, REPORTING, code, who, "currency.set")
        state.ledger.touch()


def _add(state: State, kind: str, payload: Mapping[str, Any], who: Actor, why: str = "") -> str:
    with state.audit.change():
        entry_id = state.entries.add(kind, payload, by=who.name, note=why)
        after = described(payload, _HIDDEN)
        state.audit.add(who, f"{kind}.add", entry_id, after=after, why=why)
    return entry_id


def _remove(state: State, kind: str, entry_id: str, who: Actor) -> None:
    with state.audit.change():
        was = _payload(state, kind, entry_id)
        state.entries.remove(entry_id, by=who.name)
        state.audit.add(who, f"{kind}.remove", entry_id, before=described(was, _HIDDEN))


def _payload(state: State, kind: str, entry_id: str) -> Mapping[str, Any]:
    """What an entry says now; nothing where it was removed. Raises KeyError when there is none."""
    revisions = {revision.entry_id: revision for revision in state.entries.log(kind)}
    return revisions[entry_id].payload or {}
