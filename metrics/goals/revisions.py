"""Goal revisions: what each revision changed, and the likelihood before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from data.base.json_values import from_json
from data.facts.source import FactSource
from data.store.goals import Revision
from i18n.message import Message, msg
from metrics.goals.forecast.likelihood_text import in_words
from metrics.goals.goal import Goal
from metrics.goals.pre_save_odds import odds_before
from metrics.goals.progress import evaluate


@dataclass(frozen=True, slots=True)
class RevisionChange:
    """One revision: ``messages`` say what changed; floats in them are in the goal's own unit.

    ``chance_before`` is that of the goal until then, ``chance`` that of what it
    became, both with what was known on ``day``; None where the history is too short.
    """

    day: date
    by: str
    note: str
    goal: Goal
    messages: tuple[Message, ...]
    chance_before: float | None
    chance: float | None


def changes(facts: FactSource, history: Sequence[Revision]) -> tuple[RevisionChange, ...]:
    """The changes of a goal, newest first; revisions that changed nothing visible are left out."""
    goals = [
        replace(from_json(Goal, revision.payload), id=revision.goal_id) for revision in history
    ]
    pairs = zip(pairwise(goals), history[1:], strict=True)
    changed = [_change(facts, old, new, saved) for (old, new), saved in pairs]
    return tuple(revision for revision in reversed(changed) if revision is not None)


def _change(facts: FactSource, old: Goal, new: Goal, saved: Revision) -> RevisionChange | None:
    moved = tuple(_moved(old, new))
    if not moved:
        return None
    day = saved.saved_at.date()
    before = chance_on(facts, old, day)
    now = chance_on(facts, new, day)
    if before is not None:
        moved = (*moved, _then(before, now))
    return RevisionChange(day, saved.saved_by, saved.note, new, moved, before, now)


def chance_on(facts: FactSource, goal: Goal, day: date) -> float | None:
    """The likelihood of a goal with what was known on a day, which may be before its start."""
    if goal.start > goal.end:
        return None
    ahead = odds_before(facts, goal, day).outlook if day < goal.start else None
    if ahead is None:
        ahead = evaluate(facts, goal, day).outlook
    return None if ahead is None else ahead.chance


def _moved(old: Goal, new: Goal) -> Iterator[Message]:
    if old.target != new.target:
        yield msg(
            "Target changed from {old} to {new}.", old=float(old.target), new=float(new.target)
        )
    if (old.start, old.end) != (new.start, new.end):
        yield msg(
            "Period changed from {start} – {end} to {new_start} – {new_end}.",
            **{name: getattr(old, name).isoformat() for name in ("start", "end")},
            **{f"new_{name}": getattr(new, name).isoformat() for name in ("start", "end")},
        )
    if old.metric != new.metric or _selection(old) != _selection(new):
        yield msg("The metric or the selection changed.")
    if old.owner != new.owner and new.owner:
        yield msg("Owner: {owner}.", owner=new.owner)
    if old.archived != new.archived:
        yield _ARCHIVED if new.archived else _RESTORED


_ARCHIVED = msg("Archived.")
_RESTORED = msg("Restored.")


def _selection(goal: Goal) -> tuple[str, ...]:
    return goal.channel, goal.use, goal.network, goal.campaign


def _then(before: float, now: float | None) -> Message:
    if now is None or now == before:
        return msg("Likelihood at that time: {before}.", before=in_words(before))
    return msg(
        "Likelihood at that time: {before}, with the change {after}.",
        before=in_words(before),
        after=in_words(now),
    )
