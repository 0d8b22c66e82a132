"""Leads keep which visitor they were: by a hashed id, and by the click id of a form."""

from __future__ import annotations

import pytest

from data.imports import import_upload
from tests.sources.exports import TODAY, load_bytes

HEAD = "lead_id,created_at,stage,user_id,gclid,fbclid,li_fat_id\n"


def test_the_first_click_id_that_is_told_counts():
    text = HEAD + "1,2026-03-01,lead,u1,G,F,\n2,2026-03-01,lead,,,F,L\n3,2026-03-01,lead,,,,\n"
    leads = load_bytes("leads.csv", text.encode()).tables["leads"]
    assert leads["click_id"].to_list() == ["G", "F", None]
    assert leads["user_key"].to_list() == ["u1", None, None]


@pytest.mark.parametrize("head", ["Google ad click id", "hs_google_click_id", "ads_gclid"])
def test_a_crm_names_the_click_id_in_its_own_words(head):
    text = f"lead_id,created_at,stage,{head}\n1,2026-03-01,lead,G\n"
    assert load_bytes("leads.csv", text.encode()).tables["leads"]["click_id"].to_list() == ["G"]


def test_the_visitors_id_is_hashed_like_that_of_visits_and_stands_nowhere_in_clear(store, tmp_path):
    visits = "user_id,session_id,started_at\nvisitor-77,s,2026-03-01T10:00:00Z\n"
    leads = HEAD + "1,2026-03-01,lead,visitor-77,,,\n"
    for name, text in (("touches.csv", visits), ("leads.csv", leads)):
        import_upload(store, name, text.encode(), today=TODAY)
    [visitor] = store.scan("touches").collect()["user_key"]
    [led] = store.scan("leads").collect()["user_key"]
    assert visitor == led
    assert led.startswith("person-")
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"visitor-77" in content for content in kept)
