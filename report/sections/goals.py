"""Section “Goals”: every goal on the newest day and at the end of the period, with its likelihood."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from i18n.message import Message, Part, Quantity, msg, msg_in, plural, verbatim
from metrics.definitions.registry import Unit
from metrics.goals.forecast.likelihood_text import rounded
from metrics.goals.goal import Goal
from metrics.goals.kinds.cumulative import KIND as CUMULATIVE
from metrics.goals.pre_save_odds import outlook_before
from metrics.goals.progress import Progress
from metrics.goals.scope import scope
from report.document.model import (
    Amount,
    Audience,
    Block,
    Cell,
    Provenance,
    ReportColumn,
    ReportTable,
    RowChart,
    RowShape,
    Section,
    Sentence,
    Series,
    SeriesRole,
    StoryPart,
    TalkTrack,
    Text,
)
from report.evidence import goals
from report.evidence.goal_views import UNLIKELY, GoalView
from report.evidence.section import SectionSpec
from report.evidence.story import Story
from report.titles.goals import no_goal_title, title
from report.wording.format_values import named_sentence

_SHOWN = 8
_ODDS = (0.8, 0.5, 0.2)  # of the targets to choose from
_WIDEST = 4  # times the safe target: an ambitious one beyond that says that nothing is known
_COLUMNS = (
    ReportColumn("goal", msg("Goal")),
    ReportColumn("end", msg_in("deadline", "By")),
    ReportColumn("done", msg("Actual"), Unit.COUNT),
    ReportColumn("target", msg("Target"), Unit.COUNT),
    ReportColumn("projected", msg("Forecast (80% range)"), Unit.COUNT),
    ReportColumn("chance", msg("Likelihood")),
)


def _make(story: Story) -> Section | None:
    views = story.goals.every
    if not views:
        return _without_goals(story)
    basis = _basis(story, views)
    blocks: list[Block] = [_table(story, views, basis)]
    main = story.goals.main
    # The bars of all goals are enough for ninety seconds.
    if main is not None and main.judged.done is not None and story.shows(Audience.MANAGER):
        blocks.append(goals.picture(story, main.judged, basis))
    slow = tuple(_pace(story))
    if slow:
        blocks.append(Text("goals.pace", slow))
    ended = _ended(story)
    if ended is not None:
        blocks.append(Text("goals.ended", (named_sentence("goals.over", ended),)))
    return Section(
        "goals",
        named_sentence("goals.title", title(story)),
        tuple(blocks),
        _notes(views),
        talk=_talk(story),
        part=StoryPart.EVIDENCE,
    )


def _pace(story: Story) -> Iterator[Sentence]:
    """What a goal that will probably be missed brings a day, and what it needs."""
    named = [view for view in (story.goals.main, *story.goals.unlikely) if view is not None]
    for view in named:
        ahead, odds = view.judged.outlook, goals.chance_of(view.judged)
        if ahead is None or ahead.current is None or ahead.needed is None:
            continue
        if odds is None or rounded(odds) > UNLIKELY:
            continue
        message = msg(
            "{goal}: {a} per day, {b} needed until {end}.",
            goal=scope(view.goal),
            a=goals.a_day(ahead.current, view.judged),
            b=goals.a_day(ahead.needed, view.judged),
            end=story.day(view.goal.end),
        )
        yield named_sentence(f"goals.pace.{view.goal.id}", message)


def _rows(views: Sequence[GoalView]) -> Iterator[tuple[GoalView, Progress, Message]]:
    """A row for each goal that is not over; a second one where UTM fixes change what is said."""
    for view in views:
        label = scope(view.goal)
        if view.flips and view.fixed is not None:
            yield view, view.now, msg("{goal}, as tagged", goal=label)
            yield view, view.fixed, msg("{goal}, with UTM fixes", goal=label)
        else:
            yield view, view.now, label


def _table(story: Story, views: Sequence[GoalView], basis: Provenance) -> ReportTable:
    running = [view for view in views if not view.is_over] or list(views)
    rows = list(_rows(running))
    strong = tuple(
        place
        for place, (view, progress, _) in enumerate(rows)
        if progress is view.judged and (view.flips or view is story.goals.main)
    )
    return ReportTable(
        "goals.table",
        msg("Goals as of {day}", day=str(story.newest)),
        _COLUMNS,
        tuple(_cells(progress, label) for _, progress, label in rows),
        basis,
        shown=_SHOWN,
        charts=(_bullets(story, rows),),
        strong=strong,
    )


def _cells(progress: Progress, label: Message) -> tuple[Amount | Cell, ...]:
    return (
        label,
        progress.goal.end,
        goals.value(progress.done, progress),
        goals.value(progress.goal.target, progress),
        goals.projected(progress),
        goals.chance(progress) or progress.status.label,
    )


def _bullets(story: Story, rows: Sequence[tuple[GoalView, Progress, Message]]) -> RowChart:
    every = [_shares(view, progress) for view, progress, _ in rows]
    return RowChart(
        "goals.bullets",
        msg("Progress, share of target"),
        RowShape.BULLET,
        _alt(rows[0][1]),
        Unit.PERCENT,
        subtitle=msg("Bar: actual. Tick: planned pace. Band: 80% forecast. Line: target"),
        series=tuple(
            Series(label, role, tuple(shares[role] for shares in every))
            for role, label in _roles(story).items()
        ),
        reference=1.0,
        reference_label=msg("Target"),
    )


def _roles(story: Story) -> dict[SeriesRole, Message]:
    """What is drawn; the two values of a goal are named by their days."""
    days = [verbatim(story.day(day)) for day in (story.newest, story.as_of) if day is not None]
    return dict(zip((SeriesRole.ACTUAL, SeriesRole.COMPARISON), days, strict=False)) | _OTHERS


_OTHERS = {
    SeriesRole.PACE: msg("Planned pace"),
    SeriesRole.LOW: msg("Forecast, low (80%)"),
    SeriesRole.MIDDLE: msg("Forecast, median"),
    SeriesRole.HIGH: msg("Forecast, high (80%)"),
}


def _shares(view: GoalView, progress: Progress) -> dict[SeriesRole, float | None]:
    """The values of a goal as shares of its target, so that all goals have one axis."""
    ahead, target = progress.outlook, progress.goal.target
    values = {
        SeriesRole.ACTUAL: progress.done,
        SeriesRole.COMPARISON: view.end.done if view.end and progress is view.now else None,
        SeriesRole.PACE: progress.expected_today,
        SeriesRole.LOW: None if ahead is None else ahead.low,
        SeriesRole.MIDDLE: None if ahead is None else ahead.median,
        SeriesRole.HIGH: None if ahead is None else ahead.high,
    }
    return {
        role: None if value is None or not target else value / target
        for role, value in values.items()
    }


def _alt(progress: Progress) -> Message:
    return msg(
        "{goal}: {done} of {target}.",
        goal=scope(progress.goal),
        done=goals.inside(progress.done, progress),
        target=goals.inside(progress.goal.target, progress),
    )


def _ended(story: Story) -> Message | None:
    over = [view for view in story.goals.every if view.is_over]
    if not over or len(over) == len(story.goals.every):
        return None
    view, rest = over[0], len(over) - 1
    values: dict[str, Part] = {
        "goal": scope(view.goal),
        "done": goals.inside(view.now.done, view.now),
        "target": goals.inside(view.goal.target, view.now),
        "status": view.now.status.label,
    }
    if not rest:
        return msg("Decided: {goal}, {done} of {target} ({status}).", **values)
    return plural(
        "Decided: {goal}, {done} of {target} ({status}), and {n} more.",
        "Decided: {goal}, {done} of {target} ({status}), and {n} more.",
        n=rest,
        **values,
    )


def _basis(story: Story, views: Sequence[GoalView]) -> Provenance:
    rows = sum(view.now.figure.rows for view in views if view.now.figure)
    repaired = sum(view.now.figure.repaired for view in views if view.now.figure)
    names = dict.fromkeys(view.goal.metric for view in views)
    return story.basis(names, rows, repaired, until=story.newest)


def _notes(views: Sequence[GoalView]) -> tuple[Message, ...]:
    """What each forecast does not know; sentences of several goals once."""
    known = [(view.now, view.now.outlook) for view in views if view.now.outlook]
    limits = [_limit(progress, limit) for progress, ahead in known for limit in ahead.limits]
    return tuple(dict.fromkeys(limits))


def _limit(progress: Progress, limit: Message) -> Message:
    """The sentence; one with figures of its own says which goal it is about."""
    if not limit.values:
        return limit
    return msg("{goal}: {sentence}", goal=scope(progress.goal), sentence=limit)


def _talk(story: Story) -> TalkTrack | None:
    view = story.goals.main
    ahead = None if view is None else view.judged.outlook
    if view is None or ahead is None or ahead.calibration is None:
        return None
    return TalkTrack(
        (goals.tell(view.judged),),
        msg("How good were earlier forecasts?"),
        ahead.calibration.message,
    )


def _without_goals(story: Story) -> Section | None:
    """Targets to choose from, where no goal is set and the past gives a forecast."""
    goal = _possible(story)
    if goal is None or story.newest is None:
        return None
    ahead = outlook_before(story.facts, goal, story.newest)
    if len(ahead.targets) < len(_ODDS) or ahead.targets[-1] > _WIDEST * ahead.targets[0]:
        return None
    unit = story.company.metric(goal.metric).unit
    labels = (msg("Safe"), msg("Even"), msg("Ambitious"))
    rows = tuple(
        (label, Amount(float(round(target)), unit), Amount(chance, Unit.PERCENT))
        for label, target, chance in zip(labels, ahead.targets, _ODDS, strict=True)
    )
    table = ReportTable(
        "goals.targets",
        msg("Targets for {name} by {end}", name=story.company.metric(goal.metric).label, end=story.day(goal.end)),
        (
            ReportColumn("target", msg("Possible target")),
            ReportColumn("value", story.company.metric(goal.metric).label, Unit.COUNT),
            ReportColumn("chance", msg("Likelihood"), Unit.PERCENT),
        ),
        rows,
        story.basis([goal.metric]),
    )  # fmt: skip
    values = [Quantity(float(round(target)), unit.value) for target in ahead.targets]
    return Section(
        "goals",
        named_sentence("goals.title", no_goal_title(story, goal, values)),
        (table,),
        ahead.limits,
    )


def _possible(story: Story) -> Goal | None:
    """A goal for the main result until the end of the quarter after the newest day."""
    main, newest = story.main, story.newest
    if (
        main is None
        or newest is None
        or main.metric.unit is not Unit.COUNT
        or main.metric.denominator
    ):
        return None
    first = newest.replace(month=3 * ((newest.month - 1) // 3) + 1, day=1)
    end = _quarter_end(first)
    if (end - newest).days < 14:
        end = _quarter_end(end + timedelta(days=1))
    return Goal("", main.metric.id, 1.0, first, end, CUMULATIVE.id)


def _quarter_end(day: date) -> date:
    month = 3 * ((day.month - 1) // 3) + 3
    return day.replace(month=month, day=monthrange(day.year, month)[1])


SECTION = SectionSpec("goals", msg("Goals"), 20, _make)
