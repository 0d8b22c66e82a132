"""What the figures of the results page rest on, in one line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import streamlit as st

from data.facts.coverage import OwnerCoverage
from i18n import format as shown
from metrics.comparison.sentences import name_of
from ui import cache, navigation
from ui.components.sources.import_issues import plain
from ui.filters import Filters
from ui.text import _, _n, language, show

_SHOWN = 3


def line(chosen: Filters) -> None:
    """Which sources cover the whole period, which end inside it, and a way to the others."""
    text = sentence(cache.owners(), chosen.start, chosen.end)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="coverage"):
        st.caption(plain(text), width="content")
        st.page_link(navigation.target("sources"), label=_("See coverage"))


def sentence(owners: Iterable[OwnerCoverage], start: date, end: date) -> str:
    """How many sources have all days of the period, and which end early.

    Quiet days after the last post or lead are no missing days.
    """
    here = [one for one in owners if one.first <= end and one.last >= start]
    if not here:
        return _("No source has data for this period.")
    full = [one for one in here if one.covers(start, end)]
    late = [one for one in here if one.last + timedelta(days=one.quiet) < end]
    now = language()
    day = shown.day(end, now)
    said = [_("No source covers all days until {day}.", day=day)]
    if full:
        said = [_n("{n} source covers all days until {day}.", "{n} sources cover all days until {day}.", n=len(full), day=day)]  # fmt: skip
    if late:
        ends = [f"{show(name_of(one))} ({shown.day(one.last, now)})" for one in late[:_SHOWN]]
        more = " …" if len(late) > _SHOWN else ""
        said.append(_("Earlier ends: {names}.", names=", ".join(ends) + more))
    rest = len(here) - len(full) - len(late)
    if rest:
        said.append(_n("{n} more covers a part.", "{n} more cover a part.", n=rest))
    return " ".join(said)
