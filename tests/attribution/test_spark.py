"""Attribution on Spark answers as one machine does, and leaves its statistics for it.

At night ``test_engines`` tries the statistics on a cluster of several processes.
"""

from __future__ import annotations

import json

import polars as pl
import pytest
from click.testing import CliRunner

from cli.metrics import main
from data.store import Store
from tests.attribution.cluster import HOST, java
from tests.attribution.test_engines import some

# Rows this few are answered sooner than code for them is made, and compiled twice over.
BRIEFLY = "-XX:TieredStopAtLevel=1"
PLAIN = ("sql.shuffle.partitions=2", "sql.codegen.wholeStage=false", "ui.enabled=false")
CONFIGURED = " ".join(f"--conf spark.{setting}" for setting in PLAIN)
SMALL = f"--driver-java-options {BRIEFLY} {CONFIGURED} pyspark-shell"


def answered(*arguments: str) -> dict:
    done = CliRunner().invoke(main, ["attribute", "--json", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


@pytest.fixture
def location(tmp_path) -> str:
    """A store of two imports, the second of which tells some visits again."""
    store = Store.open(tmp_path / "store")
    tables = {n: some().frame(n).drop("import_id").collect() for n in ("touches", "conversions")}
    store.commit("a", "a", "a", tables, {"source": "touches"})
    store.commit("b", "b", "b", {"touches": tables["touches"].head(40)}, {"source": "touches"})
    store.close()
    return str(tmp_path / "store")


@pytest.mark.slow
def test_spark_credits_what_one_machine_does_and_keeps_its_statistics(
    location, tmp_path, monkeypatch
):
    if java() is None:
        pytest.skip("no Java on this machine: Spark is not tried")
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", SMALL)
    monkeypatch.setenv("SPARK_LOCAL_IP", HOST)
    asked = ("--store", location, "--by", "campaign", "--model", "linear")
    alone = answered(*asked)
    kept = tmp_path / "store" / "derived"
    for place in kept.iterdir():
        place.rename(tmp_path / place.name)  # so that Spark has to work
    there = answered(*asked, "--engine", "local[2]")
    for one, other in zip(alone["rows"], there["rows"], strict=True):
        assert one["campaign"] == other["campaign"]
        assert one["conversions"] == pytest.approx(other["conversions"], rel=1e-9)
        assert one["low"] == pytest.approx(other["low"], rel=1e-9)
    assert there["totals"] == pytest.approx(alone["totals"])
    [mine] = tmp_path.glob("*/shares.arrow")
    [theirs] = kept.glob("*/shares.arrow")
    assert set(pl.read_ipc(theirs).columns) == set(pl.read_ipc(mine).columns)
    assert answered(*asked)["totals"] == there["totals"]
