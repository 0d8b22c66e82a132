"""A file that is read piece by piece says the same as one that is read at once."""

import io

import polars as pl
import pytest

from data.reading.chunks import LargeText
from data.reading.encoding import decode
from data.reading.grid import grid
from tests.reading.test_code_pages import EXPORTS, written

KIB = 1 << 10
PAGES = [
    ("fr", "cp1252"),
    ("pl", "cp1250"),
    ("ru", "cp1251"),
    ("vi", "cp1258"),
    ("ja", "cp932"),
    ("ja", "euc_jp"),
    ("zh", "gb18030"),
    ("ko", "cp949"),
    ("fr", "mac-roman"),
    ("ja", "utf-16-le"),
    ("fr", "utf-16-be"),
    ("pl", "utf-32-le"),
    ("zh", "utf-8"),
]


def rows(large):
    return pl.concat([cut.cells.frame.drop("row") for cut in large.pieces()])


def opened(content):
    return LargeText.open(lambda: io.BytesIO(content), chunk=4 * KIB)


def same(content):
    large, whole = opened(content), decode(content)
    assert rows(large).rows() == grid(whole.data).frame.drop("row").rows()
    assert large.encoding == whole.encoding
    assert [str(f.what) for f in large.findings] == [str(f.what) for f in whole.findings]
    return whole


@pytest.mark.parametrize(("language", "codec"), PAGES)
def test_pieces_say_the_same_as_the_whole(language, codec):
    header, *lines = EXPORTS[language].splitlines(keepends=True)
    width = max(line.count(header_sign(header)) for line in (header, *lines))
    text = "".join(padded(line, header_sign(header), width) for line in (header, *lines * 600))
    whole = same(written(text, codec))
    assert whole.data.decode() == text


def header_sign(header):
    return ";" if ";" in header else ","


def padded(line, sign, width):
    return line.rstrip("\n") + sign * (width - line.count(sign)) + "\n"


def test_letters_after_many_pieces_of_ascii_are_found():
    head = "Data;Kampania;Wynik\n" + "2026-10-01;summer;12\n" * 3_000
    tail = "2026-10-02;Zażółć gęślą jaźń;4\n2026-10-02;Łódź;5\n"
    same((head + tail).encode("cp1250"))


def test_stray_bytes_after_many_pieces_of_utf8_are_found():
    head = "Ville;Vues\n" + "Orléans;3\nBesançon;4\n" * 600
    same(head.encode() + "Nîmes;6\n".encode("cp1252"))


def test_damage_anywhere_is_counted():
    text = EXPORTS["ja"].splitlines(keepends=True)
    rows = "".join([text[0], *text[1:] * 600])
    content = rows.encode("cp932") + b"\x81\xff,4,5,6\n" + text[1].encode("cp932")
    whole = same(content)
    assert whole.damaged > 0
