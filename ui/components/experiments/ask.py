"""What the reader wants to compare: the rate, the kind of arm, the arms, what would matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import streamlit as st

from metrics.comparison.periods import Compare, earlier
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import metrics
from metrics.experiments.query import KEYS, PERIOD, ComparisonQuery, arm_of, comparable
from ui import cache
from ui.components.experiments.messages import arm_label, kind_label
from ui.filters import Filters
from ui.text import _, date_format, named, show

_MOST = 6  # arms; a chart of more pairs is read by nobody


def question(chosen: Filters) -> ComparisonQuery | None:
    """The comparison asked for; None where it is not complete, which is said."""
    left, middle, right = st.columns(3)
    names = tuple(comparable())
    with left:
        metric = st.selectbox(
            _("Rate"), names, key="experiment_metric", persist_state="session",
            format_func=named(names, lambda name: show(metrics()[name].label)),
        )  # fmt: skip
    with middle:
        by = st.selectbox(
            _("Compare"), KEYS, key="experiment_by", format_func=named(KEYS, kind_label),
            persist_state="session",
        )  # fmt: skip
    with right:
        points = st.number_input(
            _("Smallest difference that matters (points)"), min_value=0.0, max_value=50.0,
            value=None, step=0.1, key="experiment_wanted", placeholder=_("not set"),
            help=_("In percentage points: from 2.0% to 2.5% are 0.5 points."),
        )  # fmt: skip
    metric, by = metric or names[0], by or KEYS[0]
    arms = _periods(chosen) if by == PERIOD else _arms(chosen, metric, by)
    if len(arms) < 2:
        return None
    try:
        return ComparisonQuery(
            (metric,), by, arms, chosen.query(), points / 100 if points else None
        )
    except ValueError:
        st.info(_("These periods share days. Choose two that do not overlap."))
        return None


def _arms(chosen: Filters, metric: str, by: str) -> tuple[str, ...]:
    """The arms chosen among those with figures; the two with most trials until then."""
    known, why = _known(chosen, metric, by)
    if len(known) < 2:
        st.info(_nothing(why))
        return ()
    key = f"experiment_arms_{by}"
    kept = [arm for arm in st.session_state.get(key, known[:2]) if arm in known]
    st.session_state[key] = kept
    arms = st.multiselect(
        _("Two or more to compare"), known, key=key, max_selections=_MOST,
        format_func=named(known, lambda arm: arm_label(arm, by)), select_all=False,
        placeholder=_("Choose at least two"),
    )  # fmt: skip
    if len(arms) < 2:
        st.caption(_("Choose at least two."))
    return tuple(arms)


def _known(chosen: Filters, metric: str, by: str) -> tuple[tuple[str, ...], str | None]:
    """The values of ``by`` with a rate, most trials first, and why the others have none."""
    rows = cache.figures((metric,), replace(chosen.query(), by=(by,)))
    told = rows.filter(rows["value"].is_not_null() & rows[by].is_not_null())
    placeholder = pl.col(by).str.starts_with("(")  # “(organic)”, “(not set)”: names of no campaign
    order = told.sort(placeholder, "denominator", by, descending=[False, True, False])
    ranked = order[by].to_list()
    reasons = rows["why_null"].drop_nulls().to_list()
    return tuple(ranked), reasons[0] if reasons and not ranked else None


def _nothing(why: str | None) -> str:
    said = _("Fewer than two of these have this rate in the period. Choose another rate or kind.")
    return said if why is None else f"{said} {show(WhyNull(why).message)}"


def _periods(chosen: Filters) -> tuple[str, ...]:
    """Two periods: that of the filters and the one before it, until the reader chooses others."""
    before = earlier(chosen.query(), Compare.PREVIOUS)
    first = (before.start, before.end) if before else (chosen.start, chosen.end)
    left, right = st.columns(2)
    with left:
        one = st.date_input(_("First period"), first, key="experiment_first", format=date_format())
    with right:
        two = st.date_input(
            _("Second period"), (chosen.start, chosen.end), key="experiment_second",
            format=date_format(),
        )  # fmt: skip
    return tuple(arm_of(*days) for days in (one, two) if _whole(days))


def _whole(days: tuple[date, ...]) -> bool:
    """Whether both ends are chosen: there is one alone while the second is picked."""
    return len(days) == 2
