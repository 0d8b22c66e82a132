import io
import json
import sys
import zipfile
from datetime import UTC, datetime

import polars as pl
import pytest

from data.sources.registry import load
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said

NAMES = ("x_posts.csv", "facebook_posts_en.csv", "youtube_content.zip")


def zipped(members, written=(1980, 1, 1, 0, 0, 0)):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, written), data)
    return out.getvalue()


def test_a_bundle_of_exports_gives_a_part_for_each_with_its_own_bytes():
    bundle = zipped({name: content(name) for name in NAMES})
    parts = load("bundle.zip", bundle, {}, today=TODAY)
    assert [part.file for part in parts] == [f"bundle.zip/{name}" for name in NAMES]
    assert [part.content for part in parts] == [content(name) for name in NAMES]
    assert {part.loaded.source for part in parts} == {
        "x.posts",
        "facebook.posts",
        "youtube.content",
    }


def test_a_zip_around_one_export_is_that_export():
    data = zipped({"deep/folder/x_posts.csv": content("x_posts.csv")})
    (part,) = load("one.zip", data, {}, today=TODAY)
    assert (part.file, part.content) == ("one.zip", data)
    alone = load_fixture("x_posts.csv").tables["posts"].drop("observed_at")
    assert part.loaded.tables["posts"].drop("observed_at").equals(alone)


def test_snapshots_are_dated_by_the_name_then_by_the_zip_then_by_the_day_of_import():
    export = content("x_posts.csv")
    zipped_then = zipped({"x.csv": export}, written=(2026, 3, 4, 5, 6, 8))
    (part,) = load("one.zip", zipped_then, {}, today=TODAY)
    (named,) = load("x_1769000000000.csv", export, {}, today=TODAY)
    (bare,) = load("x.csv", export, {}, today=TODAY)
    seen = [p.loaded.tables["posts"]["observed_at"].unique().to_list() for p in (part, named, bare)]
    assert seen == [
        [datetime(2026, 3, 4, 5, 6, 8, tzinfo=UTC)],
        [datetime(2026, 1, 21, 12, 53, 20, tzinfo=UTC)],
        [datetime(2026, 11, 23, tzinfo=UTC)],
    ]


def test_a_member_that_is_no_export_does_not_hide_the_others():
    data = zipped({"x_posts.csv": content("x_posts.csv"), "notes.txt": b"buy wool\n"})
    parts = load("mix.zip", data, {}, today=TODAY)
    assert [part.loaded.source for part in parts] == ["x.posts", None]


def test_rows_without_an_id_are_set_aside_with_their_cells():
    head, first, second = content("x_posts.csv").split(b"\n")
    nameless = second[second.index(b",") :].replace(b"https://x.com/atelierbrume/status/", b"")
    loaded = load_bytes("a.csv", b"\n".join([head, first, nameless]))
    assert loaded.tables["posts"].height == 1
    (record,) = loaded.quarantine.to_dicts()
    assert record["row"] == 3
    assert json.loads(record["reason"])["text"] == "“{column}” is empty"
    assert "@friend thank you!" in json.loads(record["record"])


def test_a_post_that_stands_twice_counts_once():
    head, first, second = content("x_posts.csv").split(b"\n")
    loaded = load_bytes("a.csv", b"\n".join([head, first, second, first, b""]))
    assert loaded.tables["posts"].height == 2
    assert loaded.quarantine["row"].to_list() == [4]


def test_an_unreadable_figure_is_unknown_and_said():
    spoilt = content("x_posts.csv").replace(b",420,", b",4.apr,")
    loaded = load_bytes("a.csv", spoilt)
    assert loaded.tables["posts"]["impressions"].to_list() == [None, 44]
    assert said(loaded) == ["1 value cannot be read: “4.apr”. It counts as unknown"]
    assert loaded.issues[0].where.column == "Impressions"


def test_dates_that_a_spreadsheet_turned_round_are_noticed():
    turned = content("facebook_posts_en.csv").replace(b"01/14/2026", b"14/01/2026")
    turned = turned.replace(b"10/31/2026", b"31/10/2026")
    loaded = load_bytes("a.csv", turned)
    assert any("DD/MM/YYYY" in text for text in said(loaded))
    assert loaded.tables["posts"]["published_on"][0].isoformat() == "2026-01-14"


def test_rows_in_the_future_are_pointed_out():
    late = content("x_posts.csv").replace(b"Aug 15, 2026", b"Aug 15, 2027")
    assert any("future" in text for text in said(load_bytes("a.csv", late)))


def test_rows_carry_where_they_came_from_and_no_import_yet():
    frame = load_fixture("x_posts.csv").tables["posts"]
    assert frame["source_row"].to_list() == [2, 3]
    assert frame["import_id"].null_count() == 2


def test_dates_that_a_day_first_spreadsheet_half_read_are_put_right():
    spoilt = content("facebook_posts_fr.csv").replace(b'"06/16/2026 08:00"', b"2026-05-06 08:00:00")
    loaded = load_bytes("a.csv", spoilt)
    assert [day.isoformat() for day in loaded.tables["posts"]["published_on"]] == [
        "2026-03-01",
        "2026-06-05",
    ]
    assert any("swapped day and month" in text for text in said(loaded))


def test_another_export_in_the_same_file_is_named():
    both = content("x_posts.csv") + b"\n\n" + content("tiktok_overview_es.csv")[3:]
    loaded = load_bytes("a.csv", both)
    assert loaded.source == "tiktok.overview"  # it has more rows
    assert any("another export (X posts)" in text for text in said(loaded))


@pytest.mark.parametrize("kept", [b"1.79E+16", b"17900000000000000"])
def test_ids_that_a_spreadsheet_shortened_are_refused_not_merged(kept):
    spoilt = content("instagram_posts_pt.csv")
    for number in (1, 2):
        spoilt = spoilt.replace(b"1790000000000000%d" % number, kept)
    loaded = load_bytes("a.csv", spoilt)
    assert loaded.tables["posts"].is_empty()
    assert loaded.refused
    assert "shortened the id" in said(loaded)[0]


def test_a_panic_of_the_engine_is_a_refusal_in_words(monkeypatch):
    def panics(_document, _given, _sources):
        raise pl.exceptions.PanicException("as from the engine")

    monkeypatch.setattr(sys.modules["data.sources.loading.load"], "assemble", panics)
    (part,) = load("x.csv", content("x_posts.csv"), {}, today=TODAY)
    assert part.loaded.refused
    assert "something in it is new" in said(part.loaded)[0]
