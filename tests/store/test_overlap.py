"""Overlapping imports and undo, against a plain reading of what should remain."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from data.facts.facts import Facts, canonical
from data.store import Store
from data.tables.schema import TABLES
from tests.conftest import examples

FIRST = date(2026, 3, 1)
FIGURES = ("impressions", "saves")


def snapshot(observed, figures):
    """An export of posts: id → impressions and saves."""
    rows = [
        {
            "network": "x",
            "post_id": post_id,
            "published_on": FIRST,
            "observed_at": datetime(2026, 4, 1, tzinfo=UTC) + timedelta(days=observed),
            "source_row": n,
            **dict(zip(FIGURES, values, strict=True)),
        }
        for n, (post_id, values) in enumerate(figures.items())
    ]
    return canonical(TABLES["posts"], pl.DataFrame(rows, infer_schema_length=None))


def read(store):
    rows = Facts(store).frame("posts").collect()
    return {row["post_id"]: tuple(row[name] for name in FIGURES) for row in rows.to_dicts()}


def expected(alive):
    """Of each post and figure the newest that is known, by day of export, then of import."""
    found: dict[str, tuple[int | None, ...]] = {}
    for _, _, figures in sorted(alive, key=lambda one: (one[1], one[0])):
        for post_id, values in figures.items():
            old = found.get(post_id, (None, None))
            found[post_id] = tuple(o if v is None else v for v, o in zip(values, old, strict=True))
    return found


FIGURE = st.none() | st.integers(0, 99)
EXPORT = st.tuples(
    st.integers(0, 5),
    st.dictionaries(st.sampled_from("abc"), st.tuples(FIGURE, FIGURE), min_size=1),
)
STEPS = st.lists(EXPORT | st.integers(0, 9), max_size=7)


@given(STEPS)
@examples(6)
def test_undo_gives_back_what_an_import_had_hidden(steps):
    """After any imports and undos, the posts are those of the imports that are left."""
    with TemporaryDirectory() as folder:
        store, alive = Store.open(folder), []
        for number, step in enumerate(steps):
            if isinstance(step, tuple):
                name = str(number)
                tables = {"posts": snapshot(*step)}
                alive.append((store.commit(name, name, name, tables, {}), *step))
            elif alive:
                undone = alive.pop(step % len(alive))
                assert store.undo(undone[0])
            assert read(store) == expected(alive)
        store.close()


REPORT = st.sets(st.integers(0, 6), min_size=1)


def days_of(numbers, truth, import_id):
    rows = [
        {
            "network": "facebook",
            "account": "page",
            "date": FIRST + timedelta(days=n),
            "use": "unknown",
            "views": truth[n],
            "import_id": import_id,
            "source_row": n,
        }
        for n in sorted(numbers)
    ]
    return pl.DataFrame(rows)


@given(REPORT, REPORT, st.lists(st.integers(0, 99), min_size=7, max_size=7))
def test_overlapping_day_files_never_add_up(one, other, truth):
    """A then B, B then A and one file of both days give the same days, each counted once."""
    orders = [
        [days_of(one, truth, 1), days_of(other, truth, 2)],
        [days_of(one, truth, 2), days_of(other, truth, 1)],
        [days_of(one | other, truth, 1)],
    ]
    for frames in orders:
        rows = Facts.of({"account_days": pl.concat(frames)}).frame("account_days").collect()
        found = rows.sort("date").select("date", "views").rows()
        assert found == [(FIRST + timedelta(days=n), truth[n]) for n in sorted(one | other)]
