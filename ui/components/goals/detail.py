"""The open goal: chart, facts, what it is for, how sure the forecast is, and its history."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from changes.goals import save_goal
from i18n import format as shown
from metrics.definitions.registry import Metric, Unit, metrics
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.guardrail import guard
from metrics.goals.progress import Progress
from metrics.goals.repository import readable_history, stored
from metrics.goals.review import RHYTHMS, next_review
from metrics.goals.revisions import RevisionChange, changes
from metrics.goals.status import GoalStatus
from ui import cache, state
from ui.charts.outlook import Fan, OutlookValues, outlook
from ui.components import chart, chart_annotations
from ui.components.goals import builder
from ui.components.goals.chart_words import adds_up, words
from ui.components.goals.messages import badge, names
from ui.components.goals.values import (
    currency,
    figure,
    in_a_sentence,
    likelihood_of,
    per_day,
    target,
    tell,
    written,
)
from ui.components.sources.import_issues import plain
from ui.text import _, _n, language, show

_HEIGHT = 340  # pixels


def detail(found: Progress, name: str) -> None:
    """Everything about one goal, with its buttons; ``name`` is plain text."""
    goal, metric = found.goal, metrics()[found.goal.metric]
    left, right = st.columns([2.1, 1], gap="large")
    marks = chart_annotations.of(goal.query(goal.start, goal.end), metric)
    with left:
        st.header(plain(name), anchor=False)
        values = replace(_values(found, metric), marks=chart_annotations.drawn(marks))
        if values.has_values:
            drawn = outlook(values, words(metric, currency(found)), _HEIGHT)
            said = in_a_sentence(found, name)
            chart.show(drawn, key=f"goal_{goal.id}", alt=said, name="goal")
        else:
            st.info(_("There is nothing to draw yet."))
        chart_annotations.legend(marks)
    with right:
        likely = likelihood_of(found)
        chance = "" if likely == shown.MISSING else _("Likelihood {chance}.", chance=likely) + " "
        st.markdown(f"{badge(found.status)} {plain(chance + _said(found, metric))}")
        _ahead(found)
        facts = _facts(found)
        cells = {"": list(facts), " ": list(facts.values())}
        st.table(cells, border="horizontal", hide_header=True, hide_index=True)
        with st.container(horizontal=True, gap="small"):
            st.button(_("Edit"), key=f"edit_{goal.id}", icon=":material/edit:",
                      on_click=builder.open_goal, args=(goal,))  # fmt: skip
            st.button(_("Archive"), key=f"archive_{goal.id}", icon=":material/archive:",
                      on_click=_set_archived, args=(goal,))  # fmt: skip
            _how_sure(found, metric)
    _history(found)


def _values(found: Progress, metric: Metric) -> OutlookValues:
    paces = [point.pace for point in found.series]
    flat = {pace for pace in paces if pace is not None} <= {found.goal.target}
    return OutlookValues(
        days=[point.day for point in found.series],
        actual=[point.actual for point in found.series],
        pace=[] if flat else paces,
        target=found.goal.target,
        fan=_fan(found),
        from_zero=adds_up(metric, found.goal),
        whole=metric.unit is Unit.COUNT,
    )


def _fan(found: Progress) -> Fan:
    """The forecast's band, starting from the value so far; empty where there is none."""
    points = found.outlook.fan if found.outlook else ()
    if not points:
        return Fan()
    now = [] if found.done is None else [(found.as_of, found.done, found.done, found.done)]
    rows = [*now, *((p.day, p.low, p.median, p.high) for p in points)]
    return Fan(*(list(side) for side in zip(*rows, strict=True)))


def _said(found: Progress, metric: Metric) -> str:
    """What the status means: what to do where its numbers are in the table, else the sentence."""
    status = found.status
    usual = {status.sentence().text, status.odds().text}
    advice = {
        GoalStatus.ON_TRACK: _("Keep going."),
        GoalStatus.CLOSE: _("It can still go either way: watch it."),
        GoalStatus.BEHIND: _("Change the plan or the target."),
    }
    if status in advice and found.message.text in usual:
        return advice[status]
    return tell(found.message, metric, currency(found))


def _ahead(found: Progress) -> None:
    """The forecast for the deadline, or why there is none."""
    ahead = found.outlook
    if ahead is None:
        return
    if ahead.missing is not None:
        st.caption(plain(show(ahead.missing)))
    elif ahead.low is not None and ahead.high is not None:
        metric = metrics()[found.goal.metric]
        ends = shown.range_in_text(ahead.low, ahead.high, metric.unit, currency(found), language())
        st.markdown(
            _(
                "Forecast for {day}: **{value}** ({range}, 80% range)",
                day=shown.day(found.goal.end, language()),
                value=plain(figure(ahead.median, found)),
                range=plain(ends),
            )
        )


def _facts(found: Progress) -> dict[str, str]:
    """The table of facts: labels and values as Markdown; what is not known or not set is left out."""
    goal, ahead, now = found.goal, found.outlook, language()
    facts = {_("Planned today"): _planned(found)}
    facts |= {_("Actual"): figure(found.done, found), _("Target"): target(found)}
    if found.required_per_day is not None:
        below = goal.direction is GoalDirection.STAY_BELOW
        label = _("At most per day") if below else _("Needed per day")
        facts[label] = per_day(found.required_per_day, found)
        if ahead is not None and ahead.current is not None:
            facts[label] += " " + _("(now {now})", now=per_day(ahead.current, found))
    if ahead is not None and ahead.surely is not None and found.required_per_day is not None:
        facts[_("Per day, to be likely (80%)")] = per_day(ahead.surely, found)
    facts[_("Period")] = _n(
        "{span} ({n} day left)",
        "{span} ({n} days left)",
        n=max(found.remaining_days, 0),
        span=shown.span(goal.start, goal.end, now),
    )
    facts[_("Data through")] = shown.day(found.as_of, now)
    for label, text in ((_("Owner"), goal.owner), (_("Mission"), goal.mission)):
        facts |= {label: plain(text)} if text else {}
    if (rail := _guarded(found)) is not None:
        facts[_("Guardrail metric")] = plain(rail)
    return {label: value for label, value in facts.items() if value != shown.MISSING}


def _planned(found: Progress) -> str:
    """Where the plan is today; a rate has no plan but its target."""
    planned = found.expected_today
    return shown.MISSING if planned == found.goal.target else figure(planned, found)


def _purpose(goal: Goal, metric: Metric, money: str | None) -> list[tuple[str, str]]:
    """What the goal is for, and where it started; texts that were not given are left out."""
    review = ""
    if goal.review in RHYTHMS:
        following = next_review(goal, cache.overview().last or goal.start)
        review = show(RHYTHMS[goal.review])
        if following is not None:
            day = shown.day(following, language())
            review = _("{rhythm}, next on {day}", rhythm=review, day=day)
    start = "" if goal.baseline is None else written(goal.baseline, metric, money)
    known = [
        (_("Business objective"), goal.objective),
        (_("Baseline"), start),
        (_("Review"), review),
    ]
    return [(label, text) for label, text in known if text]


def _guarded(found: Progress) -> str | None:
    """The guardrail metric, compared with as many days before the goal."""
    goal, now = found.goal, language()
    key = (goal, goal.aimed_since, found.as_of)
    rail = cache.remember("guard", key, lambda f: guard(f, goal, found.as_of))
    if rail is None:
        return None
    unit, money = rail.now.metric.unit, rail.now.currency
    return _(
        "{metric}: {now}, {before} before the goal ({change})",
        metric=show(rail.now.metric.label),
        now=shown.format_metric(rail.now.value, unit, money, now),
        before=shown.format_metric(rail.before.value, unit, money, now),
        change=shown.change(rail.change, now) or shown.MISSING,
    )


def _how_sure(found: Progress, metric: Metric) -> None:
    """How the forecast is made and how well it did, for those who ask."""
    ahead = found.outlook
    with st.popover(_("How sure is this?"), icon=":material/help:", key="goal_how_sure"):
        st.markdown(f"**{plain(show(metric.label))}**: {plain(show(metric.doc))}")
        st.markdown(
            _(
                "Likelihood: how often, among the futures drawn from your own past, the target is reached."
            )
        )
        st.markdown(_("Planned pace: the target spread over the days of the goal by weekday."))
        if ahead is None:
            return
        for message in ahead.limits:
            st.markdown(plain(show(message)))
        if ahead.calibration is not None:
            st.markdown(plain(show(ahead.calibration.message)))


def _history(found: Progress) -> None:
    """What the goal is for and every revision of it, computed only for users who open it."""
    goal = found.goal
    with st.expander(_("Why, and history"), key=f"history_{goal.id}", on_change="rerun") as opened:
        if not opened.open:
            return
        for label, text in _purpose(goal, metrics()[goal.metric], currency(found)):
            st.markdown(f"**{label}**: {plain(text)}")
        history = readable_history(state.store().state, goal.id)
        saved = (history[-1].revision if history else 0, goal.id)
        for change in cache.remember("changes", saved, lambda f: changes(f, history)):
            _changed(change, currency(found))
        if history:
            first = shown.day(history[0].saved_at.date(), language())
            st.caption(_("{day}: created", day=first))


def _changed(change: RevisionChange, money: str | None) -> None:
    metric = metrics()[change.goal.metric]
    sentences = " ".join(plain(tell(message, metric, money)) for message in change.messages)
    who = f" ({plain(change.by)})" if change.by else ""
    st.caption(f"{shown.day(change.day, language())}{who}: {sentences}")


def _set_archived(goal: Goal, *, archived: bool = True) -> None:
    note = _("archived") if archived else _("restored")
    save_goal(state.store(), replace(goal, archived=archived), state.who(), note=note)


def archived() -> None:
    """The archived goals, in a closed expander."""
    away = [goal for goal in stored(state.store().state, archived=True) if goal.archived]
    if not away:
        return
    known = names(away)
    label = _n("{n} archived goal", "{n} archived goals", n=len(away))
    with st.expander(label, key="goals_archived"):
        for goal in away:
            left, right = st.columns([4, 1], vertical_alignment="center")
            left.markdown(plain(known[goal.id]))
            right.button(_("Restore"), key=f"restore_{goal.id}", on_click=_set_archived,
                         args=(goal,), kwargs={"archived": False})  # fmt: skip
