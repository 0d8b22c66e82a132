"""Test repository: declared tests in the state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.base.json_values import from_json
from data.store import State
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
    return tuple(
        Stored(row.id, from_json(Experiment, row.payload), row.saved_at)
        for row in state.experiments.all()
    )
