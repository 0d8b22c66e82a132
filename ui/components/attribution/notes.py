"""What is folded below the models: what was counted, assumptions, and the conversion rate."""

from __future__ import annotations

from typing import cast

import pandas as pd
import streamlit as st

from i18n import format as shown
from metrics.attribution.compare import Comparison
from metrics.attribution.conversion_rate import MEANING, RateSplit
from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery
from ui import cache
from ui.components import grid
from ui.components.attribution.attribution import counted, key_column, name
from ui.components.grid import GridColumn
from ui.components.sources.import_issues import plain
from ui.text import _, _n, language, show


def explained(compared: Comparison, asked: AttributionQuery) -> None:
    """How it is calculated: what the files have, how leads were joined, what each model assumes."""
    with st.expander(_("How is this calculated?")):
        _reconciled(compared, asked)
        _joined(asked)
        for model in registered().values():
            st.markdown(f"**{show(model.label)}** · {show(model.assumes)}")


def _reconciled(compared: Comparison, asked: AttributionQuery) -> None:
    answer = compared.answers[0]
    count, left = answer.conversions, round(answer.unattributed)
    text = _n(
        "{what}: {count}, of which {known} with a known visit up to {n} day before.",
        "{what}: {count}, of which {known} with a known visit up to {n} days before.",
        n=asked.lookback_days,
        what=counted(asked),
        count=count,
        known=count - left,
    )
    rest = _n("{n} has no known visit.", "{n} have no known visit.", n=left) if left else ""
    st.markdown(plain(f"{text} {rest}".strip()))


def _joined(asked: AttributionQuery) -> None:
    if not asked.leads:
        return
    joined = cache.leads_joined(asked.start, asked.end)
    if not joined.leads:
        return
    rows = {
        _("Visitor ID"): joined.visitor,
        _("Person"): joined.person,
        _("Click ID"): joined.click,
        _("UTM tags only (as one visit)"): joined.tags,
        _("No known visit"): joined.alone,
    }
    st.table(
        {
            _("Leads joined to visits by"): list(rows),
            _("Leads"): [plain(shown.number(n, language())) for n in rows.values()],
        },
        border="horizontal",
    )
    st.caption(
        _n(
            "{n} visitor had a conversion on the site, {unled} without a lead in the CRM.",
            "{n} visitors had a conversion on the site, {unled} without a lead in the CRM.",
            n=joined.visitors,
            unled=joined.unled,
        )
    )


def conversion_rate(asked: AttributionQuery) -> None:
    """What each key adds to the conversion rate, apart from the models; computed when opened."""
    with st.expander(_("What explains the conversion rate"), icon=":material/percent:",
                     key="credit_rate", on_change="rerun") as opened:  # fmt: skip
        if opened.open:
            _rate(cache.conversion_rate(asked), asked)


def _points(rate: object) -> str:
    return shown.points(100 * cast("float", rate), language())


def _rate(split: RateSplit, asked: AttributionQuery) -> None:
    st.caption(show(MEANING))
    if split.rate is None:
        st.info(_("No conversion in this period. Choose a longer one."))
        return
    st.markdown(
        _n(
            "{n} path, {rate} with a conversion.",
            "{n} paths, {rate} with a conversion.",
            n=split.journeys,
            rate=shown.percent(split.rate, language()),
        )
    )
    rows = pd.DataFrame(
        {
            asked.by[0]: [
                _("All others") if part.together else name(part.keys, asked) for part in split.parts
            ],
            "points": [part.rate for part in split.parts],
        }
    )
    grid.draw(
        rows.style.format({"points": _points}),
        [
            key_column(asked.by[0]),
            GridColumn(
                "points",
                _("Adds to the conversion rate"),
                _("In percentage points. They add up to the conversion rate of all paths."),
                is_number=True,
            ),
        ],
        key="credit_rate_table",
        alt=_("What each adds to the conversion rate, in percentage points"),
    )
