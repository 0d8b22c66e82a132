"""A table of links goes in as people write it and comes back finished."""

from __future__ import annotations

import pytest

from data.base.issue import Level
from data.links.bulk import COLUMNS, as_csv, finished, read_drafts, template
from data.links.qr import qr_code
from data.links.validate import validate_link
from data.links.validation_context import ValidationContext
from data.values.link import Draft
from data.values.tags import Tags


def test_the_template_is_read_as_one_link() -> None:
    read = read_drafts("t.csv", template())
    assert read.issues == ()
    assert read.rows == (2,)
    assert read.drafts[0].tags == Tags("facebook", "social", "spring-sale", "post-1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_encoding_and_separator(encoding: str, separator: str) -> None:
    lines = ["Adresse|utm_source|UTM_Medium|Campagne|Réseau|Budget", "https://a.example/x|fb|social|été|facebook|3",
             "|||||", "https://a.example/y|fb|social|hiver|facebook|4"]  # fmt: skip
    content = "\n".join(lines).replace("|", separator).encode(encoding)
    read = read_drafts("l.csv", content)
    assert read.drafts[0] == Draft("https://a.example/x", Tags("fb", "social", "été"), "facebook")
    assert read.rows == (2, 4)
    guessed = [(Level.NOTE, None)] if encoding == "cp1252" else []  # which code page was assumed
    ignored = [(Level.NOTE, "Budget")]
    assert [(i.level, i.where.column) for i in read.issues] == guessed + ignored


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x00\xff\xfe", b"PK\x03\x04broken"])
def test_a_file_without_links_says_why(content: bytes) -> None:
    read = read_drafts("x.csv", content)
    assert read.drafts == ()
    assert read.issues[0].level is Level.ERROR


def test_finished_links_come_back_and_nothing_runs_in_a_spreadsheet() -> None:
    drafts = [Draft("a.example", Tags("fb", "social", "=cmd")), Draft("no")]
    table = finished((2, 3), validate_link(drafts, ValidationContext()), "fr")
    assert table.columns[1 : 1 + len(COLUMNS)] == list(COLUMNS)
    assert table["link"].to_list() == [drafts[0].url, ""]
    assert "n’est pas l’adresse" in table["warnings"][1]
    again = read_drafts("again.csv", as_csv(table))
    assert again.drafts[0].tags.campaign == "'=cmd"


def test_qr_codes_are_images_and_too_long_links_have_none() -> None:
    link = "https://a.example/?utm_source=é"
    png, svg = qr_code(link, "png"), qr_code(link, "svg")
    assert png is not None
    assert png.startswith(b"\x89PNG")
    assert svg is not None
    assert b"<svg" in svg
    assert qr_code("https://a.example/" + "é" * 4000, "png") is None
