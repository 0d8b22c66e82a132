"""Text and JSON output of UTM issues, corrections, channel rules and their previews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from data.base.json_values import to_json
from data.store.tagging import Rule, StoredRule
from data.utm.audit.utm_issue import UtmIssue
from data.utm.impact import MEASURES, Impact
from data.utm.rule_preview import Move
from data.values.correction import Correction
from i18n.message import msg

_UNKNOWN = "?"
_NAMES = {
    "rows": msg("rows"),
    "sessions": msg("sessions"),
    "leads": msg("leads"),
    "revenue": msg("revenue"),
    "spend": msg("spend"),
}
_NOTHING_MOVES = msg("Nothing would change.")


def said(rule: Rule, language: str) -> str:
    """A rule in one line."""
    return rule.message().render(language) if isinstance(rule, Correction) else str(rule)


def stake_line(stake: Impact, language: str) -> str:
    """The rows, sessions, leads and money affected; unknown measures are left out."""
    values = {name: getattr(stake, name) for name in MEASURES}
    return " · ".join(
        # 1204 for a count that is stored as 1204.0, and 12.5 for an amount.
        f"{value:.10g} {_NAMES[name].render(language)}"
        for name, value in values.items()
        if value is not None
    )


def render_issue(finding: UtmIssue, language: str) -> Iterator[str]:
    """An issue: what is wrong, what it affects, what to do."""
    yield f"{finding.id}  {finding.what.render(language)}"
    yield f"    {stake_line(finding.stake, language)}"
    yield f"    {finding.advice.render(language)}"
    if finding.repair is not None:
        yield f"    → {said(finding.repair, language)}"


def render_moves(moves: Sequence[Move], language: str) -> Iterator[str]:
    """The rows that a change of the rules moves."""
    if not moves:
        yield _NOTHING_MOVES.render(language)
    for move in moves:
        change = f"{move.old or _UNKNOWN} → {move.new or _UNKNOWN}"
        yield f"{move.table}.{move.column}: {change}  ({stake_line(move.stake, language)})"


def render_log(log: Iterable[StoredRule], language: str) -> Iterator[str]:
    """Rules in the order they were saved; undone ones are marked."""
    for stored in log:
        undone = (
            ""
            if stored.undone_at is None
            else f"  × {stored.undone_at:%Y-%m-%d} {stored.undone_by}"
        )
        origin = f"{stored.saved_at:%Y-%m-%d} {stored.saved_by}".strip()
        why = f" – {stored.why}" if stored.why else ""
        yield f"{stored.id:>4}  {said(stored.rule, language)}  [{origin}{why}]{undone}"


def rule_json(stored: StoredRule) -> dict[str, Any]:
    """A saved rule as a JSON-ready value."""
    return {
        "id": stored.id,
        **to_json(stored.rule),
        "saved_at": stored.saved_at.isoformat(),
        "saved_by": stored.saved_by,
        "why": stored.why,
        "undone_at": stored.undone_at and stored.undone_at.isoformat(),
        "undone_by": stored.undone_by,
    }
