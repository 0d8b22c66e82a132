"""Whatever a property does between syncs, and however they end, the store says what it said last."""

from __future__ import annotations

from datetime import date, timedelta
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from data.facts.facts import Facts
from data.store import Store
from tests.conftest import examples
from tests.ga4.conftest import Property, Time
from tests.ga4.server import RefusedError, World, over_grpc, row

FIRST = date(2026, 3, 12)
COUNTS = st.dictionaries(st.integers(0, 7), st.integers(0, 9), max_size=8)
STEP = st.tuples(COUNTS, st.integers(0, 3), st.none() | st.integers(0, 12))


def told(store):
    """Sessions by day and report, zeros left out."""
    rows = Facts(store).frame("web_sessions").collect()
    added = {}
    for day, report, sessions in rows.select("date", "report", "sessions").iter_rows():
        if sessions:
            added[day, report] = added.get((day, report), 0) + sessions
    return added


REPORTS = (
    "date,channel_group",
    "date,channel_group,source,medium,campaign,content,term",
    "date,channel_group,landing_page",
)


@examples(6)
@given(st.lists(STEP, min_size=1, max_size=4))
def test_the_last_word_on_every_day_counts(steps):
    """Days change, vanish and come back; errors end syncs anywhere; no figure mixes two answers."""
    world, expected = World(), {}
    with TemporaryDirectory() as folder, over_grpc(world) as url:
        store = Store.open(folder)
        known = Property(store, world, url, Time())
        for counts, later, fails in steps:
            held = {FIRST + timedelta(days=n): count for n, count in counts.items()}
            world.day = lambda day, held=held: tuple(
                row("Email", f"s{n}", "email", "c", 1) for n in range(held.get(day, 0))
            )
            known.time.present += timedelta(days=later)
            stop = RefusedError(403, "gone")
            world.errors = [] if fails is None else [*[None] * fails, stop]
            imports = known.fetch(FIRST, again=True).imports
            days = [d.day for d in store.state.ga4.fetched("42") if d.import_id in imports]
            expected |= {day: held.get(day, 0) for day in days}
            wanted = {(day, name): n for day, n in expected.items() for name in REPORTS if n}
            assert told(store) == wanted
        store.close()
