"""Table of UTM issues in a period: what becomes of each tag, its sessions, its channel, its fix."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import streamlit as st

from data.facts.corrections import decoded
from data.utm.audit.utm_issue import Care, UtmIssue
from data.utm.tag_score import IssueSize
from data.values.correction import Correction, CorrectionKind
from ui.components import grid
from ui.components.grid import GridColumn
from ui.components.tagging.sentences import LONGEST, render
from ui.filters import channel_label
from ui.text import _, _c

_DIRECT = "(direct)"
_WIDEST = 480  # pixels


def choose(sizes: Sequence[IssueSize], key: str) -> list[UtmIssue]:
    """Draws a row per issue; gives the issues whose rows are chosen."""
    rows = pl.DataFrame([_row(one) for one in sizes], schema=_SCHEMA)
    most = max((one.sessions or 0 for one in sizes), default=0)
    known = {name for name in rows.columns if rows[name].null_count() < rows.height}
    columns = [one for one in _columns(most, is_wide="channel" not in known) if one.id in known]
    picked = grid.choose_several(
        rows.select(one.id for one in columns), columns, key=key,
        alt=_("UTM issues with their sessions and leads"),
    )  # fmt: skip
    return [sizes[place].issue for place in picked]


_SCHEMA = {
    "issue": pl.String,
    "becomes": pl.String,
    "sessions": pl.Int64,
    "leads": pl.Int64,
    "channel": pl.String,
    "fix": pl.String,
}


def _columns(most: int, *, is_wide: bool) -> list[GridColumn]:
    bar = st.column_config.ProgressColumn(
        format="%d", min_value=0, max_value=max(most, 1), width=110
    )
    # Where no fix changes a channel, the texts have its room.
    issue, wide, narrow = (
        st.column_config.TextColumn(width=width)
        for width in (_WIDEST if is_wide else 190, 190, 100)
    )
    return [
        GridColumn("issue", _("Issue"), _("The wrong UTM tag, or what is wrong."), config=issue),
        GridColumn("becomes", _("Becomes"), _("The value after the fix."), config=narrow),
        GridColumn("sessions", _("Sessions"), _("Sessions of the period with this issue."), config=bar),
        GridColumn("leads", _("Leads"), _("Leads of the period with this issue."), is_number=True),
        GridColumn("channel", _("Channel"), _("The channel now and after the fix."), config=wide),
        GridColumn("fix", _("Fix"), _("Safe: it can mean one thing only. Look first: two values may differ on purpose. By hand: no rule can fix it."), config=st.column_config.TextColumn(width=95)),
    ]  # fmt: skip


def _row(size: IssueSize) -> dict[str, object]:
    issue = size.issue
    return {
        "issue": issue_name(issue),
        "becomes": None if issue.repair is None else becomes(issue.repair),
        "sessions": size.sessions,
        "leads": size.leads,
        "channel": _channel(size),
        "fix": care_label(issue.care),
    }


def issue_name(issue: UtmIssue) -> str:
    """The wrong tag with its value, else what is wrong, as plain text."""
    if issue.wrong_tag is None:
        return render(issue.what)
    tag, value = issue.wrong_tag
    name = f"utm_{tag} {value}"
    return name if len(name) <= LONGEST else name[:LONGEST] + "…"


def becomes(fix: Correction) -> str:
    """The value that a proposed fix leads to."""
    if fix.kind is CorrectionKind.DIRECT:
        return _DIRECT
    if fix.kind is CorrectionKind.DECODE:
        return ", ".join(map(decoded, fix.values))
    return fix.to


def care_label(care: Care) -> str:
    """How much care a fix takes, in the session's language."""
    return {
        Care.SAFE: _c("fix", "safe"),
        Care.LOOK: _c("fix", "look first"),
        Care.HAND: _c("fix", "by hand"),
    }[care]


def _channel(size: IssueSize) -> str | None:
    if size.after is not None:
        return f"{channel_label(size.before)} → {channel_label(size.after)}"
    return None if size.issue.repair is None else _("stays the same")
