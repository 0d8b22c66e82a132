"""A/B test results: verdicts, confidence intervals, differences, sample size still needed."""

from __future__ import annotations

import pandas as pd
import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.definitions.registry import Polarity, metrics
from metrics.experiments.compare import Compared
from metrics.experiments.messages import UNPLANNED, believable, needed, sentence
from metrics.experiments.pairs import VariantPair
from metrics.experiments.rates import VariantRate
from metrics.experiments.verdict import Verdict
from metrics.statistics.unit_intervals import Interval
from ui.charts import rates as drawn
from ui.components import chart as charts
from ui.components import download, grid
from ui.components.experiments.messages import arm_label, say
from ui.components.grid import GridColumn
from ui.text import _, _n, language, show

_MOST = 3  # sentences of pairs; the others are in the table
_ICONS = {True: "check_circle", False: "drag_handle"}


def verdicts(found: Compared) -> None:
    """The result of the comparison, in a sentence for each pair; differences first."""
    ranked = sorted(found.pairs, key=lambda pair: not pair.verdict.found)
    for pair in ranked[:_MOST]:
        icon = _ICONS[pair.verdict.found]
        st.markdown(f"##### :material/{icon}: {told(pair, found)}")
    if len(ranked) > _MOST:
        st.caption(
            _n(
                "{count} more pair is in the table.",
                "{count} more pairs are in the table.",
                count=len(ranked) - _MOST,
            )
        )
    if metrics()[found.ask.metrics[0]].polarity is Polarity.LOWER:
        st.caption(_("For this rate, lower is better."))


def told(pair: VariantPair, found: Compared) -> str:
    """The verdict on a pair, in the session's language."""
    return say(sentence(pair), found.ask.by)


def charts_of(found: Compared) -> None:
    """The rates on their intervals, and the differences on theirs."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Rates"), anchor=False)
        _rates(found)
    with right:
        st.subheader(_("Differences"), anchor=False)
        _differences(found)


def _label(arm: str, found: Compared) -> str:
    return arm_label(arm, found.ask.by)


def _rates(found: Compared) -> None:
    known = [
        (_short(rate.arm, found), rate.trials.rate, _ends(rate))
        for rate in found.rates
        if rate.trials is not None
    ]
    if known:
        names, values, spans = zip(*known, strict=True)
        figure = drawn.rates(names, values, spans)
        charts.draw(figure, key="experiment_rates", alt=_("Each rate with its 95% interval"))
        st.caption(_("Each line is where the rate lies with 95% confidence."))


def _ends(rate: VariantRate) -> Interval:
    """The interval of a known rate; a single unit has none, and is drawn as a point."""
    only = rate.trials.rate if rate.trials is not None else 0.0
    return (only if rate.low is None else rate.low, only if rate.high is None else rate.high)


def _differences(found: Compared) -> None:
    known = [
        (_pair_name(pair, found), pair.difference, pair.anytime, pair.once)
        for pair in found.pairs
        if pair.difference is not None and pair.once is not None
    ]
    if known:
        names, values, wide, narrow = zip(*known, strict=True)
        figure = drawn.differences(names, values, wide, narrow)
        alt = _("Each difference with its two intervals; the line is no difference")
        charts.draw(figure, key="experiment_differences", alt=alt)
        st.caption(
            _(
                "The broad band holds however often you look, the thin line for a single look. "
                "A band that crosses the orange line leaves no difference possible."
            )
        )


def _short(arm: str, found: Compared) -> str:
    """A variant's label in a chart, shortened."""
    name = _label(arm, found)
    return name if len(name) <= 30 else name[:29] + "…"


def _pair_name(pair: VariantPair, found: Compared) -> str:
    return f"{_short(pair.a.arm, found)} −<br>{_short(pair.b.arm, found)}"


def table(found: Compared) -> None:
    """A table with a row per variant, then one with a row per pair."""
    arms = [
        {
            "compared": _label(rate.arm, found),
            "rate": shown.percent(rate.trials.rate, language(), 2) if rate.trials else None,
            "interval": _span(rate.low, rate.high),
            "results": shown.number(rate.trials.successes, language()) if rate.trials else None,
            "trials": shown.number(rate.trials.trials, language()) if rate.trials else None,
        }
        for rate in found.rates
    ]
    grid.draw(
        pd.DataFrame(arms), _arm_columns(), key="experiment_arms_table",
        alt=_("Rate, interval and counts of each arm"),
    )  # fmt: skip
    for rate in found.rates:
        if rate.why is not None:
            st.caption(f"{say_arm(rate.arm, found)}: {show(rate.why)}")
    pairs = [_row(pair, found) for pair in found.pairs if pair.verdict is not Verdict.UNKNOWN]
    if pairs:
        grid.draw(
            pd.DataFrame(pairs), _pair_columns(), key="experiment_pairs",
            alt=_("Difference, intervals and chance of each pair"),
        )  # fmt: skip
    download.button(pl.DataFrame([_plain(pair) for pair in found.pairs]), "comparison", key="experiment_csv")  # fmt: skip


def say_arm(arm: str, found: Compared) -> str:
    """A variant's label, escaped for Markdown."""
    return _label(arm, found).replace("*", "\\*").replace("_", "\\_")


def _arm_columns() -> list[GridColumn]:
    values = (
        ("rate", _("Rate"), _("Results divided by the sample size.")),
        ("interval", _("95% interval"), _("Range in which the true rate probably lies.")),
        ("results", _("Results"), _("Cases of the sample with a result.")),
        ("trials", _("Trials (n)"), _("Sample size: the number of cases behind the rate.")),
    )
    return [
        GridColumn("compared", _("Compared"), _("The variant.")),
        *(GridColumn(*value, is_number=True) for value in values),
    ]


def _pair_columns() -> list[GridColumn]:
    values = (
        ("difference", _("Difference (points)"), _("The first rate minus the second, in percentage points.")),
        ("anytime", _("However often you look"), _("95% interval of the difference that stays valid while data come in.")),
        ("once", _("For a single look"), _("95% interval of the difference if you look once, at a time set before.")),
        ("chance", _("Chance that the first is higher"), _("Likelihood by these data alone, without other knowledge.")),
        ("p", _("p, always valid"), _("How surprising the data are if there is no difference. Valid at any time.")),
    )  # fmt: skip
    return [
        GridColumn("compared", _("Compared"), _("The two variants: the first minus the second.")),
        *(GridColumn(*value, is_number=True) for value in values),
    ]


def _span(low: float | None, high: float | None) -> str | None:
    if low is None or high is None:
        return None
    return f"{shown.percent(low, language(), 2)} – {shown.percent(high, language(), 2)}"


def _row(pair: VariantPair, found: Compared) -> dict[str, str | None]:
    return {
        "compared": f"{_label(pair.a.arm, found)} − {_label(pair.b.arm, found)}",
        "difference": _points(pair.difference),
        "anytime": _interval(pair.anytime),
        "once": _interval(pair.once),
        "chance": shown.percent(
            None if pair.chance is None else believable(pair.chance), language()
        ),
        "p": None if pair.p is None else shown.number(pair.p, language(), 3),
    }


def _points(value: float | None) -> str | None:
    if value is None:
        return None
    return ("+" if value > 0 else "") + shown.number(100 * value, language(), 2)


def _interval(ends: Interval | None) -> str | None:
    return None if ends is None else f"{_points(ends[0])} … {_points(ends[1])}"


def _plain(pair: VariantPair) -> dict[str, object]:
    """A pair as a row of a file."""
    once, often = pair.once or (None, None), pair.anytime or (None, None)
    return {
        "metric": pair.metric, "a": pair.a.arm, "b": pair.b.arm, "verdict": pair.verdict.value,
        "difference": pair.difference, "anytime_low": often[0], "anytime_high": often[1],
        "once_low": once[0], "once_high": once[1], "chance_a_higher": pair.chance, "p": pair.p,
        "likely": pair.likely, "unit": pair.unit and pair.unit.value, "units": pair.units,
        "effective_units": pair.effective,
    }  # fmt: skip


def still_needed(found: Compared) -> None:
    """The sample size needed for each pair without a difference, and notes on the method."""
    waiting = [(pair, more) for pair in found.pairs if (more := needed(pair)) is not None]
    if waiting:
        st.subheader(_("What is still needed"), anchor=False)
    for pair, more in waiting[:_MOST]:
        both = f"{say_arm(pair.a.arm, found)} – {say_arm(pair.b.arm, found)}"
        st.markdown(f"**{both}** · {say(more, found.ask.by)}")
    if waiting and found.ask.wanted is None:
        st.caption(show(UNPLANNED))
    st.subheader(_("What to keep in mind"), anchor=False)
    for note in found.notes:
        st.markdown(f"- {say(note, found.ask.by)}")
