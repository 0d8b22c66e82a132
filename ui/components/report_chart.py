"""“Add to report” in the menu of a chart, and the way back."""

from __future__ import annotations

import streamlit as st

from changes.added_charts import TooManyChartsError, add_chart, remove_chart
from data.values.added_chart import MOST, AddedChart, ChartSplit, find
from ui import filters, navigation, state
from ui.filters import LISTS, Filters
from ui.text import _, _n

PAGE = "reports"


def of(metric_id: str, split: ChartSplit, chosen: Filters) -> AddedChart:
    """The chart of a metric under the filters of a page."""
    values = {name: getattr(chosen, name) for name in LISTS}
    return AddedChart(
        metric_id, split, **values, excluded=tuple(LISTS[name] for name in chosen.excluded)
    )


def menu(chart: AddedChart, *, key: str) -> None:
    """A menu of a chart that has nothing else to offer."""
    with st.popover(_("More"), icon=":material/more_horiz:", type="tertiary", key=f"{key}_tools"):
        item(chart, key=key)


def item(chart: AddedChart, *, key: str) -> None:
    """The button that adds the chart to the report, or removes it where it is in."""
    current = state.store().state.added_charts.current()
    stored = find(chart, current)
    if stored is not None:
        st.button(
            _("Remove from report"), key=f"{key}_unreport", icon=":material/playlist_remove:",
            on_click=_remove, args=(stored.id,),
        )  # fmt: skip
        st.page_link(
            navigation.target(PAGE), label=_("See the report"), query_params=filters.link(),
            icon=":material/slideshow:",
        )  # fmt: skip
        return
    is_full = len(current) >= MOST
    st.button(
        _("Add to report"), key=f"{key}_report", icon=":material/playlist_add:",
        on_click=_add, args=(chart,), disabled=is_full,
    )  # fmt: skip
    st.caption(full() if is_full else _("It will follow the period of the report."))


def full() -> str:
    """What to say where the report has as many charts as it may have."""
    return _n(
        "The report has {n} added chart, the most it can have. Remove one on the page Reports.",
        "The report has {n} added charts, the most it can have. Remove one on the page Reports.",
        n=MOST,
    )


def _add(chart: AddedChart) -> None:
    try:
        add_chart(state.store(), chart, state.who())
    except TooManyChartsError:  # another session added the last one meanwhile
        st.toast(full(), icon=":material/warning:")
        return
    # Pages have addresses of one part, so this one leads there also below another root.
    link = f"[{_('Open Reports')}]({PAGE}{_address()})"
    st.toast(f"{_('Added to the report.')} {link}", icon=":material/check:")


def _address() -> str:
    language = st.query_params.get("lang")
    return f"?lang={language}" if language and language.isalpha() else ""


def _remove(chart_id: int) -> None:
    if remove_chart(state.store(), chart_id, state.who()):
        st.toast(_("Removed from the report."), icon=":material/check:")
