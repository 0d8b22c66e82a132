"""Vanity metrics, folded: each next to the result that it should drive."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from metrics.comparison.change import ChangeUnit
from metrics.results.results import Vanity
from ui import cache
from ui.components.results import cards
from ui.components.results.values import moved, value
from ui.components.sources.import_issues import plain
from ui.text import _, show


def panel(found: Sequence[Vanity]) -> None:
    """All vanity metrics with a value, with their related results; nothing without any."""
    if not found:
        return
    with st.expander(
        _("Vanity metrics, each next to its related result"),
        icon=":material/visibility:",
        key="vanity",
    ):
        st.caption(_("Vanity metrics show attention, not results."))
        with st.grid(4, min_column_width=230, gap="medium") as grid:
            for pair in found:
                with grid.cell():
                    _pair(pair)
        missing = cache.outcomes().missing
        if missing is not None and any(pair.partner.value is None for pair in found):
            st.caption(":material/add_circle: " + show(missing))


def _pair(pair: Vanity) -> None:
    figure = pair.shown.figure
    # The rise of a vanity metric is not good in itself: its change has no colour.
    change = moved(pair.shown.change, coloured=False)
    if pair.shown.before is not None and pair.shown.change.unit is ChangeUnit.NONE:
        change = ":gray[" + _("not compared") + "]"
    st.markdown(
        f"{plain(show(figure.metric.label))}  \n{plain(value(figure))} {change}",
        help=cards.about(pair.shown),
    )
    partner = pair.partner
    if partner.value is not None:
        st.markdown(f"**{plain(value(partner))}** {plain(show(partner.metric.label))}")
