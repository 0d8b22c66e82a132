"""What the figures of the results page rest on, in one line."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from i18n import format as shown
from metrics.comparison.sentences import name_of
from ui import cache, navigation
from ui.components.sources.import_issues import plain
from ui.filters import Filters
from ui.text import _, _n, language, show

_SHOWN = 3


def line(chosen: Filters) -> None:
    """Up to which day the sources go, and which of them end inside the period."""
    owners = [one for one in cache.owners() if one.first <= chosen.end]
    here = [one for one in owners if one.last >= chosen.start]
    # Quiet days after the last post or lead are no missing days.
    late = [one for one in here if one.last + timedelta(days=one.quiet) < chosen.end]
    now = language()
    end = shown.day(chosen.end, now)
    whole = len(here) - len(late)
    if not here:
        text = _("No source has data for this period.")
    else:
        text = _n("{n} source covers the days until {day}.", "{n} sources cover the days until {day}.", n=whole, day=end)  # fmt: skip
        if late:
            ends = [f"{show(name_of(one))} ({shown.day(one.last, now)})" for one in late[:_SHOWN]]
            more = " …" if len(late) > _SHOWN else ""
            text += " " + _("Earlier ends: {names}.", names=", ".join(ends) + more)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="coverage"):
        st.caption(plain(text), width="content")
        st.page_link(navigation.target("sources"), label=_("See coverage"))
