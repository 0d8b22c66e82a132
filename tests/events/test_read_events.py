"""Exports of Google Analytics events become visits and conversions, whatever form they come in."""

import json
from datetime import date

import polars as pl
import pytest

from data.sources.registry import load
from tests.conftest import EXPORTS
from tests.events.events import SITE, event, jsonl, loaded, parquet
from tests.events.make_fixtures import EVENTS
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said

TAGS = ("source", "medium", "campaign")


def visits(given):
    rows = given.tables["touches"].sort("user_key", "started_on")
    return {(r["user_key"][:2], r["started_on"].day): r for r in rows.iter_rows(named=True)}


def test_a_session_is_told_by_stream_visitor_and_id_and_a_day_is_a_row():
    found = visits(load_fixture("ga4_events.parquet"))
    assert [*found] == [("ad", 1), ("bo", 1), ("cy", 1), ("cy", 2), ("di", 2)]
    ada = found["ad", 1]
    assert (ada["property"], ada["session_id"], ada["landing_page"]) == (
        "77",
        "10",
        f"{SITE}/linen",
    )
    assert (ada["engaged"], ada["views"], ada["engagement_seconds"]) == (1, 1, 12.5)
    assert [ada[tag] for tag in TAGS] == ["linkedin", "social", "spring"]


def test_the_click_id_of_a_visit_is_the_collected_one_or_that_of_its_landing_page():
    collected = {"collected_traffic_source": {"gclid": "G-1"}}
    made = [
        event(user="ada", **collected),
        event(user="bo", page_location=f"{SITE}/?x=1&msclkid=M-1#top"),
        event(user="cy"),
    ]
    rows = loaded(*made).tables["touches"].sort("user_key")
    assert rows.select("user_key", "click_id").rows() == [
        ("ada", "G-1"), ("bo", "M-1"), ("cy", None),
    ]  # fmt: skip


def test_neither_the_site_itself_nor_a_payment_service_is_a_source():
    bo = visits(load_fixture("ga4_events.parquet"))["bo", 1]
    assert [bo[tag] for tag in TAGS] == ["google", "cpc", None]


def test_tags_in_the_address_are_decoded_once_and_the_second_day_of_a_visit_has_none():
    found = visits(load_fixture("ga4_events.parquet"))
    assert [found["cy", 1][tag] for tag in TAGS] == ["news", "email", "l'été"]
    assert [found["cy", 2][tag] for tag in TAGS] == [None] * 3


def test_the_channel_that_google_gives_is_kept():
    di = visits(load_fixture("ga4_events.parquet"))["di", 2]
    assert (di["channel_group"], di["source"], di["campaign"]) == (
        "Cross-network",
        "google",
        "brand",
    )


def test_a_purchase_counts_once_by_a_real_id_and_a_refund_is_none():
    given = load_fixture("ga4_events.parquet")
    rows = given.tables["conversions"].select("event_name", "transaction_id", "value", "currency")
    assert rows.rows() == [
        ("generate_lead", None, 40.0, "EUR"),
        ("purchase", "T-1", 99.5, "EUR"),
        ("purchase", None, None, None),
    ]
    assert [item.count for item in given.excluded] == [1]


def test_events_of_nobody_are_counted_in_words():
    assert said(load_fixture("ga4_events.parquet")) == [
        "1 event out of 14 has no known visitor or visit. It counts in no visit"
    ]


def test_json_with_numbers_as_texts_says_the_same_as_parquet():
    one, other = load_bytes("e.parquet", parquet(EVENTS)), load_bytes("e.json", jsonl(EVENTS))
    assert one.tables["touches"].equals(other.tables["touches"])
    assert one.tables["conversions"].equals(other.tables["conversions"])


def test_a_list_in_brackets_is_read_as_lines_are():
    lines = [json.loads(line) for line in jsonl(EVENTS).splitlines()]
    given = load_bytes("e.json", json.dumps(lines, indent=1).encode())
    assert given.tables["touches"].height == 5


def test_a_damaged_line_is_counted_and_the_others_are_read():
    lines = jsonl(EVENTS).splitlines()
    given = load_bytes("e.json", b"\n".join([*lines[:3], lines[3][:50], b"[1]", *lines[4:]]))
    assert "2 events without a readable time or name were skipped" in said(given)[0]
    assert given.tables["touches"]["source_row"].to_list()[0] == 1
    assert given.tables["conversions"]["source_row"].to_list() == [8, 10]


def test_a_connector_writes_truth_values_and_dollars():
    given = load_fixture("ga4_events_connector.csv")
    ada, bo = given.tables["touches"].sort("user_key").to_dicts()
    assert (ada["source"], ada["engaged"], ada["engagement_seconds"]) == ("ig", 1, 1.0)
    assert (bo["source"], bo["engaged"], bo["source_row"]) == (None, 0, 4)
    (sold,) = given.tables["conversions"].to_dicts()
    assert (sold["value"], sold["currency"], sold["transaction_id"]) == (20.5, "USD", "T-9")


def test_an_event_with_a_row_for_each_item_is_one_event():
    given = load_fixture("ga4_events_items.csv")
    assert given.tables["conversions"]["value"].to_list() == [60.0]
    assert given.tables["touches"]["views"].to_list() == [1, 1]
    assert given.tables["touches"]["engaged"].null_count() == 2  # the file does not say
    assert [item.count for item in given.excluded] == [1]


@pytest.mark.parametrize(
    "header", ["user_pseudo_id,event_timestamp,item_id", "client_id,timestamp,x"]
)
def test_what_cannot_be_told_apart_is_refused_with_what_is_missing(header):
    given = load_bytes(
        "e.csv", f"{header}\na.1,1772791200000000,z\nb.2,1772791200000000,z\n".encode()
    )
    assert given.refused
    assert given.source == "ga4.events"
    assert said(given) == [
        (
            "Visits cannot be distinguished, because the events lack event_params.ga_session_id, "
            "event_name"
        )
    ]


def test_json_and_parquet_of_something_else_are_refused_in_words():
    other = load_bytes("x.json", b'{"a": 1}\n{"a": 2}\n')
    assert said(other) == ["The file is not a table. Its content is JSON"]
    assert load_bytes("x.parquet", b"PAR1" + b"\x00" * 40).refused


def test_daily_files_in_one_zip_are_exports_of_their_own(zipped):
    content = zipped({"a.parquet": parquet(EVENTS), "b.json": jsonl(EVENTS)})
    parts = load("days.zip", content, {}, today=TODAY)
    assert [(part.file, part.loaded.source) for part in parts] == [
        ("days.zip/a.parquet", "ga4.events"),
        ("days.zip/b.json", "ga4.events"),
    ]


def test_other_events_count_as_conversions_when_they_are_named():
    given = loaded(event("download"), event("sign_up", 1), events="download, contact")
    assert given.tables["conversions"]["event_name"].to_list() == ["download"]


def test_an_event_that_the_export_flags_is_a_conversion():
    given = loaded(event("download", is_key_event=1), event("scroll", 1, is_key_event=0))
    assert given.tables["conversions"]["event_name"].to_list() == ["download"]


def test_bytes_of_a_numbered_file_say_which_part_they_are():
    given = loaded(event(), name="events_20260301-000000000003.parquet")
    assert given.tables["touches"]["part"].to_list() == ["000000000003"]


@pytest.mark.skipif(
    not EXPORTS.exists(), reason="the real exports do not lie next to this repository"
)
def test_the_real_sample_has_its_sessions_visitors_and_purchases():
    name = "ga4bq-events-obfuscatedsample-subset90users-en-01.parquet"
    tables = load_bytes(name, (EXPORTS / "web" / name).read_bytes()).tables
    truth = {e["file"]: e for e in json.loads((EXPORTS / "expected.json").read_text())}[name]
    facts = truth["tables"]["web_events"]["facts"]
    seen, sold = tables["touches"], tables["conversions"]
    key = pl.struct("property", "user_key", "session_id")
    assert seen.select(key.n_unique()).item() == facts["sessions_distinct_stream_user_session"]
    assert seen["user_key"].n_unique() == facts["users"]
    assert seen["views"].sum() == facts["page_views"]
    assert sold.height == facts["purchase_events"]
    assert sold["transaction_id"].drop_nulls().n_unique() == facts["distinct_transaction_ids"]
    assert sold["value"].sum() == facts["purchase_revenue_sum"]
    assert len(sold["value"].drop_nulls()) == facts["purchase_revenue_non_null"]
    assert seen["started_on"].min() == date.fromisoformat(truth["tables"]["web_events"]["dates"][0])
    assert not seen["source"].str.contains("googlemerchandisestore").any()


@pytest.mark.parametrize(("written", "value"), [("20,5", 20.5), ("20.5", 20.5), ("1,234", None)])
def test_a_value_with_a_decimal_comma_is_read_and_one_of_three_figures_is_not_guessed(
    written, value
):
    text = content("ga4_events_connector.csv").decode().replace("20.5", f'"{written}"')
    rows = load_bytes("ga4_events_connector.csv", text.encode()).tables["conversions"]
    assert rows.filter(pl.col("transaction_id") == "T-9")["value"].to_list() == [value]
