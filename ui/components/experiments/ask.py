"""Controls of a comparison: rate, kind of variant, variants, smallest difference that matters."""

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
from ui.text import _, _c, date_format, named, show

_MOST = 6  # variants; a chart of more pairs is too full to read


def rates_offered(chosen: Filters) -> tuple[str, ...]:
    """The rates that can be compared, those with a value in the period first."""
    names = tuple(comparable())
    rows = cache.figures(names, replace(chosen.query(), by=()))
    known = set(rows.drop_nulls("value")["metric"])
    return tuple(sorted(names, key=lambda name: name not in known))


def first_kind(chosen: Filters, metric: str) -> str:
    """The first kind of variant of which two have the rate; not single posts, which show nothing."""
    kinds = [by for by in KEYS if by not in {"post", PERIOD}]
    return next((by for by in kinds if len(_known(chosen, metric, by)[0]) > 1), PERIOD)


def question(chosen: Filters, prefix: str) -> ComparisonQuery | None:
    """Draws the controls and returns the query; None, with a message, while it is incomplete.

    ``prefix`` begins the keys of the widgets: they are on the page and in its dialog.
    """
    left, middle, right = st.columns(3)
    names = rates_offered(chosen)
    with left:
        metric = st.selectbox(
            _("Rate"), names, key=f"{prefix}_metric", persist_state="session",
            format_func=named(names, lambda name: show(metrics()[name].label)),
        )  # fmt: skip
    st.session_state.setdefault(f"{prefix}_by", first_kind(chosen, metric or names[0]))
    with middle:
        by = st.selectbox(
            _c("field", "Compare"), KEYS, key=f"{prefix}_by", format_func=named(KEYS, kind_label),
            persist_state="session",
        )  # fmt: skip
    with right:
        points = st.number_input(
            _("Minimum effect (points)"), min_value=0.0, max_value=50.0, value=None, step=0.1,
            key=f"{prefix}_wanted", placeholder=_c("minimum effect", "not set"),
            help=_("The smallest difference that matters to you. From 2.0% to 2.5% are 0.5 points."),
        )  # fmt: skip
    metric, by = metric or names[0], by or KEYS[0]
    arms = _periods(chosen, prefix) if by == PERIOD else _arms(chosen, metric, by, prefix)
    if len(arms) < 2:
        return None
    try:
        return ComparisonQuery(
            (metric,), by, arms, chosen.query(), points / 100 if points else None
        )
    except ValueError:
        st.info(_("These periods share days. Choose two that do not overlap."))
        return None


def _arms(chosen: Filters, metric: str, by: str, prefix: str) -> tuple[str, ...]:
    """The variants chosen among those with data; until then the two largest samples."""
    known, why = _known(chosen, metric, by)
    if len(known) < 2:
        st.info(_nothing(why))
        return ()
    key = f"{prefix}_arms_{by}"
    # Other filters may have taken a stored choice from the options.
    valid = [arm for arm in st.session_state.get(key, known[:2]) if arm in known]
    st.session_state[key] = valid
    arms = st.multiselect(
        _("Variants"), known, key=key, max_selections=_MOST,
        format_func=named(known, lambda arm: arm_label(arm, by)), select_all=False,
        placeholder=_("Choose at least two"),
    )  # fmt: skip
    if len(arms) < 2:
        st.caption(_("Choose at least two."))
    return tuple(arms)


def _known(chosen: Filters, metric: str, by: str) -> tuple[tuple[str, ...], str | None]:
    """The values of ``by`` with a rate, largest sample first; without any, why there is none."""
    rows = cache.figures((metric,), replace(chosen.query(), by=(by,)))
    rated = rows.filter(rows["value"].is_not_null() & rows[by].is_not_null())
    placeholder = pl.col(by).str.starts_with("(")  # “(organic)”, “(not set)”: names of no campaign
    order = rated.sort(placeholder, "denominator", by, descending=[False, True, False])
    ranked = order[by].to_list()
    reasons = rows["why_null"].drop_nulls().to_list()
    return tuple(ranked), reasons[0] if reasons and not ranked else None


def _nothing(why: str | None) -> str:
    text = _("Fewer than two of these have this rate in the period. Choose another rate or kind.")
    return text if why is None else f"{text} {show(WhyNull(why).message)}"


def _periods(chosen: Filters, prefix: str) -> tuple[str, ...]:
    """Two periods; by default that of the filters and the one before it."""
    before = earlier(chosen.query(), Compare.PREVIOUS)
    first = (before.start, before.end) if before else (chosen.start, chosen.end)
    left, right = st.columns(2)
    with left:
        one = st.date_input(_("First period"), first, key=f"{prefix}_first", format=date_format())
    with right:
        two = st.date_input(
            _("Second period"), (chosen.start, chosen.end), key=f"{prefix}_second",
            format=date_format(),
        )  # fmt: skip
    return tuple(arm_of(*days) for days in (one, two) if _whole(days))


def _whole(days: tuple[date, ...]) -> bool:
    """Whether both ends are chosen: the date widget returns one while the user picks the second."""
    return len(days) == 2
