"""The answer of the page Goals: how many are on track, and which one needs a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from i18n import format as shown
from metrics.definitions.registry import Additivity, metrics
from metrics.goals.goal import GoalDirection
from metrics.goals.progress import Progress
from metrics.goals.status import GoalStatus
from ui.components.goals.messages import CLOSED
from ui.components.goals.values import figure, likelihood_of, per_day, target
from ui.text import _, _n, language, show

RUNNING = frozenset(
    {GoalStatus.ON_TRACK, GoalStatus.CLOSE, GoalStatus.BEHIND, GoalStatus.NOT_MEASURABLE}
)


def answer(found: Sequence[Progress]) -> str:
    """One sentence; a goal without a verdict is never counted as on track."""
    if not found:
        return _("No goals yet")
    running = [one for one in found if one.status in RUNNING]
    if not running:
        return _none_running(found)
    good = sum(one.status is GoalStatus.ON_TRACK for one in running)
    if len(running) == 1:
        return _("1 running goal: {status}", status=show(running[0].status.label).lower())
    if good == len(running):
        return _n("All {n} running goals on track", "All {n} running goals on track", n=good)
    if not good:
        return _n(
            "None of {n} running goals on track", "None of {n} running goals on track",
            n=len(running),
        )  # fmt: skip
    return _n(
        "{n} of {all} running goals on track", "{n} of {all} running goals on track",
        n=good, all=len(running),
    )  # fmt: skip


def _none_running(found: Sequence[Progress]) -> str:
    closed = [one for one in found if one.status in CLOSED]
    reached = sum(one.status is GoalStatus.REACHED for one in closed)
    if not closed:
        return _("No goal is running yet")
    if not reached:
        return _n("{n} goal missed, none running", "{n} goals missed, none running", n=len(closed))
    if reached == len(closed):
        return _n("{n} goal reached, none running", "{n} goals reached, none running", n=reached)
    return _n(
        "{n} of {all} closed goals reached, none running",
        "{n} of {all} closed goals reached, none running",
        n=reached, all=len(closed),
    )  # fmt: skip


def note(found: Sequence[Progress], names: Mapping[str, str]) -> str:
    """The goal that needs a decision most and what it needs, else the next date."""
    if not found:
        return _("A goal names a metric, a target and a deadline.")
    urgent = [one for one in found if one.status in (GoalStatus.BEHIND, GoalStatus.CLOSE)]
    if urgent:
        return _needs(urgent[0], names[urgent[0].goal.id])
    ahead = [one for one in found if one.status in RUNNING]
    if ahead:
        first = min(ahead, key=lambda one: one.goal.end)
        day = shown.day(first.goal.end, language())
        return _("Next deadline: {goal}, {day}.", goal=names[first.goal.id], day=day)
    waiting = [one for one in found if one.status is GoalStatus.NOT_STARTED]
    if waiting:
        first = min(waiting, key=lambda one: one.goal.start)
        day = shown.day(first.goal.start, language())
        return _("{goal} starts on {day}.", goal=names[first.goal.id], day=day)
    return ""


def _needs(found: Progress, name: str) -> str:
    goal, ahead = found.goal, found.outlook
    current = ahead.current if ahead else None
    needed = found.required_per_day
    if needed is None or current is None or metrics()[goal.metric].additivity is Additivity.RATIO:
        return _(
            "{goal}: {done} so far, target {target}, likelihood {chance}.",
            goal=name, done=figure(found.done, found), target=target(found),
            chance=likelihood_of(found),
        )  # fmt: skip
    values = {"goal": name, "need": per_day(needed, found), "now": per_day(current, found)}
    if goal.direction is GoalDirection.STAY_BELOW:
        return _("{goal} may have {need} a day at most and has {now}.", **values)
    return _("{goal} needs {need} a day and has {now}.", **values)
