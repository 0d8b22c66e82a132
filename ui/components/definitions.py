"""Metric catalogue: a table with the value now, the definition and the formula of each metric."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from i18n import format as shown
from metrics.definitions.formula_text import formula
from metrics.definitions.registry import Metric, Stage
from metrics.results.results import Headline
from ui import theme
from ui.components import grid
from ui.components.grid import GridColumn
from ui.components.results.answer import is_growing
from ui.components.results.values import value
from ui.text import _, language, show

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


def _folded(text: str) -> str:
    # A search for “cout” has to find “Coût par lead”.
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def matching(known: Iterable[Metric], words: str, tier: str | None) -> list[Metric]:
    """The metrics of ``tier`` (None: any) with every word in their label, id or definition.

    They are in the order of their tiers, and of their labels.
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
    return sorted(
        found, key=lambda metric: (ORDER.index(metric.stage), _folded(show(metric.label)))
    )


def table(
    found: Sequence[Metric], values: Mapping[str, Headline], first: Sequence[str], *, key: str
) -> str | None:
    """Draws the table, ``first`` on top; gives the id of the metric whose row is selected."""
    order = {name: place for place, name in enumerate(first)}
    listed = sorted(found, key=lambda metric: order.get(metric.id, len(order)))
    rows = pd.DataFrame(
        {
            "metric": [show(metric.label) for metric in listed],
            "value": [_value(values.get(metric.id)) for metric in listed],
            "change": [_change(values.get(metric.id)) for metric in listed],
            "definition": [show(metric.doc) for metric in listed],
            "formula": [formula(metric, language()) for metric in listed],
            "group": [tier_label(metric.stage.value) for metric in listed],
        }
    )
    text = st.column_config.TextColumn
    columns = [
        GridColumn("metric", _("Metric"), _("What is measured"), config=text(width=212, pinned=True)),
        GridColumn("value", _("Value"), _("The value of the period"), is_number=True, config=text(width=92)),
        GridColumn("change", _("Change"), _("The change from the comparison period"), is_number=True, config=text(width=92)),
        GridColumn("definition", _("Definition"), _("What the metric means"), config=text(width=400)),
        GridColumn("formula", _("Formula"), _("How the value is computed"), config=text(width=260)),
        GridColumn("group", _("Group"), _("How close to a result the metric is"), config=text(width=96)),
    ]  # fmt: skip
    if not values:
        rows, columns = rows.drop(columns=["value", "change"]), [columns[0], *columns[3:]]
    picked = grid.choose(
        rows.style.set_properties(subset=["formula", "group"], color=theme.role("quiet")),
        columns, key=key, alt=_("Metrics with their value, definition and formula"),
    )  # fmt: skip
    return None if picked is None else listed[picked].id


def _value(headline: Headline | None) -> str:
    return shown.MISSING if headline is None else value(headline.figure)


def _change(headline: Headline | None) -> str:
    if headline is None:
        return ""
    if is_growing(headline):
        return _("provisional")
    return shown.change(headline.change, language()) or ""
