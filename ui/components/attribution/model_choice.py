"""The page's own row: two models, what is credited, and the settings."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery
from ui import cache, device
from ui.components.attribution import attribution
from ui.filters import Filters
from ui.text import _, named, show

FIRST, SECOND = "last_touch", "markov"
_WIDTH, _NARROW = 190, 160  # pixels of a choice of a model, and on a phone


@dataclass(frozen=True, slots=True)
class Choice:
    """The two models, by id, and the figure: ``conversions`` or ``value``."""

    first: str
    second: str
    figure: str

    @property
    def models(self) -> tuple[str, str]:
        """Both models."""
        return self.first, self.second


def row(chosen: Filters) -> tuple[AttributionQuery | None, Choice]:
    """Draws the row; the query is None where no file has conversions by person."""
    if not attribution.choices():
        return None, Choice(FIRST, SECOND, "conversions")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="credit_row"):
        first = _model(_("First model"), FIRST, "credit_first")
        if not device.is_phone():
            st.markdown(f":gray[{_('vs')}]", width="content")
        second = _model(_("Second model"), SECOND, "credit_second")
        measure = st.container(width="content")
        asked = attribution.question(chosen, _("Group by"))
    figure = "conversions"
    if asked is not None and cache.compared(asked).answers[0].value is not None:
        with measure:
            figure = _figure(asked)
    return asked, Choice(first, second, figure)


def _model(label: str, usual: str, key: str) -> str:
    names = {model.id: show(model.label) for model in registered().values()}
    found: str = st.selectbox(
        label, list(names), index=list(names).index(usual), key=key, persist_state="session",
        format_func=named(list(names), names.__getitem__), label_visibility="collapsed",
        width=_NARROW if device.is_phone() else _WIDTH,
    )  # fmt: skip
    return found


def _figure(asked: AttributionQuery) -> str:
    labels = {"conversions": attribution.counted(asked), "value": _("Value")}
    found: str = st.segmented_control(
        _("Show"), list(labels), default="conversions", key="credit_figure", required=True,
        format_func=named(list(labels), labels.__getitem__), label_visibility="collapsed",
        persist_state="session",
    )  # fmt: skip
    return found
