"""The title of the goals: the first of these statements whose condition holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from i18n.message import Message, Part, Quantity, msg, plural
from metrics.goals.forecast.likelihood_text import rounded
from metrics.goals.goal import Goal
from metrics.goals.progress import Progress
from metrics.goals.scope import scope
from metrics.goals.status import GoalStatus
from report.evidence import goals
from report.evidence.goal_views import LIKELY, UNLIKELY, GoalView
from report.evidence.goals import chance_of
from report.evidence.story import Story


@dataclass(frozen=True, slots=True)
class _MainGoal:
    """What the rules look at; ``values`` are what every title may name."""

    story: Story
    view: GoalView
    odds: float
    values: dict[str, Part]

    @property
    def progress(self) -> Progress:
        return self.view.judged


def title(story: Story) -> Message:
    """How likely the main goal is, and which others will probably be missed."""
    main = story.goals.main
    if main is None:
        return _all_over(story.goals.every)
    progress = main.judged
    values: dict[str, Part] = {
        "goal": scope(main.goal),
        "target": goals.inside(main.goal.target, progress),
        "end": story.day(main.goal.end),
    }
    odds, chance = chance_of(progress), goals.chance(progress)
    if odds is None or chance is None:
        values["done"] = goals.inside(progress.done, progress)
        return msg(
            "Goal “{goal}”: {done} of {target} by {end}, too little history for a forecast",
            **values,
        )
    case = _MainGoal(story, main, rounded(odds), {**values, "p": chance})
    found = (rule(case) for rule in _RULES)
    return next((message for message in found if message is not None), _safe(case))


def _unlikely(case: _MainGoal) -> Message | None:
    """The main goal will probably be missed."""
    if case.odds > UNLIKELY:
        return None
    ahead = case.progress.outlook
    if ahead is None or ahead.current is None or ahead.needed is None:
        return msg(
            "Goal “{goal}” will probably be missed: {target} by {end} is {p} likely", **case.values
        )
    pace = [goals.a_day(value, case.progress) for value in (ahead.current, ahead.needed)]
    return msg(
        "Goal “{goal}” will probably be missed: {a} per day, {b} needed for {target}",
        a=pace[0], b=pace[1], **case.values,
    )  # fmt: skip


def _open(case: _MainGoal) -> Message | None:
    """The main goal may be reached or not."""
    ahead = case.progress.outlook
    if case.odds >= LIKELY or ahead is None:
        return None
    low, high = (goals.inside(value, case.progress) for value in (ahead.low, ahead.high))
    return msg(
        "Goal “{goal}” is open: {target} by {end} is {p} likely, forecast {low}–{high}",
        low=low, high=high, **case.values,
    )  # fmt: skip


def _others_with_fixes(case: _MainGoal) -> Message | None:
    """Another goal that faulty tags flatter, or hide."""
    views = [view for view in case.story.goals.flipped if view is not case.view]
    chance = goals.chance(views[0].judged) if views else None
    if chance is None:
        return None
    return msg(
        "Goal “{goal}”, {target} by {end}, is {p} likely. With UTM fixes, “{other}” is at {q}",
        other=scope(views[0].goal), q=chance, **case.values,
    )  # fmt: skip


def _others_unlikely(case: _MainGoal) -> Message | None:
    """Others that will probably be missed."""
    views = case.story.goals.unlikely
    if not views:
        return None
    first = views[0].judged
    ahead = first.outlook
    values = case.values | {
        "goals": _of_goals(len(views), case.story),
        "name": scope(views[0].goal),
    }
    if ahead is None or ahead.current is None or ahead.needed is None:
        return msg(
            "Goal “{goal}” is {p} likely. Probably missed: {goals}, first “{name}”",
            **values,
        )
    pace = [goals.a_day(value, first) for value in (ahead.current, ahead.needed)]
    return msg(
        "Goal “{goal}” is {p} likely. Probably missed: {goals}, first “{name}” ({a} per day, "
        "{b} needed)",
        a=pace[0], b=pace[1], **values,
    )  # fmt: skip


def _others_uncertain(case: _MainGoal) -> Message | None:
    """Others that may be missed, or without a forecast."""
    odds = [chance_of(view.judged) for view in case.story.goals.running if view is not case.view]
    count = sum(one is None or rounded(one) < LIKELY for one in odds)
    if not count:
        return None
    return plural(
        "Goal “{goal}”, {target} by {end}, is {p} likely; {n} other goal is uncertain",
        "Goal “{goal}”, {target} by {end}, is {p} likely; {n} other goals are uncertain",
        n=count,
        **case.values,
    )


def _of_goals(count: int, story: Story) -> Message:
    return plural(
        "{k} goal out of {n}", "{k} goals out of {n}", k=count, n=len(story.goals.running)
    )


def _safe(case: _MainGoal) -> Message:
    return msg(
        "Goal “{goal}”, {target} by {end}, is {p} likely; no other goal is at risk", **case.values
    )


_RULES = (_unlikely, _open, _others_with_fixes, _others_unlikely, _others_uncertain)


def _all_over(views: Sequence[GoalView]) -> Message:
    reached = sum(view.now.status is GoalStatus.REACHED for view in views)
    return plural(
        "{k} goal out of {n} was reached; no goal is running",
        "{k} goals out of {n} were reached; no goal is running",
        k=reached,
        n=len(views),
    )


def no_goal_title(story: Story, goal: Goal, targets: Sequence[Quantity]) -> Message:
    """No goal is set: what would be reached how likely."""
    return msg(
        "No goal is set: {low} would be reached in 4 of 5 cases, {high} in 1 of 5 ({name} by {end})",
        name=story.company.metric(goal.metric).label,
        end=story.day(goal.end),
        low=targets[0],
        high=targets[2],
    )
