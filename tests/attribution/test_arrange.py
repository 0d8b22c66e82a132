"""Visits and conversions in order: every one of them, ties by session, piece by piece or at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given

from data.store.derived_cache import DerivedCache
from metrics.attribution import accumulators
from metrics.attribution import sorted_events as module
from metrics.attribution.frames import conversions, known, visits
from metrics.attribution.path_statistics import in_arrays, in_windows
from metrics.attribution.sorted_events import SortedEvents, sort_events
from tests.attribution.plain import DAY, Visit, Win
from tests.attribution.test_credit import worlds
from tests.attribution.test_engines import KEYS, asked, compare
from tests.attribution.world import BEGIN, facts
from tests.conftest import examples

START = int(BEGIN.timestamp()) * 1_000_000


def arranged(seen: list[Visit], won: list[Win]) -> SortedEvents:
    given = facts(seen, won)
    wins = known(conversions(given, ())).to_native()
    return sort_events(visits(given, leads=False).to_native(), wins)


def told(found: SortedEvents) -> list[tuple[int, str | None]]:
    """Moment and campaign of the visits in order."""
    tags = found.tags["campaign"].gather(found.visits["tags"])
    return list(zip((found.visits["at"] - START).to_list(), tags.to_list(), strict=True))


def test_visits_of_one_moment_are_in_the_order_of_their_sessions():
    """Also those of the same millisecond, which are nearly of one moment."""
    seen = [
        Visit("ann", session, at, key, direct=False)
        for session, at, key in [("s2", 5, "b"), ("s9", 4, "z"), ("s1", 5, "a"), ("s3", DAY, "c")]
    ]
    assert told(arranged(seen, [])) == [(4, "z"), (5, "a"), (5, "b"), (DAY, "c")]


def test_conversions_find_the_first_visit_that_is_not_earlier():
    seen = [Visit("ann", f"s{n}", at, "a", direct=False) for n, at in enumerate((1, 3, 3, 7))]
    wins = [Win("ann", at, 1.0) for at in (3, 8, 1, 4)] + [Win("bob", 5, 1.0)]
    found = arranged(seen, wins).wins
    assert (found["at"] - START).to_list() == [1, 3, 4, 8]
    assert found["past"].to_list() == [0, 1, 3, 4]


def length(seed: int = 0) -> pl.Expr:
    """A poor hash, but for the check."""
    name = pl.col("user_key")
    return name.hash(seed) if seed else name.str.len_bytes().cast(pl.UInt64)


@pytest.mark.parametrize(
    "other", [([Visit("bob", "s", 1, "a", direct=False)], []), ([], [Win("bob", 2, 1.0)])]
)
def test_two_people_of_one_hash_are_refused(other: Any, monkeypatch: pytest.MonkeyPatch):
    """Rather than taken for one; so are a visitor and a buyer."""
    monkeypatch.setattr(module, "_person", length)
    ann = Visit("ann", "s", 1, "a", direct=False)
    assert arranged([ann], []).visits.height == 1
    with pytest.raises(RuntimeError, match="two people have the same hash"):
        arranged([ann, *other[0]], other[1])


@examples(8)
@given(world=worlds)
@example(
    world=([Visit("a", f"s{n}", 1, "news", direct=False) for n in range(4)], [])
)  # no one else
@example(world=([Visit("b", f"s{n}", 1, "news", direct=False) for n in range(4)], []))
@example(world=([Visit("d", f"s{n}", 1, "news", direct=False) for n in range(4)], []))
def test_pieces_and_passes_add_up(world: tuple[list[Visit], list[Win]]):
    """However few visits are worked on at once, and whether or not sums have room for all cells."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PIECE", 2)
        patch.setattr(module, "_PASS", 4)
        patch.setattr(accumulators, "_FEW", 0)
        patch.setattr(accumulators, "_MANY", 0)
        patch.setattr(accumulators, "_WAITING", 3)
        arguments = asked(2), KEYS, 2, "day", None
        known_facts = facts(*world)
        compare(in_arrays(known_facts, *arguments), in_windows(known_facts, *arguments))


def test_what_is_mapped_stays_when_its_files_go(tmp_path: Path):
    """Another process may keep a newer version meanwhile."""
    kept = DerivedCache(tmp_path / "derived")
    rows = pl.DataFrame({"at": range(100_000)})
    kept.save("1", "visits", {"visits": rows})
    found = kept.get("1", "visits")
    assert found is not None
    kept.save("2", "visits", {"visits": rows.head(1)})
    assert kept.get("1", "visits") is None
    assert found["visits"].equals(rows)
