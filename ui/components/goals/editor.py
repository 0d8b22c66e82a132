"""Goal editor form, which checks each letter of S.M.A.R.T. as it is filled in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st
from babel import Locale, UnknownLocaleError

from changes.goals import save_goal, set_mission
from metrics.definitions.event_names import named_event
from metrics.definitions.registry import Metric, Polarity, Stage, Unit, metrics
from metrics.goals.check import SmartCheck, check
from metrics.goals.conflicts import conflicts
from metrics.goals.date_presets import LABELS, spans
from metrics.goals.goal import Goal, usual_kind
from metrics.goals.history import baseline
from metrics.goals.kinds import kinds
from metrics.goals.repository import stored
from metrics.goals.scope import networks
from metrics.question.query import Query
from ui import cache, state
from ui.components.goals.fields import key, put
from ui.components.goals.messages import scope
from ui.components.goals.outlook import tell
from ui.components.goals.purpose import known_mission, metric_label, relevant
from ui.components.sources.import_issues import plain
from ui.filters import USES, channel_label, network_label, use_label
from ui.text import _, date_format, language, named, show

OPEN = "goal_open"  # "new", or the id of the goal that is being edited
FIELDS = (
    "metric", "channel", "use", "network", "campaign", "kind", "target", "start", "end", "objective", "mission",
    "owner", "acknowledged", "guard", "review",
    "share",
)  # fmt: skip
ANY = ""
TIERS = (Stage.OUTCOME, Stage.VALUE, Stage.INTENT, Stage.REACTION, Stage.EXPOSURE)


def is_open() -> bool:
    """Whether a goal is being edited."""
    return OPEN in st.session_state


def open_new() -> None:
    """Starts a new goal for the 13 weeks that begin tomorrow."""
    start = _today() + timedelta(days=1)
    main, end = cache.outcomes().main, start + timedelta(weeks=13, days=-1)
    fresh = Goal("", main, 0.0, start, end, *usual_kind(main))
    _fill("new", fresh)


def _today() -> date:
    """Today, or the last day with data where that is later: a goal is about days after both."""
    today = calendar_day()
    return max(today, cache.overview().last or today)


def calendar_day() -> date:
    """Today by the clock of this machine."""
    return date.today()  # noqa: DTZ011  # a calendar day, not an instant


def open_goal(goal: Goal) -> None:
    """Starts a revision of ``goal``."""
    _fill(goal.id, goal)


def _fill(which: str, goal: Goal) -> None:
    st.session_state[OPEN] = which
    factor = _factor(metrics()[goal.metric])
    for name in FIELDS:
        value = getattr(goal, name)
        st.session_state[key(name)] = float(value) * factor if name == "target" else value


def _close() -> None:
    del st.session_state[OPEN]


def _factor(metric: Metric) -> float:
    """Rates are written as percentages."""
    return 100.0 if metric.unit is Unit.PERCENT else 1.0


def editor() -> None:
    """The form on the left, the S.M.A.R.T. check of each letter on the right."""
    seen = cache.overview()
    left, right = st.columns([3, 2], gap="large")
    with left:
        metric = _specific(seen.channels, seen.campaigns)
        goal = _rest(metric)
    findings = _checked(goal)
    with right, st.container(border=True, key="goal_check"):
        st.markdown("#### " + _("Is it S.M.A.R.T.?"))
        for finding in findings:
            _letter(finding, metric)
        _against(goal)
    with st.container(horizontal=True):
        ready = goal.target > 0 and goal.start <= goal.end
        if st.button(_("Save goal"), type="primary", key="goal_save", disabled=not ready):
            _save(goal)
            _close()
            st.rerun()
        if st.button(_("Cancel"), key="goal_cancel"):
            _close()
            st.rerun()


def _options() -> list[str]:
    # A metric without a numerator only says what it needs; no target can be held against it.
    known = [m for m in metrics().values() if m.numerator]
    known.sort(key=lambda metric: TIERS.index(metric.stage))
    # Events by name are not listed: those that count for the company, and the goal's own.
    own = (*cache.outcomes().results, st.session_state[key("metric")])
    return list(dict.fromkeys((*filter(named_event, own), *(metric.id for metric in known))))


def _specific(channels: tuple[str, ...], campaigns: tuple[str, ...]) -> Metric:
    st.markdown("**S** · " + _("Specific: what, where"))
    options = _options()
    name = st.selectbox(
        _("Metric"), options, key=key("metric"), format_func=named(options, metric_label)
    )
    one, two = st.columns(2)
    _choice(one, _("Channel"), channels, "channel", channel_label, _("All channels"))
    known_mission(st.session_state[key("channel")])
    _choice(two, _("Use"), USES, "use", use_label, _("Organic and paid"))
    _choice(st, _("Network"), _networks(name), "network", network_label, _("All networks"))
    _choice(st, _("Campaign"), campaigns, "campaign", str, _("All campaigns"))
    return metrics()[name]


def _networks(metric: str) -> tuple[str, ...]:
    """The networks that have data of the metric, and the one of the goal."""
    seen, chosen = cache.overview(), st.session_state[key("network")]
    if seen.first is None or seen.last is None:
        return (chosen,) if chosen else ()
    asked = Query(seen.first, seen.last)
    known = cache.remember("goal_networks", (metric,), lambda f: networks(f, metric, asked))
    return known if not chosen or chosen in known else (chosen, *known)


def _rest(metric: Metric) -> Goal:
    kind = _kind(metric)
    target = _measurable(metric)
    purpose = relevant(metric)
    start, end = _time_bound()
    direction = usual_kind(metric.id)[1]
    names = ("channel", "use", "network", "campaign", "share")
    chosen = {name: st.session_state[key(name)] for name in names}
    which = st.session_state[OPEN]
    return Goal(
        "" if which == "new" else which, metric.id, target, start, end, kind, direction, **chosen,
        **purpose,
    )  # fmt: skip


def _choice(
    place: Any, label: str, ids: tuple[str, ...], field: str, name: Callable[[str], str], every: str
) -> None:
    options = (ANY, *ids)
    shown = named(options, lambda one: name(one) if one else every)
    place.selectbox(label, options, key=key(field), format_func=shown)


def _kind(metric: Metric) -> str:
    """The kinds that suit the metric; after a change of metric its usual kind is preset."""
    usual = usual_kind(metric.id)[0]
    known = [kind.id for kind in kinds().values() if metric.additivity in kind.suits]
    options = [usual, *(name for name in known if name != usual and _sensible(name, metric))]
    if st.session_state[key("kind")] not in options:
        st.session_state[key("kind")] = usual
    label = named(options, lambda name: show(kinds()[name].label))
    chosen: str = st.selectbox(_("Kind of goal"), options, key=key("kind"), format_func=label)
    st.caption(show(kinds()[chosen].doc))
    return chosen


def _sensible(kind: str, metric: Metric) -> bool:
    """A ceiling is for what should be low, a rate for what should be high."""
    lower = metric.polarity is Polarity.LOWER
    return kind not in ({"rate", "cumulative"} if lower else {"ceiling"})


def _measurable(metric: Metric) -> float:
    st.markdown("**M** · " + _("Measurable: the target"))
    counted = metric.unit is Unit.COUNT
    unit = " (%)" if metric.unit is Unit.PERCENT else ""
    target = st.number_input(
        _("Target") + unit, min_value=0.0, step=1.0 if counted else 0.1,
        format="%.0f" if counted else "%.2f", key=key("target"),
    )  # fmt: skip
    return target / _factor(metric)


def _time_bound() -> tuple[date, date]:
    st.markdown("**T** · " + _("Time-bound: from, to"))
    today = _today()
    with st.container(horizontal=True, gap="small"):
        for name, (first, last) in spans(today, _first_weekday()).items():
            st.button(show(LABELS[name]), key=f"goal_span_{name}", type="tertiary",
                      on_click=_put_span, args=(first, last))  # fmt: skip
    one, two = st.columns(2)
    start: date = one.date_input(_("From"), key=key("start"), format=date_format())
    end: date = two.date_input(_("To"), key=key("end"), format=date_format())
    return start, end


def _first_weekday() -> int:
    """The first day of the week (Monday is 0) in the browser's locale, else in the language."""
    for code in (st.context.locale, language()):
        # Browsers write “fr-FR”, one that Babel does not know, or nothing at all (a TypeError).
        with suppress(UnknownLocaleError, ValueError, TypeError):
            return int(Locale.parse(code, sep="-").first_week_day)
    return 0


def _put_span(first: date, last: date) -> None:
    put("start", first)
    put("end", last)


def _checked(goal: Goal) -> tuple[SmartCheck, ...]:
    asked = (goal, calendar_day())
    return cache.remember("goal_check", asked, lambda facts: check(goal, facts, asked[1]))


def _against(goal: Goal) -> None:
    """The goals that conflict with the one being edited."""
    others = tuple(one for one in stored(state.store().state) if one.id != goal.id)
    if goal.target <= 0 or goal.start > goal.end:
        return
    every = (*others, goal)
    for found in cache.remember("conflicts", (every,), lambda facts: conflicts(facts, every)):
        if goal in (found.first, found.second):
            other = found.second if found.first == goal else found.first
            text = f"**{scope(other)}** {plain(show(found.message))}"
            st.markdown(f":orange[:material/compare_arrows:] {text}")


def _letter(finding: SmartCheck, metric: Metric) -> None:
    icon, colour = ("check_circle", "green") if finding.ok else ("error", "orange")
    text = plain(tell(finding.message, metric))
    if finding.letter == "A" and not st.session_state[key("target")]:
        icon, colour, text = (
            "pending",
            "gray",
            _("Attainable: set a target to see how often your past met it."),
        )
    st.markdown(f":{colour}[:material/{icon}:] **{finding.letter}** {text}")
    for further in finding.more if icon != "pending" else ():
        st.caption(plain(tell(further, metric)))


def _save(goal: Goal) -> None:
    found = cache.remember("goal_baseline", (goal,), lambda facts: baseline(facts, goal))
    store, who = state.store(), state.who()
    if goal.channel and goal.mission:
        set_mission(store, goal.channel, goal.mission, who)
    save_goal(store, replace(goal, baseline=found.value), who)
