"""What a goal is about: metric, channel, dates, and further limits."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import streamlit as st
from babel import Locale, UnknownLocaleError

from metrics.definitions.event_names import named_event
from metrics.definitions.registry import Metric, Polarity, Stage, metrics
from metrics.goals.date_presets import LABELS, spans
from metrics.goals.goal import Goal, usual_kind
from metrics.goals.kinds import kinds
from metrics.goals.scope import networks
from metrics.question.query import Query
from ui import cache
from ui.components.goals import fields
from ui.components.goals.builder_target import forget_target
from ui.components.goals.fields import ANY, OPEN, key, put
from ui.components.goals.purpose import known_mission, metric_label
from ui.filters import USES, channel_label, network_label, use_label
from ui.text import _, date_format, language, named, show

TIERS = (Stage.OUTCOME, Stage.VALUE, Stage.INTENT, Stage.REACTION, Stage.EXPOSURE)
_SPAN = "goal_span"


def chosen_scope() -> Goal:
    """The fields above the charts; the goal has no target yet."""
    seen = cache.overview()
    one, two, three, four = st.columns([2, 1.5, 1, 1])
    options = _options()
    name = one.selectbox(
        _("Metric"), options, key=key("metric"), on_change=forget_target,
        format_func=named(options, _labels(options).__getitem__),
    )  # fmt: skip
    metric = metrics()[name]
    _choice(two, _("Channel"), seen.channels, "channel", channel_label, _("All channels"))
    known_mission(st.session_state[key("channel")])
    three.date_input(_("From"), key=key("start"), format=date_format())
    four.date_input(_("Deadline"), key=key("end"), format=date_format())
    with st.container(horizontal=True, vertical_alignment="center"):
        kind = _further(metric)
        _dates()
    names = ("channel", "use", "network", "campaign", "share", "start", "end")
    chosen = {field: st.session_state[key(field)] for field in names}
    which = st.session_state[OPEN]
    direction = usual_kind(name)[1]
    return Goal(
        "" if which == "new" else which, name, 0.0, kind=kind, direction=direction, **chosen
    )


def preset_metric() -> str:
    """The main outcome where it has data, else the first metric that has."""
    main = cache.outcomes().main
    if main in _with_data() or named_event(main):
        return main
    return _offered()[0]


def _offered() -> list[str]:
    """The metrics that a goal can be about: those with data first, by what they say of success."""
    known = _with_data()
    # A metric without a numerator only says what it needs; no target can be held against it.
    offered = [metric for metric in metrics().values() if metric.numerator]
    offered.sort(key=lambda metric: (metric.id not in known, TIERS.index(metric.stage)))
    return [metric.id for metric in offered]


def _options() -> list[str]:
    """The metrics to choose from: named events of the company, then all others."""
    # Events by name are not listed: those that count for the company, and the goal's own.
    own = (*cache.outcomes().results, st.session_state[key("metric")])
    return list(dict.fromkeys((*filter(named_event, own), *_offered())))


def _labels(options: list[str]) -> dict[str, str]:
    known = _with_data()
    without = " · " + _("no data")
    return {
        name: metric_label(name) + ("" if name in known or named_event(name) else without)
        for name in options
    }


def _with_data() -> frozenset[str]:
    """The metrics that have a value over all days with data."""
    seen = cache.overview()
    if seen.first is None or seen.last is None:
        return frozenset()
    names = tuple(metric.id for metric in metrics().values() if metric.numerator)
    found = cache.figures(names, Query(seen.first, seen.last)).drop_nulls("value")
    return frozenset(found["metric"].to_list())


def _further(metric: Metric) -> str:
    """Limits that few goals need, and the kind of goal, which is the answer."""
    limits = [st.session_state[key(name)] for name in ("use", "network", "campaign")]
    count = sum(bool(limit) for limit in limits)
    label = _("Network, campaign, kind ({n})", n=count) if count else _("Network, campaign, kind")
    with st.popover(label, icon=":material/tune:", key="goal_limits"):
        _choice(st, _("Paid or unpaid"), USES, "use", use_label, _("Both"))
        _choice(st, _("Network"), _networks(metric.id), "network", network_label, _("All networks"))
        campaigns = cache.overview().campaigns
        _choice(st, _("Campaign"), campaigns, "campaign", str, _("All campaigns"))
        return _kind(metric)


def _networks(metric: str) -> tuple[str, ...]:
    """The networks that have data of the metric, and the one of the goal."""
    seen, chosen = cache.overview(), st.session_state[key("network")]
    if seen.first is None or seen.last is None:
        return (chosen,) if chosen else ()
    asked = Query(seen.first, seen.last)
    known = cache.remember("goal_networks", (metric,), lambda f: networks(f, metric, asked))
    return known if not chosen or chosen in known else (chosen, *known)


def _choice(
    place: Any, label: str, ids: tuple[str, ...], field: str, name: Callable[[str], str], every: str
) -> None:
    own = st.session_state[key(field)]
    options = tuple(dict.fromkeys((ANY, *([own] if own else []), *ids)))
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
    chosen: str = st.selectbox(_("Kind of goal"), options, key=key("kind"), format_func=label,
                               on_change=forget_target)  # fmt: skip
    st.caption(show(kinds()[chosen].doc))
    return chosen


def _sensible(kind: str, metric: Metric) -> bool:
    """A ceiling is for what should be low, a rate for what should be high."""
    lower = metric.polarity is Polarity.LOWER
    return kind not in ({"rate", "cumulative"} if lower else {"ceiling"})


def _dates() -> None:
    """Usual periods as chips; one is chosen while the dates are its own."""
    known = spans(fields.today(), _first_weekday())
    dates = st.session_state[key("start")], st.session_state[key("end")]
    st.session_state[_SPAN] = next((name for name, span in known.items() if span == dates), None)

    def put_span() -> None:
        name = st.session_state[_SPAN]
        if name is not None:
            put("start", known[name][0])
            put("end", known[name][1])

    st.pills(_("Period"), list(known), key=_SPAN, on_change=put_span, label_visibility="collapsed",
             format_func=named(list(known), lambda name: show(LABELS[name])))  # fmt: skip


def _first_weekday() -> int:
    """The first day of the week (Monday is 0) in the browser's locale, else in the language."""
    for code in (st.context.locale, language()):
        # Browsers write “fr-FR”, one that Babel does not know, or nothing at all (a TypeError).
        with suppress(UnknownLocaleError, ValueError, TypeError):
            return int(Locale.parse(code, sep="-").first_week_day)
    return 0
