"""The same statistics from arrays and from windows, whatever engine runs the windows."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given
from polars.testing import assert_frame_equal

from data.facts.facts import Facts
from data.facts.source import collect_all
from data.values.inputs import Inputs
from metrics.attribution.leads import conversions_of
from metrics.attribution.model import ModelSettings
from metrics.attribution.path_statistics import Statistics, in_arrays, in_windows
from metrics.attribution.query import AttributionQuery
from tests.attribution.cluster import cluster, java, session
from tests.attribution.plain import DAY, Visit, Win
from tests.attribution.test_credit import worlds
from tests.attribution.world import FIRST, LAST, facts
from tests.conftest import NIGHT, examples

KEYS = ["news", "spring", "brand", ""]
Days = tuple[date, date] | None


@dataclass(frozen=True)
class Elsewhere:
    """Facts whose frames are of another engine."""

    facts: Facts
    convert: Callable[[pl.DataFrame], Any]

    def frame(self, table: str) -> Any:
        return self.convert(self.facts.frame(table).collect())

    @property
    def inputs(self) -> Inputs:
        return self.facts.inputs

    def derived(self, _name: object, work: Callable[[], Any]) -> Any:
        return work()


def some() -> Facts:
    """A few dozen people, many ties in time among them."""
    draw = random.Random(5)
    visits = [
        Visit(draw.choice("abcdefghij"), f"s{n:03d}", draw.randrange(400) * DAY // 8, key, direct)
        for n in range(160)
        for key, direct in [(draw.choice(KEYS), draw.random() < 0.3)]
    ]
    wins = [
        Win(draw.choice("abcdefghijk"), draw.randrange(400) * DAY // 8, draw.randrange(50) / 4)
        for _ in range(40)
    ]
    return facts(visits, wins)


def asked(order: int) -> AttributionQuery:
    return AttributionQuery(FIRST, LAST, ("campaign",), 20, settings=ModelSettings(order=order))


def compare(one: Statistics, other: Statistics) -> None:
    for left, right in (
        (one.shares, other.shares),
        (one.steps, other.steps),
        (one.sets, other.sets),
    ):
        assert_frame_equal(
            left, right, check_row_order=False, check_column_order=False, check_dtypes=False
        )


@pytest.mark.parametrize("split", ["day", "part"])
@pytest.mark.parametrize("days", [None, (date(2026, 3, 5), date(2026, 4, 1))])
@examples(5)
@given(world=worlds)
def test_arrays_and_windows_agree(split: str, days: Days, world: tuple[list[Visit], list[Win]]):
    known = facts(*world)
    for order in (1, 3):
        arguments = known, asked(order), KEYS, 3, split, days
        compare(in_arrays(*arguments), in_windows(*arguments))


def test_more_states_than_numbers_are_refused_and_never_mixed_up():
    many = [*KEYS, *(f"page {n}" for n in range(10_000))]
    with pytest.raises(ValueError, match="too many for a chain of order 4"):
        in_arrays(some(), asked(4), many, 4, "day", None)


@pytest.mark.parametrize("order", [1, 4])
def test_duckdb_gives_the_statistics_that_arrays_do(order: int):
    known = some()
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        there = Elsewhere(known, lambda frame: connection.from_arrow(frame.to_arrow()))
        for split in ("day", "part"):
            arguments = asked(order), KEYS, 4, split, None
            compare(in_arrays(known, *arguments), in_windows(there, *arguments))


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    """A session in this process; at night on a cluster, whose processes take a minute to start."""
    if java() is None:
        pytest.skip(
            "no Java on this machine: Spark is not tried (apt-get install default-jre-headless)"
        )
    with ExitStack() as running:
        address = "local[2]"
        if NIGHT:
            address = running.enter_context(cluster(tmp_path_factory.mktemp("spark")))
        yield running.enter_context(session(address))


@pytest.mark.night
@pytest.mark.spark
def test_spark_gives_the_statistics_that_arrays_do(spark: Any, tmp_path: Path):
    known = some()

    def convert(frame: pl.DataFrame) -> Any:
        path = tmp_path / f"{frame.columns[3]}.parquet"
        frame.write_parquet(path)
        return spark.read.parquet(str(path))

    arguments = asked(2), KEYS, 4, "part", None
    compare(in_arrays(known, *arguments), in_windows(Elsewhere(known, convert), *arguments))


@pytest.mark.night
@pytest.mark.spark
def test_spark_dates_leads_as_polars_does(spark: Any, tmp_path: Path):
    """With a time of day, at midnight, and with the day alone."""
    day = date(2024, 2, 29)
    times = [datetime(2024, 2, 29, 13, 7, 5, 250_000, UTC), datetime(2024, 2, 29, tzinfo=UTC), None]
    leads = [
        {"lead_id": f"{n}", "created_at": time, "created_on": day, "source": "x", "campaign": "c"}
        for n, time in enumerate(times)
    ]
    known = Facts.of({"leads": pl.DataFrame(leads), "touches": some().frame("touches").collect()})

    def convert(frame: pl.DataFrame) -> Any:
        path = tmp_path / f"{frame.columns[3]}.parquet"
        frame.write_parquet(path)
        return spark.read.parquet(str(path))

    here, there = (
        collect_all([conversions_of(one, ("crm.lead",)).select("conversion", "at")])[0].sort("at")
        for one in (known, Elsewhere(known, convert))
    )
    assert here.rows() == there.rows()
    assert len(set(here["at"])) == 2
