"""Costs of campaigns and budgets of real ad exports, whose companies' results are made up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from changes.imports import import_paths
from data.facts.coverage import coverage
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from metrics.budget.little_history import TooLittleHistory
from metrics.budget.plan import MixedCurrencies, budget_plan
from metrics.question.query import Query
from metrics.returns.campaign_costs import campaign_costs
from metrics.returns.cost_difference import clear_difference
from tests.conftest import EXPORTS
from tests.metrics import plain_campaigns as plain
from tests.metrics.cases import DAY, facts
from tests.metrics.test_campaign_costs import close, leads_of

pytestmark = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real exports are not at hand")
STORES = {
    "ads of five days and leads of others": (
        "field/B01-leads-source-capitalisation.csv",
        "field/METAADS-ADS-BYDAY-en-2026.csv",
    ),
    "one report of a month": ("web/googleads-campaign-en-01.csv",),
    "four platforms in two currencies": (
        "web/googleads-campaign-byday-nopreamble-truncated-enAU-03.csv",
        "web/metaads-campaign-byday-truncated-enAU-01.csv",
        "web/tiktokads-ad-byday-anonymised-id-01.csv",
        "web/pinterestads-adgroup-byday-truncated-enAU-01.csv",
    ),
    "a shop with analytics by week": (
        "field/SHOPIFY-ORDERS-en-2024-b.csv",
        "field/GA4UI-TRAFFICACQ-WEEK-en-2024.csv",
        "field/METAADS-ADS-BYDAY-en-2026.csv",
    ),
    "visits with orders, and ads of another year": (
        "web/ga4bq-events-obfuscatedsample-subset90users-en-01.parquet",
        "web/googleads-ad-en-01.csv",
    ),
    "ads without a campaign": ("field/B17-metaads-ptbr-decimal.csv", "field/METAADS-ADS-ptBR-2026.xlsx"),
}  # fmt: skip


def stored(folder: Path, files):
    store = Store.open(folder)
    found = import_paths(store, [EXPORTS / name for name in files], UNKNOWN, {})
    assert all(one.import_id is not None for one in found)
    known = Facts(store)
    frames = {name: known.frame(name).collect() for name in ("ad_costs", "leads")}
    days = [(owner.first, owner.last) for owner in coverage(known, "ad_costs")]
    query = Query(min(first for first, _ in days), max(last for _, last in days))
    return store, known, frames, query


@pytest.mark.parametrize("kind", STORES)
def test_spend_is_that_of_the_files_and_unknown_results_have_no_cost(tmp_path, kind):
    store, known, frames, query = stored(tmp_path, STORES[kind])
    found = campaign_costs(known, query)
    spent = frames["ad_costs"].filter(pl.col("spend") > 0).group_by("campaign", "currency")
    expected = {(c, code): total for c, code, total in spent.agg(pl.col("spend").sum()).iter_rows()}
    assert {(r.campaign, r.currency): r.spend for r in found.rows} == pytest.approx(expected)
    # None of these companies has results with tags on the days of its ads.
    assert {row.results for row in found.rows} == {row.per_result for row in found.rows} == {None}
    assert (found.mean, found.months, clear_difference(found)) == (None, None, None)
    assert budget_plan(known, query.end, ()) is None
    assert budget_plan(known, query.end + timedelta(days=400), ()) is None
    store.close()


@pytest.mark.parametrize("kind", STORES)
def test_with_results_on_these_days_every_campaign_has_a_cost(tmp_path, kind):
    """A lead a day for the first campaign, and one for a campaign without ads."""
    store, _, frames, query = stored(tmp_path, STORES[kind])
    first, last = (query.start - DAY).days, (query.end - DAY).days
    costs = frames["ad_costs"]
    name = costs.drop_nulls("campaign")["campaign"].sort()[0]
    numbers = range(first, last + 1)
    leads = facts(leads=[*leads_of("letter", numbers), *leads_of(name, numbers)])
    known = Facts.of({"ad_costs": costs, "leads": leads.frame("leads").collect()})
    found = campaign_costs(known, query)
    rows = {row.campaign: row for row in found.rows if row.spend is not None}
    if name in rows:
        own = rows[name]
        # A lead for each day that the files of its account cover.
        assert 0 < own.results <= len(numbers)
        close(own.per_result, plain.cost(own.spend, own.results, own.dispersion))
    for campaign, row in rows.items():
        if campaign not in {name, None}:
            assert (row.results, row.per_result.value) == (0, None)
            assert row.per_result.low > 0
    answer = budget_plan(known, query.end, ())
    # Some of these files are too short for a week, and none is long enough to move money.
    assert answer is None or isinstance(answer, TooLittleHistory | MixedCurrencies)
    store.close()
