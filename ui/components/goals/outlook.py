"""Goal forecast: likelihood, gaps, needed pace, forecast band and its calibration."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from i18n import format as shown
from i18n.message import Message, Part
from metrics.definitions.registry import Metric, Unit, metrics
from metrics.goals.forecast.likelihood_text import in_words
from metrics.goals.forecast.outlook import Outlook
from metrics.goals.goal import GoalDirection
from metrics.goals.progress import Progress
from ui.charts.pace import Fan
from ui.components.sources.import_issues import plain
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


def figure(value: float | None, found: Progress) -> str:
    """A value of the goal's metric as text."""
    metric = metrics()[found.goal.metric]
    if value is None:
        return shown.MISSING
    return shown.format_metric(round_count(value, metric), metric.unit, currency(found), language())


def per_day(value: float | None, found: Progress) -> str:
    """A value per day: counts with decimals, because a day may have less than one."""
    metric = metrics()[found.goal.metric]
    if value is None:
        return shown.MISSING
    unit = Unit.RATIO if metric.unit is Unit.COUNT else metric.unit
    return shown.format_metric(value, unit, currency(found), language())


def currency(found: Progress) -> str | None:
    """The currency of the goal's values, if they have one."""
    return found.figure.currency if found.figure else None


def chance(found: Progress) -> str:
    """The likelihood of reaching the target in words; a dash where it is unknown."""
    ahead = found.outlook
    if ahead is None or ahead.chance is None:
        return shown.MISSING
    return show(in_words(ahead.chance))


def fan(found: Progress) -> Fan | None:
    """The forecast band of the chart, starting from today's value."""
    ahead, done = found.outlook, found.done
    if ahead is None or not ahead.fan or done is None:
        return None
    days = [found.as_of, *(point.day for point in ahead.fan)]
    sides = ([p.low for p in ahead.fan], [p.median for p in ahead.fan], [p.high for p in ahead.fan])
    low, median, high = ([done, *side] for side in sides)
    return Fan((_("80% of what may come"), _("Median")), days, low, median, high)


def figures(found: Progress) -> None:
    """The likelihood, the gaps today and at the deadline, and the pace per day, now and needed."""
    ahead = found.outlook
    if ahead is None:
        return
    if ahead.missing is not None:
        said = (ahead.missing, *ahead.limits)
        st.caption("  \n".join(plain(show(message)) for message in said))
        return
    with st.grid(4, min_column_width=150, gap="small"):
        st.metric(
            _("Chance of reaching it"),
            chance(found),
            help=_("How often, among the futures drawn from your own past, the target is reached."),
        )
        st.metric(_("Expected at the end"), figure(ahead.median, found), help=_range(ahead, found))
        st.metric(
            _("Gap today"),
            signed(found.gap_today, found),
            help=_("Done less what was expected by now."),
        )
        st.metric(
            _("Gap at the end"),
            signed(ahead.gap_end, found),
            help=_("Expected at the end less the target."),
        )
    st.caption("  \n".join(plain(sentence) for sentence in _sentences(ahead, found)))


def signed(value: float | None, found: Progress) -> str:
    """A gap with its sign; that of a rate is in percentage points."""
    if value is None:
        return shown.MISSING
    if metrics()[found.goal.metric].unit is Unit.PERCENT:
        return shown.points(100 * value, language())
    sign = "+" if round_count(value, metrics()[found.goal.metric]) > 0 else ""
    return sign + figure(value, found)


def _range(ahead: Outlook, found: Progress) -> str:
    low, high = figure(ahead.low, found), figure(ahead.high, found)
    return _("80% of what may come lies between {low} and {high}.", low=low, high=high)


def _sentences(ahead: Outlook, found: Progress) -> list[str]:
    lines = [_range(ahead, found)]
    if ahead.needed is not None and ahead.surely is not None:
        pace = {
            "now": per_day(ahead.current, found),
            "needed": per_day(ahead.needed, found),
            "surely": per_day(ahead.surely, found),
        }
        lines.append(_pace(found.goal.direction, pace))
    elif ahead.targets:
        lines.append(
            _("A target of {target} would have a chance of 80%.",
              target=figure(ahead.targets[0], found))
        )  # fmt: skip
    lines.extend(show(message) for message in ahead.limits)
    if ahead.calibration is not None:
        lines.append(show(ahead.calibration.message))
    return lines


def _pace(direction: GoalDirection, values: dict[str, str]) -> str:
    if direction is GoalDirection.STAY_BELOW:
        return _(
            "A day brings {now} now; it may bring {needed} at most from now on, and {surely} for a chance of 80%.",
            **values,
        )
    return _(
        "A day brings {now} now; it has to bring {needed} from now on, and {surely} for a chance of 80%.",
        **values,
    )
