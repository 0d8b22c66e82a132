"""Cards of tests and comparisons: state, verdict in words, rates with intervals, what to do."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from changes.experiments import remove
from i18n import format as shown
from metrics.definitions.registry import Polarity, metrics
from metrics.experiments.compare import Compared
from metrics.experiments.experiment import Experiment, ExperimentState, ExperimentStatus
from metrics.experiments.messages import AFTERWARDS, BEFOREHAND, ends_on, needed, sentence
from metrics.experiments.pairs import VariantPair
from metrics.experiments.query import PERIOD
from metrics.experiments.rates import VariantRate
from metrics.experiments.repository import Stored
from metrics.experiments.verdict import Verdict
from ui import cache, state
from ui.charts.rates import RatePoint, rates
from ui.components import chart
from ui.components.experiments import details
from ui.components.experiments.messages import arm_label, say
from ui.components.sources.import_issues import plain
from ui.text import _, _n, language, show

_TINY = 1e-6
_UNDECIDED = frozenset({Verdict.UNKNOWN, Verdict.TOO_LITTLE, Verdict.FEW_UNITS})
_MOST = 3  # sentences of pairs; the others are in the details


def declared(one: Stored, status: ExperimentStatus) -> None:
    """A test that was created, with what can be done with it."""
    experiment, key = one.experiment, f"test_{one.id}"
    with st.container(border=True, height="stretch", key=key):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"{badge(experiment, status)} **{plain(experiment.name)}**", width="stretch"
            )
            st.button(
                _("Delete"), key=f"experiment_remove_{one.id}", type="tertiary",
                icon=":material/delete:", on_click=_remove, args=(one.id,),
            )  # fmt: skip
        st.caption(plain(" · ".join(_about(experiment))))
        if status.compared is not None:
            result(status.compared, key)
        if status.ends is not None and status.state is not ExperimentState.CONCLUSIVE:
            st.caption(show(ends_on(status.ends)))
        st.markdown(advice(experiment, status))
        if experiment.hypothesis:
            st.caption(_("Expected: {text}", text=plain(experiment.hypothesis)))
        st.caption(show(BEFOREHAND if one.beforehand else AFTERWARDS))
        if status.compared is not None:
            details.details(status.compared, key)


def _remove(number: int) -> None:
    remove(state.store(), number, state.who())


def badge(experiment: Experiment, status: ExperimentStatus) -> str:
    """Whether a test is planned, runs or has ended."""
    last = cache.overview().last
    if status.compared is None or last is None:
        text = _("Planned from {day}", day=shown.day(experiment.start, language()))
        return f":gray-badge[:material/event: {text}]"
    if experiment.by == PERIOD or _has_ended(experiment):
        ended = experiment.end
        text = _("Ended {day}", day=shown.day(ended, language())) if ended else _("Ended")
        return f":green-badge[:material/check: {text}]"
    if experiment.end is None:
        return f":blue-badge[:material/play_arrow: {_('Running')}]"
    text = _("Running until {day}", day=shown.day(experiment.end, language()))
    return f":blue-badge[:material/play_arrow: {text}]"


def _has_ended(experiment: Experiment) -> bool:
    last = cache.overview().last
    return last is not None and experiment.end is not None and experiment.end <= last


def _about(experiment: Experiment) -> list[str]:
    """The variants, metrics, smallest difference and owner."""
    variants = f" {_('vs')} ".join(arm_label(arm, experiment.by) for arm in experiment.arms)
    names = [show(metrics()[name].label) for name in experiment.metrics]
    since = _("since {day}", day=shown.day(experiment.start, language()))
    wanted = (
        [_n("at least {points} point", "at least {points} points", points=100 * experiment.wanted)]
        if experiment.wanted
        else []
    )
    return [variants, *names, since, *wanted, *([experiment.owner] if experiment.owner else [])]


def result(found: Compared, key: str) -> None:
    """The verdict on each pair, differences first, and the rates with their intervals."""
    ranked = sorted(found.pairs, key=lambda pair: not pair.verdict.found)
    for pair in ranked[:_MOST]:
        text = say(sentence(pair), found.ask.by)
        st.markdown(f"**{text}**" if pair.verdict.found else text)
    if len(ranked) > _MOST:
        st.caption(
            _n(
                "{count} more pair is in the details.", "{count} more pairs are in the details.",
                count=len(ranked) - _MOST,
            )
        )  # fmt: skip
    if metrics()[found.ask.metrics[0]].polarity is Polarity.LOWER:
        st.caption(_("For this rate, lower is better."))
    if all(pair.verdict in _UNDECIDED for pair in found.pairs):
        return  # intervals of so few cases cover everything
    for name in found.ask.metrics:
        _chart([rate for rate in found.rates if rate.metric == name], found, f"{key}_{name}")
    if any(map(_is_of_shared_days, found.pairs)):
        st.caption(
            _("The sentence compares the days that the variants share, the chart shows all days.")
        )


def _is_of_shared_days(pair: VariantPair) -> bool:
    """Whether the rates that were compared look different from the variants' own."""
    own = [rate.trials.rate if rate.trials else None for rate in (pair.a, pair.b)]
    words = [
        [shown.percent(rate, language()) for rate in both] for both in (own, pair.rates or own)
    ]
    return words[0] != words[1]


def _chart(known: Sequence[VariantRate], found: Compared, key: str) -> None:
    best = leader(found)
    points = [
        RatePoint(
            arm_label(rate.arm, found.ask.by), rate.trials.rate,
            rate.trials.rate if rate.low is None else rate.low,
            rate.trials.rate if rate.high is None else rate.high,
            shown.percent(rate.trials.rate, language()), leads=rate.arm == best,
        )
        for rate in known
        if rate.trials is not None
    ]  # fmt: skip
    if points:
        figure = rates(points, _tick)
        alt = ", ".join(f"{one.name} {one.words}" for one in points)
        chart.show(figure, key=f"rates_{key}", alt=alt, name="test")


def _tick(mark: float) -> str:
    is_whole = abs(100 * mark - round(100 * mark)) < _TINY
    return shown.percent(mark, language(), 0 if is_whole else 1)


def leader(found: Compared) -> str | None:
    """The variant with the favourable rate of the first difference found; None without one."""
    pair = next((one for one in found.pairs if one.verdict.found), None)
    return None if pair is None else sides(pair)[0]


def sides(pair: VariantPair) -> tuple[str, str]:
    """The variant that does better, and the other; by the higher rate unless lower is better."""
    is_first = pair.verdict is Verdict.FIRST_HIGHER
    if metrics()[pair.metric].polarity is Polarity.LOWER:
        is_first = not is_first
    arms = (pair.a.arm, pair.b.arm)
    return arms if is_first else arms[::-1]


def advice(experiment: Experiment, status: ExperimentStatus) -> str:
    """What to do now."""
    by, found = experiment.by, status.compared
    if found is None:
        return _("Do: wait for the first day, and change nothing until then.")
    match status.state:
        case ExperimentState.CONCLUSIVE:
            return _after_verdict(by, found)
        case ExperimentState.NO_DIFFERENCE:
            return _("Do: decide by cost or effort. The rate makes no difference.")
    return _without_verdict(experiment, status)


def _without_verdict(experiment: Experiment, status: ExperimentStatus) -> str:
    if experiment.by in {PERIOD, "post"}:
        return _("Do: compare longer periods or groups of posts.")
    if _has_ended(experiment):
        return _("Do: plan a longer test, or test a bigger change.")
    if status.ends is None:
        return _("Do: keep all variants running until the sample size is reached.")
    day = shown.day(status.ends, language())
    return _("Do: keep all variants running. Nothing to decide before {day}.", day=day)


def _after_verdict(by: str, found: Compared) -> str:
    best = leader(found)
    if by == PERIOD or best is None:
        return _("Do: find out what changed between the periods.")
    name = plain(arm_label(best, by))
    return _("Do: give more to {name}, and check its rate again in four weeks.", name=name)


def missing(found: Compared) -> str:
    """The sample size that the first pair without a difference needs; empty where none is known."""
    more = next((text for pair in found.pairs if (text := needed(pair)) is not None), None)
    return "" if more is None else say(more, found.ask.by)
