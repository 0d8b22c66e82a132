"""Rules, moves and findings as lines of text."""

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
_NOTHING_MOVES = msg("Nothing would move.")


def said(rule: Rule, language: str) -> str:
    """A rule in one line."""
    return rule.message().render(language) if isinstance(rule, Correction) else str(rule)


def stake_line(stake: Impact, language: str) -> str:
    """What hangs on something, measures that are unknown left out."""
    known = {name: getattr(stake, name) for name in MEASURES}
    return " · ".join(
        f"{value:.10g} {_NAMES[name].render(language)}"
        for name, value in known.items()
        if value is not None
    )


def render_issue(finding: UtmIssue, language: str) -> Iterator[str]:
    """A fault: what, at stake, what to do."""
    yield f"{finding.id}  {finding.what.render(language)}"
    yield f"    {stake_line(finding.stake, language)}"
    yield f"    {finding.advice.render(language)}"
    if finding.repair is not None:
        yield f"    → {said(finding.repair, language)}"


def render_moves(moves: Sequence[Move], language: str) -> Iterator[str]:
    """What a change of the rules moves."""
    if not moves:
        yield _NOTHING_MOVES.render(language)
    for move in moves:
        change = f"{move.old or _UNKNOWN} → {move.new or _UNKNOWN}"
        yield f"{move.table}.{move.column}: {change}  ({stake_line(move.stake, language)})"


def render_log(log: Iterable[StoredRule], language: str) -> Iterator[str]:
    """Rules as they were saved, those that were undone marked."""
    for kept in log:
        undone = "" if kept.undone_at is None else f"  × {kept.undone_at:%Y-%m-%d} {kept.undone_by}"
        origin = f"{kept.saved_at:%Y-%m-%d} {kept.saved_by}".strip()
        why = f" – {kept.why}" if kept.why else ""
        yield f"{kept.id:>4}  {said(kept.rule, language)}  [{origin}{why}]{undone}"


def rule_json(kept: StoredRule) -> dict[str, Any]:
    """A saved rule as a JSON-ready value."""
    return {
        "id": kept.id,
        **to_json(kept.rule),
        "saved_at": kept.saved_at.isoformat(),
        "saved_by": kept.saved_by,
        "why": kept.why,
        "undone_at": kept.undone_at and kept.undone_at.isoformat(),
        "undone_by": kept.undone_by,
    }
