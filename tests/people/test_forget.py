"""Nothing leads to a person who was forgotten, and no figure has moved."""

from __future__ import annotations

import io
import json
import shutil

import polars as pl
import pytest
import sqlalchemy as sa
from deltalake import DeltaTable, write_deltalake

from cli.metrics import main as metrics
from data.imports import answer, import_upload, pending_questions
from data.people.forget import forget, keys_of
from data.people.pseudonym import Pseudonym, pseudonym
from data.people.uploads import without_records
from data.store import Store
from data.store.lake.delta import DeltaTables
from data.store.relations import IMPORTS, QUARANTINE
from data.values.audit import UNKNOWN
from tests.people.conftest import MAIL, PHONE, SHOP, TRACES, Company, leads, touches
from tests.sources.exports import FIXTURES


def keys(company) -> frozenset[str]:
    store = Store.open(company.folder)
    try:
        return keys_of(pseudonym(store), [MAIL, PHONE])
    finally:
        store.close()


def test_no_byte_leads_to_the_person_and_no_figure_moves(company, figures):
    mine = keys(company)
    found = company.traces(*mine)
    assert {"facts", "raw"} <= {path.split("/")[0] for path in found}
    done = company.json("forget", MAIL, PHONE)
    assert done["rows"] == {"touches": 3, "conversions": 2, "leads": 4}
    assert (done["uploads"], done["records"]) == (4, 10)  # one of them set aside
    assert company.traces(*mine) == {}
    assert company.figures() == figures


def test_again_it_does_nothing(company):
    company.run("forget", MAIL)
    log = company.json("log")
    done = company.run("forget", MAIL.upper(), "--json")
    assert (done.exit_code, '"found": false' in done.output) == (1, True)
    assert company.json("log") == log
    assert [entry["act"] for entry in log][:1] == ["person.forget"]
    assert log[0]["after"] == {"people": 1}


def test_what_the_log_of_a_table_and_old_files_say_goes(company):
    """A table of an earlier version: its log has the least and greatest of every text."""
    uri = str(company.folder / "facts" / "leads")
    rows = pl.read_delta(uri)
    shutil.rmtree(uri)
    write_deltalake(uri, rows)
    DeltaTable(uri).delete("import_id = 999")
    DeltaTable(uri).optimize.compact()
    mine = keys(company)
    assert any("_delta_log" in path for path in company.traces(*mine, "L-ZELPH-4"))
    company.run("forget", MAIL, PHONE)
    assert company.traces(*mine) == {}
    names = DeltaTable(uri).metadata().configuration["delta.dataSkippingStatsColumns"]
    assert names == "created_on,import_id"


def test_a_new_table_states_no_text_in_its_log(company):
    for log in company.folder.glob("facts/*/_delta_log/*.json"):
        assert "person-" not in log.read_text()
    company.run("undo", "1")  # writes what it leaves of a file with other rows
    for log in company.folder.glob("facts/*/_delta_log/*"):
        assert b"person-" not in log.read_bytes()


@pytest.mark.parametrize(
    "written",
    [
        "+33 6 98 76 54 00", "0033 6 98 76 54 00", "06 98 76 54 00", "06.98.76.54.00",
        "+33 (0)6 98 76 54 00", "33698765400", "698765400", "(06) 98-76-54-00", "tel:+33698765400",
    ],
)  # fmt: skip
def test_a_phone_number_is_found_however_it_is_written(written):
    """As typed, and as a file may have it, in all pairs."""
    hide = Pseudonym(b"key")
    for stored in ("+33 6 98 76 54 00", "06 98 76 54 00", "p:+33698765400", "0033 (0) 698-765-400", "698765400"):  # fmt: skip
        assert hide(stored) in keys_of(hide, [written])
    for other in ("+33 6 98 76 54 01", "+33 6 98 76 54 0", "+33 16 98 76 54 00"):
        assert hide(other) not in keys_of(hide, [written])


def test_a_number_with_its_country_is_of_that_country():
    hide = Pseudonym(b"key")
    assert hide("+49 698 76 54 00") not in keys_of(hide, ["+33 6 98 76 54 00"])
    assert hide("+49 698 76 54 00") in keys_of(hide, ["06 98 76 54 00"])  # any country
    assert hide("(415) 555-0100") in keys_of(hide, ["+1 415 555 0100"])
    assert hide("8 912 345 67 89") in keys_of(hide, ["+7 912 345 67 89"])
    assert hide("ada@a.example") in keys_of(hide, [" Ada@A.example"])


def test_the_next_export_does_not_bring_the_person_back(company):
    twin = company.twin()  # of which nobody is forgotten
    company.run("forget", MAIL, PHONE)
    mine = keys(company)
    newer = leads() + f"L-ZELPH-5,2026-04-12T10:00:00Z,{MAIL},,,,,MQL,,,,,\n"
    more = company.write(leads2=newer, touches2=touches() + "\n", shop2=SHOP + "\n")
    for each in (twin, company):
        assert {one["status"] for one in each.json("import", *more)} == {"imported"}
    assert company.traces(*mine) == {}
    assert company.figures() == twin.figures()  # neither twice, nor gone
    # An id that came with the person is known from then on, also where nobody is named with it.
    header = newer.split("\n")[0]
    company.run("import", *company.write(nameless=f"{header}\nL-ZELPH-5,2026-04-12T10:00:00Z,,,,,,Customer,,,,,\n"))  # fmt: skip
    assert company.traces(*mine) == {}
    both = ("--from", "2026-03-01", "--to", "2026-04-30", "--metric", "leads")
    assert company.json("report", *both, program=metrics)["rows"][0]["value"] == 29


def test_an_import_that_runs_meanwhile_leaves_the_person_out(company, monkeypatch):
    mine, other = keys(company), Store.open(company.folder)
    add = DeltaTables.add

    def forgotten_meanwhile(facts, table, staged):
        monkeypatch.undo()
        added = add(facts, table, staged)
        forget(other, UNKNOWN, [MAIL, PHONE])
        return added

    monkeypatch.setattr(DeltaTables, "add", forgotten_meanwhile)
    done = company.json("import", *company.write(late=leads() + "\n"))
    other.close()
    assert done[0]["status"] == "imported"
    assert company.traces(*mine) == {}


def test_a_store_that_was_open_meanwhile_goes_on(company):
    """What it knows of the tables is older than what the log still has."""
    store = Store.open(company.folder)
    import_upload(store, "a.csv", (leads() + "\n").encode())
    company.run("forget", MAIL)
    (result,) = import_upload(store, "b.csv", (leads() + "\n\n").encode())
    assert result.outcome == "imported"
    assert store.scan("leads").collect().height == 3 * 28
    store.close()


def test_a_waiting_upload_is_emptied_and_can_be_answered(company):
    asks = f"When,Email\n2026-03-01,{MAIL}\n2026-03-02,bo@b.example\n"
    (waiting,) = company.json("import", *company.write(asks=asks))
    assert waiting["status"] == "needs_input"
    company.run("forget", MAIL, PHONE)
    assert company.traces(*keys(company)) == {}
    store = Store.open(company.folder)
    (result,) = pending_questions(store)
    done = answer(store, result.sha256, {"mapping": "accept"})
    assert done.outcome == "imported"
    assert store.scan("leads").filter(pl.col("import_id") == done.import_id).collect().height == 1
    store.close()


def test_records_of_parquet_and_of_several_lines_are_emptied_in_place():
    mine, other = f"person-{'a' * 32}", f"person-{'b' * 32}"
    text = f'id;who\r\n1;{other}\r\n2;"{mine}\n and ""more"""\r\n3;{other}\r\n'.encode()
    out = io.BytesIO()
    assert without_records(io.BytesIO(text), {mine}.__contains__, out) == 1
    assert out.getvalue() == text.replace(text[text.index(b"2;") : text.index(b"3;")], b";\r\n")
    frame = pl.DataFrame({"who": [other, mine, None, other], "n": [1, 2, 3, 4]})
    made, out = io.BytesIO(), io.BytesIO()
    frame.write_parquet(made)
    assert without_records(io.BytesIO(made.getvalue()), {mine}.__contains__, out, rows={4}) == 2
    done = pl.read_parquet(io.BytesIO(out.getvalue()))
    assert done.rows() == [(other, 1), (None, None), (None, 3), (None, None)]


def test_an_id_is_enough_and_names_a_lead_of_a_system_too(company):
    company.run("import", str(FIXTURES / "hubspot_contacts.csv"))
    done = company.json("forget", "--id", "201")
    assert done["rows"] == {"leads": 1}
    assert company.json("forget", "--id", "L-ZELPH-1")["rows"]["leads"] == 2  # all of that person


def test_a_person_is_read_from_standard_input_and_nobody_is_an_error(company):
    done = company.run("forget", "-", given=f"{MAIL}\n{PHONE}\n")
    assert done.exit_code == 0
    assert "9 rows no longer identify a person. No value has changed." in done.output
    assert not [word for word in TRACES if word in done.output]
    logs = "".join(path.read_text() for path in company.folder.glob("logs/*"))
    assert not [word for word in TRACES if word in logs]
    assert company.run("forget", "nobody@x.example").exit_code == 1
    assert company.run("forget").exit_code == 2


def test_texts_of_an_earlier_version_are_blanked(company):
    """It stored names of files, sentences and rows set aside as they were."""
    store = Store.open(company.folder)
    with store.state.database.write() as connection:
        connection.execute(sa.update(IMPORTS).where(IMPORTS.c.id == 1).values(file=f"export {MAIL}.csv"))  # fmt: skip
        connection.execute(sa.update(QUARANTINE).values(record=["x", "call 06 98 76 54 00"]))
    store.close()
    assert company.json("forget", MAIL, PHONE)["texts"] == 2
    assert company.traces(*keys(company)) == {}
    assert company.json("imports")[0]["file"] == "export ….csv"


def rounded(figures):
    return json.loads(json.dumps(figures), parse_float=lambda text: round(float(text), 6))


def test_who_was_forgotten_after_a_backup_is_not_in_what_is_restored(company):
    place = company.folder.parent
    company.run("backup", str(place / "backup.zip"))
    mine = keys(company)
    company.run("forget", MAIL, PHONE)
    after = company.totals()
    restored = Company(place / "new")
    done = restored.run("restore", str(place / "backup.zip"), "--forgotten-of", str(company.folder))
    assert (done.exit_code, "without the people" in done.output) == (0, True)
    assert restored.traces(*mine) == {}
    # The version is that of another history of the same rows, which are summed in another order.
    assert rounded({**restored.totals(), "version": ""}) == rounded({**after, "version": ""})
