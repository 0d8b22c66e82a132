"""A file read piece by piece is the same file."""

import io
from functools import partial

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.chunks import LargeText
from data.sources.registry import LargeFile, ReadContext, load_large
from tests.sources.exports import TODAY, content, load_bytes

# Exports that are one table; those of several are small and are never read in pieces.
ONE_TABLE = (
    "facebook_posts_en.csv",
    "google_ads_campaigns_de.csv",
    "google_ads_campaigns_utf16.csv",
    "hootsuite_account.csv",
    "hubspot_contacts.csv",
    "instagram_posts_pt.csv",
    "leads.csv",
    "linkedin_ads_performance.csv",
    "meltwater_mentions.csv",
    "meta_ads_campaigns_fr.csv",
    "metricool_tiktok.csv",
    "sprout_posts.csv",
    "tiktok_ads.csv",
    "x_posts.csv",
    "x_tweets_fr.csv",
    "youtube_content_de.csv",
)


def in_pieces(name, data, chunk, **answers: str):
    """The tables of a file cut into pieces, and what was said of the whole."""
    steps: list[int] = []
    opened = load_large(
        partial(io.BytesIO, data), ReadContext(name, TODAY, answers), steps.append, chunk
    )
    assert isinstance(opened, LargeFile), opened
    pieces = list(opened.pieces(steps.append))
    assert len(steps) == 2 * len(pieces)  # once to see how columns are written, once to read
    tables = {
        table: pl.concat([piece.loaded.tables[table] for piece in pieces])
        for table in pieces[0].loaded.tables
    }
    return tables, opened.merged.whole(opened.loaded)


@pytest.mark.parametrize("name", ONE_TABLE)
@pytest.mark.parametrize("share", [1, 2, 3])
def test_pieces_give_the_rows_and_findings_of_the_whole(name, share):
    data = content(name)
    whole = load_bytes(name, data)
    longest = max(len(record) for record in data.split(b"\n")) * 4
    tables, merged = in_pieces(name, data, max(longest, len(data) // share))
    assert tables.keys() == whole.tables.keys()
    for table, frame in whole.tables.items():
        assert tables[table].equals(frame)
    assert (merged.source, merged.language, merged.encoding) == (
        whole.source,
        whole.language,
        whole.encoding,
    )
    assert merged.excluded == whole.excluded
    assert merged.understood == whole.understood
    assert [issue.what for issue in merged.issues] == [issue.what for issue in whole.issues]


HEAD = "Campaign type,Campaign,Day,Currency code,Cost,Impr.\n"


def report(rows):
    return (HEAD + "".join(rows)).encode()


def costs(rows, chunk=400, **answers: str):
    tables, merged = in_pieces("ads.csv", report(rows), chunk, **answers)
    return tables["ad_costs"], merged


def test_one_comma_at_the_end_decides_how_the_beginning_is_read():
    rows = [f'Search,Spring,2026-03-{day:02d},EUR,"1,250",7\n' for day in range(1, 29)]
    grouped, _ = costs(rows)
    assert grouped["spend"].unique().to_list() == [1250.0]
    decimal, _ = costs([*rows, 'Search,Spring,2026-03-30,EUR,"12,5",7\n'])
    assert decimal["spend"].to_list() == [1.25] * 28 + [12.5]


def test_a_row_that_repeats_an_earlier_piece_is_set_aside():
    head = b"lead_id,created_at,source\n"
    rows = [b"L%03d,2026-03-01,google\n" % n for n in range(60)]
    tables, merged = in_pieces("leads.csv", head + b"".join([*rows, rows[3]]), 300)
    assert tables["leads"].height == 60
    assert merged.quarantine["row"].to_list() == [62]


def test_the_totals_row_of_the_last_piece_is_checked_against_all_pieces():
    head = "Content,Video title,Video publish time,Views,Watch time (hours)\n"
    rows = [f'video{n:03d},A lamp,"Feb 2, 2026",{n},1.5\n' for n in range(1, 41)]
    data = "".join([head, *rows, "Total,,,820,60\n"]).encode()
    tables, merged = in_pieces("a.csv", data, 400)
    assert tables["posts"].height == 40
    views, watched = merged.understood[0].checks
    assert (views.held, views.difference) == (True, 0)
    assert (watched.held, watched.difference) == (True, 0)


def test_a_second_table_far_below_is_refused():
    rows = [f"Search,Spring,2026-03-{day:02d},EUR,1.5,7\n" for day in range(1, 29)]
    opened = load_large(
        partial(io.BytesIO, report([*rows, "\nDevice,Clicks\nphone,3\n"])),
        ReadContext("a.csv", TODAY),
        int,
        400,
    )
    assert "second table begins in row 31" in str(opened[0].what)


@given(st.lists(st.text('ab"\n,;é', max_size=12), min_size=1, max_size=40), st.integers(20, 80))
def test_cutting_never_splits_a_record(cells, chunk):
    frame = pl.DataFrame({"name": cells, "n": range(len(cells))}).cast(pl.String)
    data = frame.write_csv(quote_style="always").encode()
    text = LargeText.open(partial(io.BytesIO, data), chunk)
    found = pl.concat([cut.table.frame for cut in text.pieces()])
    assert found["c1"].to_list() == frame["n"].to_list()
    assert found["row"].to_list() == list(range(2, frame.height + 2))


def test_rows_that_do_not_line_up_are_set_aside_in_whichever_piece_they_stand():
    rows = [f"Search,C{n},2026-03-01,EUR,{n},1\n" for n in range(40)]
    for at, spoilt in (
        (3, "Search,Three,2026-03-01,EUR\n"),
        (38, "Search,x,x,2026-03-01,EUR,9,9\n"),
    ):
        frame, merged = costs([*rows[:at], spoilt, *rows[at + 1 :]])
        assert frame.height == 39
        assert merged.quarantine["row"].to_list() == [at + 2]


def test_a_last_piece_that_is_narrower_than_the_header_is_read_to_its_end():
    name, data = "metricool_instagram.csv", content("metricool_instagram.csv")
    cut = data[: data.index(b"\n") + 40]
    tables, merged = in_pieces(name, cut, data.index(b"\n") + 20)
    assert tables["posts"].is_empty()
    assert merged.quarantine.height == 1


def test_a_large_file_that_nobody_knows_is_read_as_its_answers_say():
    rows = "".join(f"2026-03-{n:02},{n * 10},{n}\n" for n in range(1, 29))
    data = ("Datum des Tages,Impressions,Likes received\n" + rows).encode()
    opened = load_large(
        partial(io.BytesIO, data), ReadContext("own.csv", TODAY), lambda _n: None, 200
    )
    assert isinstance(opened, LargeFile)
    assert opened.loaded.mapping is not None
    chosen = {q.key: q.guess or "accept" for q in opened.loaded.questions} | {"network": "bluesky"}
    answered = opened.answered(chosen)
    assert answered.loaded.questions == ()
    frames = [piece.loaded.tables["account_days"] for piece in answered.pieces(lambda _n: None)]
    assert (len(frames) > 1, sum(frame["impressions"].sum() for frame in frames)) == (True, 4060)
    assert opened.answered({"mapping": "refuse"}).loaded.refused
