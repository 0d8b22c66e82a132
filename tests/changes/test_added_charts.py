"""What adding charts to the report does not do."""

from __future__ import annotations

import pytest

from changes.added_charts import (
    TooManyChartsError,
    add_chart,
    arrange_charts,
    caption_chart,
    remove_chart,
    restore_chart,
)
from data.values.added_chart import MOST, AddedChart
from tests.changes.cases import ADA

LEADS = AddedChart("leads")


def acts(store):
    return [entry.act for entry in store.state.audit.entries()]


def test_the_same_chart_is_in_the_report_once(store):
    number = add_chart(store, LEADS, ADA)
    assert add_chart(store, AddedChart("leads", caption="Again"), ADA) == number
    [stored] = store.state.added_charts.current()
    assert (stored.chart, stored.saved_by) == (LEADS, "Ada")
    assert acts(store) == ["chart.add"]


def test_a_full_report_takes_no_more(store):
    numbers = [add_chart(store, AddedChart(f"m{n}"), ADA) for n in range(MOST)]
    with pytest.raises(TooManyChartsError):
        add_chart(store, LEADS, ADA)
    assert add_chart(store, AddedChart("m3"), ADA) == numbers[3]
    remove_chart(store, numbers[0], ADA)
    add_chart(store, LEADS, ADA)
    with pytest.raises(TooManyChartsError):
        restore_chart(store, numbers[0], ADA)
    assert len(store.state.added_charts.current()) == MOST


def test_what_changes_nothing_is_not_recorded(store):
    number = add_chart(store, LEADS, ADA)
    assert not caption_chart(store, number, "  ", ADA)
    assert not caption_chart(store, 99, "x", ADA)
    assert not arrange_charts(store, [number], ADA)
    assert not arrange_charts(store, [number, 99], ADA)
    assert not remove_chart(store, 99, ADA)
    assert not restore_chart(store, number, ADA)
    with pytest.raises(ValueError, match="letters"):
        caption_chart(store, number, "x" * 201, ADA)
    assert acts(store) == ["chart.add"]


def test_a_removed_chart_that_was_added_again_does_not_come_back_twice(store):
    number = add_chart(store, LEADS, ADA)
    remove_chart(store, number, ADA)
    add_chart(store, LEADS, ADA)
    assert not restore_chart(store, number, ADA)
    assert len(store.state.added_charts.current()) == 1
