"""Findings that somebody put aside: by whom, when and why, until the evidence is another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from data.base.json_values import from_json, stored_by, to_json

GROWN = 1.5  # times as weighty as when it was dismissed: a finding comes back


@dataclass(frozen=True, slots=True)
class DismissalEvidence:
    """What a finding rests on, as far as it decides whether it is still the same.

    ``subject`` is the finding's id, ``weight`` what hangs on it. ``rank`` is how urgent it is (0
    first), ``side`` whether the figure rose (1) or fell (-1), ``first`` and ``last`` the days it
    was seen in (None: it has no days).
    """

    subject: str
    weight: float
    rank: int = 0
    side: int = 0
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding put aside for a reason. Raises ValueError without one."""

    evidence: DismissalEvidence
    why: str

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise ValueError("a dismissal needs a reason")

    def covers(self, now: DismissalEvidence) -> bool:
        """Whether a finding is still the one that was dismissed.

        It is not when it turned more urgent, changed sides, weighs half as much again, or when
        all of its days came after those it was dismissed for.
        """
        then = self.evidence
        same = (now.subject, now.side) == (then.subject, then.side) and now.rank >= then.rank
        later = now.first is not None and then.last is not None and now.first > then.last
        return same and not later and now.weight <= GROWN * then.weight


@dataclass(frozen=True, slots=True)
class StoredDismissal:
    """A dismissal in the store, with who made it and, once it was taken back, who did that."""

    id: int
    dismissal: Dismissal
    saved_at: datetime
    saved_by: str
    removed_at: datetime | None = None
    removed_by: str = ""


stored_by(
    Dismissal,
    write=lambda one: {**to_json(one.evidence), "why": one.why},
    read=lambda value: Dismissal(from_json(DismissalEvidence, value), value["why"]),
)


def covering(
    log: Iterable[StoredDismissal], found: Iterable[DismissalEvidence]
) -> dict[str, StoredDismissal]:
    """The dismissal in force of each finding that is still the one dismissed, by subject."""
    kept = [one for one in log if one.removed_at is None]
    return {now.subject: one for now in found for one in kept if one.dismissal.covers(now)}
