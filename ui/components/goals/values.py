"""Values of goals as text: in the unit of the metric, per day, and likelihoods."""

from __future__ import annotations

from dataclasses import replace

from i18n import format as shown
from i18n.message import Message, Part
from metrics.definitions.registry import Metric, Unit, metrics
from metrics.goals.forecast.likelihood_text import in_words, rounded
from metrics.goals.goal import GoalDirection
from metrics.goals.progress import Progress
from ui.text import _, language, show

# Values in sentences about goals that are written in the unit of the goal's metric.
FIGURES = frozenset({"done", "expected", "target", "value", "easy", "even", "hard", "old", "new"})


def tell(message: Message, metric: Metric, currency: str | None = None) -> str:
    """A sentence about a goal, with values in the metric's unit and dates in words."""
    values = tuple((name, _value(name, value, metric, currency)) for name, value in message.values)
    return show(replace(message, values=values))


def _value(name: str, value: Part, metric: Metric, currency: str | None) -> Part:
    if name in FIGURES and isinstance(value, int | float):
        return shown.format_metric(round_count(value, metric), metric.unit, currency, language())
    return value


def round_count(value: float, metric: Metric) -> float:
    """Counts are shown whole, even where the planned pace has decimals."""
    return float(round(value)) if metric.unit is Unit.COUNT else value


def written(value: float | None, metric: Metric, money: str | None) -> str:
    """A value of a metric as text; a dash where it is unknown."""
    if value is None:
        return shown.MISSING
    return shown.format_metric(round_count(value, metric), metric.unit, money, language())


def exact(value: float, metric: Metric, money: str | None) -> str:
    """A value with all the digits that a target may have: two targets never look the same."""
    now = language()
    if metric.unit is Unit.COUNT:
        return shown.number(round(value), now)
    if metric.unit is Unit.PERCENT:
        return shown.percent(value, now, 2)
    if metric.unit is Unit.MONEY:
        return shown.money(value, money, now)
    return written(value, metric, money)


def figure(value: float | None, found: Progress) -> str:
    """A value of the goal's metric as text."""
    return written(value, metrics()[found.goal.metric], currency(found))


def target(found: Progress) -> str:
    """The target, with the side on which it is met where it is no amount to reach."""
    goal, text = found.goal, figure(found.goal.target, found)
    if goal.direction is GoalDirection.STAY_BELOW:
        return f"≤ {text}"
    return f"≥ {text}" if metrics()[goal.metric].unit is Unit.PERCENT else text


def per_day(value: float | None, found: Progress) -> str:
    """A value per day: counts below ten with a decimal, because a day may have less than one."""
    metric = metrics()[found.goal.metric]
    if value is None:
        return shown.MISSING
    if metric.unit is Unit.COUNT:
        return shown.number(value, language(), 0 if abs(value) >= 100 else 1, least=0)
    return shown.format_metric(value, metric.unit, currency(found), language())


def currency(found: Progress) -> str | None:
    """The currency of the goal's values, if they have one."""
    return found.figure.currency if found.figure else None


def likelihood(chance: float | None) -> str:
    """The likelihood in steps of 5 %, never certain: 35%, < 5%; a dash where it is unknown."""
    if chance is None:
        return shown.MISSING
    text = shown.percent(rounded(chance), language(), 0)
    edge = in_words(chance) != in_words(rounded(chance))
    if not edge:
        return text
    return f"< {text}" if chance < rounded(chance) else f"> {text}"


def likelihood_of(found: Progress) -> str:
    """The likelihood of reaching the target; a dash where it is unknown."""
    return likelihood(None if found.outlook is None else found.outlook.chance)


def so_far(found: Progress) -> str:
    """What is reached of what: “116 / 210”; of a rate or a ceiling with the side of the target."""
    return f"{figure(found.done, found)} / {target(found)}"


def forecast(found: Progress) -> str:
    """The forecast's 80 % range; empty where there is none."""
    ahead = found.outlook
    if ahead is None or ahead.low is None or ahead.high is None:
        return ""
    metric = metrics()[found.goal.metric]
    low, high = round_count(ahead.low, metric), round_count(ahead.high, metric)
    return shown.value_range(low, high, metric.unit, currency(found), language())


def in_a_sentence(found: Progress, name: str) -> str:
    """The row of a goal for readers who hear the page."""
    parts = [f"{name}: {show(found.status.label)}", so_far(found)]
    if (chance := likelihood_of(found)) != shown.MISSING:
        parts.append(_("likelihood {chance}", chance=chance))
    if ends := forecast(found):
        parts.append(_("forecast {range}", range=ends))
    return ", ".join(parts)
