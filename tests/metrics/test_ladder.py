"""The ladder of a key adds up in whole results."""

from __future__ import annotations

from fractions import Fraction

from metrics.returns.bridge import BridgeRow
from metrics.returns.ladder import ladder


def row(**known: float | None) -> BridgeRow:
    names = [name for name in BridgeRow.__dataclass_fields__ if name != "key"]
    values = {name: None if (v := known.get(name)) is None else Fraction(v) for name in names}
    return BridgeRow(key="Paid Social", **values)  # type: ignore[arg-type]  # no range is given


def test_what_is_shown_adds_up_after_rounding():
    found = ladder(row(tags=116, model=195.4, touched=307, claims=293))
    assert (found.tags, found.moved, found.model) == (116, 79, 195)
    assert (found.shared, found.touched) == (112, 307)
    assert (found.unseen, found.claims) == (-14, 293)


def test_a_step_between_unknown_ends_is_unknown():
    found = ladder(row(model=10.5, touched=12))
    assert (found.tags, found.moved, found.unseen, found.claims) == (None, None, None, None)
    assert found.shared == 2
