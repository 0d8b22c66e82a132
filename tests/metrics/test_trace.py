"""A figure leads back to the rows that it counts: all of them, and no others."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given

from metrics.definitions.measures import Count
from metrics.definitions.registry import Additivity, metrics
from metrics.engine import query_metrics, rows_behind
from metrics.question.query import Query
from tests.conftest import FEW
from tests.metrics import world
from tests.metrics.cases import account, ad, day, facts, lead, web
from tests.metrics.test_properties import COSTS, LEADS, POSTS, VISITS, known

FILES = {1: "export.csv"}
FLOWS = [
    m.id for m in metrics().values() if m.additivity is Additivity.FLOW and len(m.numerator) == 1
]
SPLIT = ("sessions", "engaged_sessions", "referrals", "leads", "customers", "ad_spend", "reactions")


def numbered(rows):
    """The rows as an import keeps them: each with its file and its number."""
    return [row | {"import_id": 1, "source_row": n} for n, row in enumerate(rows, start=2)]


def behind(all_facts, metric, query):
    """The rows behind a metric with one measure, collected."""
    found = rows_behind(all_facts, metric, query, FILES)
    return next(iter(found.values())).collect() if found else pl.DataFrame()


def added(metric, rows):
    """What the rows add up to, value by value."""
    (measure,) = metrics()[metric].numerator
    if isinstance(measure, Count):
        return rows.height
    return sum(value or 0 for name in measure.columns for value in rows[name].to_list())


@pytest.mark.parametrize("metric", FLOWS)
def test_the_rows_add_up_to_the_figure(metric):
    """For every flow of the catalogue; and each row says where it is."""
    all_facts = facts(**{name: numbered(rows) for name, rows in world.TABLES.items()})
    query = Query(day(0), day(6))
    (row,) = query_metrics(all_facts, [metric], query).to_dicts()
    rows = behind(all_facts, metric, query)
    assert row["rows"] == rows.height > 0
    assert added(metric, rows) == pytest.approx(row["numerator"])
    assert set(rows["file"]) == {"export.csv"}
    assert rows["source_row"].null_count() == 0


@pytest.mark.parametrize("metric", [m.id for m in metrics().values() if m.numerator])
def test_every_figure_has_rows_behind_it(metric):
    """Rates and stocks too: where there is a value there are rows, each with its place."""
    all_facts = facts(**{name: numbered(rows) for name, rows in world.TABLES.items()})
    query = Query(day(0), day(6))
    (row,) = query_metrics(all_facts, [metric], query).to_dicts()
    found = [rows.collect() for rows in rows_behind(all_facts, metric, query, FILES).values()]
    assert row["value"] is not None
    assert max(rows.height for rows in found) >= row["rows"] > 0
    assert all(rows["source_row"].null_count() == 0 for rows in found)


@pytest.mark.parametrize("metric", SPLIT)
@FEW
@given(VISITS, LEADS, COSTS, POSTS)
def test_the_rows_of_channels_are_parts_of_the_whole(metric, visits, leads, costs, posts):
    """No row is behind two channels, and what no channel has is behind “unknown”."""
    all_facts = known(*(numbered(rows) for rows in (visits, leads, costs, posts)))
    query = Query(day(0), day(40))
    parts = query_metrics(all_facts, [metric], Query(day(0), day(40), by=("channel",))).to_dicts()
    seen = []
    for part in (part for part in parts if part["channel"]):
        of_channel = Query(day(0), day(40), channels=(part["channel"],))
        rows = behind(all_facts, metric, of_channel)
        assert (added(metric, rows) if rows.height else 0) == (part["numerator"] or 0)
        seen += rows["source_row"].to_list() if rows.height else []
    unknown = sum(part["rows"] for part in parts if not part["channel"])
    assert len(seen) == len(set(seen))
    assert len(seen) + unknown == behind(all_facts, metric, query).height


def test_one_report_of_two_is_behind_the_sessions():
    """The rows of the report that did not answer are not shown."""
    rows = numbered(
        [
            web(0, channel_group="Email", sessions=10),
            web(0, "source,medium", source="brevo", medium="email", sessions=10),
        ]
    )
    found = behind(facts(web_sessions=rows), "sessions", Query(day(0), day(0)))
    assert found["source_row"].to_list() == [2]


def test_the_month_and_not_the_day_inside_it_is_behind_the_sessions_of_the_month():
    month = web(0, last=29, channel_group="Email", sessions=3000)
    rows = numbered([month, web(4, channel_group="Email", sessions=100)])
    all_facts = facts(web_sessions=rows)
    found = behind(all_facts, "sessions", Query(day(0), day(29)))
    assert found["source_row"].to_list() == [2]
    found = behind(all_facts, "sessions", Query(day(0), day(29), by=("day",)))
    assert found["source_row"].to_list() == [3]


def test_both_sides_of_a_ratio_are_behind_it():
    all_facts = facts(
        leads=numbered([lead(0)]),
        ad_costs=numbered([ad(0, spend=5.0, currency="EUR"), ad(9, spend=7.0, currency="EUR")]),
    )
    found = rows_behind(all_facts, "cpl", Query(day(0), day(6)), FILES)
    assert {table: rows.collect().height for table, rows in found.items()} == {
        "ad_costs": 1,
        "leads": 1,
    }


def test_the_last_day_of_each_account_is_behind_a_stock():
    """Followers of a week without figures are those of the week before."""
    rows = numbered(
        [
            account(-9, followers=1),
            account(-3, followers=5),
            account(-2, "x", followers=7),
            account(9, followers=9),
        ]
    )
    all_facts, query = facts(account_days=rows), Query(day(0), day(6))
    found = behind(all_facts, "followers", query)
    assert sorted(found["source_row"]) == [3, 4]
    assert query_metrics(all_facts, ["followers"], query)["value"].item() == added(
        "followers", found
    )


def test_a_table_that_cannot_tell_the_filter_is_left_out():
    rows = numbered([account(0, followers=5)])
    asked = Query(day(0), day(6), campaigns=("spring",))
    assert rows_behind(facts(account_days=rows), "followers", asked, FILES) == {}


def test_an_unknown_metric_is_an_error():
    with pytest.raises(KeyError):
        rows_behind(facts(), "happiness", Query(day(0), day(0)), FILES)
