"""Dismissing insights and UTM issues."""

from __future__ import annotations

from typing import Any

from data.base.json_values import to_json
from data.store import Store
from data.values.audit import Actor, described
from data.values.dismissal import Dismissal


def dismiss(store: Store, dismissal: Dismissal, who: Actor) -> int:
    """Hide an insight or issue until its evidence changes; gives the id of the dismissal."""
    state = store.state
    with state.audit.change():
        number = state.dismissals.add(dismissal, by=who.name)
        after, why = _logged(dismissal), dismissal.why
        state.audit.add(who, "dismissal.add", number, after=after, why=why)
    return number


def restore(store: Store, dismissal_id: int, who: Actor) -> bool:
    """Show it again; the list goes on to show the dismissal. False when there is none."""
    state = store.state
    with state.audit.change():
        if not state.dismissals.remove(dismissal_id, by=who.name):
            return False
        log = {one.id: one.dismissal for one in state.dismissals.log()}
        state.audit.add(who, "dismissal.remove", dismissal_id, before=_logged(log[dismissal_id]))
    return True


def _logged(dismissal: Dismissal) -> dict[str, Any]:
    return described({k: v for k, v in to_json(dismissal).items() if k != "why"})
