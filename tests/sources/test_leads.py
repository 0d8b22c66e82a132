from datetime import UTC, date, datetime

import polars as pl

from data.imports import import_paths, import_upload
from tests.sources.exports import FIXTURES, load_bytes, load_fixture, said

FIXTURE = FIXTURES / "leads.csv"


def test_utm_columns_and_stages_have_one_name_each():
    frame = load_fixture("leads.csv").tables["leads"]
    assert frame["source"].to_list() == ["linkedin", None, "newsletter"]
    assert frame["stage"].to_list() == ["won", "qualified", "lost"]
    assert frame["amount"].to_list() == [1200.5, None, None]


def test_days_of_creation_are_utc():
    frame = load_fixture("leads.csv").tables["leads"]
    assert frame["created_at"][1] == datetime(2026, 3, 4, 4, 30, tzinfo=UTC)
    assert frame["created_on"].to_list() == [date(2026, 3, d) for d in (2, 4, 4)]


def test_a_stage_that_does_not_say_since_when_is_told():
    told = [str(issue.what) for issue in load_fixture("leads.csv").issues]
    assert any(text.startswith("1 lead at the stage “qualified” has no date") for text in told)


def test_days_and_months_that_could_be_swapped_are_asked_for():
    content = b"lead_id,created_at\n1,03/04/2026\n2,05/06/2026\n"
    [question] = load_bytes("file.csv", content).questions
    assert question.key == "date_order"
    frame = load_bytes("file.csv", content, date_order="mdy").tables["leads"]
    assert frame["created_on"][0] == date(2026, 3, 4)


def test_an_order_that_the_file_proves_is_not_asked_for():
    loaded = load_bytes("file.csv", b"lead_id,created_at\n1,03/04/2026\n2,25/06/2026\n")
    assert loaded.questions == ()
    assert loaded.tables["leads"]["created_on"][0] == date(2026, 4, 3)


def test_two_people_of_one_family_are_two_people():
    content = "lead_id,created_at,Prénom,Nom\n1,2026-03-01,Ada,Exemple\n2,2026-03-01,Bo,Exemple\n"
    keys = load_bytes("file.csv", content.encode()).tables["leads"]["person_key"]
    assert keys.n_unique() == 2


def test_nothing_stored_names_a_person(store, tmp_path):
    [result] = import_paths(store, [FIXTURE])
    assert result.outcome == "imported"
    assert result.summary.quarantined == 1
    frame = store.scan("leads").sort("source_row").collect()
    assert frame["person_key"].str.starts_with("person-").all()
    assert frame["person_key"][0] == frame["person_key"][2]
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()).lower()
    assert not [w for w in (b"@example.com", b"exemple", b"99 00", b"fictif") if w in stored]


def test_a_stored_upload_of_leads_reads_like_the_original(store):
    [result] = import_paths(store, [FIXTURE])
    kept = store.raw.get(result.sha256)
    [again] = import_upload(store, "again.csv", kept)
    assert again.outcome == "imported"
    leads = store.scan("leads").drop("source_row").collect()
    first, second = (leads.filter(pl.col("import_id") == i).drop("import_id") for i in (1, 2))
    assert first.equals(second)


def test_a_workbook_of_leads_is_stored_without_people_too(store, tmp_path):
    frame = pl.DataFrame(
        {"lead_id": ["1"], "created_at": ["2026-03-01"], "email": ["ada@example.com"]}
    )
    frame.write_excel(tmp_path / "leads.xlsx")
    [result] = import_paths(store, [tmp_path / "leads.xlsx"])
    assert result.outcome == "imported"
    kept = store.raw.get(result.sha256).decode()
    assert kept.startswith("lead_id,created_at,email\r\n1,2026-03-01")
    assert "person-" in kept


def test_amounts_without_a_currency_and_impossible_days_are_said():
    rows = (
        "lead_id,created_at,won_at,amount,currency\n"
        "1,2026-03-10,2026-03-12,100,\n"
        "2,2026-03-10,2026-03-01,80,EUR\n"
        "3,2026-03-10,,,\n"
    )
    told = said(load_bytes("leads.csv", rows.encode()))
    assert told == [
        "1 lead was won before the day it came in",
        "1 amount has no currency. It is never divided by amounts of another file",
    ]


def test_conversions_without_ids_all_count():
    """Nothing says that two purchases are the same one."""
    rows = (
        "user_id,converted_at,event_name,value,currency\n"
        "a,2026-03-02 10:00,purchase,10,EUR\n"
        "b,2026-03-02 11:00,purchase,20,EUR\n"
        "a,2026-03-03 10:00,purchase,10,EUR\n"
    )
    loaded = load_bytes("conversions.csv", rows.encode())
    assert loaded.tables["conversions"]["value"].sum() == 40
    assert loaded.quarantine is None
    named = rows.replace("user_id", "transaction_id,user_id").replace("\na,", "\n7,a,")
    again = load_bytes("conversions.csv", named.replace("\nb,", "\n8,b,").encode())
    assert again.tables["conversions"]["value"].sum() == 30
    assert again.quarantine.height == 1
