"""Test repository: declared tests in the state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.base.json_values import from_json
from data.store import State
from data.store.experiments import Declared
from data.store.readable import Readings, read_each
from metrics.experiments.experiment import Experiment


@dataclass(frozen=True, slots=True)
class Stored:
    """A test with its id, and when it was declared."""

    id: int
    experiment: Experiment
    saved_at: datetime

    @property
    def beforehand(self) -> bool:
        """Whether it was declared before its first day was over: the figures were not known."""
        return self.saved_at.date() <= self.experiment.start


def stored(state: State) -> tuple[Stored, ...]:
    """The experiments that were not removed, oldest first."""
    return _read(state).values


def unreadable(state: State) -> tuple[str, ...]:
    """The ids of tests that are damaged; ``stored`` leaves them out."""
    return _read(state).unreadable


def _read(state: State) -> Readings[Stored]:
    return read_each(state.experiments.all(), _stored, lambda row: row.id)


def _stored(row: Declared) -> Stored:
    return Stored(row.id, from_json(Experiment, row.payload), row.saved_at)
