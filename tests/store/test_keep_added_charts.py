"""Charts added to the report: stored with author and time, in an order, removed by a date."""

from __future__ import annotations

import pytest

from data.base.json_values import from_json, to_json
from data.values.added_chart import AddedChart, ChartSplit, find

LEADS = AddedChart("leads", ChartSplit.CHANNEL, channels=("Email", "Été"), excluded=("channel",))
SESSIONS = AddedChart("sessions", caption="Ours")


def test_charts_are_in_the_order_they_were_put_in(store):
    charts = store.state.added_charts
    first, second = charts.add(LEADS, by="Ada"), charts.add(SESSIONS)
    assert [one.chart for one in charts.current()] == [LEADS, SESSIONS]
    charts.arrange([second, first])
    assert [one.chart for one in charts.current()] == [SESSIONS, LEADS]
    assert [one.saved_by for one in charts.log()] == ["", "Ada"]
    third = charts.add(AddedChart("cpl"))
    assert [one.id for one in charts.current()] == [second, first, third]


def test_a_chart_is_removed_by_a_date_and_comes_back_in_its_place(store):
    charts = store.state.added_charts
    first, second = charts.add(LEADS), charts.add(SESSIONS)
    assert charts.remove(first, by="Bo")
    assert not charts.remove(first)
    assert [one.id for one in charts.current()] == [second]
    [gone, _] = charts.log()
    assert (gone.removed_by, gone.removed_at is None) == ("Bo", False)
    assert not charts.change(first, SESSIONS)
    assert charts.restore(first)
    assert not charts.restore(first)
    assert [one.id for one in charts.current()] == [first, second]


def test_a_chart_is_replaced_in_its_place(store):
    charts = store.state.added_charts
    first = charts.add(SESSIONS)
    charts.add(LEADS)
    assert charts.change(first, AddedChart("sessions", caption="Theirs"))
    assert [one.chart.caption for one in charts.current()] == ["Theirs", ""]
    assert not charts.change(99, SESSIONS)


def test_charts_are_no_facts(store):
    before = store.version
    store.state.added_charts.add(LEADS)
    assert store.version == before


def test_the_same_chart_is_the_same_value_whatever_the_order():
    assert AddedChart("leads", channels=("b", "a", "a")) == AddedChart("leads", channels=("a", "b"))
    assert AddedChart("leads", caption="x").shows_like(AddedChart("leads"))
    assert not AddedChart("leads", uses=("paid",)).shows_like(AddedChart("leads"))
    excluded = AddedChart("leads", channels=("Email",), excluded=("channel",))
    assert not excluded.shows_like(AddedChart("leads", channels=("Email",)))
    assert not AddedChart("leads", ChartSplit.NETWORK).shows_like(AddedChart("leads"))


def test_a_chart_is_found_among_others(store):
    charts = store.state.added_charts
    number = charts.add(SESSIONS)
    found = find(AddedChart("sessions"), charts.current())
    assert found is not None
    assert found.id == number
    assert find(LEADS, charts.current()) is None


def test_filters_are_those_that_are_set():
    chart = AddedChart("leads", uses=("paid",), campaigns=("a",))
    assert chart.filters == {"use": ("paid",), "campaign": ("a",)}


def test_what_is_stored_is_read_back():
    assert from_json(AddedChart, to_json(LEADS)) == LEADS
    assert from_json(AddedChart, {"metric": "leads"}) == AddedChart("leads")


@pytest.mark.parametrize(
    "wrong", [{"metric": ""}, {"excluded": ("content",)}, {"caption": "x" * 201}]
)
def test_a_chart_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"metric|filters|caption"):
        AddedChart(**{"metric": "leads", **wrong})
