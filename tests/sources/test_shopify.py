"""Shopify: orders as conversions, and sessions of the shop by day, week and month."""

from datetime import UTC, date, datetime

import pytest

from data.imports import import_paths
from tests.conftest import EXPORTS
from tests.sources.exports import FIXTURES, content, load_bytes, load_fixture, said

FIELD = EXPORTS / "field"
ORDERS = "shopify_orders.csv"


def orders(data=None):
    loaded = load_bytes("orders_export_1.csv", content(ORDERS) if data is None else data)
    assert loaded.source == "shopify.orders"
    return loaded


def test_an_order_is_one_conversion_with_its_total_and_what_was_given_back():
    frame = orders().tables["conversions"]
    assert frame.select("transaction_id", "value", "refunded", "currency").rows() == [
        ("shopify 4500000001001", 120.5, 0.0, "EUR"),
        ("shopify 4500000001002", 0.0, 0.0, "EUR"),
        ("shopify 4500000001003", 80.0, 15.25, "EUR"),
        ("shopify 4500000001004", 60.0, 60.0, "EUR"),
        ("shopify 4500000001010", 99.99, 0.0, "EUR"),
    ]
    assert frame["event_name"].unique().to_list() == ["purchase"]


def test_the_offset_of_a_time_is_applied():
    frame = orders().tables["conversions"]
    assert frame["converted_at"][0] == datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert frame["converted_on"][1] == date(2026, 3, 1)


def test_unpaid_and_cancelled_orders_and_further_lines_are_left_out_and_counted():
    loaded = orders()
    assert [(str(one.what), one.count) for one in loaded.excluded] == [
        ("Further lines of an order", 1),
        ("Orders that were not paid", 4),
        ("Cancelled orders", 1),
    ]
    assert said(loaded) == []
    assert loaded.quarantine is None


def test_every_column_is_known():
    assert orders().unmapped_columns == ()
    assert load_fixture("shopify_orders_2015.csv").unmapped_columns == ()


def test_an_order_of_a_file_without_ids_goes_by_its_number():
    frame = load_fixture("shopify_orders_2015.csv").tables["conversions"]
    assert frame.select("transaction_id", "value").rows() == [
        ("shopify #1001", 19.0),
        ("shopify #1002", 21.5),
    ]


def test_an_order_that_stands_twice_counts_once():
    text = content(ORDERS).decode()
    again = text + text.splitlines()[1] + "\n"
    loaded = orders(again.encode())
    assert loaded.tables["conversions"].height == 5
    assert loaded.quarantine.height == 1


def test_a_paid_order_without_a_total_is_set_aside():
    loaded = orders(content(ORDERS).replace(b",0.00,120.50,", b",0.00,,"))
    assert loaded.tables["conversions"]["value"].sum() == pytest.approx(239.99)
    assert said(loaded) == ["1 row was set aside because it cannot be used: “Total” is empty"]


def test_ids_that_a_spreadsheet_shortened_identify_no_order():
    loaded = orders(content(ORDERS).replace(b"4500000001001", b"4.5E+12"))
    assert loaded.tables["conversions"].height == 4
    assert "shortened the id" in said(loaded)[0]


def test_without_the_column_of_refunds_they_are_unknown():
    loaded = orders(content(ORDERS).replace(b"Refunded Amount", b"Something"))
    assert loaded.tables["conversions"]["refunded"].null_count() == 5


def test_an_amount_without_currency_is_told():
    loaded = orders(content(ORDERS).replace(b"Currency", b"Coin"))
    assert said(loaded)[0].startswith("4 amounts have no currency")


def test_nothing_that_is_stored_of_an_order_names_a_person(store, tmp_path):
    [result] = import_paths(store, [FIXTURES / ORDERS])
    assert result.outcome == "imported"
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()).lower()
    assert not [word for word in (b"@example", b"exemple", b"rue haute") if word in stored]
    keys = store.scan("conversions").collect()["user_key"].drop_nulls()
    assert len(keys) == 4
    assert keys.str.starts_with("person-").all()


@pytest.mark.skipif(not FIELD.exists(), reason="the real exports do not lie beside this repository")
def test_a_real_export_of_orders_gives_what_was_counted_in_it():
    name = "SHOPIFY-ORDERS-en-2024-b.csv"
    loaded = load_bytes(name, (FIELD / name).read_bytes())
    frame = loaded.tables["conversions"]
    assert frame.height == 81
    assert frame["value"].sum() == pytest.approx(3305.78)
    assert frame["refunded"].sum() == pytest.approx(10.60)
    assert frame.select("value", "refunded").null_count().row(0) == (0, 0)
    assert [(str(one.what), one.count) for one in loaded.excluded] == [
        ("Further lines of an order", 17)
    ]
    assert loaded.unmapped_columns == ()
