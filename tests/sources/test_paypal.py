"""PayPal: payments received, with what was given back of them; everything else moves money only."""

from datetime import UTC, datetime

import pytest

from data.imports import import_paths
from tests.sources.exports import FIXTURES, content, load_bytes, load_fixture, said

ENGLISH = "paypal_activity.csv"


def bought(loaded):
    assert loaded.source == "paypal.activity"
    columns = ("transaction_id", "value", "refunded", "currency")
    return loaded.tables["conversions"].select(columns).rows()


def left_out(loaded):
    return [one.count for one in loaded.excluded]


def test_payments_received_count_before_fees_and_their_refunds_are_matched():
    loaded = load_fixture(ENGLISH)
    assert bought(loaded) == [
        ("paypal 1AA", 1250.0, 0.0, "USD"),
        ("paypal 1BB", 80.0, 30.0, "EUR"),
        ("paypal 1JJ", 9.9, 0.0, "EUR"),
    ]
    assert loaded.unmapped_columns == ()


def test_everything_else_is_left_out_and_counted():
    loaded = load_fixture(ENGLISH)
    assert [(str(one.what), one.count) for one in loaded.excluded] == [
        ("Payments that were not completed", 1),
        ("Refunds", 2),
        ("Payments made, withdrawals, holds and currency conversions", 4),
    ]
    assert said(loaded) == [
        "1 refund belongs to an order that is not in this file, and is not counted"
    ]


def test_without_references_nothing_is_known_of_refunds():
    loaded = load_bytes("file.csv", content(ENGLISH).replace(b"Reference Txn ID", b"Something"))
    assert [row[2] for row in bought(loaded)] == [None, None, None]
    assert said(loaded) == [
        "2 refunds belong to orders that are not in this file, and are not counted"
    ]


def test_times_are_moved_out_of_the_zone_of_their_row():
    frame = load_fixture(ENGLISH).tables["conversions"]
    assert frame["converted_at"].to_list() == [
        datetime(2026, 3, 2, 7, 30, tzinfo=UTC),
        datetime(2026, 3, 13, 17, 0, tzinfo=UTC),
        datetime(2026, 3, 19, 9, 5, tzinfo=UTC),
    ]
    assert frame["converted_on"][0].day == 2


def test_an_unknown_zone_is_told():
    loaded = load_bytes("file.csv", content(ENGLISH).replace(b'"PST"', b'"XYZ"'))
    assert loaded.tables["conversions"]["converted_at"][0].hour == 23
    assert "The time zone “XYZ” is not known, so its times are read as UTC" in said(loaded)


def test_german_amounts_and_days():
    loaded = load_fixture("paypal_activity_de.csv")
    assert loaded.language == "de"
    assert bought(loaded) == [("paypal 2AA", 1059.9, 59.9, "EUR")]
    assert loaded.tables["conversions"]["converted_at"][0] == datetime(
        2026, 3, 4, 9, 12, tzinfo=UTC
    )
    assert left_out(loaded) == [1, 1, 1]
    assert loaded.unmapped_columns == ()


def test_french_amounts_and_types():
    loaded = load_fixture("paypal_activity_fr.csv")
    assert loaded.language == "fr"
    assert bought(loaded) == [("paypal 3AA", 60.0, 60.0, "EUR"), ("paypal 3EE", 25.0, 0.0, "EUR")]
    assert left_out(loaded) == [1, 1, 2]
    assert loaded.unmapped_columns == ()


def test_a_statement_has_only_completed_rows_and_calls_the_type_a_description():
    text = (
        '"Date","Time","Time Zone","Description","Currency","Gross","Fee","Net","Balance",'
        '"Transaction ID","From Email Address","Name","Bank Name","Bank Account",'
        '"Shipping and Handling Amount","Sales Tax","Invoice ID","Reference Txn ID"\n'
        '"15.03.2026","09:00:00","Europe/Berlin","Mobile Payment","EUR","12.50","-0.60","11.90",'
        '"11.90","4AA","ada@example.com","Ada Exemple","","","0.00","0.00","",""\n'
        '"16.03.2026","09:00:00","Europe/Berlin","General Card Withdrawal","EUR","-11.90","0.00",'
        '"-11.90","0.00","4BB","","","","","0.00","0.00","",""\n'
    )
    loaded = load_bytes("statement.CSV", text.encode())
    assert bought(loaded) == [("paypal 4AA", 12.5, 0.0, "EUR")]
    assert loaded.unmapped_columns == ()


def test_the_order_of_day_and_month_is_asked_for_where_no_date_proves_it():
    lines = content(ENGLISH).decode().splitlines()[:2]
    loaded = load_bytes("file.csv", "\n".join(lines).encode())
    assert [question.key for question in loaded.questions] == ["date_order"]


def test_an_unreadable_amount_is_set_aside():
    loaded = load_bytes("file.csv", content(ENGLISH).replace(b'"80.00"', b'"eighty"'))
    assert [row[0] for row in bought(loaded)] == ["paypal 1AA", "paypal 1JJ"]
    assert loaded.quarantine.height == 1


@pytest.mark.parametrize("name", [ENGLISH, "paypal_activity_de.csv", "paypal_activity_fr.csv"])
def test_nothing_that_is_stored_of_a_payment_names_a_person(name, store, tmp_path):
    [result] = import_paths(store, [FIXTURES / name])
    assert result.outcome == "imported"
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()).lower()
    people = (b"ada@example", b"exemple", b"essai", b"modele", b"fictif", b"rue haute")
    assert not [word for word in people if word in stored]
