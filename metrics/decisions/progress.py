"""The progress of decisions: their state, measured, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from data.facts.facts import Facts
from data.utm.audit.run_checks import check_of, is_found
from data.values.decision import DecisionAnswer, DecisionMeasure, StoredDecision
from i18n.message import Message, Part, Quantity, joined, msg, msg_in, verbatim
from metrics.decisions.measured import MeasuredValue, measured_value
from metrics.definitions.registry import Additivity, Unit, metrics
from metrics.question.stored_filters import filter_names
from metrics.results.outcomes import outcomes


class DecisionState(StrEnum):
    """Where a decision is, the most urgent state first.

    ``DONE``: its measure meets its line, or its UTM issue is no longer found. A total that is to
    reach a line is done as soon as it does. Everything else (a line not to exceed, a rate, a
    level) is done only once its days are over, all of them are covered by files, and the value is
    final: until then it could still cross the line. A tick makes nothing done.

    ``DECLINED``: the answer was no; nothing is measured.
    ``CLOSED``: a person closed it with an outcome, and its measure does not make it done.
    ``NOT_MEASURABLE``: the value is unknown, or its days are over and some are missing.
    ``MEASURING``: its days have begun and go on, or the value is still provisional. A decision is
    not late while it may still be met, even after its due day.
    ``LATE``: none of these, and it was due before the newest day.
    ``OPEN``: none of these, or its days have not begun.
    """

    LATE = "late"
    NOT_MEASURABLE = "not_measurable"
    OPEN = "open"
    MEASURING = "measuring"
    DONE = "done"
    CLOSED = "closed"
    DECLINED = "declined"

    @property
    def label(self) -> Message:
        """The state in a word or two."""
        return _LABELS[self]


_LABELS = {
    DecisionState.LATE: msg_in("decision", "Late"),
    DecisionState.NOT_MEASURABLE: msg_in("decision", "Not measurable"),
    DecisionState.OPEN: msg_in("decision", "Open"),
    DecisionState.MEASURING: msg_in("decision", "Being measured"),
    DecisionState.DONE: msg_in("decision", "Done"),
    DecisionState.CLOSED: msg_in("decision", "Closed"),
    DecisionState.DECLINED: msg_in("decision", "Declined"),
}
_ORDER = tuple(DecisionState)
_SETTLED = frozenset({DecisionState.DONE, DecisionState.CLOSED, DecisionState.DECLINED})


@dataclass(frozen=True, slots=True)
class DecisionProgress:
    """A decision as of the newest day.

    ``message`` is what is known of it in one sentence or two. ``value`` is the measured value from
    the start of the measure to ``until``, in the unit of its metric (and in ``currency``);
    ``before`` is that of as many days just before, None where they are not covered or not
    comparable. All are None where nothing is measured yet, and for a UTM issue.
    """

    stored: StoredDecision
    state: DecisionState
    message: Message
    value: float | None = None
    currency: str | None = None
    until: date | None = None
    before: float | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do or to measure."""
        return self.state in _SETTLED


def evaluate(
    facts: Facts,
    decisions: Iterable[StoredDecision],
    newest: date,
    hosts: Iterable[str] = (),
) -> tuple[DecisionProgress, ...]:
    """The progress of decisions as of ``newest``, the last day of the data, in the order given.

    ``hosts`` are the company's own, by which UTM issues are found. See ``DecisionState`` for the
    rules.
    """
    own = tuple(hosts)
    return tuple(
        facts.recent(("decision", one, newest, own), partial(_of, facts, one, newest, own))
        for one in decisions
    )


def most_urgent_first(found: Iterable[DecisionProgress]) -> tuple[DecisionProgress, ...]:
    """By state, the most urgent first, then by due day; the settled ones newest first."""
    return tuple(sorted(found, key=_urgency))


def _urgency(one: DecisionProgress) -> tuple[int, int, int]:
    due = one.stored.decision.due.toordinal()
    return _ORDER.index(one.state), -due if one.is_settled else due, one.stored.id


def _of(
    facts: Facts, stored: StoredDecision, newest: date, hosts: tuple[str, ...]
) -> DecisionProgress:
    decision, measure = stored.decision, stored.decision.measure
    if decision.answer is DecisionAnswer.DECLINED:
        return DecisionProgress(stored, DecisionState.DECLINED, _declined(stored))
    if measure is None:
        return _unmeasured(stored, newest)
    if measure.utm_issue:
        return _by_issue(facts, stored, measure.utm_issue, newest, hosts)
    return _by_metric(facts, stored, measure, newest)


def _declined(stored: StoredDecision) -> Message:
    day = str(stored.decision.decided_on)
    if not stored.decision.reason:
        return msg("Declined on {day}.", day=day)
    return msg("Declined on {day}: {reason}", day=day, reason=stored.decision.reason)


def _pending(stored: StoredDecision, newest: date) -> DecisionState:
    """The state of what is not done: closed by a person, late or open."""
    if stored.closed_on is not None:
        return DecisionState.CLOSED
    return DecisionState.LATE if stored.decision.due < newest else DecisionState.OPEN


def _said(stored: StoredDecision, known: Message) -> Message:
    """What is known, and the outcome that a person has written."""
    if stored.closed_on is None:
        return known
    return joined([known, _closed(stored)], " ")


def _closed(stored: StoredDecision) -> Message:
    return msg("Closed on {day}: {outcome}", day=str(stored.closed_on), outcome=stored.outcome)


def _unmeasured(stored: StoredDecision, newest: date) -> DecisionProgress:
    state = _pending(stored, newest)
    if state is DecisionState.CLOSED:
        return DecisionProgress(stored, state, _closed(stored))
    return DecisionProgress(
        stored, state, msg("Nothing measures it. Close it with its outcome once it is settled.")
    )


def _by_issue(
    facts: Facts, stored: StoredDecision, issue: str, newest: date, hosts: tuple[str, ...]
) -> DecisionProgress:
    found, check = is_found(facts, issue, hosts), check_of(issue)
    name = verbatim(issue) if check is None else check.label
    state = DecisionState.DONE if found is False else _pending(stored, newest)
    known = msg("{issue}: the UTM issue is still found.", issue=name)
    if found is False:
        known = msg("{issue}: the UTM issue is no longer found.", issue=name)
    elif found is None:
        known = msg("{issue}: no UTM tags to look at. Import a file that has some.", issue=name)
        if check is None:
            known = msg("{issue}: Utmost no longer looks for this UTM issue.", issue=name)
        if state is not DecisionState.CLOSED:
            state = DecisionState.NOT_MEASURABLE
    return DecisionProgress(stored, state, _said(stored, known))


def _by_metric(
    facts: Facts, stored: StoredDecision, measure: DecisionMeasure, newest: date
) -> DecisionProgress:
    name = measured_name(facts, measure)
    if newest < measure.days[0]:
        state = DecisionState.OPEN if stored.closed_on is None else DecisionState.CLOSED
        waiting = _WAITING[measure.at_least is None].filled(
            metric=name,
            start=str(measure.start),
            line=_in_unit(measure, measure.line, measure.currency or None),
        )
        return DecisionProgress(stored, state, _said(stored, waiting))
    found = measured_value(facts, measure, newest)
    state = _state(stored, measure, found, newest)
    return DecisionProgress(
        stored,
        state,
        _said(stored, _sentence(measure, name, found, state)),
        found.value,
        found.currency,
        found.until,
        found.before,
    )


def _state(
    stored: StoredDecision, measure: DecisionMeasure, found: MeasuredValue, newest: date
) -> DecisionState:
    if found.value is not None and measure.is_met_by(found.value):
        grows = metrics()[measure.metric].additivity is Additivity.FLOW
        if measure.at_least is not None and grows:
            return DecisionState.DONE
    pending = _pending(stored, newest)
    if found.value is None or found.why is not None:
        is_closed = pending is DecisionState.CLOSED
        return pending if is_closed else DecisionState.NOT_MEASURABLE
    if newest < measure.days[1] or found.is_provisional:
        return pending if pending is DecisionState.CLOSED else DecisionState.MEASURING
    return DecisionState.DONE if measure.is_met_by(found.value) else pending


# At least, and at most.
_WAITING = (
    msg("{metric}: measured from {start}, at least {line} expected."),
    msg("{metric}: measured from {start}, at most {line} expected."),
)
_FINAL = (
    msg("{metric}: {value} by {until}, at least {line} expected."),
    msg("{metric}: {value} by {until}, at most {line} expected."),
)
_PROVISIONAL = (
    msg("{metric}: {value} by {until} (provisional), at least {line} expected."),
    msg("{metric}: {value} by {until} (provisional), at most {line} expected."),
)


def measured_name(facts: Facts, measure: DecisionMeasure) -> Message:
    """What a measure of a metric is about: the metric under the company's name, and its filters."""
    if measure.metric not in metrics():
        return verbatim(measure.metric)
    label = outcomes(facts).metric(measure.metric).label
    names: list[Part] = [label, *filter_names(measure.filters, measure.excluded)]
    return joined(names)


def _in_unit(measure: DecisionMeasure, value: float, currency: str | None = None) -> Part:
    """A value in the unit of the metric; counts in full, so that one too few can be seen."""
    unit = metrics()[measure.metric].unit if measure.metric in metrics() else Unit.COUNT
    return value if unit is Unit.COUNT else Quantity(value, unit.value, currency)


def _sentence(
    measure: DecisionMeasure, name: Message, found: MeasuredValue, state: DecisionState
) -> Message:
    if found.value is None:
        return msg("{metric}: unknown. {why}", metric=name, why=found.why)
    sentences = _PROVISIONAL if found.is_provisional else _FINAL
    known = sentences[measure.at_least is None].filled(
        metric=name,
        value=_in_unit(measure, found.value, found.currency),
        until=str(found.until),
        line=_in_unit(measure, measure.line, found.currency),
    )
    if state is DecisionState.NOT_MEASURABLE and found.why is not None:
        return joined([known, found.why], " ")
    if state is DecisionState.MEASURING and found.until != measure.end:
        until = msg("Measured until {end}.", end=str(measure.end))
        return joined([known, until], " ")
    return known
