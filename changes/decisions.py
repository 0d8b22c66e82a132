"""Decisions: logging what was decided, and closing it with what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.base.json_values import to_json
from data.imports.upload import present_day
from data.store import Store
from data.values.audit import Actor, described, difference
from data.values.decision import Decision, DecisionAnswer, StoredDecision, one_line

# Free text of the user, and the name of a person.
_HIDDEN = frozenset({"text", "owner", "reason", "outcome"})


def log_decision(store: Store, decision: Decision, who: Actor) -> int:
    """Log a decision; gives its id. One that is logged already stays as it is."""
    state = store.state
    with state.audit.change():
        known = next((one.id for one in _current(store).values() if one.decision == decision), None)
        if known is not None:
            return known
        number = state.decisions.add(decision, by=who.name)
        state.audit.add(who, "decision.add", number, after=_logged(decision))
    return number


def edit_decision(store: Store, decision_id: int, decision: Decision, who: Actor) -> bool:
    """Replace what was decided. False when nothing changes, or there is no such decision."""
    state = store.state
    with state.audit.change():
        was = _current(store).get(decision_id)
        if was is None or was.decision == decision:
            return False
        state.decisions.change(decision_id, decision)
        before, after = difference(to_json(was.decision), to_json(decision), _HIDDEN)
        state.audit.add(who, "decision.edit", decision_id, before=before, after=after)
    return True


def close_decision(
    store: Store, decision_id: int, outcome: str, who: Actor, on: date | None = None
) -> bool:
    """Close an accepted decision with what came of it, today unless ``on`` names a day.

    Closing does not make it done: only its measure does. False when it is not there, is closed
    already, or was declined. Raises ValueError for an outcome that is empty or too long.
    """
    text = one_line(outcome)
    if not text:
        raise ValueError("a decision is closed with what came of it")
    state = store.state
    with state.audit.change():
        was = _current(store).get(decision_id)
        if was is None or was.decision.answer is DecisionAnswer.DECLINED:
            return False
        day = on or present_day()
        if not state.decisions.close(decision_id, text, on=day, by=who.name):
            return False
        state.audit.add(who, "decision.close", decision_id, after=_ending(day, text))
    return True


def reopen_decision(store: Store, decision_id: int, who: Actor) -> bool:
    """Open a closed decision again; its outcome goes. False when it is not closed."""
    state = store.state
    with state.audit.change():
        was = _current(store).get(decision_id)
        if was is None or was.closed_on is None:
            return False
        state.decisions.reopen(decision_id)
        before = _ending(was.closed_on, was.outcome)
        state.audit.add(who, "decision.reopen", decision_id, before=before)
    return True


def remove_decision(store: Store, decision_id: int, who: Actor) -> bool:
    """Take a decision off the list. False when it is not on it."""
    state = store.state
    with state.audit.change():
        was = _current(store).get(decision_id)
        if was is None:
            return False
        state.decisions.remove(decision_id, by=who.name)
        state.audit.add(who, "decision.remove", decision_id, before=_logged(was.decision))
    return True


def restore_decision(store: Store, decision_id: int, who: Actor) -> bool:
    """Put a removed decision back. False when it is not removed, or was logged again meanwhile."""
    state = store.state
    with state.audit.change():
        log = {one.id: one for one in state.decisions.log()}
        was = log.get(decision_id)
        if was is None or was.removed_at is None:
            return False
        if any(one.decision == was.decision for one in _current(store).values()):
            return False
        state.decisions.restore(decision_id)
        state.audit.add(who, "decision.restore", decision_id, after=_logged(was.decision))
    return True


def _current(store: Store) -> dict[int, StoredDecision]:
    return {one.id: one for one in store.state.decisions.current()}


def _logged(decision: Decision) -> dict[str, Any]:
    return described(to_json(decision), _HIDDEN)


def _ending(day: date, outcome: str) -> dict[str, Any]:
    return described({"closed_on": day.isoformat(), "outcome": outcome}, _HIDDEN)
