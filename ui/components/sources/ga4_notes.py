"""GA4 data quality note: what Google reports about the days on the page."""

from __future__ import annotations

import streamlit as st

from data.ga4.quality_notices import caveats
from ui import cache, state
from ui.components.sources import import_issues
from ui.filters import Filters
from ui.text import _, show


def line(chosen: Filters) -> None:
    """One line about the data quality of synced days; nothing without problems."""
    start, end, details = chosen.start, chosen.end, bool(chosen.campaigns)
    found = cache.remember(
        "ga4 caveats",
        (start, end, details),
        lambda _facts: caveats(state.store(), start, end, details=details),
    )
    if not found:
        return
    text = "; ".join(dict.fromkeys(import_issues.plain(show(issue.what)) for issue in found))
    st.caption(":material/info: " + _("Google Analytics: {text}.", text=text))
