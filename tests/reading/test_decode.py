import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.encoding import decode

TEXT = "Ville;Vues\nOrléans;3\nEmoji 🧶;4\n"


@pytest.mark.parametrize(
    ("codec", "mark", "label"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-bom"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le-bom"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be-bom"),
        ("utf-16-le", b"", "utf-16-le"),
    ],
)
def test_reads_unicode_with_and_without_a_mark(codec, mark, label):
    decoded = decode(mark + TEXT.encode(codec))
    assert (decoded.data.decode(), decoded.encoding, decoded.findings) == (TEXT, label, ())


def test_utf8_is_not_copied():
    content = TEXT.encode()
    assert decode(content).data is content


def test_tells_western_from_cyrillic_code_pages():
    assert decode("Périmètre déjà là".encode("cp1252")).encoding == "cp1252"
    assert decode("3.апр;Плевен".encode("cp1251")).data.decode() == "3.апр;Плевен"


def test_mends_letters_that_went_through_the_wrong_code_page():
    broken = "Montant dépensé – “soft” 🧶".encode().decode("latin-1").encode()
    decoded = decode(broken)
    assert decoded.data.decode() == "Montant dépensé – “soft” 🧶"
    assert len(decoded.findings) == 1


def test_leaves_accents_alone_that_only_look_suspicious():
    assert decode("NÃO É ÂMBAR".encode()).data.decode() == "NÃO É ÂMBAR"


def test_removes_stray_nuls_and_says_so():
    decoded = decode(b"a,b\n1\x00,2\n" * 20)
    assert b"\x00" not in decoded.data
    assert len(decoded.findings) == 1


def test_damage_is_counted_not_raised():
    decoded = decode(b"\xff\xfe" + "a,b".encode("utf-16-le") + b"\x00\xd8")
    assert "1 character " in str(decoded.findings[0].what)


@given(st.binary(max_size=300))
def test_any_bytes_become_utf8(content):
    decode(content).data.decode()
