"""The demo company end to end: its exports, imported like any other, lead back to the truth."""

from datetime import date

import polars as pl
import pytest

from changes.demo import install
from data.demo.generate import generate
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from metrics.engine import query_metrics
from metrics.question.query import Query

LAST = date(2026, 6, 30)
SEED = 3


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("demo"))
    install(store, UNKNOWN, seed=SEED, last=LAST)
    yield Facts(store), generate(SEED, LAST)
    store.close()


def test_totals_are_the_truth(demo):
    facts, truth = demo
    totals = truth.totals()
    found = query_metrics(facts, list(totals), Query(date(2024, 1, 1), LAST))
    assert dict(found.select("metric", "value").rows()) == pytest.approx(totals)


@pytest.mark.parametrize("by", ["channel", "campaign"])
def test_sessions_by_key_are_the_truth(demo, by):
    facts, truth = demo
    found = query_metrics(facts, ["sessions"], Query(date(2024, 1, 1), LAST, by=(by,)))
    expected = truth.world.traffic.group_by(by).agg(pl.col("sessions").sum())
    known = found.drop_nulls(by).filter(pl.col("value") > 0)
    assert dict(known.select(by, "value").rows()) == dict(expected.rows())
