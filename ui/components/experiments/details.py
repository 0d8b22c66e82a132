"""The values behind a comparison: rates with sample sizes, differences with intervals, caveats."""

from __future__ import annotations

import pandas as pd
import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.experiments.compare import Compared
from metrics.experiments.messages import UNPLANNED, believable, needed
from metrics.experiments.pairs import VariantPair
from metrics.experiments.verdict import Verdict
from metrics.statistics.unit_intervals import Interval
from ui.components import download, grid
from ui.components.experiments.messages import arm_label, say
from ui.components.grid import GridColumn
from ui.components.sources.import_issues import plain
from ui.text import _, language, show

_MOST = 3  # pairs whose missing sample size is written


def details(found: Compared, key: str) -> None:
    """The folded values of a comparison; worked out only for a reader who opens them."""
    opened = st.expander(_("Details"), icon=":material/functions:", key=f"details_{key}", on_change="rerun")  # fmt: skip
    if not opened.open:
        return
    with opened:
        _variants(found, key)
        _pairs(found, key)
        _still_needed(found)
        st.markdown("\n".join(f"- {say(note, found.ask.by)}" for note in found.notes))


def _variants(found: Compared, key: str) -> None:
    by = found.ask.by
    arms = [
        {
            "compared": arm_label(rate.arm, by),
            "rate": shown.percent(rate.trials.rate, language(), 2) if rate.trials else None,
            "interval": _span(rate.low, rate.high),
            "results": shown.number(rate.trials.successes, language()) if rate.trials else None,
            "trials": shown.number(rate.trials.trials, language()) if rate.trials else None,
        }
        for rate in found.rates
    ]
    grid.draw(
        pd.DataFrame(arms), _arm_columns(), key=f"variants_{key}",
        alt=_("Rate, interval and sample size of each variant"),
    )  # fmt: skip
    for rate in found.rates:
        if rate.why is not None:
            st.caption(f"{plain(arm_label(rate.arm, by))}: {show(rate.why)}")


def _arm_columns() -> list[GridColumn]:
    values = (
        ("rate", _("Rate"), _("Results divided by the sample size.")),
        ("interval", _("95% interval"), _("Range in which the true rate probably lies.")),
        ("results", _("Results"), _("Cases of the sample with a result.")),
        ("trials", _("Sample size (n)"), _("The number of cases behind the rate.")),
    )
    return [
        GridColumn("compared", _("Variant"), _("What is compared.")),
        *(GridColumn(*value, is_number=True) for value in values),
    ]


def _pairs(found: Compared, key: str) -> None:
    pairs = [_row(pair, found) for pair in found.pairs if pair.verdict is not Verdict.UNKNOWN]
    if pairs:
        grid.draw(
            pd.DataFrame(pairs), _pair_columns(), key=f"pairs_{key}",
            alt=_("Difference, intervals and p-value of each pair"),
        )  # fmt: skip
    rows = pl.DataFrame([_plain(pair) for pair in found.pairs])
    download.button(rows, "comparison", key=f"comparison_csv_{key}")


def _pair_columns() -> list[GridColumn]:
    values = (
        ("difference", _("Difference (points)"), _("The first rate minus the second, in percentage points.")),
        ("anytime", _("However often you look"), _("95% interval of the difference that stays valid while data come in.")),
        ("once", _("For a single look"), _("95% interval of the difference if you look once, at a time set before.")),
        ("chance", _("First is higher"), _("Likelihood by these data alone, without other knowledge.")),
        ("p", _("p-value"), _("How surprising the data are if there is no difference. Valid at any time.")),
    )  # fmt: skip
    return [
        GridColumn("compared", _("Pair"), _("The two variants: the first minus the second.")),
        *(GridColumn(*value, is_number=True) for value in values),
    ]


def _span(low: float | None, high: float | None) -> str | None:
    if low is None or high is None:
        return None
    return shown.percent_range(low, high, language())


def _row(pair: VariantPair, found: Compared) -> dict[str, str | None]:
    first, second = (arm_label(one.arm, found.ask.by) for one in (pair.a, pair.b))
    chance = None if pair.chance is None else believable(pair.chance)
    return {
        "compared": f"{first} − {second}",
        "difference": _points(pair.difference),
        "anytime": _interval(pair.anytime),
        "once": _interval(pair.once),
        "chance": shown.percent(chance, language()),
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


def _still_needed(found: Compared) -> None:
    """The sample size that each pair without a difference still needs."""
    waiting = [(pair, more) for pair in found.pairs if (more := needed(pair)) is not None]
    for pair, more in waiting[:_MOST]:
        both = " – ".join(plain(arm_label(one.arm, found.ask.by)) for one in (pair.a, pair.b))
        st.markdown(f"**{both}**  \n{say(more, found.ask.by)}")
    if waiting and found.ask.wanted is None:
        st.caption(show(UNPLANNED))
