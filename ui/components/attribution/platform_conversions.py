"""Platform-reported conversions next to attributed ones."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.base.networks import network_name
from i18n import format as shown
from metrics.attribution.query import AttributionQuery
from metrics.definitions.registry import Unit
from metrics.returns.platform_conversions import (
    NO_CONVERSIONS_REPORTED,
    PlatformComparison,
    PlatformConversions,
    claims,
    headline,
)
from metrics.returns.roi import ReturnsBasis
from ui import cache
from ui.components import grid
from ui.components.costs.bounds_text import between
from ui.components.grid import GridColumn
from ui.components.sources.import_issues import plain
from ui.text import _, language, show


def draw(asked: AttributionQuery) -> None:
    """A headline, a row per platform, and why they do not add up; computed only when opened."""
    with st.expander(_("Platform-reported and recorded conversions"), icon=":material/balance:",
                     key="claims", on_change="rerun") as opened:  # fmt: skip
        if opened.open:
            _comparison(cache.remember("claims", (asked,), lambda facts: claims(facts, asked)))


def _comparison(found: PlatformComparison) -> None:
    if not found.rows:
        st.info(_("No export of an ad platform covers this period."))
        return
    st.markdown(f"**{plain(show(headline(found) or NO_CONVERSIONS_REPORTED))}**")
    frame = pd.DataFrame([_line(reported, found) for reported in found.rows])
    grid.draw(
        frame,
        _columns(found.evidence),
        key="claims_table",
        alt=_("Conversions that each platform reports, next to those credited to it"),
    )
    for reported in found.rows:
        if reported.why is not None:
            st.caption(f"{platform_label(reported.platform)}: {show(reported.why.message)}")
    st.caption(
        _(
            "Each platform counts a sale after a view of or a click on its ad, so that several "
            "count the same one. Recorded conversions count once."
        )
    )


def platform_label(platform: str) -> str:
    """A platform's name, the same in every language."""
    if not platform:
        return _("Unknown")
    return " ".join(network_name(part) for part in platform.split("_"))


def _columns(evidence: ReturnsBasis) -> list[GridColumn]:
    credited = (
        (_("Credited (last click)"), _("Results whose UTM tags name the platform."))
        if evidence is ReturnsBasis.LAST_CLICK
        else (_("Credited"), _("Conversions that the models credit to it, lowest to highest."))
    )
    return [
        GridColumn("platform", _("Platform"), _("The ad platform.")),
        GridColumn(
            "claimed", _("Platform-reported"), _("Conversions that the platform counts as its own."),
            is_number=True,
        ),
        GridColumn("credited", *credited, is_number=True),
        GridColumn(
            "claimed_value", _("Platform-reported value"),
            _("The value of its conversions, as the platform gives it."), is_number=True,
        ),
        GridColumn(
            "credited_value", _("Credited value"),
            _("The value of the conversions credited to it."), is_number=True,
        ),
    ]  # fmt: skip


def _line(reported: PlatformConversions, found: PlatformComparison) -> dict[str, str]:
    return {
        "platform": platform_label(reported.platform),
        "claimed": shown.number(reported.claimed, language(), 1),
        "credited": between(reported.credited, Unit.RATIO),
        "claimed_value": shown.money(reported.claimed_value, reported.currency, language()),
        "credited_value": between(reported.credited_value, Unit.MONEY, found.currency),
    }
