"""Costs, rates and margins are entered, changed and removed through the page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.facts.facts import Facts, canonical
from data.store import Store
from data.store.manual_entries import COST, MARGIN, RATE
from data.tables.schema import TABLES
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.returns.estimate import Certainty
from metrics.returns.roi import returns
from metrics.returns.whole_return import whole_return
from tests.metrics.cases import ad, facts, lead
from tests.metrics.test_maturing import END, company
from tests.metrics.test_returns import ADS, WEEK, at, buyers
from tests.metrics.test_young_returns import MATURE, TAGS, YOUNG, stored
from tests.pages.conftest import Opener

QUARTER = date(2026, 6, 1), date(2026, 8, 31)


def save(app: AppTest, place: int) -> None:
    """Clicks one of the buttons that save, in the order of the page."""
    [*found] = [one for one in app.button if one.label == "Save"]
    found[place].click().run()


def entering(app: AppTest) -> AppTest:
    """The part of the page in which costs are entered."""
    return app.segmented_control(key="costs_part").set_value("enter").run()


def kept(folder: Path, known: Facts) -> None:
    """Leads and ad costs as a store."""
    store = Store.open(folder)
    tables = {name: known.origin.pin(name).rows.collect() for name in ("leads", "ad_costs")}
    rows = {n: canonical(TABLES[n], found) for n, found in tables.items() if found.height}
    store.commit("a", "a", "a.csv", rows, {})
    store.close()


def captions(app: AppTest) -> str:
    return " ".join(str(one.value) for one in app.caption)


def test_a_cost_is_entered_changed_and_removed_with_its_history(
    opened: Opener, demo_store: Path
) -> None:
    app = entering(opened(demo_store, "costs"))
    app.number_input(key="cost_hours_new").set_value(10.0)
    app.number_input(key="cost_rate_new").set_value(35.5)
    save(app, 0)
    entries = Store.open(demo_store).state.entries
    [first] = entries.current(COST)
    assert Store.open(demo_store).money().costs[0].paid == 355
    app.number_input(key=f"cost_hours_{first.entry_id}").set_value(20.0)
    save(app, 1)
    assert Store.open(demo_store).money().costs[0].paid == 710
    app.button(key=f"cost_remove_{first.entry_id}").click().run()
    assert not app.exception
    assert entries.current(COST) == ()
    assert [one.revision for one in entries.log(COST)] == [1, 2, 3]
    assert "removed on" in captions(app)


def test_an_impossible_cost_is_explained_and_not_kept(opened: Opener, demo_store: Path) -> None:
    app = entering(opened(demo_store, "costs"))
    app.number_input(key="cost_hours_new").set_value(10.0)
    save(app, 0)
    assert "either an amount" in app.error[0].value
    assert Store.open(demo_store).state.entries.log(COST) == ()


def test_a_margin_makes_the_return_on_margin_known(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "costs")
    assert "roi_margin" not in app.dataframe[0].value.columns
    entering(app).number_input(key="margin_rate").set_value(40.0)
    save(app, -1)
    assert Store.open(demo_store).money().margins[0].rate == 0.4
    app.segmented_control(key="costs_part").set_value("analysis").run()
    assert set(app.dataframe[0].value["roi_margin"]) != {"–"}
    entering(app)
    [kept] = Store.open(demo_store).state.entries.current(MARGIN)
    app.button(key=f"remove_{kept.entry_id}").click().run()
    assert Store.open(demo_store).money().margins == ()


def test_a_rate_and_a_reporting_currency_convert(opened: Opener, demo_store: Path) -> None:
    app = entering(opened(demo_store, "costs"))
    app.text_input(key="rate_source").set_value("EUR")
    app.text_input(key="rate_target").set_value("USD")
    app.number_input(key="rate_value").set_value(1.25)
    save(app, 2)
    [kept] = Store.open(demo_store).state.entries.current(RATE)
    assert kept.payload is not None
    assert kept.payload["rate"] == 1.25
    [code] = [one for one in app.text_input if one.label.startswith("Reporting")]
    code.set_value("usd")
    save(app, 1)
    assert Store.open(demo_store).money().reporting == "USD"
    app.segmented_control(key="costs_part").set_value("analysis").run()
    assert "EUR converted to USD at 1.25" in captions(app)


def test_the_page_says_what_the_metrics_say(opened: Opener, demo_folder: Path) -> None:
    """Revenue for one euro, the days it is of, and what total cost is made of."""
    app = opened(demo_folder, "costs", period="custom", dates=f"{QUARTER[0]}~{QUARTER[1]}")
    facts, query = Facts(Store.open(demo_folder)), Query(*QUARTER)
    whole = whole_return(facts, query, returns(facts, query, "channel"))
    assert whole is not None
    assert whole.per_unit is not None
    assert app.title[0].value.startswith(f"€{whole.per_unit.middle:.0f} of revenue for €1 of cost")
    [row] = query_metrics(facts, ["cost"], query).to_dicts()
    assert f"€{row['value']:,.0f} total cost, €{whole.value:,.0f} revenue" in captions(app)
    spec = next(json.loads(c.proto.spec) for c in app.get("plotly_chart") if "base" in c.proto.spec)
    [bars] = spec["data"]
    assert sum(bars["y"][:-1]) == pytest.approx(bars["y"][-1]) == pytest.approx(row["value"])


def test_young_leads_are_named_and_mature_ones_shown(opened: Opener, demo_folder: Path) -> None:
    """Leads of October have hardly bought yet: the page shows days whose leads have."""
    app = opened(demo_folder, "costs", period="custom", dates="2026-10-01~2026-10-31")
    assert "on mature leads" in app.title[0].value or "Too few deals" in captions(app)
    assert "Leads of 1–31 Oct 2026 are" in captions(app)
    assert any("of the final number is known" in one.value for one in app.markdown)


def test_a_return_without_enough_deals_is_said_instead_of_shown(
    opened: Opener, demo_folder: Path
) -> None:
    app = opened(demo_folder, "costs", period="custom", dates=f"{QUARTER[0]}~{QUARTER[1]}")
    shown = app.dataframe[0].value.set_index("channel")
    found = returns(Facts(Store.open(demo_folder)), Query(*QUARTER), "channel")
    paid = {row.key: row for row in found.rows if row.cost}
    assert set(shown.index) == paid.keys()
    for channel, row in paid.items():
        text = shown.loc[channel, "roi_revenue"]
        assert (text == "–") is (row.roi is None)
        assert ("(" in text) is (row.said is Certainty.FIGURE)  # a value and its range
        assert (shown.loc[channel, "verdict"] == "pays back") is (
            row.roi is not None and row.roi.low > 0
        )
    app.toggle(key="returns_every").set_value(True).run()
    assert len(app.dataframe[0].value) == len(found.rows)


def test_where_no_days_are_mature_the_expected_return_is_said(
    opened: Opener, tmp_path: Path
) -> None:
    """Costs begin shortly before: no earlier days have any."""
    costs = [ad(n, spend=100.0, currency="EUR") for n in range(330, END)]
    known = facts(leads=company(4, daily=20, source="google", medium="cpc"), ad_costs=costs)
    kept(tmp_path, known)
    app = opened(tmp_path, "costs", period="custom", dates=f"{YOUNG.start}~{YOUNG.end}")
    assert "of revenue expected for €1 of cost" in app.title[0].value
    assert "known_share" in app.dataframe[0].value.columns
    assert "are expected final values" in captions(app)


def test_young_leads_give_way_to_mature_ones(opened: Opener, tmp_path: Path) -> None:
    stored(tmp_path)
    for query, moves in ((YOUNG, True), (MATURE, False)):
        app = opened(tmp_path, "costs", period="custom", dates=f"{query.start}~{query.end}")
        assert ("% mature." in captions(app)) is moves
        assert "on mature leads" in app.title[0].value
        assert "known_share" not in app.dataframe[0].value.columns


def test_too_few_deals_are_named_and_the_cost_per_lead_is_said(
    opened: Opener, tmp_path: Path
) -> None:
    kept(tmp_path, buyers(20, 5))
    app = opened(tmp_path, "costs", period="custom", dates=f"{WEEK.start}~{WEEK.end}")
    assert app.title[0].value == "Cost per lead (CPL)\\: €2.00, total cost €50.00"
    assert "Too few deals for an ROI\\: 25 deals in all (fewer than 30)." in captions(app)
    assert set(app.dataframe[0].value["verdict"]) == {"too few deals"}
    assert "per_unit" not in app.dataframe[0].value.columns


def test_amounts_of_several_currencies_carry_no_return(opened: Opener, tmp_path: Path) -> None:
    rows = [
        lead(0, f"{n}", won_at=at(3, 8), amount=9.0, currency="USD" if n else "EUR", **TAGS)
        for n in range(40)
    ]
    kept(tmp_path, facts(leads=rows, ad_costs=ADS))
    app = opened(tmp_path, "costs", period="custom", dates=f"{WEEK.start}~{WEEK.end}")
    assert "No ROI, because amounts are in several currencies." in captions(app)


def test_without_a_cost_the_form_opens(opened: Opener, tmp_path: Path) -> None:
    kept(tmp_path, facts(leads=[lead(0, "1")]))
    app = opened(tmp_path, "costs", lang="fr", period="custom", dates=f"{WEEK.start}~{WEEK.end}")
    assert app.title[0].value == "Aucun coût connu sur cette période"
    assert app.number_input(key="cost_hours_new").value is None
