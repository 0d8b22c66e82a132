"""Metric catalogue: search, and each metric's definition, formula and caveats."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import streamlit as st

from metrics.definitions.registry import Metric, Polarity, Stage, metrics
from ui.components.sources.import_issues import plain
from ui.text import _, show

ORDER = (Stage.OUTCOME, Stage.VALUE, Stage.INTENT, Stage.REACTION, Stage.EXPOSURE)


def tier_label(tier: str) -> str:
    """The name of a tier in the session's language."""
    return {
        "exposure": _("Exposure"),
        "reaction": _("Reaction"),
        "intent": _("Intent"),
        "outcome": _("Outcome"),
        "value": _("Value"),
    }[tier]


def _about(tier: Stage) -> str:
    return {
        Stage.EXPOSURE: _("It was shown. A vanity figure: it costs nothing to inflate."),
        Stage.REACTION: _("Somebody reacted. A vanity figure unless something follows."),
        Stage.INTENT: _("Somebody took a step towards you."),
        Stage.OUTCOME: _("Something you wanted happened."),
        Stage.VALUE: _("What it was worth and what it cost."),
    }[tier]


def _better(better: Polarity) -> str:
    return {
        Polarity.HIGHER: _("Higher is better"),
        Polarity.LOWER: _("Lower is better"),
        Polarity.NONE: _("Neither direction is better in itself"),
    }[better]


def _folded(text: str) -> str:
    # A search for “cout” has to find “Coût par lead”.
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def matching(known: Iterable[Metric], words: str, tier: str | None) -> list[Metric]:
    """The metrics of ``tier`` (None: any) with every word in their label, id or definition.

    They are in the order of their labels.
    """
    wanted = _folded(words).split()
    found = [
        metric
        for metric in known
        if (tier is None or metric.stage.value == tier)
        and all(
            word in _folded(f"{show(metric.label)} {metric.id} {show(metric.doc)}")
            for word in wanted
        )
    ]
    return sorted(found, key=lambda metric: _folded(show(metric.label)))


def group(tier: Stage, members: Sequence[Metric]) -> None:
    """Draws one tier of the catalogue; nothing when it is empty."""
    if not members:
        return
    st.subheader(tier_label(tier.value), anchor=False)
    st.caption(_about(tier))
    with st.grid(2, min_column_width=320, gap="small") as grid:
        for metric in members:
            with grid.cell(), st.expander(show(metric.label), key=f"metric_{metric.id}"):
                _definition(metric)


def _definition(metric: Metric) -> None:
    st.markdown(plain(show(metric.doc)))
    facts = [_better(metric.polarity), "`" + metric.id + "`"]
    if metric.partner:
        partner = show(metrics()[metric.partner].label)
        facts.insert(1, _("Read it next to: {partner}", partner=partner))
    st.caption(" · ".join(facts))
    if metric.needs is not None:
        st.warning(show(metric.needs), icon=":material/hourglass_empty:")
    if metric.caveat is not None:
        st.markdown(f":material/info: {plain(show(metric.caveat))}")
    for change in metric.breaks:
        st.markdown(f":material/timeline: {plain(show(change.what))}")
    st.caption(_("Definition after: {source}", source=plain(show(metric.source))))
