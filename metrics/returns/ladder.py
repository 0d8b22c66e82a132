"""The ladder of one key: the numbers of the bridge in whole results, so that what is shown adds up."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.returns.bridge import BridgeRow


@dataclass(frozen=True, slots=True)
class Ladder:
    """Whole results, None where unknown.

    tags + moved = model, model + shared = touched and touched + unseen = claims, exactly.
    ``unseen`` is below zero where the platform reports fewer than are known.
    """

    tags: int | None
    moved: int | None
    model: int | None
    shared: int | None
    touched: int | None
    unseen: int | None
    claims: int | None


def ladder(row: BridgeRow) -> Ladder:
    """The ladder of a row: its ends are rounded first, and the steps are what lies between them."""
    ends = (row.tags, row.model, row.touched, row.claims)
    tags, model, touched, claims = (None if end is None else round(end) for end in ends)
    return Ladder(
        tags,
        _step(tags, model),
        model,
        _step(model, touched),
        touched,
        _step(touched, claims),
        claims,
    )


def _step(low: int | None, high: int | None) -> int | None:
    return None if low is None or high is None else high - low
