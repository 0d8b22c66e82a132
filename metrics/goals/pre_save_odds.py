"""Likelihood of a goal before it is saved: from past periods, and from the recent level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.facts.source import FactSource
from i18n.message import Message, msg
from metrics.goals.daily import known_days, last_day, setting
from metrics.goals.forecast.likelihood_text import in_words, rounded
from metrics.goals.forecast.outlook import Outlook, outlook
from metrics.goals.goal import Goal
from metrics.goals.history import Attainability, attainability
from metrics.goals.kinds import kinds

_HARD, _EVEN, _EASY = 0.2, 0.5, 0.95


@dataclass(frozen=True, slots=True)
class Before:
    """What the past says about a target that is not yet saved.

    ``past`` counts the windows of equal length that met it, ``outlook`` holds the likelihood by the
    recent level and the targets that have 80, 50 and 20 %, or what is missing.
    """

    past: Attainability
    outlook: Outlook

    @property
    def chance(self) -> float | None:
        """The chance by the recent level, else the share of past windows."""
        return self.past.share if self.outlook.chance is None else self.outlook.chance

    @property
    def ok(self) -> bool:
        """Whether the target will rather be met than not; False where nothing is known."""
        return self.chance is not None and attainable(self.chance)

    @property
    def messages(self) -> tuple[Message, ...]:
        """The verdict, the past periods, targets to choose from, and what the forecast does not know."""
        missing = self.outlook.missing
        if self.outlook.chance is None:
            lacking = () if missing is None else (missing,)
            return (self.past.message, *lacking, *self.outlook.limits)
        targets = _targets(self.outlook)
        return (_verdict(self.outlook.chance), self.past.message, *targets, *self.outlook.limits)


def attainable(chance: float) -> bool:
    """Whether a target will rather be met than not, by the likelihood as it is shown."""
    return rounded(chance) >= _EVEN


def odds_before(facts: FactSource, goal: Goal, as_of: date) -> Before:
    """The odds of a goal on ``as_of`` from all that is known by then.

    A goal that has already begun is judged with its own days so far.
    """
    return Before(attainability(facts, goal), outlook_before(facts, goal, as_of))


def outlook_before(facts: FactSource, goal: Goal, as_of: date) -> Outlook:
    """The outlook of a goal that has no progress yet, forecast once for all its targets."""
    aimless = Goal(
        "", goal.metric, 0.0, goal.start, goal.end, goal.kind, goal.direction,
        goal.channel, goal.use, goal.network, goal.campaign, share=goal.share,
    )  # fmt: skip
    key = ("goal ends", aimless, as_of)
    found: Outlook = facts.derived(key, lambda: _outlook(facts, aimless, as_of))
    return found.aimed_at(goal.target)


def _outlook(facts: FactSource, goal: Goal, as_of: date) -> Outlook:
    ends = (as_of, goal.end, last_day(facts, goal) or date.min)
    until = min(ends)
    if until == date.min or goal.start > goal.end:
        return Outlook()
    days = known_days(facts, goal, until)
    ahead = setting(facts, goal, days) if days else None
    if ahead is None or not ahead.ahead:
        return Outlook()
    return outlook(ahead, kinds()[goal.kind].forecast)


def _verdict(chance: float) -> Message:
    likelihood = in_words(chance)
    if rounded(chance) < _HARD:
        return msg(
            "Hardly attainable: likelihood {chance} if nothing changes. Lower the target, or "
            "plan a change.",
            chance=likelihood,
        )
    if not attainable(chance):
        return msg(
            "Ambitious: likelihood {chance} if nothing changes. Plan a change, or lower the "
            "target.",
            chance=likelihood,
        )
    if chance > _EASY:
        return msg(
            "Attainable without effort: likelihood {chance} if nothing changes. Consider a "
            "higher target.",
            chance=likelihood,
        )
    return msg("Attainable: likelihood {chance} if nothing changes.", chance=likelihood)


def _targets(reachable: Outlook) -> tuple[Message, ...]:
    if not reachable.targets:
        return ()
    easy, even, hard = reachable.targets
    return (
        msg(
            "Targets by likelihood: {easy} (80%), {even} (50%), {hard} (20%).",
            easy=easy,
            even=even,
            hard=hard,
        ),
    )
