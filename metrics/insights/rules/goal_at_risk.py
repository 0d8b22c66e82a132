"""Insight rule: goals that are at risk or missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from i18n.message import Message, Part, joined, msg
from metrics.definitions.registry import metrics
from metrics.goals.forecast.likelihood_text import in_words
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.progress import Progress, evaluate
from metrics.goals.scope import scope
from metrics.goals.status import GoalStatus
from metrics.insights.evidence import InsightEvidence
from metrics.insights.insight import Insight, InsightRule, Number, Severity

_BACK = timedelta(weeks=4)  # an alarm only where the goal was not at risk four weeks before
_FIRST = 7  # days of a goal in which a chance alone is no alarm: hardly anything is done yet
_ADVICE = msg("Decide with its owner what to change, or set a realistic target.")


def _find(evidence: InsightEvidence) -> Iterator[Insight]:
    first, last = evidence.query.start, evidence.query.end
    running = [g for g in evidence.goals if not g.archived and g.start <= last and g.end >= first]
    for progress in evaluate_all(evidence.facts, running, last):
        begun = (progress.as_of - progress.goal.start).days >= _FIRST
        behind = progress.status is GoalStatus.BEHIND and begun
        if (behind or progress.status is GoalStatus.MISSED) and progress.done is not None:
            yield _finding(evidence, progress)


def _finding(evidence: InsightEvidence, progress: Progress) -> Insight:
    goal = progress.goal
    then = max(progress.as_of - _BACK, min(goal.pursued_since, progress.as_of))
    # What was so when it was saved, with a start in the past, was known then: nothing has turned.
    looked = then > goal.start or progress.as_of - _BACK >= goal.start
    before = evaluate(evidence.facts, goal, then) if looked else None
    bad = {GoalStatus.BEHIND, GoalStatus.MISSED}
    turned = before is None or before.status not in bad
    severity = Severity.ALARM if turned else Severity.WARNING
    unit = metrics()[goal.metric].unit
    currency = progress.figure.currency if progress.figure else None
    numbers = [Number("done", progress.done or 0.0, unit, currency)]
    numbers += [Number("target", goal.target, unit, currency)]
    return Insight(
        rule=RULE.id,
        severity=severity,
        message=_sentence(progress, before if turned else None, then, known=not turned),
        advice=_ADVICE,
        keys=(("goal", goal.id),),
        numbers=tuple(numbers),
        basis=evidence.basis((goal.metric,), goal.query(goal.start, progress.as_of)),
        n=progress.figure.rows if progress.figure else 0,
        weight=1 - (_chance(progress) or 0.0),
    )


def _chance(progress: Progress | None) -> float | None:
    return progress.outlook.chance if progress and progress.outlook else None


def _sentence(progress: Progress, before: Progress | None, then: date, *, known: bool) -> Message:
    """``known`` says that it was at risk on the day ``then`` already."""
    said = _state(progress, before, then)
    saved = progress.goal.aimed_since
    if not known or saved is None or saved <= progress.goal.start or then > saved:
        return said
    then_known = msg("It was at risk when it was saved, on {day}.", day=saved.isoformat())
    return joined((said, then_known), " ")


def _state(progress: Progress, before: Progress | None, then: date) -> Message:
    values: dict[str, Part] = {
        "goal": scope(progress.goal),
        "done": progress.done,
        "target": progress.goal.target,
        "end": progress.goal.end.isoformat(),
    }
    if progress.status is GoalStatus.MISSED:
        return msg("The goal “{goal}” is missed: {done}, target {target} by {end}.", **values)
    now, earlier = _chance(progress), _chance(before)
    if now is None:
        return msg(
            "The goal “{goal}” is behind its planned pace: {done} so far, target {target} by "
            "{end}.",
            **values,
        )
    values["chance"] = in_words(now)
    if earlier is None:
        return msg(
            "The goal “{goal}” is at risk: {done} so far, target {target} by {end}. "
            "Likelihood: {chance}.",
            **values,
        )
    return msg(
        "The goal “{goal}” is now at risk: {done} so far, target {target} by {end}. "
        "Likelihood: {chance}, on {then} it was {earlier}.",
        **values,
        earlier=in_words(earlier),
        then=then.isoformat(),
    )


RULE = InsightRule(
    id="goal_at_risk",
    label=msg("Goal at risk"),
    find=_find,
)
