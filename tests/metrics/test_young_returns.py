"""Returns of leads that still buy: what is expected in the end, and where nothing is said."""

import json
from functools import cache

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cli.metrics import main
from data.facts.facts import Facts
from data.store import Store
from data.tables.schema import TABLES
from data.values.outcomes import OutcomeChoice
from metrics.comparison.compared import complete_answer
from metrics.comparison.periods import Compare
from metrics.insights.engine import evidence_of
from metrics.maturing.cohort import cohort
from metrics.maturing.maturity import MaturityStage
from metrics.question.query import Query
from metrics.returns.estimate import Credited, ReturnEstimate
from metrics.returns.roi import returns
from metrics.returns.roi_text import growing, roi_range, why_no_return
from metrics.statistics.maturity import LONGEST, AgeCurves, KnownShare, known_share
from tests.metrics.cases import ad, day, facts
from tests.metrics.test_maturing import END, company
from tests.metrics.test_returns import ADS, WEEK, buyers, journeys

TAGS = {"source": "google", "medium": "cpc"}
MATURE, YOUNG, TOO_YOUNG = (Query(day(n), day(n + 29)) for n in (100, 340, 370))


@cache
def steady():
    """A company in which nothing changes: 20 leads a day, of which 15 % buy, at 100 a day."""
    costs = [ad(n, spend=100.0, currency="EUR") for n in range(END)]
    return facts(leads=company(4, daily=20, **TAGS), ad_costs=costs)


def paid(known, query):
    table = returns(known, query, "channel")
    return table, next(row for row in table.rows if row.key == "Paid Search")


def test_the_known_share_is_what_leads_of_these_ages_have_reached():
    """Half of the buyers buy within ten days and the others on day 100; one lead is younger."""
    curve = np.zeros(LONGEST + 1)
    curve[10:] = 0.1
    curve[100:] = 0.2
    later = np.where(np.arange(LONGEST + 1) >= 10, 0.05, 0.0)
    later[100:] = 0.2
    found = known_share(AgeCurves(curve, np.stack([curve, later])), np.array([5, 20, 20, 200]))
    # (0 + 0.1 + 0.1 + 0.2) of 4 × 0.2; with the other curve (0 + 0.05 + 0.05 + 0.2) of the same.
    assert found.share == pytest.approx(0.5)
    assert found.low == pytest.approx(0.375 + 0.025 * 0.125)
    assert found.high == pytest.approx(0.5 - 0.025 * 0.125, abs=0.004)


@given(st.floats(0.3, 0.9), st.floats(0.01, 0.2), st.floats(0.0, 0.1))
def test_a_return_is_as_unsure_as_the_share_that_is_known(share, unsure, more):
    near = KnownShare(share, share - unsure, min(share + unsure, 1))
    far = KnownShare(share, share - unsure - more, min(share + unsure + more, 1))
    whole, one, other = (
        ReturnEstimate.over([Credited(40.0, 40.0)], 1.0, known=known)
        for known in (KnownShare(1, 1, 1), near, far)
    )
    assert one.middle == other.middle == pytest.approx(40 / share)
    assert other.low <= one.low <= one.middle <= one.high <= other.high
    assert one.high - one.low > whole.high - whole.low
    assert one.models == whole.models


def test_customers_of_a_young_period_are_projected_and_those_of_an_old_one_are_not():
    (old_table, old), (table, young) = paid(steady(), MATURE), paid(steady(), YOUNG)
    assert (old.stage, young.stage) == (MaturityStage.MATURE, MaturityStage.GROWING)
    assert old.cac.middle == pytest.approx(3000 / old.deals)
    assert (old.final_customers, growing(old_table)) == (None, ())
    share = young.maturity.share
    assert young.cac.middle == pytest.approx(3000 * share / young.deals)
    assert young.customers.low == young.deals  # what is known stays what it is
    known = young.maturity.known
    assert known.low < share < known.high
    # 600 leads of which 15 % buy in the end: 33.3 for one customer, in both periods.
    for row in (old, young):
        assert row.cac.low < 3000 / 90 < row.cac.high
    assert young.cac.high / young.cac.low > old.cac.high / old.cac.low
    assert young.roi.low < old.roi.middle < young.roi.high
    [sentence] = growing(table)
    assert "are expected final values" in str(sentence)
    assert "expected finally" in str(roi_range("x", young, young.roi))
    assert "expected" not in str(roi_range("x", old, old.roi))


def test_below_three_tenths_known_there_is_no_return_but_the_reason():
    table, row = paid(steady(), TOO_YOUNG)
    assert row.stage is MaturityStage.TOO_EARLY
    assert {row.cac, row.roas, row.roi, row.roi_margin} == {None}
    assert row.cpl is not None
    assert str(why_no_return(row, table)).startswith("Too early for an ROI: 0.")
    [sentence] = growing(table)
    assert str(sentence).startswith("1 row is too early for an ROI")


def test_a_part_is_as_old_as_its_own_leads():
    """E-mail brought its leads long ago, paid search in the last days."""
    rows = company(4, daily=20)
    late = [
        {**row, **(TAGS if row["created_on"] >= day(385) else {"medium": "email"})} for row in rows
    ]
    costs = [ad(n, spend=100.0, currency="EUR") for n in range(END)]
    found = returns(facts(leads=late, ad_costs=costs), Query(day(200), day(END - 1)), "channel")
    stages = {row.key: row.stage for row in found.rows}
    assert stages["Paid Search"] is MaturityStage.TOO_EARLY
    assert stages["Email"] is not MaturityStage.TOO_EARLY


def test_where_nobody_knows_how_long_leads_take_it_is_said():
    table = returns(buyers(30, 5), WEEK, "channel")
    assert table.maturity.share is None
    assert str(growing(table)[0]).startswith("How long leads take to buy is not known yet")


def test_conversions_count_on_their_own_day_and_are_final():
    table = returns(journeys(ad_costs=ADS), WEEK, "channel")
    assert table.maturity is None
    assert {row.stage for row in table.rows} == {MaturityStage.MATURE}
    assert growing(table) == ()
    assert cohort(facts(), pl.Series([], dtype=pl.Date)) is None


def stored(folder):
    """The steady company as a store."""
    store = Store.open(folder)
    tables = {name: steady().origin.pin(name).rows.collect() for name in TABLES}
    store.commit("a", "a", "a.csv", {n: f for n, f in tables.items() if f.height}, {})
    store.close()


def test_the_door_says_what_is_known_and_what_is_expected(tmp_path):
    stored(tmp_path)
    known = steady()
    asked = ["returns", "--store", str(tmp_path), "--json"]

    def told(query):
        dates = ["--from", str(query.start), "--to", str(query.end)]
        found = json.loads(CliRunner().invoke(main, [*asked, *dates]).output)
        return found, next(row for row in found["rows"] if row["key"] == "Paid Search")

    table, row = paid(known, YOUNG)
    whole, line = told(YOUNG)
    assert whole["mature"] == line["mature"] == pytest.approx(row.maturity.share)
    assert line["expected"]["customers"]["middle"] == pytest.approx(row.final_customers.middle)
    assert line["expected"]["as_of"] == str(row.maturity.until)
    assert [text.split(":")[0] for text in whole["growing"]] == [
        str(one).split(":")[0] for one in growing(table)
    ]
    whole, line = told(MATURE)
    assert (line["mature"], line["expected"], whole["growing"]) == (1.0, None, [])


def test_insights_do_not_compare_customers_of_young_leads():
    """The company counts customers: where they still grow, its leads are compared instead."""
    frames = {name: steady().frame(name).collect() for name in ("leads", "ad_costs")}
    known = Facts.of(frames, outcomes=OutcomeChoice(("customers", "leads")))
    for query, counted in ((MATURE, "customers"), (YOUNG, "leads")):
        assert evidence_of(known, (), query, Compare.PREVIOUS).outcome() == counted


def test_a_split_shows_no_ratio_that_the_whole_is_too_young_for():
    split = Query(TOO_YOUNG.start, TOO_YOUNG.end, by=("channel",))
    rows = complete_answer(steady(), ["customers", "roas"], split).to_dicts()
    found = {(row["metric"], row["channel"]): row for row in rows}
    assert found["customers", "Paid Search"]["value"] > 0
    early = found["roas", "Paid Search"]
    assert (early["value"], early["why_null"]) == (None, "too_early")
