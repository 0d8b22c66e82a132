"""Visits and conversions of any tool come in plain tables, and their visitors stay unnamed."""

from datetime import UTC, date, datetime

from data.facts.facts import Facts
from data.imports import import_upload
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said


def test_a_visit_has_its_instant_in_utc_its_tags_and_the_channel_it_names():
    given = load_fixture("touches.csv")
    rows = given.tables["touches"].select(
        "session_id", "started_at", "started_on", "source", "channel_group"
    )
    assert rows.rows() == [
        ("s1", datetime(2026, 3, 2, 1, 30, tzinfo=UTC), date(2026, 3, 2), "linkedin", None),
        ("s2", datetime(2026, 3, 2, 10, tzinfo=UTC), date(2026, 3, 2), None, None),
        ("s1", datetime(2026, 3, 2, 10, tzinfo=UTC), date(2026, 3, 2), "google", "Cross-network"),
    ]
    assert given.unmapped_columns == ("browser",)
    assert said(given) == []


def test_a_click_id_is_told_or_stands_in_the_landing_page():
    text = content("touches.csv").decode().replace(",/linen,", ",/linen?a=1&fbclid=F-1,")
    assert load_bytes("a.csv", text.encode()).tables["touches"]["click_id"].to_list() == [
        "F-1", None, None,
    ]  # fmt: skip
    told = text.replace(",browser", ",gclid").replace(",Firefox", ",G-1")
    assert load_bytes("a.csv", told.encode()).tables["touches"]["click_id"][0] == "G-1"


def test_a_conversion_has_its_value_and_a_transaction_counts_once(store):
    import_upload(store, "conversions.csv", content("conversions.csv"), today=TODAY)
    rows = Facts(store).frame("conversions").select("event_name", "value", "currency").collect()
    assert sorted(rows.rows()) == [("generate_lead", None, None), ("purchase", 49.9, "EUR")]


def test_the_same_person_is_the_same_key_in_both_files_and_in_clear_in_neither(store, tmp_path):
    for name in ("touches.csv", "conversions.csv"):
        import_upload(store, name, content(name), today=TODAY)
    seen, converted = (store.scan(n).collect() for n in ("touches", "conversions"))
    assert set(seen["user_key"]) == set(converted["user_key"])
    files = [p for p in (tmp_path / "store").rglob("*") if p.is_file()]
    assert not [p for p in files if b"ada@exemple" in p.read_bytes() or b"bo-77" in p.read_bytes()]


def test_a_later_file_replaces_the_visits_it_tells_again(store):
    import_upload(store, "a.csv", content("touches.csv"), today=TODAY)
    again = content("touches.csv").replace(b"linkedin", b"instagram")
    import_upload(store, "b.csv", again, today=TODAY)
    assert sorted(Facts(store).frame("touches").collect()["source"].drop_nulls()) == [
        "google",
        "instagram",
    ]
