"""Vanity metrics panel: each metric next to its related result."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from i18n import format as shown
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.results.results import Vanity
from ui import cache
from ui.components.results import cards
from ui.text import _, language, show

COLOURS = {
    ChangeDirection.GOOD: "green",
    ChangeDirection.BAD: "red",
    ChangeDirection.STEADY: "gray",
    ChangeDirection.UNCLEAR: "gray",
    ChangeDirection.NONE: "gray",
}


def panel(found: Sequence[Vanity]) -> None:
    """All vanity metrics with a value, small, with their related results."""
    if not found:
        return
    with st.container(border=True, key="vanity"):
        st.subheader(_("Vanity figures"), anchor=False)
        st.caption(
            _(
                "Exposure and reactions. They say that something was seen or liked, not that it "
                "helped; read each next to the figure it should move."
            )
        )
        with st.grid(4, min_column_width=220, gap="small") as grid:
            for pair in found:
                with grid.cell():
                    _pair(pair)
        missing = cache.outcomes().missing
        if missing is not None and any(pair.partner.value is None for pair in found):
            st.caption(":material/add_circle: " + show(missing))


def _pair(pair: Vanity) -> None:
    figure = pair.shown.figure
    change = moved(pair.shown.change, coloured=False)
    if pair.shown.before is not None and pair.shown.change.unit is ChangeUnit.NONE:
        change = ":gray[" + _("not compared") + "]"
    st.markdown(
        f"{show(figure.metric.label)}  \n**{cards.value(figure)}** {change}",
        help=cards.about(pair.shown),
    )
    partner = pair.partner
    if partner.value is not None:
        text = _("{label}: {value}", label=show(partner.metric.label), value=cards.value(partner))
        st.caption("↳ " + text)


def moved(change: Change, *, coloured: bool = True) -> str:
    """A change as text; grey for vanity metrics, because their rise is not good in itself."""
    if change.unit is ChangeUnit.NEW:
        return ":gray[" + _("new") + "]"
    text = shown.change(change, language())
    if text is None:
        return ""
    colour = COLOURS[change.direction] if coloured else "gray"
    return f":{colour}[{text}]"
