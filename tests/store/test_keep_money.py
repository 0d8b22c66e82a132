"""What is entered about money is stored with its history, and changes the facts."""

from datetime import date

import pytest

from data.base.json_values import to_json
from data.facts.facts import Facts
from data.imports import import_upload
from data.store.manual_entries import COST, RATE
from data.values.cost import Cost
from data.values.currency import ExchangeRate
from tests.sources.exports import TODAY, content

DAY = date(2026, 3, 1)
COSTLY = Cost("tools", DAY, DAY, "EUR", 12.0)


def test_a_revision_replaces_and_a_removal_takes_out_while_both_stay_in_the_log(store):
    entries = store.state.entries
    entry = entries.add(COST, to_json(COSTLY), by="Ada", note="first")
    entries.revise(entry, to_json(Cost("tools", DAY, DAY, "EUR", 15.0)), by="Bo")
    assert [cost.paid for cost in store.money().costs] == [15.0]
    entries.remove(entry, by="Cy")
    assert store.money().costs == ()
    assert [(r.revision, r.saved_by, r.payload is None) for r in entries.log(COST)] == [
        (1, "Ada", False),
        (2, "Bo", False),
        (3, "Cy", True),
    ]


def test_every_change_is_a_new_version_of_the_facts(store):
    before = store.version
    entry = store.state.entries.add(COST, to_json(COSTLY))
    between = store.version
    store.state.entries.remove(entry)
    assert len({before, between, store.version}) == 3


def test_there_is_no_such_entry(store):
    with pytest.raises(KeyError):
        store.state.entries.revise("nobody", {})


def test_an_imported_cost_is_undone_and_a_later_file_replaces_it(store):
    import_upload(store, "a.csv", content("costs.csv"), today=TODAY)
    again = content("costs.csv").replace(b"306", b"612")
    import_upload(store, "b.csv", again, today=TODAY)

    def tools():
        rows = Facts(store).frame("costs").filter(kind="tools").collect()
        return round(rows["amount"].sum(), 6)

    assert tools() == 612
    store.undo(store.state.ledger.done()[-1].id)
    assert tools() == 306


def test_a_rate_typed_in_wins_over_an_imported_one_of_its_day(store):
    import_upload(store, "rates.csv", content("rates.csv"), today=TODAY)
    store.state.settings.set("reporting_currency", "EUR")
    day = date(2026, 2, 14)
    exchange = Facts(store).exchange
    assert exchange is not None
    assert exchange.factor("USD", day) == 0.9
    store.state.entries.add(RATE, to_json(ExchangeRate(day, "USD", "EUR", 0.8)))
    exchange = Facts(store).exchange
    assert exchange is not None
    assert exchange.factor("USD", day) == 0.8
