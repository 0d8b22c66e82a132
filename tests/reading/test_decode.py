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
        ("utf-32-le", b"\xff\xfe\x00\x00", "utf-32-le-bom"),
        ("utf-32-be", b"\x00\x00\xfe\xff", "utf-32-be-bom"),
    ],
)
def test_reads_unicode_with_a_mark(codec, mark, label):
    decoded = decode(mark + TEXT.encode(codec))
    assert (decoded.data.decode(), decoded.encoding, decoded.findings) == (TEXT, label, ())


def test_utf8_is_not_copied():
    content = TEXT.encode()
    assert decode(content).data is content


FRENCH = "Montant dépensé – “soft” 🧶"
POLISH = "Zażółć gęślą jaźń"
RUSSIAN = "Просмотры"
JAPANESE = "再生回数"


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (FRENCH, "latin-1"),
        (FRENCH, "mac-roman"),
        ("Größe der Straße", "latin-1"),
        ("Größe der Straße", "mac-roman"),
        (POLISH, "latin-1"),
        (POLISH, "mac-roman"),
        (RUSSIAN, "latin-1"),
        (RUSSIAN, "cp1254"),
        (JAPANESE, "latin-1"),
        (JAPANESE, "mac-roman"),
        ("l’été déjà là", "cp1250"),
        ("Просмотры видео", "cp1251"),
    ],
)
def test_repairs_letters_that_went_through_the_wrong_code_page(text, page):
    broken = "".join(_read_as(byte, page) for byte in text.encode())
    decoded = decode(f"{broken};3\n".encode())
    assert decoded.data.decode() == f"{text};3\n"
    assert [str(finding.what) for finding in decoded.findings] == [
        "Letters like “Ã©” were corrected to accented letters"
    ]


def _read_as(byte, page):
    """The letter of a byte; programs show one that the page has none for as its number."""
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize(
    "text",
    [
        "NÃO É ÂMBAR",
        "“CAFÉ” et “THÉ”",
        "« SOLDÉ… » « ÉTÉ… »",
        "JOSÉ’S BAR, ANDRÉ’S BAR",
        "„Fuß“ und „Gruß“",
        "Ü“ Ö“ Ä“",
        "VOILÀ ! «À» «É»",
        "PÂTÉ™ ÉLITÉ™",
        "TORNARÉ° DIGUÉ° MARÇ°",
        "MANHÃ DE SOL, AMANHÃ À TARDE, IRMÃ E IRMÃO",
        "ÎLE ‘ÎLE’ Î’",
        "Â°C alone",
    ],
)
def test_leaves_accents_alone_that_only_look_suspicious(text):
    content = f"{text}\n{text}\n".encode() if "alone" not in text else text.encode()
    assert decode(content).data is content


def test_repairs_only_the_lines_that_need_it():
    good = "“CAFÉ” et “THÉ”;1\n"
    broken = "DÃ©pensÃ© Ã©tÃ©;2\n"
    assert decode((good + broken).encode()).data.decode() == good + "Dépensé été;2\n"


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
