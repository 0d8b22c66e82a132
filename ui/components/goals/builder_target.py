"""The target of a goal: outlook with the target line, likelihood of each target, slider and chips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import streamlit as st

from i18n import format as shown
from metrics.definitions.registry import Metric, Unit
from metrics.goals.forecast.ends import GoalEnds
from metrics.goals.forecast.outlook import SURE
from metrics.goals.goal import Goal
from metrics.goals.pace import span
from metrics.goals.pre_save_odds import attainable
from ui import cache, chart_layout
from ui.charts.odds import odds
from ui.charts.outlook import OutlookValues, outlook
from ui.components import chart
from ui.components.goals import fields
from ui.components.goals.chart_words import adds_up, words
from ui.components.goals.fields import factor, key, put
from ui.components.goals.prospect import Prospect
from ui.components.goals.values import exact, likelihood
from ui.components.sources.import_issues import plain
from ui.text import _, language, show

_SET = "goal_target_is_set"  # whether the user chose the target; until then it is the even one
_SLIDER = "goal_slider"
_TAIL = 0.005  # of the forecast that the slider leaves out at each side
_ROOM = 0.15  # of its width that the slider adds at each side
_STEPS = 200  # of the slider, at most about twice that
_LEAST = {Unit.COUNT: 1.0, Unit.PERCENT: 0.0001, Unit.SECONDS: 6.0}  # steps that can be read
_LEAST_ELSE = 0.01
STALE = timedelta(days=7)  # data that end earlier are not today's
_CHART_HEIGHT, _ODDS_HEIGHT = 340, 190  # pixels


def forget_target(*, is_set: bool = False) -> None:
    """The target follows the forecast until the user sets it."""
    st.session_state[_SET] = is_set


def chosen_target(goal: Goal, metric: Metric, found: Prospect) -> float:
    """The charts and the fields of the target; the answer is in the metric's unit."""
    ends = found.outlook.ends
    grid = targets(ends, metric) if ends is not None else []
    if grid and ends is not None and not st.session_state[_SET]:
        _put_target(likely_target(grid, ends, SURE[1]), metric)
    left, right = st.columns([1.25, 1], gap="medium")
    with right:
        if grid and ends is not None:
            _likely(goal, metric, found, ends, grid)
        _number(metric)
    target = st.session_state[key("target")] / factor(metric)
    with left:
        if not grid:
            _unknown(found)
        _picture(goal, metric, found, target)
    return float(target)


def targets(ends: GoalEnds, metric: Metric) -> list[float]:
    """The targets on the slider: round steps around what the forecast holds possible; may be empty."""
    found = ends.span(_TAIL)
    if found is None:
        return []
    low, high = found
    width = (high - low) or abs(high) * _ROOM or 1.0
    low, high = max(low - width * _ROOM, 0.0), high + width * _ROOM
    least = _LEAST.get(metric.unit, _LEAST_ELSE)
    if metric.unit is Unit.MONEY and high >= 1000:
        least = 1.0
    step = max(chart_layout.round_step(high - low, _STEPS), least)
    first, last = max(round(low / step), 1), max(round(high / step), 2)
    return [round(step * place, 6) for place in range(first, last + 1)]


def likely_target(grid: Sequence[float], ends: GoalEnds, share: float) -> float:
    """The most ambitious target of the slider whose likelihood is not below ``share``."""
    likely = [t for t, c in zip(grid, ends.chances(np.array(grid)), strict=True) if c >= share]
    ambitious = min if ends.below else max
    return ambitious(likely) if likely else nearest(grid, ends.reachable(share))


def nearest(grid: Sequence[float], value: float) -> float:
    """The target of the slider that is nearest to a value."""
    return min(grid, key=lambda one: abs(one - value))


def _put_target(target: float, metric: Metric) -> None:
    put("target", round(target * factor(metric), 6))


def _take_slider(metric: Metric) -> None:
    forget_target(is_set=True)
    _put_target(st.session_state[_SLIDER], metric)


def _pick(target: float, metric: Metric) -> None:
    forget_target(is_set=True)
    _put_target(target, metric)


def _likely(
    goal: Goal, metric: Metric, found: Prospect, ends: GoalEnds, grid: Sequence[float]
) -> None:
    """The likelihood of the target, the curve, the slider on its scale, and three targets to pick."""
    target = st.session_state[key("target")] / factor(metric)
    chance, money = ends.chance(target), found.currency
    tint = "green" if attainable(chance) else "orange"
    said = _("Likelihood of {target}: {chance}", target=exact(target, metric, money),
             chance=likelihood(chance))  # fmt: skip
    st.markdown(f"**:{tint}[{plain(said)}]**")
    chances = ends.chances(np.array(grid)).tolist()
    now = language()
    figure = odds(
        grid, chances, (target, chance), lambda value: exact(value, metric, money),
        lambda share: shown.percent(share, now, 0), _ODDS_HEIGHT,
    )  # fmt: skip
    chart.show(figure, key="goal_odds", alt=said, name="likelihood")
    st.session_state[_SLIDER] = nearest(grid, target)
    st.select_slider(
        _("Target for {day}", day=shown.day(goal.end, now)), grid, key=_SLIDER,
        format_func=lambda value: exact(value, metric, money), label_visibility="collapsed",
        on_change=_take_slider, args=(metric,),
    )  # fmt: skip
    labels = (_("Likely"), _("Even"), _("Ambitious"))
    with st.container(horizontal=True, gap="small"):
        for share, label in zip(SURE, labels, strict=True):
            value = likely_target(grid, ends, share)
            text = f"{shown.percent(share, now, 0)} · {plain(exact(value, metric, money))}"
            st.button(f"{label} :small[{text}]", key=f"goal_pick_{round(100 * share)}",
                      on_click=_pick, args=(value, metric))  # fmt: skip


def _unknown(found: Prospect) -> None:
    """Why there is no likelihood."""
    missing = found.outlook.missing
    if missing is None:
        st.info(_("No likelihood: no recent data for this choice. Import newer files."))
        return
    st.info(plain(show(missing)))


def _number(metric: Metric) -> None:
    """The exact target."""
    counted = metric.unit is Unit.COUNT
    unit = " (%)" if metric.unit is Unit.PERCENT else ""
    st.number_input(
        _("Target") + unit, min_value=0.0, step=1.0 if counted else 0.1,
        format="%.0f" if counted else "%.2f", key=key("target"),
        on_change=forget_target, kwargs={"is_set": True},
    )  # fmt: skip


def _picture(goal: Goal, metric: Metric, found: Prospect, target: float) -> None:
    if goal.start > goal.end:
        return
    so_far, days = found.so_far, span(goal.start, goal.end)
    total = adds_up(metric, goal)
    actual = [point.actual for point in so_far.series] if so_far else [None] * len(days)
    values = OutlookValues(
        days=days,
        actual=actual,
        pace=[target * (place + 1) / len(days) for place in range(len(days))] if total else [],
        target=target,
        fan=found.fan(goal),
        before_days=[point.day for point in found.before],
        before=[point.actual for point in found.before],
        from_zero=total,
        whole=metric.unit is Unit.COUNT,
    )
    if not values.has_values:
        return
    said = _("Target {target} by {day}", target=exact(target, metric, found.currency),
             day=shown.day(goal.end, language()))  # fmt: skip
    names = replace(words(metric, found.currency), before=found.earlier)
    figure = outlook(values, names, _CHART_HEIGHT)
    chart.show(figure, key="goal_outlook", alt=said, name="outlook")
    last = cache.overview().last
    if last is not None and is_stale(last):
        day = shown.day(last, language())
        st.caption(
            _("The data end on {day}: the forecast starts there. Import newer files.", day=day)
        )


def is_stale(last: date) -> bool:
    """Whether the last day with data is too long ago to speak of today."""
    return fields.today() - last > STALE
