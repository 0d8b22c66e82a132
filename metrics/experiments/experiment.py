"""A declared test: variants, hypothesis, and its status so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.facts.source import FactSource
from i18n.message import Message, msg
from metrics.experiments.compare import Compared, compare
from metrics.experiments.pairs import VariantPair
from metrics.experiments.query import PERIOD, ComparisonQuery
from metrics.experiments.verdict import Verdict
from metrics.question.query import Query
from metrics.statistics.end_date import looks


class ExperimentState(StrEnum):
    """The state of a test."""

    TOO_LITTLE = "too_little"
    RUNNING = "running"
    CONCLUSIVE = "decided"
    NO_DIFFERENCE = "no_difference"

    @property
    def label(self) -> Message:
        """The state in words."""
        return _LABELS[self]


_LABELS = {
    ExperimentState.TOO_LITTLE: msg("Not enough data"),
    ExperimentState.RUNNING: msg("Running"),
    ExperimentState.CONCLUSIVE: msg("Conclusive"),
    ExperimentState.NO_DIFFERENCE: msg("No difference"),
}


@dataclass(frozen=True, slots=True)
class Experiment:
    """Variants and metrics as in ``ComparisonQuery``, from ``start`` to ``end`` (None: open).

    ``hypothesis`` is what its ``owner`` expects and why, in words; ``wanted`` the smallest
    difference that would matter. Raises ValueError on anything impossible or without a name.
    """

    name: str
    metrics: tuple[str, ...]
    by: str
    arms: tuple[str, ...]
    start: date
    end: date | None = None
    wanted: float | None = None
    hypothesis: str = ""
    owner: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("give the experiment a name")
        self.ask(self.end or self.start)

    def ask(self, last: date) -> ComparisonQuery:
        """The query as of a day that is not before the start."""
        end = last if self.end is None else min(last, self.end)
        return ComparisonQuery(
            self.metrics, self.by, self.arms, Query(self.start, end), self.wanted
        )

    def looks(self, last: date) -> tuple[float, ...] | None:
        """The shares of the planned time at every look until ``last``; None without a last day.

        Nor for periods, whose days are over.
        """
        if self.end is None or self.by == PERIOD:
            return None
        passed = (min(last, self.end) - self.start).days + 1
        return looks(max(passed, 1), (self.end - self.start).days + 1)


@dataclass(frozen=True, slots=True)
class ExperimentStatus:
    """A test's state, with the comparison it rests on; None before its first day.

    ``planned`` says that its last day was fixed beforehand and sets the bounds of the verdict.
    """

    experiment: Experiment
    state: ExperimentState
    compared: Compared | None
    planned: bool = False

    @property
    def ends(self) -> date | None:
        """The day that was fixed beforehand as the last, while its bounds set the verdict."""
        return self.experiment.end if self.planned else None


def standing(
    facts: FactSource, experiment: Experiment, last: date, *, beforehand: bool
) -> ExperimentStatus:
    """The status of a test after ``last``, the last day with data.

    ``beforehand`` says that it was declared before its first day was over. Only then its last day
    was fixed before any look, and looks until then may share the risk as planned.
    """
    if experiment.by != PERIOD and last < experiment.start:
        return ExperimentStatus(experiment, ExperimentState.TOO_LITTLE, None)
    planned = experiment.looks(last) if beforehand else None
    compared = compare(facts, experiment.ask(max(last, experiment.start)), planned)
    state = _state(compared.pairs)
    return ExperimentStatus(experiment, state, compared, planned is not None)


def _state(pairs: tuple[VariantPair, ...]) -> ExperimentState:
    """Conclusive as soon as a difference is found; no difference once all reached their sample."""
    verdicts = {pair.verdict for pair in pairs}
    if any(verdict.found for verdict in verdicts):
        return ExperimentState.CONCLUSIVE
    if verdicts & {Verdict.UNKNOWN, Verdict.TOO_LITTLE, Verdict.FEW_UNITS}:
        return ExperimentState.TOO_LITTLE
    return ExperimentState.NO_DIFFERENCE if all(map(_over, pairs)) else ExperimentState.RUNNING


def _over(pair: VariantPair) -> bool:
    return pair.verdict is Verdict.NONE_THAT_MATTERS or pair.missing == 0
