from datetime import date

import narwhals as nw
import polars as pl
import pytest

from data.channels.classification import assign_channels
from data.imports import import_paths, import_upload
from data.people.pseudonym import Pseudonym
from tests.sources.exports import FIXTURES, content, load_bytes, load_fixture

FILES = ("meta_leads_forms.csv", "meta_leads_forms_utf16.csv")
PEOPLE = ("exemple", "essai", "modele", "@", "+33", "maison volta", "lyon", "lille", "lavé")


def first_form():
    return content("meta_leads_forms.csv").decode("utf-8-sig")


def test_a_lead_of_a_form_has_its_campaign_its_ad_and_its_day_in_utc():
    rows = load_fixture("meta_leads_forms.csv").tables["leads"]
    assert rows.select("lead_id", "created_on", "campaign", "content", "stage").rows() == [
        ("meta-lead 7000000000000001", date(2026, 3, 2), "Spring linen", "Linen video", "lead"),
        ("meta-lead 7000000000000002", date(2026, 3, 3), "Spring linen", "Linen carousel", "lead"),
        ("meta-lead 7000000000000003", date(2026, 3, 4), None, None, "lead"),
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "meta_leads_forms.csv",
            [
                ("Paid Social", "facebook"),
                ("Paid Social", "instagram"),
                ("Organic Social", "facebook"),
            ],
        ),
        (
            "meta_leads_forms_utf16.csv",
            [("Paid Social", "facebook"), ("Organic Social", "instagram")],
        ),
    ],
)
def test_a_form_in_an_ad_is_paid_and_one_on_the_page_is_not(name, told):
    leads = nw.from_native(load_fixture(name).tables["leads"].lazy())
    placed = assign_channels(leads, "leads").collect().sort("source_row")
    assert placed.select("channel", "network").rows() == told


def test_test_leads_are_left_out_and_counted_whatever_the_question_they_stand_under():
    text = first_form().replace("email,full_name,phone_number", "mail?,who?,tel?")
    loaded = load_bytes("file.csv", text.encode())
    assert loaded.tables["leads"].height == 3
    assert [(str(item.what), item.count) for item in loaded.excluded] == [("Test leads", 1)]


@pytest.mark.parametrize("name", FILES)
def test_no_answer_of_a_form_is_kept_in_clear(name, store):
    [result] = import_paths(store, [FIXTURES / name])
    assert result.outcome == "imported"
    kept = store.raw.get(result.sha256).decode().lower()
    assert kept.count("person-") > 4
    assert not [word for word in PEOPLE if word in kept]


def test_nor_is_what_stands_below_no_name_or_beyond_the_header(store, tmp_path):
    text = first_form().replace(",lead_status", ",").replace("CREATED", "Ciel")
    (tmp_path / "file.csv").write_text(text.replace("Lille,,Ciel", "Lille,,Ciel,Bleu"), "utf-8")
    [result] = import_paths(store, [tmp_path / "file.csv"])
    kept = store.raw.get(result.sha256)
    assert kept.count(b"person-") > 4
    assert b"Ciel" not in kept
    assert b"Bleu" not in kept


def test_the_same_days_in_a_crm_are_warned_of(store):
    import_paths(store, [FIXTURES / "meta_leads_forms.csv"])
    [result] = import_paths(store, [FIXTURES / "hubspot_contacts.csv"])
    assert any("Meta lead forms" in str(issue.what) for issue in result.summary.issues)


@pytest.mark.parametrize("name", FILES)
def test_its_stored_upload_reads_like_the_original(name, store):
    [result] = import_paths(store, [FIXTURES / name])
    import_upload(store, "again.csv", store.raw.get(result.sha256))
    rows = store.scan("leads").drop("source_row").collect()
    first, second = (rows.filter(pl.col("import_id") == i).drop("import_id") for i in (1, 2))
    assert first.height > 1
    assert first.equals(second)


def test_the_letter_before_a_telephone_number_makes_no_other_person():
    hide = Pseudonym(b"salt")
    assert hide("p:+33100000001") == hide("+33 1 00 00 00 01")
    assert hide("<test lead: dummy data for email>") == "<test lead: dummy data for email>"
