"""E-mail addresses and phone numbers inside texts, URLs and files about no single people."""

from __future__ import annotations

import io
import sys
import time
import zipfile

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from data.base.contacts import ANY_CONTACT, HIDDEN, hide_contacts, without_contacts
from data.facts.facts import Facts
from data.imports import import_upload
from data.imports.contact_free import contact_free, has_contacts
from data.reading.archive import SpooledFrames, unpack
from tests.imports.conftest import zipped
from tests.sources.exports import TODAY, content


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/thanks?email=ada@a.example&phone=%2B33612345678&name=Ada", "/thanks?email=…&phone=…&name=…"),
        ("https://a.example/t?Email=ada%40a.example#x", "https://a.example/t?Email=…#x"),
        ("/t?user%5Bemail%5D=ada&user[first_name]=Ada", "/t?user%5Bemail%5D=…&user[first_name]=…"),
        ("/t?utm_campaign=spring&campaign_name=name", "/t?utm_campaign=spring&campaign_name=name"),
        ("Write to Ada <ada.b+c@a.example>; thanks", "Write to Ada <…>; thanks"),
        ("ring +33 (0)6 12 34 56 78 today", "ring … today"),
        ("0033612345678", "…"),
        ("0612345678", "…"),
        ("06.12.34.56.78 / 0612 34 56 78", "… / …"),
        ("020 7946 0958, 0171/2345678", "…, …"),
        ("(415) 555-0132 or 415-555-0132", "… or …"),
    ],
)  # fmt: skip
def test_contacts_are_taken_out(text, shown):
    assert without_contacts(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "05-10-2026 12:30", "2026-10-31T10:00:00+02:00", "0.0612345678", "12,0612345678",
        "urn:li:share:7123456789012345678", "GA1.2.1234567890.1712345678", "1234567890123",
        "https://www.tiktok.com/@kite.shop/video/7123456789012345678", "@kite", "+12 %", "+1 000 000 views",
        "spring-2026-10-0512", "https://a.example/?id=33612345678", "a@b", "SKU 061234",
    ],
)  # fmt: skip
def test_what_is_no_contact_stays(text):
    assert without_contacts(text) == text


@given(st.text(st.sampled_from("ab@.%40+0612 -()?=&email/"), max_size=60))
def test_nothing_is_left_to_take_out(text):
    shown = without_contacts(text)
    assert without_contacts(shown) == shown
    assert not pl.Series([shown]).str.contains(ANY_CONTACT)[0] or HIDDEN in shown


@given(st.lists(st.text(max_size=30) | st.just("ada@a.example") | st.none()))
def test_many_texts_are_those_of_each(texts):
    expected = [None if text is None else without_contacts(text) for text in texts]
    assert hide_contacts(pl.Series(texts, dtype=pl.String)).to_list() == expected


@pytest.mark.parametrize(
    "word", ["a" * 1_000_000, "x@" + "a." * 500_000, "0" * 1_000_000, "+1" + "2 " * 500_000]
)
def test_long_words_take_time_in_step_with_their_length(word):
    """A pattern that starts anew at every letter takes half an hour for these."""
    begun = time.process_time()
    without_contacts(f"{word} @")
    assert time.process_time() - begun < 2


def test_a_crm_file_with_long_words_is_imported_quickly(store):
    cells = "a" * 100_000
    rows = "".join(
        f"{n},ada{n}@a.example,2026-03-02 10:00,Lead,Organic Social,{cells}\n" for n in range(10)
    )
    head = "Record ID,Email,Create Date,Lifecycle Stage,Original Traffic Source,Last email body\n"
    begun = time.process_time()
    [result] = import_upload(store, "hubspot.csv", (head + rows).encode())
    assert result.outcome == "imported"
    assert time.process_time() - begun < 2


LANDING = (
    b"# ----------------------------------------\n# Landing page: Landing page\n# Property: ACME\n"
    b"# ----------------------------------------\n#\n# All Users\n# Start date: 20261001\n"
    b"# End date: 20261031\nLanding page,Sessions,Total users\n"
    b"/thanks?email=ada@a.example&phone=%2B33612345678,10,8\n/thanks?name=Ada&utm_id=7,4,3\n"
)


def test_addresses_of_pages_lose_what_a_form_wrote_into_them(store, tmp_path):
    [result] = import_upload(store, "ga4 ada@a.example.csv", LANDING)
    pages = Facts(store).frame("web_sessions").sort("source_row").collect()
    assert pages["landing_page"].to_list() == ["/thanks?email=…&phone=…", "/thanks?name=…&utm_id=7"]
    assert store.raw.get(result.sha256).decode().splitlines()[-1] == "/thanks?name=…&utm_id=7,4,3"
    store.close()
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"a.example" not in everything
    assert b"33612345678" not in everything


def test_a_file_without_contacts_is_stored_as_it_came():
    for name in ("ga4_report_fr_resaved.csv", "x_days.csv"):
        assert contact_free(content(name)) == content(name), name


def test_a_workbook_keeps_its_cells():
    from data.reading import kind_of
    from data.reading.workbook import workbook

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in ("one", "two"):
            sheet = book.add_worksheet(name)
            sheet.write_row(1, 0, ["page", "sessions"])
            sheet.write_row(3, 0, [f"/{name}?email=ada@a.example", 12])
    stored = contact_free(out.getvalue())
    sheets = dict(workbook(stored, kind_of(stored)))
    filled = [row for row in sheets["two"].frame.rows() if row[1]]
    assert filled == [(2, "page", "sessions"), (4, "/two?email=…", "12")]
    assert sheets.keys() == {"one", "two"}


def test_a_large_file_is_searched_over_the_ends_of_its_blocks(monkeypatch):
    module = sys.modules["data.imports.contact_free"]
    monkeypatch.setattr(module, "_BLOCK", 10)
    assert has_contacts(io.BytesIO(b"a,b\n1,2\n" + b"x" * 7 + b" ada@a.example \n"))
    assert not has_contacts(io.BytesIO(b"a,b\n1,2\n" * 20))


def test_members_of_an_archive_lose_them_too(store, tmp_path):
    import_upload(store, "bundle.zip", zipped({"one.csv": LANDING}), today=TODAY)
    store.close()
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"a.example" not in everything


def test_an_export_that_comes_as_a_zip_is_cleaned_member_by_member():
    """What has no contacts stays byte for byte, the zip as a whole too where none has any."""
    plain = zipped({"a.csv": b"page,views\n/,1\n", "b.csv": b"page,views\n/b,2\n"})
    assert contact_free(plain) == plain
    told = zipped(
        {"a.csv": b"page,views\n/?email=ada@a.example,1\n", "b.csv": b"page,views\n/b,2\n"}
    )
    with zipfile.ZipFile(io.BytesIO(contact_free(told))) as archive:
        contents = [archive.read(name) for name in archive.namelist()]
    assert contents == ["page,views\n/?email=…,1\n".encode(), b"page,views\n/b,2\n"]


def test_large_tables_of_an_archive_wait_on_disk():
    """They come back as they were."""
    tables = {"a": pl.DataFrame({"x": ["1", None], "n": [1, 2]})}
    [member] = unpack(zipped({"a.csv": b"a,b\n1,2\n"})).members
    waiting = SpooledFrames(tables, member.stored)
    assert list(waiting) == ["a"]
    assert waiting["a"].equals(tables["a"])
    assert member.content == b"a,b\n1,2\n"
