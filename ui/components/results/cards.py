"""What is known of each headline metric, and those that are not on top of the page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from i18n import format as shown
from metrics.comparison.sentences import interval
from metrics.definitions.formula_text import formula
from metrics.results.results import Headline
from ui.components.results.answer import is_growing
from ui.components.results.values import moved, value
from ui.components.sources.import_issues import plain
from ui.text import _, _n, language, show


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
        ends = (figure.value, figure.low, figure.high)
        _value, low, high = shown.format_column(ends, "percent-rate", [None] * 3, language())
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


def sorted_out(headlines: Sequence[Headline]) -> tuple[list[Headline], list[Headline]]:
    """The metrics with a value, and those without."""
    known = [headline for headline in headlines if headline.figure.value is not None]
    return known, [headline for headline in headlines if headline.figure.value is None]


def others(headlines: Sequence[Headline], without: Sequence[Headline]) -> None:
    """The other headline metrics, folded, with those that have no value and why."""
    if not headlines and not without:
        return
    with st.expander(_("More metrics"), icon=":material/query_stats:", key="more_metrics"):
        with st.grid(4, min_column_width=220, gap="small") as grid:
            for headline in headlines:
                with grid.cell():
                    _one(headline)
        _reasons(without)


def _one(headline: Headline) -> None:
    figure = headline.figure
    note = f":gray[{_('provisional')}]" if is_growing(headline) else moved(headline.change)
    st.markdown(
        f"{plain(show(figure.metric.label))}  \n**{plain(value(figure))}** {note}",
        help=about(headline),
    )
    if headline.expected is not None:
        st.caption(plain(show(headline.expected)))


def missing(headlines: Sequence[Headline]) -> None:
    """The metrics without a value, open: there is nothing else to show."""
    if headlines:
        st.header(
            _n("{n} metric not shown", "{n} metrics not shown", n=len(headlines)), anchor=False
        )
        _reasons(headlines)


def _reasons(headlines: Sequence[Headline]) -> None:
    """Metrics without a value, grouped by reason, with what to do about it."""
    reasons: dict[str, list[str]] = {}
    for headline in headlines:
        figure = headline.figure
        why = "" if figure.why is None else show(figure.why.message)
        reasons.setdefault(why, []).append(show(figure.metric.label))
    for why, labels in reasons.items():
        st.markdown(_("**{label}:** {why}", label=plain(", ".join(labels)), why=plain(why)))
