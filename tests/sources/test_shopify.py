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
    assert said(loaded) == ["1 row was skipped because it cannot be used: “Total” is empty"]


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


@pytest.mark.skipif(
    not FIELD.exists(), reason="the real exports do not lie next to this repository"
)
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


SOCIAL = "Sessions by social referrer - 2026.csv"


def test_a_row_of_a_week_covers_its_seven_days():
    loaded = load_fixture(SOCIAL)
    assert loaded.source == "shopify.sessions"
    columns = ("date", "period_from", "period_to", "sessions")
    assert loaded.tables["web_sessions"].select(columns).rows() == [
        (None, date(2026, 3, 9), date(2026, 3, 15), 1520),
        (None, date(2026, 3, 2), date(2026, 3, 8), 1180),
        (None, date(2026, 2, 23), date(2026, 3, 1), 940),
    ]


def test_sessions_from_social_networks_are_not_all_sessions():
    loaded = load_fixture(SOCIAL)
    assert loaded.tables["web_sessions"]["report"].unique().to_list() == ["date,social_referrer"]
    assert said(loaded) == ["This report has only the sessions that came from social networks"]


def test_without_the_name_of_a_report_a_week_and_sessions_prove_nothing():
    assert load_bytes("export.csv", content(SOCIAL)).source != "shopify.sessions"
    named = load_bytes("Sessions over time.csv", content(SOCIAL))
    assert named.source == "shopify.sessions"
    assert said(named) == []


def test_the_name_of_a_file_does_not_vouch_for_other_columns():
    text = b"Week,Sessions,Mood\n2026-03-02,5,good\n"
    assert load_bytes("Sessions over time.csv", text).source != "shopify.sessions"


@pytest.mark.parametrize(
    ("unit", "written", "first", "last"),
    [
        ("Day", "2026-03-05", date(2026, 3, 5), date(2026, 3, 5)),
        ("Month", "2026-02-01", date(2026, 2, 1), date(2026, 2, 28)),
        ("Month", "Feb 2026", date(2026, 2, 1), date(2026, 2, 28)),
        ("Quarter", "2026-04-01", date(2026, 4, 1), date(2026, 6, 30)),
        ("Year", "2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_each_unit_of_time(unit, written, first, last):
    text = f"{unit},Online store visitors,Sessions\n{written},40,50\n"
    frame = load_bytes("file.csv", text.encode()).tables["web_sessions"]
    assert frame.select("period_from", "period_to", "sessions", "users").rows() == [
        (first, last, 50, 40)
    ]


def test_tags_break_the_visitors_down():
    loaded = load_fixture("shopify_sessions.csv")
    columns = ("report", "campaign", "term", "users", "views", "sessions")
    assert loaded.tables["web_sessions"].select(columns).rows() == [
        ("date,campaign,term", "spring", "linen", 100, 500, None),
        ("date,campaign,term", None, None, 300, 900, None),
    ]
    assert loaded.unmapped_columns == ()


def test_a_week_that_is_none_is_set_aside():
    loaded = load_bytes(SOCIAL, content(SOCIAL).replace(b'"2026-03-02"', b'"soon"'))
    assert loaded.tables["web_sessions"]["sessions"].sum() == 2460
    assert loaded.quarantine.height == 1


@pytest.mark.skipif(
    not FIELD.exists(), reason="the real exports do not lie next to this repository"
)
def test_a_real_report_of_weeks_gives_what_was_counted_in_it():
    name = "SHOPIFY-SOCIALREF-WEEK-en-2024.csv"
    frame = load_bytes(name, (FIELD / name).read_bytes()).tables["web_sessions"]
    assert (frame.height, frame["sessions"].sum()) == (53, 83762)
    assert (frame["period_from"].min(), frame["period_from"].max()) == (
        date(2024, 1, 1),
        date(2024, 12, 30),
    )
    assert (frame["period_to"] - frame["period_from"]).dt.total_days().unique().to_list() == [6]
