"""Stripe: payments as conversions; attempts that failed are none."""

from datetime import UTC, datetime

import pytest

from data.imports import import_paths
from tests.conftest import EXPORTS
from tests.sources.exports import FIXTURES, content, load_bytes, load_fixture, said

FIELD = EXPORTS / "field"
PAYMENTS = "stripe_payments.csv"


def test_payments_that_took_place_are_conversions_in_the_currency_that_was_paid():
    loaded = load_fixture(PAYMENTS)
    frame = loaded.tables["conversions"]
    assert loaded.source == "stripe.payments"
    assert frame.select("transaction_id", "value", "refunded", "currency").rows() == [
        ("stripe ch_0001", 1250.0, 0.0, "EUR"),
        ("stripe ch_0002", 8.0, 0.0, "EUR"),
        ("stripe ch_0004", 40.0, 3.6, "USD"),
        ("stripe pi_0008", 8.0, None, "USD"),
    ]
    assert frame["converted_at"][0] == datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert frame["event_name"].unique().to_list() == ["purchase"]


def test_attempts_are_left_out_and_counted():
    loaded = load_fixture(PAYMENTS)
    assert [(str(one.what), one.count) for one in loaded.excluded] == [
        ("Payments that were refunded in full", 1),
        ("Payments that were not completed", 3),
    ]
    assert loaded.quarantine is None
    assert loaded.unmapped_columns == ()


def test_renewals_count_and_are_told():
    assert said(load_fixture(PAYMENTS)) == [
        "1 of the payments renews a subscription. It counts as a conversion too"
    ]


def test_a_customer_without_an_address_goes_by_the_customer_id():
    users = load_fixture(PAYMENTS).tables["conversions"]["user_key"].to_list()
    assert users == ["ada@example.com"] * 2 + ["cus_4", "ada@example.com"]


def test_a_payment_without_an_id_is_set_aside():
    loaded = load_bytes("unified_payments.csv", content(PAYMENTS).replace(b"ch_0001", b""))
    assert loaded.tables["conversions"]["value"].to_list() == [8.0, 40.0, 8.0]
    assert loaded.quarantine.height == 1


def test_the_older_export_is_read_as_well():
    loaded = load_fixture("stripe_payments_2018.csv")
    frame = loaded.tables["conversions"]
    assert (loaded.source, loaded.unmapped_columns) == ("stripe.payments", ())
    assert frame["value"].to_list() == [12.0, 15.5]
    assert frame["converted_at"][0] == datetime(2018, 3, 1, 23, 30, tzinfo=UTC)


def test_payouts_are_no_payments():
    text = (
        "id,Amount,Created (UTC),Currency,Livemode,Arrival Date (UTC),Status\n"
        "po_1,3267.46,2026-07-09 00:23,usd,true,2026-07-09 00:00,paid\n"
    )
    assert load_bytes("payouts.csv", text.encode()).source != "stripe.payments"


def test_an_unreadable_amount_is_set_aside():
    text = content(PAYMENTS).replace(b"40.00,3.60", b"forty,3.60")
    loaded = load_bytes("file.csv", text)
    assert loaded.tables["conversions"]["value"].sum() == pytest.approx(1266.0)
    assert "“forty” is not a Amount" in said(loaded)[-1]


def test_own_columns_of_the_account_are_told_and_never_kept_in_clear(store, tmp_path):
    text = content(PAYMENTS).decode().replace("Transfer", "name (metadata)")
    text = text.replace("in_01,", "in_01,Ada Exemple")
    (tmp_path / "file.csv").write_text(text)
    [result] = import_paths(store, [tmp_path / "file.csv"])
    assert result.outcome == "imported"
    kept = store.raw.get(result.sha256).lower()
    assert b"exemple" not in kept
    assert b"@example" not in kept


def test_nothing_that_is_stored_of_a_payment_names_a_person(store, tmp_path):
    [result] = import_paths(store, [FIXTURES / "stripe_payments_2018.csv"])
    assert result.outcome == "imported"
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()).lower()
    assert not [word for word in (b"@example", b"exemple", b"cus_1") if word in stored]


@pytest.mark.skipif(
    not FIELD.exists(), reason="the real exports do not lie next to this repository"
)
def test_a_real_export_of_payments_gives_what_was_counted_in_it():
    name = "STRIPE-PAYMENTS-en-2026.csv"
    loaded = load_bytes(name, (FIELD / name).read_bytes())
    frame = loaded.tables["conversions"]
    assert (frame.height, frame["value"].sum()) == (226, 3463.0)
    assert frame["refunded"].sum() == pytest.approx(3.6)
    assert [one.count for one in loaded.excluded] == [28, 61]
    assert loaded.quarantine.height == 1
    assert frame["currency"].unique().to_list() == ["USD"]


BALANCE = "stripe_balance.csv"


def test_charges_of_the_balance_count_with_the_refunds_that_name_them():
    loaded = load_fixture(BALANCE)
    frame = loaded.tables["conversions"]
    assert loaded.source == "stripe.balance"
    assert frame.select("transaction_id", "user_key", "value", "refunded", "currency").rows() == [
        ("stripe ch_1", "ada@example.com", 145.91, 0.0, "EUR"),
        ("stripe ch_2", "cus_2", 19.0, 4.0, "EUR"),
    ]
    assert frame["converted_at"][0] == datetime(2026, 3, 1, 23, 12, tzinfo=UTC)
    assert [(str(one.what), one.count) for one in loaded.excluded] == [
        ("Refunds", 2),
        ("Payouts, fees and other movements", 2),
    ]
    assert said(loaded) == [
        "1 refund belongs to an order that is not in this file, and is not counted"
    ]
    assert loaded.unmapped_columns == ()


def test_without_the_charge_of_a_refund_nothing_is_known_of_refunds():
    data = content(BALANCE).replace(b",charge_id,", b",charged,")
    frame = load_bytes("file.csv", data).tables["conversions"]
    assert frame["transaction_id"].to_list() == ["stripe ch_1", "stripe ch_2"]
    assert frame["refunded"].null_count() == 2


def test_nothing_that_is_stored_of_a_balance_names_a_person(store, tmp_path):
    [result] = import_paths(store, [FIXTURES / BALANCE])
    assert result.outcome == "imported"
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()).lower()
    assert not [word for word in (b"@example", b"exemple", b"cus_2") if word in stored]
