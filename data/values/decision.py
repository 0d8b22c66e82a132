"""A decision: what was decided, who does it by when, and the question that measures it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import isfinite

from data.values.currency import is_code
from data.values.filter_values import put_in_order, set_filters
from i18n.message import Message, msg_in

LONGEST = 300  # letters of a decision, of its reason, its owner and its outcome


class DecisionLever(StrEnum):
    """What a decision changes."""

    BUDGET = "budget"
    UTM_FIX = "utm_fix"
    GOAL = "goal"
    CONTENT = "content"
    DATA = "data"
    OTHER = "other"


LEVERS: Mapping[DecisionLever, Message] = {
    DecisionLever.BUDGET: msg_in("lever", "Budget"),
    DecisionLever.UTM_FIX: msg_in("lever", "UTM fix"),
    DecisionLever.GOAL: msg_in("lever", "Goal"),
    DecisionLever.CONTENT: msg_in("lever", "Content"),
    DecisionLever.DATA: msg_in("lever", "Data"),
    DecisionLever.OTHER: msg_in("lever", "Something else"),
}


class DecisionAnswer(StrEnum):
    """What was answered to a proposal."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class DecisionMeasure:
    """How it will be known that a decision is done: by a metric, or by a UTM issue that is gone.

    Of a metric: its value from ``start`` to ``end`` (both included) under the filters is at least
    ``at_least`` or at most ``at_most``, in the unit of the metric; amounts of money are in
    ``currency`` where one is named. ``excluded`` names the filters whose values are left out
    instead ("channel": all but these). ``utm_issue`` is the id of an issue that must not be found
    any more.

    Raises ValueError for a metric and an issue at once or neither, for an issue with days, filters
    or a line, for a metric without its days or with other than one line, for days in the wrong
    order, a line that is no number, a filter that does not exist, or a currency that is no code.
    """

    metric: str = ""
    start: date | None = None
    end: date | None = None
    at_least: float | None = None
    at_most: float | None = None
    channels: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    currency: str = ""
    utm_issue: str = ""

    def __post_init__(self) -> None:
        put_in_order(self)
        if bool(self.metric) == bool(self.utm_issue):
            raise ValueError("a decision is measured by a metric or by a UTM issue")
        lines = [line for line in (self.at_least, self.at_most) if line is not None]
        if self.utm_issue:
            if lines or self.start or self.end or self.currency or self.filters or self.excluded:
                raise ValueError("a UTM issue has no days, no filters and no line")
            return
        if self.start is None or self.end is None:
            raise ValueError("a metric is measured from a first to a last day")
        if self.start > self.end:
            raise ValueError(f"the measure ends ({self.end}) before it starts ({self.start})")
        if len(lines) != 1:
            raise ValueError("a metric has one line: at least or at most")
        if not isfinite(lines[0]):
            raise ValueError("the line of a metric is a number")
        if self.currency and not is_code(self.currency):
            raise ValueError("a currency is three letters, such as EUR")

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The values of the filters that are set, by the key that they test."""
        return set_filters(self)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of a metric. Raises ValueError for a UTM issue."""
        if self.start is None or self.end is None:
            raise ValueError("a UTM issue has no days")
        return self.start, self.end

    @property
    def line(self) -> float:
        """The line of a metric, at least or at most. Raises ValueError for a UTM issue."""
        line = self.at_most if self.at_least is None else self.at_least
        if line is None:
            raise ValueError("a UTM issue has no line")
        return line

    def is_met_by(self, value: float) -> bool:
        """Whether ``value`` is on the right side of the line. Raises ValueError for a UTM issue."""
        return value <= self.line if self.at_least is None else value >= self.line


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a proposal on ``decided_on``, to be done by ``due``.

    ``text`` is one line of plain text. ``amount`` is the money it moves, in ``currency``.
    ``expected_low`` and ``expected_high`` are the value of the measure that was expected at its
    end, in the unit of its metric; one of them alone is an open range. ``proposal`` is the id of
    the step of a report that proposed it, empty where it was written by hand.

    Raises ValueError for an empty or too long text, a due day before the decision, an amount
    without a currency (or the reverse) or not above zero, an expectation without a metric, upside
    down or no number, and for a measure that ended before the decision.
    """

    text: str
    decided_on: date
    due: date
    lever: DecisionLever = DecisionLever.OTHER
    owner: str = ""
    answer: DecisionAnswer = DecisionAnswer.ACCEPTED
    reason: str = ""
    amount: float | None = None
    currency: str = ""
    expected_low: float | None = None
    expected_high: float | None = None
    measure: DecisionMeasure | None = None
    proposal: str = ""

    def __post_init__(self) -> None:
        for name in ("text", "owner", "reason"):
            object.__setattr__(self, name, one_line(getattr(self, name)))
        if not self.text:
            raise ValueError("a decision has a text")
        if self.due < self.decided_on:
            raise ValueError(f"it is due ({self.due}) before it is decided ({self.decided_on})")
        if (self.amount is None) != (not self.currency):
            raise ValueError("an amount has a currency, and a currency an amount")
        if self.currency and not is_code(self.currency):
            raise ValueError("a currency is three letters, such as EUR")
        if self.amount is not None and not (isfinite(self.amount) and self.amount > 0):
            raise ValueError("an amount is a number above zero")
        self._check_measure()

    def _check_measure(self) -> None:
        measured = self.measure is not None and bool(self.measure.metric)
        ends = [end for end in (self.expected_low, self.expected_high) if end is not None]
        if ends and not measured:
            raise ValueError("what is expected is a value of the metric that measures it")
        if not all(map(isfinite, ends)):
            raise ValueError("what is expected is a number")
        if ends != sorted(ends):
            raise ValueError("the expected range ends below its start")
        if self.measure is not None and measured and self.measure.days[1] < self.decided_on:
            raise ValueError("what is measured ends before the decision, which cannot change it")


@dataclass(frozen=True, slots=True)
class DecisionProposal:
    """What a decision on a step of a report has apart from text, owner and day.

    The fields are those of ``Decision``; ``measure`` is None where only words say how the step will
    be known.
    """

    lever: DecisionLever = DecisionLever.OTHER
    amount: float | None = None
    currency: str = ""
    expected_low: float | None = None
    expected_high: float | None = None
    measure: DecisionMeasure | None = None


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision in the store: who logged, closed and removed it, and what came of it.

    ``outcome`` is what the person who closed it says; empty while it is not closed.
    """

    id: int
    decision: Decision
    saved_at: datetime
    saved_by: str
    closed_on: date | None = None
    closed_by: str = ""
    outcome: str = ""
    removed_at: datetime | None = None
    removed_by: str = ""

    @property
    def last_day(self) -> date:
        """The last day on which it can still be done: its due day, or the end of its measure."""
        measure = self.decision.measure
        ends = [measure.end] if measure is not None and measure.end is not None else []
        return max([self.decision.due, *ends])


def one_line(text: str) -> str:
    """The words of a text in one line. Raises ValueError where they are more than 300 letters."""
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise ValueError(f"a text has at most {LONGEST} letters, not {len(words)}")
    return words


def answering(
    proposal: str, decisions: Iterable[StoredDecision], since: date
) -> tuple[StoredDecision, ...]:
    """The decisions on a proposal, in their order; none for an empty id.

    Ids of steps are the same in every report: what was over before ``since`` answered an earlier one.
    """
    return tuple(
        one
        for one in decisions
        if proposal and one.decision.proposal == proposal and one.last_day >= since
    )
