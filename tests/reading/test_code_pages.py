"""Exports of each language in the code pages that programs of its country write."""

import csv
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.base.issue import Level
from data.reading.code_pages import PAGES, sample
from data.reading.encoding import decode
from data.reading.languages import HEADER_WORDS
from data.sources.registry import SOURCES

EXPORTS = {
    "fr": "Date;Portée;Abonnés;Dépensé\n01/02/2026;120;3;4,50 €\nFévrier;à l’été;Noël;où\n",
    "de": "Datum,Beiträge,Käufe,Größe\n1. März 2026,3,2,groß\nMünchen,5,1,Straße\n",
    "es": "Campaña;Impresiones;Conversión;Año\nEspaña;120;3;2026\n¿Qué?;5;¡Sí!;2025\n",
    "pt": "Publicação;Impressões;Visualizações\nSão Paulo;120;3\nPromoção de verão;5;1\n",
    "it": "Data;Visualità;Età;Città\nlunedì;3;25;Forlì\nPerché no;1;30;Cantù\n",
    "sv": "Datum;Räckvidd;Inlägg;Följare\nMåndag;120;3;Göteborg\n",
    "da": "Måned;Rækkevidde;Følgere\nOpslag på dansk;120;København\n",
    "nb": "Måned;Rekkevidde;Følgere\nInnlegg på norsk;120;Tromsø\n",
    "fi": "Päivämäärä;Näyttökerrat;Tykkäykset\nYö;120;Jyväskylä\n",
    "is": "Dagsetning;Fjöldi;Síða\nÞað er gaman;120;Reykjavík á Íslandi\n",
    "pl": "Data;Wyświetlenia;Zasięg;Kliknięcia\nŁódź;120;80;Zażółć gęślą jaźń\n",
    "cs": "Měsíc;Zobrazení;Příspěvky;Uživatelé\nZáří;120;Žluťoučký kůň;80\n",
    "sk": "Mesiac;Zobrazenia;Príspevky;Používatelia\nKošice;120;Ľudia a kôň;80\n",
    "hu": "Hónap;Megjelenítések;Követők;Költség\nBudapest és Győr;120;Új űrlap;80\n",
    "sl": "Mesec;Všečki;Število;Država\nŠkofja Loka;120;več ljudi;Češka\n",
    "hr": "Mjesec;Sviđanja;Država;Oglašavanje\nSiječanj;120;Češka;Đakovo\n",
    "ro": "Dată;Afişări;Vânzări;Ţară\nIaşi;120;Ştiri în română;Grecia\n",
    "ru": "Дата;Показы;Охват;Клики\nМосква;120;80;Новая коллекция\n",
    "uk": "Місяць;Покази;Охоплення;Кліки\nКиїв;120;80;Новий допис із її фото\n",
    "bg": "Дата;Показвания;Обхват;Кликвания\n3.апр;Плевен;120;България\n",
    "sr": "Датум;Прикази;Досег;Кликови\nЉубљана;120;Више људи;Ниш\n",
    "el": "Ημερομηνία;Εμφανίσεις;Απήχηση\nΑθήνα;120;Νέα συλλογή για την άνοιξη\n",
    "tr": "Tarih;Gösterim;Erişim;Kişi sayısı\nİstanbul;120;80;Işık ve gölge\nEskişehir;5;1;Çağrı\n",
    "he": "תאריך;חשיפות;עוקבים\nתל אביב;120;קולקציה חדשה\n",
    "ar": "التاريخ;مرات الظهور;المتابعون\nالقاهرة;120;مجموعة جديدة\n",
    "lt": "Mėnuo;Parodymai;Sekėjai;Šalis\nRugsėjis;120;Žmonės;Kaunas ir Šiauliai\n",
    "lv": "Mēnesis;Rādījumi;Sekotāji;Valsts\nJūnijs;120;Kopīgojumi;Rīga\n",
    "et": "Kuupäev;Näitamised;Jälgijad;Kasutajad\nPärnu;120;Õhtu;Võru\n",
    "vi": "Ngày;Lượt hiển thị;Người theo dõi\nHà Nội;120;Chiến dịch mùa xuân\n",
    "th": "วันที่;การแสดงผล;การเข้าถึง\nกรุงเทพ;120;ผู้ติดตาม\n",
    "ja": "日付,表示回数,いいね数,投稿\n2026年4月1日,120,3,新しい動画を公開しました\n",
    "zh": "日期,展示次数,点击次数,帖子\n2026年4月1日,120,3,新品发布活动\n",
    "zh_Hant": "日期,曝光次數,點擊次數,貼文\n2026年4月1日,120,3,新產品發佈活動\n",
    "ko": "날짜,노출수,클릭수,게시물\n2026년 4월 1일,120,3,새로운 동영상을 공개했습니다\n",
}
# Two or three words with accents are all that a file of figures may hold.
SHORT = {
    "fr": "Réseau;Vues\nOrléans;3\n",
    "de": "Tag;Aufrufe\nKöln;3\nMärz;4\n",
    "es": "Página;Vistas\nCórdoba;3\n",
    "pt": "Região;Cliques\nSão Paulo;3\n",
    "pl": "Zasięg;Kliknięcia\n3;4\n",
    "cs": "Měsíc;Počet\nŘíjen;4\n",
    "hu": "Elérés;Követők\n3;4\n",
    "ro": "Ţară;Afişări\n3;4\n",
    "ru": "Дата;Охват\n3;4\n",
    "uk": "Місяць;Кліки\n3;4\n",
    "bg": "3.апр;Плевен\n",
    "el": "Χώρα;Κλικ\nΑθήνα;4\n",
    "tr": "Kişi;Gösterim\nİstanbul;4\n",
    "he": "תאריך;עוקבים\n3;4\n",
    "ar": "التاريخ;المشاهدات\n3;4\n",
    "lt": "Šalis;Peržiūros\n3;4\n",
    "lv": "Mēnesis;Klikšķi\n3;4\n",
    "vi": "Ngày;Lượt xem\n3;4\n",
    "ja": "日付,再生数\n3,4\n",
    "zh": "日期,点击次数\n3,4\n",
    "zh_Hant": "日期,點擊次數\n3,4\n",
    "ko": "날짜,조회수\n3,4\n",
}
TONES = "\u0300\u0301\u0303\u0309\u0323"  # Vietnamese Windows writes them after their letter


def written(text, codec):
    """The bytes that a program of that code page writes."""
    if codec != "cp1258":
        return text.encode(codec)
    return b"".join(_apart(char).encode(codec) for char in text)


def _apart(char):
    import unicodedata

    parts = unicodedata.normalize("NFD", char)
    tone = next((part for part in parts if part in TONES), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "", 1)) + tone if tone else char


def can(text, codec):
    try:
        written(text, codec)
    except UnicodeEncodeError:
        return False
    return True


def cases(texts):
    return [
        pytest.param(text, page, id=f"{language}-{page.codec}")
        for page in PAGES
        for language, text in texts.items()
        if language in page.languages and can(text, page.codec)
    ]


@pytest.mark.parametrize(("text", "page"), [*cases(EXPORTS), *cases(SHORT)])
def test_reads_every_language_in_its_code_pages_and_says_so(text, page):
    decoded = decode(written(text, page.codec))
    assert decoded.data.decode() == text
    (finding,) = decoded.findings
    assert finding.level is Level.NOTE
    assert "UTF-8" in str(finding.fix)


def test_every_language_and_page_has_a_case():
    """A page that no case can be written in would be a page that nothing shows to work."""
    pages = {case.values[1].codec for case in cases(EXPORTS)}
    assert pages == {page.codec for page in PAGES}


def test_finding_names_the_page():
    decoded = decode(EXPORTS["pl"].encode("cp1250"))
    assert decoded.encoding == "cp1250"
    assert "Windows-1250" in str(decoded.findings[0].what)
    assert "Windows-1250" in decoded.findings[0].what.render("fr")


@pytest.mark.parametrize("text", EXPORTS.values(), ids=EXPORTS)
def test_utf8_is_read_without_a_word(text):
    content = text.encode()
    decoded = decode(content)
    assert decoded.data is content
    assert decoded.findings == ()


@pytest.mark.parametrize("text", EXPORTS.values(), ids=EXPORTS)
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_read_with_and_without_a_mark(text, codec):
    marked, bare = decode(("\ufeff" + text).encode(codec)), decode(text.encode(codec))
    assert (marked.data.decode(), marked.encoding, marked.findings) == (text, f"{codec}-bom", ())
    assert (bare.data.decode(), bare.encoding) == (text, codec)
    assert [finding.level for finding in bare.findings] == [Level.NOTE]


def test_ascii_is_no_guess():
    assert decode(b"Date,Views\n1 Oct 2026,3\n").findings == ()


def test_signs_and_old_mac_blanks_are_read():
    """Spreadsheets of a Mac write a no-break blank as a letter of Windows."""
    text = "Answer,Count\nNot much\u00a0,3\nNot at all\u00a0,4\n"
    assert decode(text.encode("mac-roman")).data.decode() == text
    assert (
        decode("Prix,€\nl’été – 5 °C,3\n".encode("cp1252")).data.decode().startswith("Prix,€\nl’")
    )


def test_one_strange_word_in_an_english_text_is_western():
    """So little evidence says nothing against the page that English Windows uses."""
    text = (
        "Do you know the films of the Expanded Universe?Œæ,Are you a fan of the series?\nYes,No\n"
    )
    assert decode(text.encode("cp1252")).data.decode() == text


def test_letters_far_below_the_head_decide():
    rows = b"2026-10-01,12\n" * 200_000
    assert (
        decode(rows + "Łódź,1\nZasięg,2\n".encode("cp1250"))
        .data.decode()
        .endswith("Łódź,1\nZasięg,2\n")
    )


def test_stray_bytes_do_not_spoil_utf8():
    """One program's row in another's file: the rest stays as it was."""
    content = "Ville;Vues\nOrléans;3\nBesançon;4\nLuçon 🧶;5\n".encode() + "Nîmes;6\n".encode(
        "cp1252"
    )
    decoded = decode(content)
    assert decoded.data.decode() == "Ville;Vues\nOrléans;3\nBesançon;4\nLuçon 🧶;5\nNîmes;6\n"
    assert [finding.level for finding in decoded.findings] == [Level.WARNING]


def test_sample_is_bounded_and_cut_between_cells():
    line = b"a" * 5_000 + b";" + "é".encode("cp1252") + b";" + b"b" * 5_000 + b"\n"
    assert len(sample(line * 1_000)) <= 6_000 + 400
    assert sample(line).startswith("é".encode("cp1252"))


def header_words():
    with HEADER_WORDS.open(encoding="utf-8", newline="") as file:
        return {row["language"]: row["words"].split() for row in csv.DictReader(file)}


def test_header_words_of_supported_exports_are_known():
    """What exports are recognised by helps to read them."""
    known = {word for words in header_words().values() for word in words}
    for source in SOURCES.values():
        for field in (field for sheet in source.sheets for field in sheet.fields):
            for _, name in field.names:
                words = [w for w in re.findall(r"[^\W\d_]+", name) if not w.isascii()]
                assert set(words) <= known, (source.id, name)


ALPHABETS = {
    page.codec: sorted(
        {
            letter
            for language in page.languages
            for letter in EXPORTS.get(language, "")
            if letter.isalpha() and not letter.isascii() and can(letter, page.codec)
        }
    )
    for page in PAGES
}


@given(st.data())
def test_any_text_in_a_pages_letters_comes_back_or_is_reported(data):
    page = data.draw(st.sampled_from(PAGES))
    letters = st.sampled_from([*"abcdefgimnoprstu", *ALPHABETS[page.codec]])
    words = data.draw(st.lists(st.text(letters, min_size=1, max_size=9), min_size=2, max_size=12))
    text = ";".join(words) + "\n1;2\n"
    content = written(text, page.codec)
    assume(not _is_utf8(content) or content.isascii())  # such bytes are UTF-8 as much as the page
    decoded = decode(content)
    assert decoded.data.decode() == text or decoded.findings
    assert bool(decoded.findings) == (not content.isascii())


def _is_utf8(content):
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(st.text(max_size=200))
def test_utf8_is_never_touched_by_a_guess(text):
    """Whatever is UTF-8 without NULs is read as such; only mojibake in it may change."""
    content = ("Name;n\n" + text.replace("\x00", "") + "\n").encode()
    decoded = decode(content)
    assert decoded.encoding == "utf-8"
    assert decoded.data is content or decoded.repaired
