import pytest

from data.base.issue import Level
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
    assert said(loaded) == ["No known export has these columns: “Colour”, “Weight”"]
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
