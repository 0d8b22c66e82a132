"""What advertising platforms claim, beside what happened."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.base.networks import network_name
from i18n import format as shown
from metrics.attribution.query import AttributionQuery
from metrics.definitions.registry import Unit
from metrics.returns.platform_conversions import (
    NOBODY,
    PlatformComparison,
    PlatformConversions,
    claims,
    headline,
)
from metrics.returns.roi import ReturnsBasis
from ui import cache
from ui.components import grid
from ui.components.costs.roi import between
from ui.text import _, language, show


def beside(asked: AttributionQuery) -> None:
    """The sentence, a row per platform, and why it cannot add up; read when it is opened."""
    with st.expander(_("What platforms claim, beside what happened"), icon=":material/balance:",
                     key="claims", on_change="rerun") as opened:  # fmt: skip
        if opened.open:
            _told(cache.remember("claims", (asked,), lambda facts: claims(facts, asked)))


def _told(found: PlatformComparison) -> None:
    if not found.rows:
        st.info(_("No export of an advertising platform covers this period."))
        return
    st.markdown(f"**{show(headline(found) or NOBODY)}**")
    frame = pd.DataFrame([_line(claim, found) for claim in found.rows])
    grid.draw(
        frame,
        key="claims_table",
        alt=_("Conversions that each platform claims, beside those credited to it"),
        numbers=frame.columns[1:],
    )
    for claim in found.rows:
        if claim.why is not None:
            st.caption(f"{platform_label(claim.platform)}: {show(claim.why.message)}")
    st.caption(
        _(
            "Every platform counts a sale as its own as soon as somebody saw or clicked its ad: "
            "the same sale is claimed several times. What happened counts each conversion once."
        )
    )


def platform_label(platform: str) -> str:
    """A platform's name, the same in every language."""
    if not platform:
        return _("Unknown")
    return " ".join(network_name(part) for part in platform.split("_"))


def _line(claim: PlatformConversions, found: PlatformComparison) -> dict[str, str]:
    counted = (
        _("Credited (last click)") if found.evidence is ReturnsBasis.LAST_CLICK else _("Credited")
    )
    return {
        _("Platform"): platform_label(claim.platform),
        _("Claimed"): shown.number(claim.claimed, language(), 1),
        counted: between(claim.credited, Unit.RATIO),
        _("Claimed value"): shown.money(claim.claimed_value, claim.currency, language()),
        _("Credited value"): between(claim.credited_value, Unit.MONEY, found.currency),
    }
