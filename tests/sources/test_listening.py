from datetime import date

import polars as pl
import pytest

from data.imports import import_paths, import_upload
from data.reading import read
from data.sources.kit.recognise import recognise
from data.sources.registry import SOURCES
from tests.conftest import EXPORTS
from tests.sources.exports import FIXTURES, content, load_bytes, load_fixture

FILES = {
    "meltwater_mentions_2023.csv": "meltwater.mentions",
    "meltwater_mentions.csv": "meltwater.mentions",
    "brandwatch_mentions.csv": "brandwatch.mentions",
}
AUTHORS = (b"ada exemple", b"adaexemple", b"bo essai", b"weaver in lyon")


def mentions(name):
    return load_fixture(name).tables["mentions"]


@pytest.mark.parametrize(("name", "source"), FILES.items())
def test_each_export_is_known_by_all_its_columns(name, source):
    loaded = load_fixture(name)
    assert loaded.source == source
    assert loaded.unmapped_columns == ()
    assert loaded.issues == ()


@pytest.mark.parametrize("name", FILES)
def test_mentions_have_their_day_query_and_sentiment(name):
    frame = mentions(name)
    assert frame["published_on"].to_list() == [date(2026, 3, 5), date(2026, 3, 6)]
    assert frame["published_at"].null_count() == 2  # the file does not name its zone
    assert frame["query"].unique().to_list() == ["Maison Volta"]
    assert frame["sentiment"][0] == "positive"


@pytest.mark.parametrize(
    ("name", "networks"),
    [
        ("meltwater_mentions_2023.csv", [None, "x"]),
        ("meltwater_mentions.csv", ["instagram", None]),
        ("brandwatch_mentions.csv", [None, "x"]),
    ],
)
def test_the_link_tells_the_network_and_the_press_has_none(name, networks):
    assert mentions(name)["network"].to_list() == networks


def test_two_tools_know_a_mention_by_the_same_id():
    one, other = mentions("meltwater_mentions_2023.csv"), mentions("brandwatch_mentions.csv")
    assert one["mention_id"][0] == other["mention_id"][0] == "https://news.example/linen"


def test_a_mention_without_link_is_known_by_the_id_of_its_tool():
    assert mentions("meltwater_mentions.csv")["mention_id"][1] == "doc-2"


def test_brandwatch_without_the_lines_above_is_read_as_well():
    text = content("brandwatch_mentions.csv").decode()
    bare = load_bytes("file.csv", text[text.index("Query Id") :].encode())
    assert bare.tables["mentions"]["mention_id"].equals(
        mentions("brandwatch_mentions.csv")["mention_id"]
    )


def test_either_of_the_two_dates_tells_the_day():
    text = content("meltwater_mentions_2023.csv").decode("utf-16")
    for gone in ("Date\tHeadline", "Alternate Date Format"):
        renamed = text.replace(gone, gone.replace("Date", "When", 1), 1)
        frame = load_bytes("file.csv", renamed.encode("utf-16")).tables["mentions"]
        assert frame["published_on"].to_list() == [date(2026, 3, 5), date(2026, 3, 6)]


def test_the_opening_stands_in_where_no_sentence_was_hit():
    text = content("meltwater_mentions_2023.csv").decode("utf-16")
    changed = text.replace("\tMaison Volta shows linen.", "\t").encode("utf-16")
    frame = load_bytes("file.csv", changed).tables["mentions"]
    assert frame["text"][0] == "Spring is near."


@pytest.mark.parametrize("name", FILES)
def test_nothing_that_is_stored_names_an_author(name, store, tmp_path):
    [result] = import_paths(store, [FIXTURES / name])
    assert result.outcome == "imported"
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()).lower()
    assert not [author for author in AUTHORS if author in stored]


@pytest.mark.parametrize("name", FILES)
def test_its_stored_upload_reads_like_the_original(name, store):
    [result] = import_paths(store, [FIXTURES / name])
    import_upload(store, "again.csv", store.raw.get(result.sha256))
    rows = store.scan("mentions").drop("source_row").collect()
    first, second = (rows.filter(pl.col("import_id") == i).drop("import_id") for i in (1, 2))
    assert first.equals(second)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("MELTWATER-MENTIONS-en-header.csv", "meltwater.mentions"),
        ("METRICOOL-TIKTOK-en-header.csv", "metricool.posts"),
    ],
)
def test_real_headers_are_recognised(name, source):
    path = EXPORTS / "networks" / name
    if not path.exists():
        pytest.skip("the real exports do not lie next to this repository")
    [match] = recognise(read(name, path.read_bytes()).tables, SOURCES.values())
    assert match.source.id == source
