"""The title of the answer: the first of these statements whose condition holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from i18n.message import Message, Part, Quantity, msg, plural
from metrics.comparison.change import MATTERS, Change, ChangeDirection
from metrics.results.results import Headline
from report.evidence.earlier_periods import is_per_day, rough
from report.evidence.main_result import (
    LEAST_DAYS,
    ComparedFigure,
    fall_of,
    is_clear,
    is_within_chance,
)
from report.evidence.story import Story
from report.titles.networks import network_title
from report.wording.format_values import size
from report.wording.periods import during, versus

_DOUBLED = 100.0  # percent
_WHOLE = 10.0  # the upper end of a range from which on it has no decimals
_NO_DECISION = msg("no decision is needed")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the rules look at; ``values`` are what every title may name."""

    story: Story
    main: ComparedFigure
    values: dict[str, Part]

    @property
    def previous(self) -> Change:
        return self.main.previous.change

    @property
    def year(self) -> Change:
        return self.main.year.change


def title(story: Story) -> Message:
    """The answer in one sentence: what happened, whether it is more than chance, and what to do."""
    main = story.main
    assert main is not None  # noqa: S101  # a section without figures is not made
    case = _Answer(story, main, _values(story, main))
    found = (rule(case) for rule in _RULES)
    return next((message for message in found if message is not None), _nothing_clear(case))


def _too_early(case: _Answer) -> Message | None:
    """Fewer than four weeks of history."""
    known = case.story.result.days_known
    if known >= LEAST_DAYS:
        return None
    first = case.main.period.end - timedelta(days=known - 1)
    return plural(
        "Too early to judge: {name}, {n} in {days} day. A first comparison is possible on {day}",
        "Too early to judge: {name}, {n} in {days} days. A first comparison is possible on {day}",
        days=known,
        name=case.values["name"],
        n=case.values["n"],
        day=str(first + timedelta(days=LEAST_DAYS)),
    )


def _only_networks(case: _Answer) -> Message | None:
    """Files of networks alone: no result and no session."""
    story = case.story
    if story.result.is_outcome or not story.networks or story.trust.measures_sessions:
        return None
    return network_title(story)


def _fell(case: _Answer) -> Message | None:
    """A fall beyond random variation, with what happened to ad spend."""
    fall = fall_of(case.main)
    return None if fall is None else _fall(case, fall)


def _fall(case: _Answer, compared: Headline) -> Message:
    assert compared.before is not None  # noqa: S101  # a verdict has a comparison
    before = versus(compared.before, case.main.period)
    values = case.values | {"x": size(compared.change), "versus": before}
    spend = case.story.result.spend_during(compared)
    change = None if spend is None else spend.change.value
    if change is None:
        return msg("{name} fell {x} {versus}: {ask}", **values)
    values["y"] = Quantity(abs(change) / 100, "whole-percent")
    if change >= _DOUBLED:
        return msg("{name} fell {x} {versus} while ad spend more than doubled: {ask}", **values)
    if change >= 0:
        return msg("{name} fell {x} {versus} while ad spend rose {y}: {ask}", **values)
    return msg("{name} fell {x} {versus} as ad spend fell {y}: {ask}", **values)


def _rose(case: _Answer) -> Message | None:
    """A rise on the period before."""
    if not case.previous.moved or case.main.previous.before is None:
        return None
    before = versus(case.main.previous.before, case.main.period)
    values = case.values | {"x": size(case.previous), "versus": before}
    return msg("{name} rose {x} {versus} ({n}): {ask}", **values)


def _above_last_year(case: _Answer) -> Message | None:
    """A rise on the year before alone; results of paid channels may cost more in all."""
    if not case.year.moved:
        return None
    values = case.values | {"x": size(case.year)}
    cost = case.story.result.ad_cost
    if cost is not None and is_clear(cost.year.change) and (cost.year.change.value or 0) > 0:
        return msg(
            "{name}: {n} {during}, {x} above last year, but each costs more in paid channels: {ask}",
            **values,
        )
    return msg("{name}: {n} {during}, {x} above last year: {ask}", **values)


def _not_judged(case: _Answer) -> Message | None:
    """Nothing to compare with, or too little history for an interval."""
    if case.main.previous.before is None:
        return msg("{name}: {n} {during}: {ask}", **case.values)
    if case.previous.value is None:
        return msg("{name}: {n} {during}, not comparable yet: {ask}", **case.values)
    if not is_within_chance(case.previous):
        return msg(
            "{name}: {n} {during}, too little history to judge the change: {ask}", **case.values
        )
    return None


def _in_usual_range(case: _Answer) -> Message | None:
    """Nothing clear, and no year before: the usual range that it is in."""
    usual, value = case.main.usual, case.main.value
    if case.year.value is not None or usual is None or not is_per_day(case.main.metric.id):
        return None
    if value is None or not usual[0] <= value <= usual[1]:
        return None
    # As the table writes the range: whole numbers from ten up.
    digits = 0 if usual[1] >= _WHOLE else 1
    low, high = (Quantity(round(end, digits) or rough(end, 2), "ratio") for end in usual)
    return msg(
        "No clear change of {name} {during} ({rate} per day, usual range {low}–{high}): {ask}",
        rate=Quantity(value, "ratio"),
        low=low, high=high, **case.values,
    )  # fmt: skip


def _nothing_clear(case: _Answer) -> Message:
    if case.previous.direction is ChangeDirection.STEADY:
        return msg(
            "{name} did not move {during} ({n}, at most {matters} up or down): {ask}",
            matters=Quantity(MATTERS / 100, "whole-percent"),
            **case.values,
        )
    return msg(
        "No clear change of {name} {during} ({n}, within random variation): {ask}", **case.values
    )


_RULES = (
    _too_early,
    _only_networks,
    _fell,
    _rose,
    _above_last_year,
    _not_judged,
    _in_usual_range,
)


def _values(story: Story, main: ComparedFigure) -> dict[str, Part]:
    figure = main.previous.figure
    return {
        "name": main.metric.label,
        "n": Quantity(figure.value, main.metric.unit.value, figure.currency),
        "during": during(main.period, main.period),
        "ask": story.ask.short if story.ask else _NO_DECISION,
    }
