"""S.M.A.R.T. check: whether a goal is specific, measurable, attainable, relevant and time-bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.facts.source import FactSource
from i18n.message import Message, msg, plural
from metrics.definitions.registry import metrics
from metrics.goals.daily import last_day
from metrics.goals.goal import Goal
from metrics.goals.history import baseline
from metrics.goals.pre_save_odds import odds_before


@dataclass(frozen=True, slots=True)
class SmartCheck:
    """One letter of S.M.A.R.T.: fulfilled or not, what to do about it, and what else is known."""

    letter: str
    ok: bool
    message: Message
    more: tuple[Message, ...] = ()


def check(goal: Goal, facts: FactSource, today: date | None = None) -> tuple[SmartCheck, ...]:
    """One result per letter, and one more for a vanity metric that was not confirmed.

    A deadline must lie after the last day with data, and not before ``today`` where it is given.
    """
    checks = (
        _specific(goal),
        _measurable(goal, facts),
        _attainable(goal, facts),
        _relevant(goal),
        _time_bound(goal, facts, today or date.min),
    )
    return (*checks, *_vanity(goal))


def _specific(goal: Goal) -> SmartCheck:
    if any((goal.channel, goal.use, goal.network, goal.campaign)):
        message = msg("Specific: one metric of one selection.")
        return SmartCheck("S", True, message)
    message = msg(
        "Not specific, because everything counts. Choose a channel, paid or unpaid, a network "
        "or a campaign."
    )
    return SmartCheck("S", False, message)


def _measurable(goal: Goal, facts: FactSource) -> SmartCheck:
    needs = metrics()[goal.metric].needs
    if needs is not None:
        return SmartCheck("M", False, needs)
    start_value = baseline(facts, goal)
    if start_value.value is not None or goal.baseline is None:
        return SmartCheck("M", start_value.value is not None, start_value.message)
    message = msg("Measured from a baseline entered by hand: {value}.", value=goal.baseline)
    return SmartCheck("M", True, message)


def _attainable(goal: Goal, facts: FactSource) -> SmartCheck:
    odds = odds_before(facts, goal, date.max)
    first, *more = odds.messages
    return SmartCheck("A", odds.ok, first, tuple(more))


def _relevant(goal: Goal) -> SmartCheck:
    if goal.objective.strip() and goal.mission.strip():
        message = msg("Relevant: it serves “{objective}”.", objective=goal.objective)
        return SmartCheck("R", True, message)
    message = msg("Not relevant yet. Name the business objective and the mission of the channel.")
    return SmartCheck("R", False, message)


def _time_bound(goal: Goal, facts: FactSource, today: date) -> SmartCheck:
    if goal.start > goal.end:
        message = msg("Not time-bound, because it ends before it starts. Swap the dates.")
        return SmartCheck("T", False, message)
    if goal.end <= (last_day(facts, goal) or date.min) or goal.end < today:
        message = msg(
            "All of these days are past, so the result cannot change. Choose a later deadline."
        )
        return SmartCheck("T", False, message, tuple(_calendar(goal, facts)))
    message = msg("Time-bound: from {start} to {end}.", start=str(goal.start), end=str(goal.end))
    return SmartCheck("T", True, message, tuple(_calendar(goal, facts)))


def _calendar(goal: Goal, facts: FactSource) -> Iterator[Message]:
    """How long that is, and which days of it are off."""
    weeks, rest = divmod(goal.days, 7)
    if weeks and not rest:
        yield plural("{weeks} whole week.", "{weeks} whole weeks.", weeks=weeks)
    else:
        yield plural("{days} day.", "{days} days.", days=goal.days)
    off = sum(goal.start <= day <= goal.end for day in facts.inputs.holidays)
    if off:
        yield plural(
            "{off} of these days is a holiday. The planned pace expects less of it.",
            "{off} of these days are holidays. The planned pace expects less of them.",
            off=off,
        )
    elif not facts.inputs.holidays:
        yield msg(
            "No holidays are saved yet. Add them under “Holidays”, and the planned pace "
            "expects less of them."
        )


def _vanity(goal: Goal) -> tuple[SmartCheck, ...]:
    metric = metrics()[goal.metric]
    if not metric.vanity or goal.acknowledged:
        return ()
    partner = metrics()[metric.partner].label if metric.partner else metric.label
    message = msg(
        "This is a vanity metric: it shows attention, not results. Prefer “{partner}”, or "
        "confirm your choice.",
        partner=partner,
    )
    return (SmartCheck("R", False, message),)
