"""A direct visit is credited to the last earlier one of its visitor that names a source."""

from datetime import UTC, datetime, timedelta

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.events.last_non_direct import PREFIX, TAGS, last_non_direct
from tests.conftest import ROOT

VECTORS = ROOT.parent / "shared" / "reference"
NAME = "ga4attr-lastnondirect-{}-dbtga4-MIT-01.csv"
BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
SCHEMA = {
    "property": pl.String,
    "user_key": pl.String,
    "session_id": pl.String,
    "started_at": pl.Datetime("us", "UTC"),
} | dict.fromkeys(TAGS, pl.String)


def touches(*rows: tuple):
    """(user, session, hours since the beginning, source, medium)."""
    made = [
        ("p", u, s, BEGIN + timedelta(hours=h), src, m, *[None] * 4) for u, s, h, src, m in rows
    ]
    return pl.DataFrame(made, schema=SCHEMA, orient="row")


def credited(frame, days=30):
    done = last_non_direct(nw.from_native(frame.lazy()), days).to_native().collect()
    return {r["session_id"]: r[f"{PREFIX}source"] for r in done.iter_rows(named=True)}


def oracle(frame, days):
    rows = sorted(frame.iter_rows(named=True), key=lambda r: (r["started_at"], r["session_id"]))
    found = {}
    for at, row in enumerate(rows):
        mine = [r for r in rows[: at + 1] if r["user_key"] == row["user_key"]]
        last = next((r for r in reversed(mine) if r["source"] not in {None, "", "(direct)"}), None)
        near = last and row["started_at"] - last["started_at"] <= timedelta(days=days)
        found[row["session_id"]] = last["source"] if near else None
    return found


def test_a_direct_visit_takes_the_whole_unit_of_the_last_named_one_and_mixes_nothing():
    frame = touches(("a", "1", 0, "x", "cpc"), ("a", "2", 1, "y", None), ("a", "3", 2, None, None))
    done = last_non_direct(nw.from_native(frame.lazy())).to_native().collect()
    last = done.filter(session_id="3").row(0, named=True)
    assert [last[f"{PREFIX}{n}"] for n in ("session_id", "source", "medium")] == ["2", "y", None]


@pytest.mark.parametrize(("hours", "source"), [(720, "x"), (721, None)])
def test_the_look_back_ends_after_its_days(hours, source):
    frame = touches(("a", "1", 0, "x", "cpc"), ("a", "2", hours, "(direct)", "(none)"))
    assert credited(frame)["2"] == source


def test_of_visits_in_one_instant_the_ids_decide():
    assert credited(touches(("a", "2", 0, None, None), ("a", "1", 0, "x", None)))["2"] == "x"
    assert credited(touches(("a", "1", 0, None, None), ("a", "2", 0, "x", None)))["1"] is None


VISITS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.integers(0, 100),
        st.sampled_from([None, "", "(direct)", "x", "y"]),
    ),
    max_size=12,
)


@given(VISITS, st.integers(1, 3))
def test_every_visit_is_credited_as_by_looking_back_one_by_one(visits, days):
    frame = touches(*((u, f"{n:03}", h, s, None) for n, (u, h, s) in enumerate(visits)))
    assert credited(frame, days) == oracle(frame, days)


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors do not lie next to this repository")
def test_the_vectors_of_another_implementation_hold():
    given_, expected = (pl.read_csv(VECTORS / NAME.format(n)) for n in ("input", "expected"))
    named = {f"session_{tag}": tag for tag in TAGS[:5]}
    frame = given_.rename({**named, "client_key": "user_key"}).with_columns(
        property=pl.lit("p"),
        session_id="session_partition_key",
        channel_group="session_default_channel_grouping",
        started_at=pl.from_epoch("session_partition_timestamp").dt.replace_time_zone("UTC"),
    )
    done = last_non_direct(nw.from_native(frame.lazy())).to_native().collect().sort("session_id")
    columns = [f"last_non_direct_{tag}" for tag in TAGS[:5]]
    assert (
        done.select(columns).rows() == expected.sort("session_partition_key").select(columns).rows()
    )
    assert done["last_non_direct_session_id"].to_list() == list("AACC")
