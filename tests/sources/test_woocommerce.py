"""WooCommerce: orders of the usual export plugins and of its own analytics."""

from datetime import UTC, datetime

import pytest

from data.imports import import_paths
from tests.sources.exports import FIXTURES, content, load_bytes, load_fixture, said

ORDERS = "woocommerce_orders.csv"
PLUGIN = "woocommerce_orders_plugin.csv"
ANALYTICS = "woocommerce_analytics.csv"
PEOPLE = (b"@example", b"exemple", b"essai", b"modele", b"192.0.2.")


def bought(loaded):
    columns = ("transaction_id", "value", "refunded", "currency")
    return loaded.tables["conversions"].select(columns).rows()


def left_out(loaded):
    return {str(one.what): one.count for one in loaded.excluded}


def test_an_order_counts_once_however_many_rows_it_has():
    loaded = load_fixture(ORDERS)
    assert loaded.source == "woocommerce.orders"
    assert bought(loaded) == [
        ("woocommerce 1001", 120.5, 0.0, "EUR"),
        ("woocommerce 1002", 80.0, 10.0, "EUR"),
        ("woocommerce 1003", 45.0, 45.0, "EUR"),
        ("woocommerce 1008", 12.0, 0.0, "EUR"),
    ]
    assert left_out(loaded) == {"Further lines of an order": 1, "Orders that were not paid": 4}
    assert said(loaded) == []


def test_the_day_of_an_order_is_that_of_the_shop():
    frame = load_fixture(ORDERS).tables["conversions"]
    assert frame["converted_at"][1] == datetime(2026, 3, 2, 23, 40, tzinfo=UTC)
    assert frame["event_name"].unique().to_list() == ["purchase"]


def test_further_rows_may_leave_the_order_blank():
    text = content(ORDERS).decode().splitlines()
    text[2] = ",,," + text[2].split(",", 3)[3]
    loaded = load_bytes("orders.csv", "\n".join(text).encode())
    assert len(bought(loaded)) == 4
    assert left_out(loaded)["Further lines of an order"] == 1


def test_states_are_known_by_their_ids_and_in_french():
    text = content(ORDERS).decode()
    text = text.replace("Failed", "wc-failed").replace('"On hold"', "En attente")
    assert left_out(load_bytes("file.csv", text.encode()))["Orders that were not paid"] == 4


def test_refunds_in_one_text_are_added_up():
    loaded = load_fixture(PLUGIN)
    assert loaded.source == "woocommerce.orders"
    assert bought(loaded) == [
        ("woocommerce A-1001", 125.0, 7.5, "EUR"),
        ("woocommerce A-1002", 40.0, 0.0, "EUR"),
    ]
    assert left_out(loaded) == {"Orders that were not paid": 1}


def test_without_the_column_of_refunds_they_are_unknown():
    text = content(PLUGIN).replace(b"refund_items", b"something")
    refunded = load_bytes("file.csv", text).tables["conversions"]["refunded"]
    assert refunded.null_count() == 2


def test_an_order_without_a_total_is_set_aside():
    text = content(PLUGIN).replace(b"5.00,125.00", b"5.00,")
    loaded = load_bytes("file.csv", text)
    assert bought(loaded) == [("woocommerce A-1002", 40.0, 0.0, "EUR")]
    assert said(loaded) == ["1 row was skipped because it cannot be used: “order_total” is empty"]


def test_refunds_of_the_analytics_are_those_of_their_order():
    loaded = load_fixture(ANALYTICS)
    assert loaded.source == "woocommerce.analytics"
    assert bought(loaded) == [
        ("woocommerce 1001", 120.5, 20.0, None),
        ("woocommerce 1002", 60.0, 0.0, None),
    ]
    assert left_out(loaded) == {"Orders that were not paid": 1, "Refunds": 2}
    assert said(loaded) == [
        "2 amounts have no currency. They are never divided by amounts of another file",
        "1 refund belongs to an order that is not in this file, and is not counted",
    ]


@pytest.mark.parametrize("name", [ORDERS, PLUGIN, ANALYTICS])
def test_nothing_that_is_stored_of_an_order_names_a_person(name, store, tmp_path):
    [result] = import_paths(store, [FIXTURES / name])
    assert result.outcome == "imported"
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()).lower()
    assert not [word for word in PEOPLE if word in stored]
