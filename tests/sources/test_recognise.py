from dataclasses import replace

import pytest

from data.base.issue import Level
from data.reading import read
from data.sources.kit import recognise as recognition
from data.sources.registry import SOURCES
from tests.languages import is_translated
from tests.sources.exports import content, load_bytes, load_fixture, said


def test_names_the_column_that_the_closest_export_misses():
    without = content("facebook_posts_en.csv").replace(b'"Post ID"', b"Nothing", 1)
    loaded = load_bytes("a.csv", without)
    assert loaded.source is None
    assert said(loaded) == [
        "This looks like Facebook posts (Meta Business Suite), but these columns are missing: “Post ID”"
    ]
    assert "deleted" in str(loaded.issues[0].fix)


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.id)
def test_any_missing_column_of_a_signature_is_survived_and_said(source):
    for sheet in source.sheets:
        names = [field.shown.format(currency="EUR") for field in sheet.fields if field.names]
        for to in sheet.signature:
            gone = sheet.field_named(to).shown
            header = ",".join(f'"{name}"' for name in names if name != gone)
            loaded = load_bytes("a.csv", f"{header}\n1,2\n".encode())
            assert said(loaded) or loaded.questions


def test_lists_the_columns_of_an_unknown_file():
    loaded = load_bytes("a.csv", b"Colour,Weight\nred,3\n")
    assert said(loaded) == ["No supported export has these columns: “Colour”, “Weight”"]
    assert loaded.refused


def test_quotes_columns_as_the_reader_does():
    (issue,) = load_bytes("a.csv", b"Colour,Weight\nred,3\n").issues
    assert "«\u00a0Colour\u00a0», «\u00a0Weight\u00a0»" in issue.what.render("fr")


def test_everyday_columns_do_not_make_a_file_look_like_an_export():
    loaded = load_bytes("a.csv", b"Date,Video views,Likes,Comments,Shares\n2026-01-01,5,1,0,0\n")
    assert loaded.questions[0].key == "mapping"


def test_a_tiktok_file_that_writes_the_year_is_another_export():
    dated = b"Date,Video Views,Profile Views,Likes,Comments,Shares\n2026/01/02,5,1,0,0,0\n"
    assert "Business Suite" in said(load_bytes("a.csv", dated))[0]


def test_a_daily_file_without_its_title_is_told_apart_from_an_unknown_one():
    loaded = load_bytes("a.csv", b"Date,Primary\n2026-01-01T00:00:00,5\n")
    assert [question.key for question in loaded.questions] == ["metric", "network"]
    titled = load_bytes("a.csv", b"Mood\nDate,Primary\n2026-01-01T00:00:00,5\n")
    assert "daily file from Meta" in said(titled)[0]


def test_column_order_case_and_extra_columns_do_not_matter():
    head, *rows = content("x_posts.csv").split(b"\n")
    swapped = head.replace(b"Post id", b"POST  ID").replace(b"Profile visits", b"My notes")
    loaded = load_bytes("a.csv", b"\n".join([swapped, *rows]))
    assert loaded.source == "x.posts"
    assert "My notes" in loaded.unmapped_columns


def test_a_file_with_only_its_header_is_recognised_and_refused():
    loaded = load_bytes("a.csv", content("x_posts.csv").split(b"\n")[0] + b"\n")
    assert loaded.source == "x.posts"
    assert loaded.refused


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.id)
def test_every_source_speaks_both_languages_and_requires_what_it_has(source):
    assert is_translated(source.label)
    assert is_translated(source.doc)
    for sheet in source.sheets:
        names = {field.to for field in sheet.fields}
        assert set(sheet.signature) <= names
        assert {to for to in names if not to.startswith("_")} <= set(sheet.table.schema)


@pytest.mark.parametrize("name", ["facebook_posts_en.csv", "youtube_content.zip"])
def test_the_same_bytes_give_the_same_rows(name):
    first, second = load_fixture(name), load_fixture(name)
    assert first.tables["posts"].equals(second.tables["posts"])


def test_every_issue_says_what_to_do_in_both_languages():
    loaded = load_fixture("facebook_posts_en.csv")
    assert all(is_translated(issue.what) and is_translated(issue.fix) for issue in loaded.issues)
    assert {issue.level for issue in loaded.issues} == {Level.WARNING}


def test_a_column_of_figures_that_is_not_read_is_reported():
    head, *rows = content("x_posts.csv").decode().split("\n")
    lost = "\n".join([f"{head},Video views", *(f"{row},5" for row in rows if row)])
    loaded = load_bytes("a.csv", lost.encode())
    assert loaded.source == "x.posts"
    assert "“Video views” has values that are not read from this export" in said(loaded)


def test_an_empty_export_and_one_without_usable_rows_are_two_things():
    head = content("x_posts.csv").split(b"\n")[0]
    assert "empty. It has columns, but no rows" in said(load_bytes("a.csv", head + b"\n"))[-1]
    head = b"Date,Followers,Difference in followers from previous day\n"
    bad = load_bytes("a.csv", head + b"soon,5,1\nlater,6,1\n")
    assert said(bad)[-1] == "None of the 2 rows of the export can be used"
    assert not any("period with data" in str(issue.fix) for issue in bad.issues)


def test_users_without_sessions_are_refused_with_the_report_to_take():
    loaded = load_bytes("a.csv", b"Country,Users\nSpain,5\nItaly,3\n")
    assert said(loaded) == [
        "The file has users but no sessions, and users of several rows do not add up"
    ]
    assert "sessions" in str(loaded.issues[0].fix)


def test_several_tables_of_unknown_columns_are_said_to_be_several():
    text = "Hats,Weight,Colour\n1,2,red\n2,3,blue\n\nCaps,Size,Colour\n1,2,red\n2,3,blue\n"
    assert said(load_bytes("a.csv", text.encode())) == [
        "The file has 2 tables, one below the other, without the columns of a supported export"
    ]


@pytest.mark.parametrize("times", [1, 3])
def test_a_table_is_held_against_few_sheets_however_many_sources_there_are(times, monkeypatch):
    """Sources of other names cost nothing: only sheets whose signature may be there are looked at."""
    looked_at = []
    original = recognition.locate
    monkeypatch.setattr(
        recognition,
        "locate",
        lambda header, sheet: looked_at.append(sheet) or original(header, sheet),
    )
    sources = tuple(SOURCES.values())
    others = tuple(_renamed(source, n) for n in range(times - 1) for source in sources)
    document = read("a.csv", content("x_posts.csv"))
    (match,) = recognition.recognise(document.tables, (*sources, *others))
    assert match.source.id == "x.posts"
    assert len(looked_at) <= 20


def _renamed(source, number):
    """The same source for columns of other names."""
    sheets = tuple(
        replace(
            sheet,
            fields=tuple(
                replace(
                    field, names=tuple((lang, f"{name} {number}") for lang, name in field.names)
                )
                for field in sheet.fields
            ),
        )
        for sheet in source.sheets
    )
    return replace(source, id=f"{source.id}_{number}", sheets=sheets, reshape=None)


def test_sources_are_indexed_once_however_many_files_come(monkeypatch):
    """Also where a file's name leaves sheets out, and where files were mapped by hand."""
    load_bytes("a.csv", content("x_posts.csv"))
    made = []
    original = recognition.RecognitionIndex.__init__
    monkeypatch.setattr(
        recognition.RecognitionIndex,
        "__init__",
        lambda self, sources: made.append(len(sources)) or original(self, sources),
    )
    for name in ("b.csv", "c.csv", "d.csv"):
        load_bytes(name, content("x_posts.csv"))
        load_bytes(name, content("facebook_posts_en.csv"))
    assert made == []
