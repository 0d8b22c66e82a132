"""What fixes would change: channels, goals, and the share of wrong tags by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl
import streamlit as st

from data.facts.facts import Facts
from data.utm.rule_preview import with_rule
from data.utm.tag_score import TagScore, moved
from data.values.correction import Correction
from i18n import format as shown
from metrics.goals.goal import Goal
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.progress import Progress
from metrics.goals.repository import stored
from ui import cache, faults, state
from ui.charts.share_bars import ShareBar, share_bars
from ui.components import chart
from ui.components.goals.messages import badge, names
from ui.components.goals.values import figure, likelihood
from ui.components.sources.import_issues import plain
from ui.components.tagging.sentences import sessions_and_leads
from ui.filters import Filters, channel_label
from ui.text import _, language

_FLIPPED = "utm_goals_flipped"  # how many goals change their status, by the fixes asked about
_MONTHS = 13


def channels(fixes: tuple[Correction, ...], chosen: Filters) -> None:
    """A sentence, then the sessions and leads that each channel gains or loses."""
    asked = (fixes, chosen.start, chosen.end)
    rows, sums = cache.remember("tag moves", asked, lambda facts: moved(facts, *asked))
    st.markdown(_sentence(sums["sessions"], sums["leads"]))
    if rows.is_empty():
        return
    lines = {
        _("Channel"): [plain(channel_label(name)) for name in rows["channel"]],
        _("Sessions"): [_signed(value) for value in rows["sessions"]],
        _("Leads"): [_signed(value) for value in rows["leads"]],
    }
    st.table(lines, border="horizontal", hide_index=True)


def _sentence(sessions: int, leads: int) -> str:
    if not sessions and not leads:
        return _("No session changes its channel. Names that mean the same become one.")
    both = sessions_and_leads(sessions, leads)
    return _("{what} would count in another channel.", what=both)


def _signed(value: int | None) -> str:
    if value is None:
        return shown.MISSING
    return ("+" if value > 0 else "") + shown.number(value, language(), 0)


@st.fragment(parallel=True)  # goals take longer than the rest of the page, which does not wait
@faults.guarded
def goals(fixes: tuple[Correction, ...]) -> None:
    """The goals whose value or likelihood the fixes change, with both."""
    last = cache.overview().last
    known = stored(state.store().state)
    if last is None or not known:
        return
    asked = (known, last)
    now = cache.remember("goals", asked, lambda facts: evaluate_all(facts, *asked))
    fixed = cache.remember(
        "goals fixed", (fixes, *asked), lambda facts: _fixed(facts, fixes, asked)
    )
    pairs = [both for both in zip(now, fixed, strict=True) if _seen(both[0]) != _seen(both[1])]
    flipped = sum(before.status is not after.status for before, after in pairs)
    st.header(_("Goals that change"), anchor=False)
    if not pairs:
        st.caption(_("These fixes change no goal."))
    labels = names([one.goal for one in now])
    for before, after in pairs:
        _goal(labels[before.goal.id], before, after)
    _tell_title(fixes, flipped)


def _fixed(
    facts: Facts, fixes: Sequence[Correction], asked: tuple[tuple[Goal, ...], date]
) -> tuple[Progress, ...]:
    return evaluate_all(facts.under(with_rule(facts.inputs.tagging, *fixes)), *asked)


def _seen(found: Progress) -> tuple[object, ...]:
    """What a reader sees of a goal's progress."""
    chance = found.outlook.chance if found.outlook else None
    return found.status, figure(found.done, found), None if chance is None else likelihood(chance)


def _goal(name: str, before: Progress, after: Progress) -> None:
    status = badge(after.status)
    if before.status is not after.status:
        status = f"{badge(before.status)} → {status}"
    values = f"{figure(before.done, before)} → {figure(after.done, after)}"
    chances = [one.outlook.chance if one.outlook else None for one in (before, after)]
    likely = [likelihood(one) for one in chances if one is not None]
    parts = [plain(values)]
    if len(likely) == 2:
        parts.append(plain(_("Likelihood {before} → {after}", before=likely[0], after=likely[1])))
    st.markdown(f"**{plain(name)}**  \n{status}  \n:small[{' · '.join(parts)}]")


def _tell_title(fixes: tuple[Correction, ...], flipped: int) -> None:
    """Draws the page again once it is known that goals change their status: the title says so."""
    known = st.session_state.setdefault(_FLIPPED, {})
    key = (state.store().version, fixes)
    if known.get(key) != flipped:
        same = {one: count for one, count in known.items() if one[0] == key[0]}
        st.session_state[_FLIPPED] = {**same, key: flipped}
        if flipped:
            st.rerun()


def flipped(fixes: tuple[Correction, ...]) -> int | None:
    """How many goals the fixes would give another status; None while that is not known yet."""
    found: int | None = st.session_state.get(_FLIPPED, {}).get((state.store().version, fixes))
    return found


def by_month(score: TagScore, chosen: Filters) -> None:
    """The share of sessions with an issue by calendar month, those of the period emphasised."""
    # A month without sessions has no share; it is not zero.
    rows = score.months.filter(pl.col("sessions") > 0).tail(_MONTHS).to_dicts()
    if len(rows) < 2 or not any(row["wrong"] for row in rows):
        return
    st.header(_("Sessions with UTM issues by month"), anchor=False)
    first = chosen.start.replace(day=1)
    bars = [
        ShareBar(
            row["month"], row["wrong"] / row["sessions"],
            is_now=first <= row["month"] <= chosen.end,
        )
        for row in rows
    ]  # fmt: skip
    alt = _("Share of sessions with UTM issues by month")
    chart.show(share_bars(bars, language()), key="utm_months", alt=alt, name="utm-issues")
