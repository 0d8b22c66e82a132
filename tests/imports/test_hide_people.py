"""Nothing that names a person is stored anywhere, and figures still tell people apart."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports import import_upload
from data.people.pseudonym import Pseudonym
from data.store import Store
from tests.imports.conftest import load_toy

LEADS = (
    b"leads\nid,Email,Phone,Note\n"
    b"1,ada@example.com,+33 1 23 45 67 89,write to Ada@Example.com\n"
    b"2,bo@example.com,,\n"
    b"bo@example.com,Bo@Example.com,,"
)


def test_no_file_of_the_store_holds_an_e_mail_or_a_phone(store, tmp_path):
    import_upload(store, "leads.csv", LEADS, load=load_toy)
    stored = [path.read_bytes().lower() for path in Path(tmp_path).rglob("*") if path.is_file()]
    assert len(stored) > 3
    assert not any(word in content for content in stored for word in (b"@example", b"45 67"))


def test_the_same_person_has_the_same_key_and_the_stored_upload_keeps_its_lines(store):
    [result] = import_upload(store, "leads.csv", LEADS, load=load_toy)
    leads = store.scan("leads").sort("source_row").collect()
    ada, bo, bo_again = leads["person_key"]
    assert ada != bo == bo_again == leads["lead_id"][2]
    lines = store.raw.get(result.sha256).decode().splitlines()
    assert [ada in line for line in lines] == [False, False, True, False, False]
    assert lines[2].split(",")[-1] == ""  # what nobody reads is not stored


def test_a_telephone_number_that_serves_as_id_is_hidden_like_an_address(store):
    rows = b"When,Email,Telephone\n2026-03-01,,+33 1 23 45 67 89\n2026-03-02,bo@example.com,\n"
    import_upload(store, "leads.csv", rows, {"mapping": "accept"})
    leads = store.scan("leads").collect()
    assert leads["lead_id"].str.starts_with("person-").all()
    assert leads["lead_id"].equals(leads["person_key"].rename("lead_id"))


def test_a_row_set_aside_is_kept_without_its_cells(store):
    [result] = import_upload(store, "leads.csv", LEADS, load=load_toy)
    [row] = store.state.ledger.quarantine(result.import_id)
    assert (row["row"], row["record"]) == (3, [])


def test_the_bytes_as_uploaded_are_still_recognised(store):
    import_upload(store, "leads.csv", LEADS, load=load_toy)
    assert import_upload(store, "leads.csv", LEADS, load=load_toy)[0].outcome == "already_imported"


def test_another_store_gives_another_key(store, tmp_path):
    other = Store.open(tmp_path / "other")
    for each in (store, other):
        import_upload(each, "leads.csv", LEADS, load=load_toy)
    keys = [set(each.scan("leads").collect()["person_key"]) for each in (store, other)]
    assert not keys[0] & keys[1]
    other.close()


@given(st.text())
def test_hiding_twice_is_hiding_once(value):
    hide = Pseudonym(b"salt")
    assert hide(hide(value)) == hide(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (" Ada@Example.COM", "ada@example.com"),
        ("+33 (0)1-23", "00330123"),
        ("Ada  Byron", "ada byron"),
    ],
)
def test_ways_of_writing_do_not_make_another_person(one, other):
    hide = Pseudonym(b"salt")
    assert hide(one) == hide(other)


@given(
    st.lists(st.text() | st.from_regex(r"[ +0-9().a-zA-Z@p:-]{0,12}", fullmatch=True), unique=True)
)
def test_many_people_get_the_key_that_each_would_get(values):
    hide = Pseudonym(b"salt")
    assert hide.many(pl.Series(values, dtype=pl.String)).to_list() == [hide(v) for v in values]
