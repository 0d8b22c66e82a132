"""A totals row is found by its figures where its word was damaged."""

from __future__ import annotations

import pytest

from tests.sources.exports import load_bytes

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
