"""Hostile and foreign content ends in an issue: no crash, no hang, no content executed."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.registry import load
from tests.sources.exports import TODAY, content

NESTED = 6


def zipped(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def nested():
    data = b"a,b\n1,2\n"
    for _ in range(NESTED):
        data = zipped("inner.zip", data)
    return data


def many():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for i in range(400):
            archive.writestr(f"{i}.csv", "a,b\n1,2\n")
    return out.getvalue()


HOSTILE = {
    "nothing": b"",
    "blank": b" \n\n",
    "NULs": b"\x00" * 5000,
    "zip bomb": zipped("a.csv", b"0" * (8 << 20)),
    "deep zip": nested(),
    "many members": many(),
    "cut zip": zipped("a.csv", b"a,b\n1,2\n" * 99)[:60],
    "PDF": b"%PDF-1.7 ...",
    "web page": b"<html><table><tr><td>1",
    "JSON": b'[{"a": 1}]',
    "picture": b"\x89PNG\r\n\x1a\n....",
    "separators only": b",,,,\n" * 5000,
    "quotes only": b'"' * 300_001,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_ends_in_an_issue(data):
    parts = load("upload.csv", data, {}, today=TODAY)
    assert parts
    assert all(part.loaded.refused and part.loaded.issues for part in parts)


def test_a_path_that_climbs_out_of_the_archive_is_only_a_name():
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("../../etc/x_posts.csv", content("x_posts.csv"))
        archive.writestr("C:\\temp\\other.csv", "a,b\n1,2\n")
    parts = load("b.zip", bundle.getvalue(), {}, today=TODAY)
    assert [part.file for part in parts] == ["b.zip/etc/x_posts.csv", "b.zip/temp/other.csv"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"<html><table>", "HTML"), (b"%PDF-1.7", "PDF"), (bytes(range(1, 9)) * 9, "binaire")],
)
def test_says_in_french_what_is_in_a_file_that_is_no_table(data, kind):
    (part,) = load("a.csv", data, {}, today=TODAY)
    assert part.loaded.issues[0].what.render("fr").endswith(f"de type {kind}")


def test_formulas_and_markup_stay_text():
    text = '=HYPERLINK("http://evil","x")<script>'
    spoilt = content("x_posts.csv").replace(
        b'"Our dye plants, in bloom"', ('"' + text.replace('"', '""') + '"').encode()
    )
    (part,) = load("x.csv", spoilt, {}, today=TODAY)
    assert part.loaded.tables["posts"]["text"][0] == text


@given(
    st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"a,b\n", b"Post id,"]),
    st.binary(max_size=400),
)
def test_any_bytes_are_survived(head, tail):
    assert load("upload.csv", head + tail, {}, today=TODAY)


@given(
    st.sampled_from(["x_posts.csv", "facebook_posts_en.csv", "meta_days_two_blocks.csv"]), st.data()
)
def test_an_export_cut_anywhere_never_raises_and_never_invents_rows(name, draw):
    whole = content(name)
    cut = whole[: draw.draw(st.integers(0, len(whole)))]
    for part in load(name, cut, {"network": "facebook"}, today=TODAY):
        (full,) = load(name, whole, {"network": "facebook"}, today=TODAY)
        for table, frame in part.loaded.tables.items():
            assert frame.height <= full.loaded.tables[table].height
