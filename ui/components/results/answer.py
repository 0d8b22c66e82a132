"""The answer of the results page: what the chosen metric did, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from i18n import format as shown
from metrics.comparison.change import ChangeDirection, ChangeUnit
from metrics.comparison.periods import Alignment, alignment
from metrics.comparison.sentences import interval
from metrics.goals.progress import Progress
from metrics.goals.status import GoalStatus
from metrics.maturing.maturity import MaturityStage
from metrics.results.results import Headline
from ui.components import answer
from ui.components.results.values import value
from ui.filters import LISTS, Filters
from ui.text import _, language, show

_EARLY = timedelta(days=7)  # a period may begin so long before a goal whose days it is about


@dataclass(frozen=True, slots=True)
class ResultsAnswer:
    """A sentence that answers, and the notes below it."""

    title: str
    notes: tuple[str, ...]


def draw(headline: Headline, shown_together: Sequence[Headline], chosen: Filters,
         goal: Progress | None) -> None:  # fmt: skip
    """The heading of the page for one metric; ``goal`` is the running goal about just that."""
    found = answer_of(headline, chosen, goal)
    provisional = _provisional([one for one in shown_together if is_growing(one)])
    answer.title(found.title, *found.notes, provisional)


def is_growing(headline: Headline) -> bool:
    """Whether the value of the period is not final yet."""
    found = headline.maturity
    return found is not None and found.stage is not MaturityStage.MATURE


def answer_of(headline: Headline, chosen: Filters, goal: Progress | None) -> ResultsAnswer:
    """What can be said of a metric: never up or down where that is not sure."""
    figure, change = headline.figure, headline.change
    name = show(figure.metric.label)
    if figure.value is None:
        why = () if figure.why is None else (show(figure.why.message),)
        return ResultsAnswer(_("{name}: no value", name=name), why)
    now = value(figure)
    if is_growing(headline):
        expected = "" if headline.expected is None else show(headline.expected)
        if expected:
            return ResultsAnswer(_("{name}: {now} so far, {expected}", name=name, now=now, expected=expected), ())  # fmt: skip
        return ResultsAnswer(
            _("{name}: {now} so far, provisional", name=name, now=now), _why(headline)
        )
    towards = _towards(goal, chosen)
    if change.unit is ChangeUnit.NEW:
        title = _("{name}: {now}, none before", name=name, now=now)
    elif change.value is None:
        return ResultsAnswer(_("{name}: {now}", name=name, now=now) + towards, _why(headline))
    else:
        title = _moved(name, now, headline)
    return ResultsAnswer(title + towards, (_compared(headline, chosen),))


def _moved(name: str, now: str, headline: Headline) -> str:
    change = headline.change
    size = (shown.change(change, language()) or "").lstrip("+-−")
    if change.moved and change.value is not None:
        if change.value > 0:
            return _("{name} up {size} to {now}", name=name, size=size, now=now)
        return _("{name} down {size} to {now}", name=name, size=size, now=now)
    if change.direction is ChangeDirection.STEADY:
        return _("{name} steady at {now}", name=name, now=now)
    if change.direction is ChangeDirection.UNCLEAR:
        return _("{name}: {now}, no clear change", name=name, now=now)
    return _("{name}: {now}", name=name, now=now)


def _compared(headline: Headline, chosen: Filters) -> str:
    """The size of the change with its interval, and what it is compared with."""
    change, before = headline.change, headline.before
    if before is None:
        return ""
    size = shown.change(change, language())
    days = shown.span(before.start, before.end, language())
    weekdays = alignment(chosen.query(), chosen.compare) is Alignment.WEEKDAYS
    against = (
        _("Compared with {span} (same weekdays).", span=days)
        if weekdays
        else _("Compared with {span}.", span=days)
    )
    sure = interval(change)
    if sure is None and change.why is not None:
        sure = change.why
    if change.moved or size is None:
        return " ".join(filter(None, (show(sure) if sure else "", against)))
    return " ".join(filter(None, (f"{size}.", show(sure) if sure else "", against)))


def _why(headline: Headline) -> tuple[str, ...]:
    """Why there is nothing to compare."""
    return () if headline.change.why is None else (show(headline.change.why),)


def _towards(goal: Progress | None, chosen: Filters) -> str:
    """The goal in the answer: only where the period is about the goal's own days."""
    if goal is None or chosen.start < goal.goal.start - _EARLY or chosen.end > goal.goal.end:
        return ""
    words = {
        "target": value_of_goal(goal),
        "day": shown.day(goal.goal.end, language()),
    }
    match goal.status:
        case GoalStatus.ON_TRACK:
            return _(", on track for {target} by {day}", **words)
        case GoalStatus.BEHIND:
            return _(", at risk for {target} by {day}", **words)
        case _:
            return ""


def value_of_goal(goal: Progress) -> str:
    """The target of a goal as text."""
    figure = goal.figure
    unit = figure.metric.unit if figure else "count"
    return shown.format_metric(
        goal.goal.target, unit, figure.currency if figure else None, language()
    )


def goal_about(metric: str, chosen: Filters, goals: Sequence[Progress]) -> Progress | None:
    """The running goal about exactly this metric and these filters, the worst first."""
    for one in goals:
        goal = one.goal
        own = {"channels": goal.channel, "uses": goal.use, "networks": goal.network, "campaigns": goal.campaign}  # fmt: skip
        same = all(
            getattr(chosen, name) == ((own[name],) if own.get(name) else ()) for name in LISTS
        )
        if goal.metric == metric and same and not chosen.excluded and one.remaining_days > 0:
            return one
    return None


def _provisional(growing: Sequence[Headline]) -> str:
    if not growing:
        return ""
    names = ", ".join(show(one.figure.metric.label) for one in growing)
    return _("Provisional, because recent leads still close: {names}.", names=names)


def nothing() -> None:
    """The heading where no metric has a value."""
    answer.title(_("No values for this period"))
