"""What an earlier version stored in clear is put right, and what is right stays as it is."""

from __future__ import annotations

import polars as pl
import sqlalchemy as sa
from click.testing import CliRunner

from cli.data import cli
from data.imports import import_paths, import_upload
from data.imports.redact_again import RedactedAgain, redact_again
from data.store import Store
from data.store.relations import IMPORTS
from tests.imports.test_planted_people import finds
from tests.sources.exports import FIXTURES, TODAY

RIGHT = (
    "leads.csv", "hubspot_contacts.csv", "salesforce_leads.csv", "shopify_orders.csv", "touches.csv", "conversions.csv",
    "meta_leads_forms.csv", "ga4_events.parquet", "ga4_report.csv", "search_console.xlsx", "x_tweet_days.xls",
)  # fmt: skip
LEADS = b"lead_id,created_at,email,mobile,owner,stage\nL-1,2026-03-02,zelph0@quockmail.example,+33 6 98 76 54 00,Zelphira Quockenbush,MQL\n"  # fmt: skip


def test_what_is_stored_today_stays_as_it_is(tmp_path):
    store = Store.open(tmp_path / "store")
    results = import_paths(store, [FIXTURES / name for name in RIGHT], today=TODAY)
    assert {result.outcome for result in results} == {"imported"}
    stored = {sha: store.raw.get(sha) for sha in store.raw.stored()}
    assert redact_again(store, TODAY) == RedactedAgain(0, 0, 0)
    assert {sha: store.raw.get(sha) for sha in store.raw.stored()} == stored
    store.close()


def test_what_an_earlier_version_stored_in_clear_is_redacted(tmp_path):
    store = Store.open(tmp_path / "store")
    (result,) = import_upload(store, "leads.csv", LEADS)
    path = tmp_path / "store" / "raw" / result.sha256[:2] / result.sha256
    path.write_bytes(LEADS)
    with store.state.database.write() as connection:
        connection.execute(sa.update(IMPORTS).values(file="Zelphira Quockenbush leads.csv"))
    pages = b"# ----\n# x\n# ----\n# Start date: 20260301\n# End date: 20260331\nLanding page,Sessions\n/thanks,4\n"
    import_upload(store, "pages.csv", pages)
    store.facts.rewrite(
        "web_sessions", lambda delta: delta.update({"landing_page": "'/thanks?email=zelph0@quockmail.example'"})
    )  # fmt: skip
    before = store.scan("leads").collect()
    store.close()
    assert finds(tmp_path)
    done = CliRunner().invoke(cli, ["redact", "--store", str(tmp_path / "store")])
    assert "1 stored file was redacted." in done.output
    assert "1 row of facts was redacted." in done.output
    assert finds(tmp_path) == []
    store = Store.open(tmp_path / "store")
    assert store.scan("leads").collect().equals(before)
    assert store.scan("web_sessions").collect()["landing_page"].to_list() == ["/thanks?email=…"]
    assert pl.read_csv(path)["email"][0] == before["person_key"][0]
    store.close()


def test_what_cannot_be_read_is_counted(tmp_path):
    store = Store.open(tmp_path / "store")
    (result,) = import_upload(store, "leads.csv", LEADS)
    path = tmp_path / "store" / "raw" / result.sha256[:2] / result.sha256
    path.write_bytes(b"a,b\n1,zelph0@quockmail.example\n")
    assert redact_again(store, TODAY).not_read == 1
    assert path.read_bytes() == "a,b\n1,…\n".encode()
    store.close()
