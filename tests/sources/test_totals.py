"""A totals row is found by its figures where its word was damaged."""

from __future__ import annotations

import pytest

from tests.sources.exports import load_bytes, said

HEAD = "Campaign report\nx\nDay,Campaign,Currency code,Cost,Impr.,Clicks,Conversions\n"
ROWS = [(12.5, 900, 31, 1.5), (8.25, 1_400, 44, 2), (3.0, 210, 7, 0), (19.75, 2_800, 90, 4.5)]


def report(rows, last=""):
    lines = [
        f"2026-03-0{n},Spring,EUR," + ",".join(str(value) for value in row)
        for n, row in enumerate(rows, start=1)
    ]
    return (HEAD + "\n".join(lines) + "\n" + last).encode()


def summed(word, rows=ROWS):
    return f"2026-03-09,{word},EUR," + ",".join(
        str(sum(column)) for column in zip(*rows, strict=True)
    )


@pytest.mark.parametrize("word", ["Totl", "T0tal: Account", ""])
def test_a_damaged_totals_row_is_set_aside(word):
    loaded = load_bytes("campaigns.csv", report(ROWS, summed(word)))
    assert loaded.tables["ad_costs"]["spend"].sum() == 43.5
    assert loaded.quarantine.height == 1


def test_a_day_like_any_other_stays():
    loaded = load_bytes("campaigns.csv", report([*ROWS, (43.5, 5_310, 171, 8)]))
    assert loaded.tables["ad_costs"].height == 5


def test_in_a_short_file_one_row_may_be_the_sum_of_the_others():
    loaded = load_bytes("campaigns.csv", report(ROWS[:2], summed("Spring", ROWS[:2])))
    assert loaded.tables["ad_costs"].height == 3


ADS = (
    "Campaign name,Ad set name,Day,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\n"
)


def ads(*rows: str):
    return load_bytes("ads.csv", (ADS + "\n".join(rows) + "\n").encode())


def ad(name, spend, impressions, ad_set="All"):
    return f"{name},{ad_set},2026-03-01,{spend},{impressions},2026-03-01,2026-03-01"


THREE = (ad("Brand", 10.4, 100), ad("Generic", 20.4, 200), ad("Total Care", 30.4, 300))


@pytest.mark.parametrize(
    "word",
    [
        "Total",
        " TOTALS ",
        "Grand total",
        "Subtotal",
        "Sous-total",
        "Gesamt",
        "Totale",
        "Suma",
        "Total:",
        "Итого",
        "合計",
        "Zwischensumme",
        "Total général",
        "(Total)",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_row_that_calls_itself_a_total_never_counts(word, place):
    rows = [*THREE]
    rows.insert(place, ad(word, 61, 600))  # rounded: the rows add up to 61.2
    loaded = ads(*rows)
    assert loaded.tables["ad_costs"]["spend"].to_list() == [10.4, 20.4, 30.4]
    assert [(str(one.what), one.count) for one in loaded.excluded] == [("Totals row", 1)]
    assert said(loaded) == []


@pytest.mark.parametrize(
    "word", ["Total Care", "Totally new", "Sum of parts", "All campaigns total mix"]
)
def test_a_campaign_whose_name_holds_the_word_counts(word):
    assert ads(*THREE, ad(word, 61, 599)).tables["ad_costs"].height == 4


def test_a_total_in_another_column_of_words_never_counts():
    rows = (*THREE, ad("Total Care", 61.2, 600, ad_set="Total"))
    assert ads(*rows).tables["ad_costs"].height == 3


def test_totals_of_stacked_months_are_their_sum():
    rows = (*THREE[:2], ad("Total", 30.8, 300), ad("March", 5, 50), ad("Total", 5, 50))
    loaded = ads(*rows)
    assert loaded.tables["ad_costs"]["spend"].sum() == pytest.approx(35.8)
    assert said(loaded) == []


@pytest.mark.parametrize(
    ("spend", "impressions", "expected", "report"),
    [
        (61.2, 600, [], None),
        (61.4, 600, [], None),  # four figures rounded to a tenth may be 0.2 away
        (
            61.5,
            600,
            ["“Amount spent (EUR)” add up to 61.2, but the file’s own total is 61.5"],
            None,
        ),
        (61.2, 601, ["“Impressions” add up to 600, but the file’s own total is 601"], None),
        (
            90.0,
            600,
            ["“Amount spent (EUR)” add up to 61.2, but the file’s own total is 90"],
            "part",
        ),
        (
            30.0,
            300,
            ["“Amount spent (EUR)” add up to 61.2, but the file’s own total is 30"],
            None,
        ),
    ],
)
def test_rows_are_held_against_the_totals_of_their_file(spend, impressions, expected, report):
    loaded = ads(*THREE, ad("Total", spend, impressions))
    assert [text.partition("The rows of ")[2] for text in said(loaded)] == expected
    assert loaded.tables["ad_costs"]["report"].unique().to_list() == [report]


def test_the_largest_of_several_totals_is_that_of_the_account():
    loaded = ads(*THREE, ad("Total", 61.2, 600), ad("Grand total", 100, 1_000))
    assert "total is 100" in said(loaded)[0]


def test_a_post_whose_text_is_the_word_counts():
    text = "Post ID,Page name,Title,Publish time,Permalink,Post type,Reach\n"
    text += "1,Us,Total,03/01/2026 10:00,https://www.facebook.com/1,Photos,5\n"
    text += "2,Us,Spring,03/02/2026 10:00,https://www.facebook.com/2,Photos,7\n"
    loaded = load_bytes("posts.csv", text.encode())
    assert loaded.source != "facebook.posts" or loaded.tables["posts"].height == 2
    assert loaded.tables["posts"].height == 2


@pytest.mark.parametrize(("spend", "rows"), [(50.0, 4), (49.9, 4), (49.0, 5)])
def test_a_last_row_may_differ_from_the_sum_by_the_rounding_of_amounts(spend, rows):
    parts = [(12.5, 900), (8.2, 1_400), (3.0, 210), (26.3, 2_800)]
    lines = [ad(f"c{n}", *part) for n, part in enumerate(parts)]
    loaded = ads(
        *lines,
        ad("", spend, 5_310),
    ).tables["ad_costs"]
    assert loaded.height <= rows
    named = ads(*lines, ad("Everything", spend, 5_310)).tables["ad_costs"]
    assert named.height == rows


def videos(*rows: str):
    head = "Content,Video title,Video publish time,Views,Watch time (hours),Likes\n"
    return load_bytes("Table data.csv", (head + "\n".join(rows) + "\n").encode())


@pytest.mark.parametrize("word", ["T’tal", "Tot", "x"])
@pytest.mark.parametrize("place", [0, 2])
def test_a_row_without_a_title_that_holds_all_others_is_one_of_totals(word, place):
    rows = ['a,A lamp,"Feb 19, 2026",100,3.5,4', 'b,A chair,"Feb 20, 2026",50,1.5,2']
    rows.insert(place, f"{word},,,151,5.0,6")
    loaded = videos(*rows)
    assert loaded.tables["posts"]["views"].sum() == 150
    assert loaded.quarantine.height == 1


@pytest.mark.parametrize("row", ["x,,,149,5.0,6", 'x,A desk,"Feb 21, 2026",151,5.0,6'])
def test_a_deleted_or_a_great_video_counts(row):
    rows = ['a,A lamp,"Feb 19, 2026",100,3.5,4', 'b,A chair,"Feb 20, 2026",50,1.5,2']
    assert videos(row, *rows).tables["posts"].height == 3
