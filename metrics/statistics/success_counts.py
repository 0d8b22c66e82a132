"""Successes among trials of one variant."""

from __future__ import annotations

from dataclasses import dataclass

ENOUGH = 10  # successes and failures of each variant, below which nothing is decided


@dataclass(frozen=True, slots=True)
class SuccessCounts:
    """``successes`` among ``trials``, which are more than zero and at least as many."""

    successes: float
    trials: float

    @property
    def rate(self) -> float:
        """The share of trials that succeeded."""
        return self.successes / self.trials

    @property
    def few(self) -> bool:
        """Whether there are too few successes or failures for a normal approximation."""
        return min(self.successes, self.trials - self.successes) < ENOUGH
