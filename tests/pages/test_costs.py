"""Costs, rates and margins are entered, changed and removed through the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.facts.facts import Facts
from data.store import Store
from data.store.manual_entries import COST, MARGIN, RATE
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.returns.estimate import Certainty
from metrics.returns.roi import returns
from tests.metrics.test_young_returns import MATURE, YOUNG, stored
from tests.pages.conftest import Opener


def save(app: AppTest, place: int) -> None:
    """Clicks one of the buttons that save, in the order of the page."""
    [*found] = [one for one in app.button if one.label == "Save"]
    found[place].click().run()


def captions(app: AppTest) -> str:
    return " ".join(str(one.value) for one in app.caption)


def test_a_cost_is_entered_changed_and_removed_with_its_history(
    opened: Opener, demo_store: Path
) -> None:
    app = opened(demo_store, "costs")
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
    app = opened(demo_store, "costs")
    app.number_input(key="cost_hours_new").set_value(10.0)
    save(app, 0)
    assert "either an amount" in app.error[0].value
    assert Store.open(demo_store).state.entries.log(COST) == ()


def test_a_margin_makes_the_return_on_margin_known(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "costs")
    assert set(app.dataframe[0].value["roi_margin"]) == {"–"}
    app.number_input(key="margin_rate").set_value(40.0)
    save(app, -1)
    assert Store.open(demo_store).money().margins[0].rate == 0.4
    assert set(app.dataframe[0].value["roi_margin"]) != {"–"}
    [kept] = Store.open(demo_store).state.entries.current(MARGIN)
    app.button(key=f"remove_{kept.entry_id}").click().run()
    assert Store.open(demo_store).money().margins == ()


def test_a_rate_and_a_reporting_currency_convert(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "costs")
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
    assert "EUR converted to USD at 1.25" in captions(app)


def test_the_page_says_what_the_metrics_say(opened: Opener, demo_folder: Path) -> None:
    dates = "2026-09-01~2026-09-30"
    app = opened(demo_folder, "costs", period="custom", dates=dates)
    query = Query(date(2026, 9, 1), date(2026, 9, 30))
    [row] = query_metrics(Facts(Store.open(demo_folder)), ["cost"], query).to_dicts()
    shown = {one.label: one.value for one in app.metric}
    assert shown["Total cost"] == f"€{row['value']:,.0f}"
    assert "Overhead of €" in captions(app)


def test_a_return_without_enough_deals_is_said_instead_of_shown(
    opened: Opener, demo_folder: Path
) -> None:
    """Leads of October have hardly bought yet, those of summer have, and the page says both."""
    app = opened(demo_folder, "costs", period="custom", dates="2026-10-01~2026-10-31")
    assert set(app.dataframe[0].value["roi_revenue"]) == {"–"}
    assert any("Too early for an ROI" in one.value for one in app.markdown)
    quarter = date(2026, 7, 1), date(2026, 9, 30)
    app = opened(demo_folder, "costs", period="custom", dates="2026-07-01~2026-09-30")
    shown = dict(
        zip(*(app.dataframe[0].value[name] for name in ("channel", "roi_revenue")), strict=True)
    )
    found = returns(Facts(Store.open(demo_folder)), Query(*quarter), "channel")
    said = {row.key: row.said if row.roi else Certainty.TOO_FEW for row in found.rows}
    assert {Certainty.RANGE, Certainty.TOO_FEW} <= set(said.values())
    for channel, certainty in said.items():
        text = shown[channel]
        assert (text == "–") is (certainty is Certainty.TOO_FEW)
        assert ("(" in text) is (certainty is Certainty.FIGURE)  # a figure and its range
    assert any("across models and random variation" in one.value for one in app.markdown)


def test_returns_of_young_leads_are_said_to_be_expected(opened: Opener, tmp_path: Path) -> None:
    stored(tmp_path)
    for query, grows in ((YOUNG, True), (MATURE, False)):
        app = opened(tmp_path, "costs", period="custom", dates=f"{query.start}~{query.end}")
        assert ("known_share" in app.dataframe[0].value.columns) is grows
        assert ("are expected final values" in captions(app)) is grows
        assert any("ROI expected finally" in one.value for one in app.markdown) is grows
