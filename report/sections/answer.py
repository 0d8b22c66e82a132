"""Section “Answer”: the result that counts most, what it cost, the main goal, and the decision."""

from __future__ import annotations

from collections.abc import Iterator

from i18n.message import Message, Part, Quantity, msg, plural
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.definitions.registry import Unit
from metrics.goals.scope import scope
from metrics.results.results import Headline
from report.document.model import (
    Amount,
    Block,
    Cell,
    ReportColumn,
    ReportTable,
    RowChart,
    RowShape,
    Section,
    Sentence,
    StoryPart,
    TalkTrack,
    Text,
)
from report.evidence import goals
from report.evidence.earlier_periods import days, is_per_day, rough
from report.evidence.goal_views import GoalView
from report.evidence.main_result import ComparedFigure, fall_of
from report.evidence.section import SectionSpec
from report.evidence.story import Story
from report.titles.answer import title
from report.titles.drivers import driver
from report.wording.format_values import describe_change, named_sentence
from report.wording.periods import during, name_of

_Row = tuple[Amount | Cell, ...]


def _make(story: Story) -> Section | None:
    main = story.main
    if main is None:
        return None
    blocks: tuple[Block, ...] = (
        _table(story),
        Text("answer.words", tuple(_words(story, main)), aside=True),
        *_ask(story),
    )
    return Section(
        "answer",
        named_sentence("answer.title", title(story)),
        blocks,
        notes=tuple(dict.fromkeys(_notes(story))),
        talk=_talk(story, main),
        part=StoryPart.ANSWER,
    )


def _notes(story: Story) -> Iterator[Message]:
    """What to know of the figures, and why some are not compared."""
    for one in story.result.figures:
        yield from one.previous.notes
        for compared in (one.previous, one.year):
            if compared.change.value is None and compared.change.why is not None:
                yield compared.change.why


def _table(story: Story) -> ReportTable:
    figures = story.result.figures
    period = figures[0].period
    view = story.goals.main
    first = figures[0]
    compared = [one.before for one in (first.previous, first.year) if one.before is not None]
    rows = [_row(one) for one in figures]
    if view is not None:
        rows.append(_goal_row(story, view, len(compared)))
    columns = (
        ReportColumn("figure", msg("Metric")),
        ReportColumn("now", name_of(period, period), Unit.RATIO),
        *(
            ReportColumn(f"before.{place}", name_of(before, period))
            for place, before in enumerate(compared)
        ),
        ReportColumn("usual", msg("Usual range")),
    )
    trends = tuple(one.trend for one in figures) + (((),) if view else ())
    drawn = any(sum(value is not None for value in trend) > 1 for trend in trends)
    chart = RowChart(
        "answer.trend",
        plural("{n} period", "{n} periods", n=len(days(period))),
        RowShape.TREND,
        _alt(figures[0]),
        Unit.RATIO,
        days=days(period),
        trends=trends,
    )
    return ReportTable(
        "answer.table",
        msg("What counts, compared with earlier periods"),
        columns,
        tuple(rows),
        story.basis([one.metric.id for one in figures]),
        charts=(chart,) if drawn else (),
        strong=(0,),
    )


def _alt(one: ComparedFigure) -> Message:
    known = [value for value in one.trend[:-1] if value is not None]
    unit, code = _unit(one), one.previous.figure.currency
    return msg(
        "{name} over time: {now} in this period, between {low} and {high} before.",
        name=_label(one),
        now=Quantity(one.value, unit.value, code),
        low=Quantity(min(known, default=None), unit.value, code),
        high=Quantity(max(known, default=None), unit.value, code),
    )


def _unit(one: ComparedFigure) -> Unit:
    return Unit.RATIO if is_per_day(one.metric.id) else one.metric.unit


def _label(one: ComparedFigure) -> Message:
    if one.age is not None:
        return plural(
            "{name}, within {days} day of each lead",
            "{name}, within {days} days of each lead",
            days=one.age,
            name=one.metric.label,
        )
    if is_per_day(one.metric.id):
        return msg("{name} per day", name=one.metric.label)
    return one.metric.label


def _row(one: ComparedFigure) -> _Row:
    unit, code = _unit(one), one.previous.figure.currency
    total = Quantity(one.total, one.metric.unit.value, code)
    label = _label(one)
    if is_per_day(one.metric.id) and one.age is None:
        label = plural(
            "{label} ({total} in {days} day)",
            "{label} ({total} in {days} days)",
            days=one.period.days,
            label=label,
            total=total,
        )
    usual = one.usual
    if usual is not None:
        usual = rough(usual[0]) or 0.0, rough(usual[1]) or 0.0
    return (
        label,
        Amount(one.value, unit, code, why=one.previous.figure.why),
        *(_before(one, two) for two in (one.previous, one.year) if two.before is not None),
        None if usual is None else Amount(None, unit, code, *usual),
    )


def _before(one: ComparedFigure, compared: Headline) -> Message | None:
    value = one.earlier_value(compared)
    if value is None:
        return _NOT_COMPARED
    amount = Quantity(value, _unit(one).value, one.previous.figure.currency)
    return msg("{value} ({verdict})", value=amount, verdict=_verdict(one, compared))


_NOT_COMPARED = msg("not comparable")


def _verdict(one: ComparedFigure, compared: Headline) -> Message:
    """The verdict; it says so where weekdays make the change another than that of the two values."""
    value, before, change = one.value, one.earlier_value(compared), compared.change
    adjusted = is_per_day(one.metric.id) and change.unit is ChangeUnit.PERCENT
    if not adjusted or change.value is None or value is None or not before:
        return verdict(change)
    as_printed = 100 * (value / before - 1)
    return verdict(change, usual_day=round(as_printed) != round(change.value))


def verdict(change: Change, *, usual_day: bool = False) -> Message:
    """What a change is worth, in a word: its size only where chance does not explain it."""
    if change.direction is ChangeDirection.UNCLEAR:
        return msg("within random variation")
    if change.direction is ChangeDirection.STEADY:
        return msg("unchanged")
    if change.moved or change.direction.is_verdict:
        return describe_change(change, usual_day=usual_day) or _NOT_COMPARED
    if change.value is None:
        return _NOT_COMPARED
    return msg("no verdict yet")


def _goal_row(story: Story, view: GoalView, count: int) -> _Row:
    """What is done of the goal; it has no earlier period and no usual range."""
    progress = view.judged
    odds = goals.chance(progress)
    target, end = goals.inside(view.goal.target, progress), story.day(view.goal.end)
    return (
        msg("Goal {goal}: {target} by {end}", goal=scope(view.goal), target=target, end=end)
        if odds is None
        else msg(
            "Goal {goal}: {target} by {end} (likelihood: {chance})",
            goal=scope(view.goal),
            target=target,
            end=end,
            chance=odds,
        ),
        goals.value(progress.done, progress),
        *(None,) * count,
        None,
    )


def _words(story: Story, main: ComparedFigure) -> list[Sentence]:
    lines = [("what", msg("What: {text}", text=_what(main)))]
    spend = _spend(story, main)
    if spend is not None:
        lines.append(("spend", spend))
    lines.append(("why", msg("Why: {text}", text=driver(story))))
    if story.steps:
        lines.append(("do", msg("Do: {text}.", text=story.steps[0].what)))
    return [named_sentence(f"answer.{name}", message) for name, message in lines]


def _spend(story: Story, main: ComparedFigure) -> Message | None:
    """Ad spend next to a fall, as the title compares it."""
    fall = fall_of(main)
    spend = None if fall is None else story.result.spend_during(fall)
    if spend is None or spend.change.value is None or spend.before is None:
        return None
    code = spend.row["currency"]
    now, old = (
        Quantity(value, Unit.MONEY.value, code) for value in (spend.value, spend.earlier_value)
    )
    return msg(
        "Ad spend: {n} {during}, {old} {then} ({step} per usual day).",
        n=now,
        during=during(main.period, main.period),
        old=old,
        then=during(spend.before, main.period),
        step=Quantity(spend.change.value / 100, "change-percent"),
    )


def _what(main: ComparedFigure) -> Message:
    unit, code = _unit(main), main.previous.figure.currency
    values: dict[str, Part] = {
        "name": main.metric.label,
        "n": Quantity(main.total, main.metric.unit.value, code),
        "during": during(main.period, main.period),
    }
    before = main.earlier_value(main.previous)
    if before is None or main.previous.before is None:
        return msg("{name}: {n} {during}.", **values)
    values |= {
        "rate": Quantity(main.value, unit.value, code),
        "old": Quantity(before, unit.value, code),
        "then": during(main.previous.before, main.period),
        "verdict": _verdict(main, main.previous),
    }
    if is_per_day(main.metric.id):
        return msg("{name}: {n} {during}, {rate} per day, {old} {then} ({verdict}).", **values)
    return msg("{name}: {n} {during}, {old} {then} ({verdict}).", **values)


def _ask(story: Story) -> list[Text]:
    step = story.ask
    if step is None:
        return []
    message = msg("Decision by {day}: {what}.", day=story.day(step.due), what=step.what)
    return [Text("answer.ask", (named_sentence("answer.ask", message),), lead=True, aside=True)]


def _talk(story: Story, main: ComparedFigure) -> TalkTrack:
    change = main.year.change if main.year.change.value is not None else main.previous.change
    low, high = change.low, change.high
    answer = (
        change.why or _SHORT
        if low is None or high is None
        else msg(
            "{name}: the change is between {low} and {high} (95% interval).",
            name=main.metric.label,
            low=Quantity(low / 100, "change-percent"),
            high=Quantity(high / 100, "change-percent"),
        )
    )
    say = (_what(main), driver(story))
    return TalkTrack(say, msg("How sure is this change?"), answer)


_SHORT = msg("The history is too short to say.")

SECTION = SectionSpec("answer", msg("Answer"), 10, _make)
