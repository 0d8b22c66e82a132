"""KPI card: value, change in its favourable colour, sparkline, and why a value is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from i18n import format as shown
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.comparison.sentences import interval
from metrics.definitions.formula_text import formula
from metrics.maturing.maturity import MaturityStage
from metrics.results.results import Figure, Headline
from ui.components.sources.import_issues import plain
from ui.text import _, _n, language, show

Colour = Literal["normal", "inverse", "off"]


def value(figure: Figure) -> str:
    """The formatted value, by its unit and currency."""
    return shown.format_metric(figure.value, figure.metric.unit, figure.currency, language())


def _colour(change: Change, value: float) -> Colour:
    if not change.direction.is_verdict or value == 0:
        return "off"
    good = change.direction is ChangeDirection.GOOD
    return "normal" if good == (value > 0) else "inverse"


def _delta(headline: Headline) -> tuple[str | float | None, str | None]:
    """The delta of the card, and the text next to it."""
    change = headline.change
    if change.unit is ChangeUnit.NEW:
        return None, None
    if change.value is None:
        return None, None
    if round(change.value, 1) == 0:
        return 0, _("no change")  # a number: Streamlit draws an arrow up for any other text
    return shown.change(change, language()), _basis(headline)


def _basis(headline: Headline) -> str | None:
    """What a change is about, where it is not simply the two figures."""
    if headline.maturity is not None and headline.maturity.stage is not MaturityStage.MATURE:
        return _("at equal age")
    return _("same accounts") if headline.same != headline.figure.value else None


def about(headline: Headline) -> str:
    """The tooltip: definition, comparison, and why a value is missing."""
    figure = headline.figure
    parts = [plain(show(figure.metric.doc))]
    if figure.why is not None:
        parts.append("**" + _("Not shown:") + "** " + plain(show(figure.why.message)))
    elif figure.denominator is not None and figure.numerator is not None:
        top = shown.number(figure.numerator, language())
        bottom = shown.number(figure.denominator, language())
        words = formula(figure.metric, language())
        parts.append(_("{label}: {value}", label=words, value=f"{top} ÷ {bottom}"))
    if figure.low is not None and figure.high is not None and figure.metric.unit == "percent-rate":
        low, high = (shown.percent(end, language()) for end in (figure.low, figure.high))
        parts.append(_("95% interval: {low} to {high}", low=low, high=high))
    if figure.repaired:
        parts.append(
            _n(
                "{n} row out of {rows} has corrected UTM tags.",
                "{n} rows out of {rows} have corrected UTM tags.",
                n=figure.repaired,
                rows=figure.rows,
            )
        )
    if headline.before is not None and headline.earlier_value is not None:
        unit, currency = figure.metric.unit, figure.currency
        before = shown.format_metric(headline.earlier_value, unit, currency, language())
        span = shown.span(headline.before.start, headline.before.end, language())
        parts.append(_("{label}: {value}", label=span, value=before))
    sure = interval(headline.change)
    said = (sure, headline.change.why, *headline.notes)
    parts += [plain(show(sentence)) for sentence in said if sentence is not None]
    if figure.metric.caveat is not None:
        parts.append(plain(show(figure.metric.caveat)))
    return "\n\n".join(parts)


def headline_card(headline: Headline) -> None:
    """A KPI card; an unknown value is shown as unknown, never as zero."""
    figure = headline.figure
    delta, words = _delta(headline)
    change = headline.change
    if headline.expected is not None:  # the forecast of a figure that grows comes first
        delta, words = show(headline.expected), None
    spark = [point for _day, point in headline.spark if point is not None]
    st.metric(
        show(figure.metric.label),
        value(figure),
        delta,
        delta_color="off"
        if delta is None or headline.expected
        else _colour(change, change.value or 0),
        delta_arrow="off" if headline.expected else "auto",
        delta_description=words,
        help=about(headline),
        border=True,
        height="stretch",
        chart_data=spark if len(spark) > 1 else None,
        chart_type="line",
    )


def sorted_out(headlines: Sequence[Headline]) -> tuple[list[Headline], list[Headline]]:
    """The metrics with a value, and those without."""
    known = [headline for headline in headlines if headline.figure.value is not None]
    return known, [headline for headline in headlines if headline.figure.value is None]


def missing(headlines: Sequence[Headline]) -> None:
    """The metrics without a value, grouped by reason, with what to do about it."""
    if not headlines:
        return
    reasons: dict[str, list[str]] = {}
    for headline in headlines:
        figure = headline.figure
        why = "" if figure.why is None else show(figure.why.message)
        reasons.setdefault(why, []).append(show(figure.metric.label))
    with st.expander(
        _n("{n} metric not shown", "{n} metrics not shown", n=len(headlines)), key="missing"
    ):
        for why, labels in reasons.items():
            st.markdown(_("**{label}:** {why}", label=", ".join(labels), why=why))
