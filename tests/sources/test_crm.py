from datetime import date

import narwhals as nw
import polars as pl
import pytest

from data.channels.classification import assign_channels
from data.imports import import_paths, import_upload
from tests.sources.exports import FIXTURES, content, load_bytes, load_fixture, said

FILES = {
    "hubspot_contacts_2024.csv": "hubspot.contacts",
    "hubspot_contacts.csv": "hubspot.contacts",
    "hubspot_deals.csv": "hubspot.deals",
    "salesforce_leads.csv": "salesforce.leads",
    "pipedrive_deals.csv": "pipedrive.deals",
    "pipedrive_leads.csv": "pipedrive.leads",
}
# Long enough that no hash or compressed page holds one of them by chance.
PEOPLE = (b"exemple", b"essai", b"modele", b"fictif", b"@example", b"at the fair")


def leads(name):
    return load_fixture(name).tables["leads"]


@pytest.mark.parametrize(("name", "source"), FILES.items())
def test_each_export_is_known_and_asks_nothing(name, source):
    loaded = load_fixture(name)
    assert loaded.source == source
    assert loaded.questions == ()
    assert set(loaded.unmapped_columns) <= {"Lead Source"}  # of the company's own making


@pytest.mark.parametrize("name", FILES)
def test_nothing_that_is_stored_of_it_names_a_person(name, store, tmp_path):
    [result] = import_paths(store, [FIXTURES / name])
    assert result.outcome == "imported"
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()).lower()
    assert not [word for word in PEOPLE if word in stored]


def test_addresses_and_birthdays_are_not_kept_in_clear_either(store, tmp_path):
    text = content("hubspot_contacts_2024.csv").decode()
    text = text.replace("Lead Status", "Street Address").replace(",Open,", ",1 rue Haute,")
    (tmp_path / "file.csv").write_text(text)
    [result] = import_paths(store, [tmp_path / "file.csv"])
    assert result.outcome == "imported"
    assert b"rue Haute" not in store.raw.get(result.sha256)


@pytest.mark.parametrize("name", FILES)
def test_its_stored_upload_reads_like_the_original(name, store):
    [result] = import_paths(store, [FIXTURES / name])
    import_upload(store, "again.csv", store.raw.get(result.sha256))
    rows = store.scan("leads").drop("source_row").collect()
    first, second = (rows.filter(pl.col("import_id") == i).drop("import_id") for i in (1, 2))
    assert first.equals(second)


@pytest.mark.parametrize("name", FILES)
def test_ids_of_different_systems_never_meet(name):
    system = leads(name)["lead_id"].str.split(" ").list.first()
    assert system.n_unique() == 1
    assert system[0] == FILES[name].replace(".", "-").removesuffix("s")


def test_what_a_drill_down_holds_depends_on_the_original_source():
    rows = leads("hubspot_contacts_2024.csv").select("source", "medium", "campaign").rows()
    assert rows == [
        ("linkedin", "paid social", "Spring linen"),
        (None, "email", "Newsletter March"),
        (None, "offline", None),  # an import's file name is no campaign
        ("(direct)", "(none)", None),  # and a landing page is none either
    ]


def test_tags_of_a_contact_go_before_its_original_source():
    rows = leads("hubspot_contacts.csv").select("source", "medium", "campaign").rows()
    assert rows == [
        ("ig", "social", "reels"),
        (None, "organic", None),
        (None, "paid search", "Brand"),
    ]


def test_steps_of_the_lifecycle_have_their_days_in_both_ways_of_naming_them():
    old, new = leads("hubspot_contacts_2024.csv"), leads("hubspot_contacts.csv")
    assert old["stage"].to_list() == ["won", "qualified", "lead", "lead"]
    assert old["won_at"].dt.date()[0] == date(2026, 3, 20)
    assert new["qualified_at"].dt.date().to_list() == [date(2026, 3, 6), None, None]


def test_a_missing_day_is_asked_for_by_the_name_that_hubspot_gives_it():
    text = content("hubspot_contacts_2024.csv").decode().replace("Became a Customer", "Some")
    issues = load_bytes("file.csv", text.encode()).issues
    assert [str(i.fix) for i in issues if "stage “won”" in str(i.what)] == [
        "Add the column Became a Customer Date with the day to the export."
    ]


def test_a_later_step_shows_that_a_contact_was_qualified():
    text = content("hubspot_contacts_2024.csv").decode()
    later = text.replace("Marketing Qualified Lead Date", "Sales Qualified Lead Date")
    frame = load_bytes("file.csv", later.encode()).tables["leads"]
    assert frame["qualified_at"].null_count() == 2


def test_a_deal_is_won_only_when_hubspot_says_so_and_its_close_date_is_then_the_day():
    frame = leads("hubspot_deals.csv")
    assert frame["stage"].to_list() == ["won", "opportunity", "lost"]
    assert frame["won_at"].dt.date().to_list() == [date(2026, 3, 20), None, None]


def test_without_these_columns_the_stage_of_a_deal_tells():
    rows = (
        "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date\n"
        "1,A,Closed Won,10,EUR,2026-03-20 10:00,2026-03-01 10:00\n"
        "2,B,Closed Lost,10,EUR,2026-03-21 10:00,2026-03-01 10:00\n"
        "3,C,Contract Sent,10,EUR,2026-03-22 10:00,2026-03-01 10:00\n"
    )
    frame = load_bytes("file.csv", rows.encode()).tables["leads"]
    assert frame["stage"].to_list() == ["won", "lost", "opportunity"]
    assert frame["won_at"].is_not_null().to_list() == [True, False, False]


def test_deals_without_a_stage_are_not_taken_for_contacts():
    text = content("hubspot_deals.csv").decode().replace("Deal Stage", "Step")
    assert load_bytes("file.csv", text.encode()).source != "hubspot.contacts"


def test_salesforce_without_ids_tells_leads_apart_by_their_address_and_drops_its_footer():
    loaded = load_fixture("salesforce_leads.csv")
    frame = loaded.tables["leads"]
    assert frame.height == 3
    assert loaded.quarantine is None
    assert frame["stage"].to_list() == ["opportunity", "lead", "lost"]
    assert frame["qualified_at"].dt.date().to_list() == [date(2026, 3, 28), None, None]
    assert frame["source"].to_list() == ["Web", "Trade Show", "Web"]


def test_footers_and_subtotals_that_touch_the_rows_are_left_out():
    text = content("salesforce_leads.csv").decode().replace("\r\n\r\n", "\r\n")
    subtotal = text.replace('"Grand', '"Lead Source: Web (2 records)"\r\n"Grand')
    loaded = load_bytes("file.csv", subtotal.encode())
    assert loaded.tables["leads"].height == 3
    assert [item.count for item in loaded.excluded] == [4]


def test_a_company_called_total_is_a_lead():
    rows = (
        "Company,Email,Lead Status,Lead Source,Created Date\n"
        "Total Linen,ada@example.com,New,Web,2026-03-01\n"
        "Copyright House,bo@example.com,New,Web,2026-03-01\n"
        "Total,,,,\n"
    )
    loaded = load_bytes("file.csv", rows.encode())
    assert loaded.tables["leads"].height == 2
    assert [item.count for item in loaded.excluded] == [1]


def test_the_status_of_a_pipedrive_deal_counts_and_not_its_stage():
    frame = leads("pipedrive_deals.csv")
    assert frame["stage"].to_list() == ["won", "opportunity", "lost"]
    assert frame["medium"].to_list() == ["social", "Paid Search", None]


def test_an_id_that_a_spreadsheet_has_shortened_is_set_aside():
    text = content("hubspot_contacts_2024.csv").decode().replace("\r\n101,", "\r\n1.23457E+11,")
    loaded = load_bytes("file.csv", text.encode())
    assert loaded.tables["leads"].height == 3
    assert any("shortened the id" in text for text in said(loaded))


def test_leads_in_french_read_days_before_months_where_they_prove_it():
    frame = leads("leads_fr.csv")
    assert frame["created_on"].to_list() == [date(2026, 3, 25), date(2026, 3, 26)]
    assert frame["amount"].to_list() == [1200.5, None]


@pytest.mark.parametrize(
    ("name", "channels"),
    [
        ("hubspot_contacts_2024.csv", ["Paid Social", "Email", "Unassigned", "Direct"]),
        ("hubspot_contacts.csv", ["Organic Social", "Organic Search", "Paid Search"]),
        ("hubspot_deals.csv", ["Paid Social", "Referral", None]),
        ("pipedrive_deals.csv", ["Organic Social", "Paid Search", None]),
        ("salesforce_leads.csv", ["Unassigned", "Unassigned", "Unassigned"]),
    ],
)
def test_leads_of_a_crm_belong_to_the_channel_that_it_names(name, channels):
    placed = (
        assign_channels(nw.from_native(leads(name).lazy()), "leads").collect().sort("source_row")
    )
    assert placed["channel"].to_list() == channels
