"""Tests that are declared and deleted."""

from __future__ import annotations

from typing import Any

from data.base.json_values import to_json
from data.store import Store
from data.values.audit import Actor, described
from metrics.experiments.experiment import Experiment

_HIDDEN = frozenset({"hypothesis", "owner"})


def declare(store: Store, experiment: Experiment, who: Actor) -> int:
    """Save an experiment, which is never changed afterwards; gives its id."""
    state, payload = store.state, to_json(experiment)
    with state.audit.change():
        number = state.experiments.add(payload, by=who.name or experiment.owner)
        after = described(payload, _HIDDEN)
        state.audit.add(who, "experiment.add", number, after=after)
    return number


def remove(store: Store, experiment_id: int, who: Actor) -> bool:
    """Delete an experiment; its row stays. False when there is no such experiment."""
    state = store.state
    with state.audit.change():
        known: dict[int, Any] = {one.id: one.payload for one in state.experiments.all()}
        if not state.experiments.remove(experiment_id, by=who.name):
            return False
        before = described(known[experiment_id], _HIDDEN)
        state.audit.add(who, "experiment.remove", experiment_id, before=before)
    return True
