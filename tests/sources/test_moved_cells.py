"""Separators that join or split cells, damaged titles and stray lines: reported, never counted."""

import io
from functools import partial

import polars as pl
import pytest

from data.sources.registry import ReadContext, load_large
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said

PERIOD = {"network": "facebook", "period_from": "2026-01-01", "period_to": "2026-01-31"}


def formats(*lines: str):
    return load_bytes("formats.csv", "\n".join([*lines, ""]).encode(), **PERIOD)


def views(loaded):
    return dict(loaded.tables["breakdown"].select("value", "views").rows())


VIEWS = ("Views;;", "Reels;Links;Photos", "5200;310;220")
POSTS = ("Published content;;", "Reels;Photos;", "4;3;")


def test_blocks_are_read_as_they_are():
    loaded = formats(*VIEWS, ";;", *POSTS)
    assert views(loaded) == {"Reels": 5200, "Links": 310, "Photos": 220}
    assert loaded.quarantine is None


@pytest.mark.parametrize("figures", ["5200310;220", "5200;;310;220", "5200;310;220;7"])
def test_a_block_with_a_separator_too_few_or_too_many_is_set_aside(figures):
    loaded = formats(*VIEWS[:2], figures, ";;", *POSTS)
    assert views(loaded) == {"Reels": None, "Photos": None}
    assert loaded.quarantine["row"].to_list() == [3]
    assert any(text.startswith("1 row was skipped") for text in said(loaded))


def test_a_separator_lost_before_the_padding_is_seen_by_the_width_of_the_other_records():
    loaded = formats(*VIEWS, ";;", *POSTS[:2], "43;")
    assert loaded.tables["breakdown"]["posts_published"].to_list() == [None, None, None]
    assert loaded.quarantine["row"].to_list() == [7]


def test_where_no_block_is_left_the_file_is_refused_and_its_row_kept():
    loaded = formats(*VIEWS[:2], "5200310;220")
    assert loaded.refused
    assert loaded.source == "meta.formats"
    assert loaded.quarantine.height == 1
    assert "The export has only 1 row, and it cannot be used" in said(loaded)


def test_a_figure_beyond_the_last_name_beside_an_empty_cell_is_a_moved_row():
    text = content("x_days.csv").decode("utf-8-sig").splitlines()
    moved = [f"{text[0]},", f"{text[1]},", f"{text[2]},", f"{text[2].replace(',', ',,', 1)}"]
    loaded = load_bytes("x_days.csv", "\n".join(moved).encode())
    assert loaded.quarantine["row"].to_list() == [4]


def test_a_list_of_places_may_have_a_comma_in_their_names():
    text = "Instagram followers by top cities\nTop cities,Value\nLille, France,60%\nGhent,40%\n"
    loaded = load_bytes("a.csv", text.encode(), network="instagram")
    assert loaded.tables["audience"]["value"].to_list() == ["Lille, France", "Ghent"]


def test_a_block_whose_title_is_damaged_is_a_warning():
    loaded = formats(*VIEWS, ";;", "Publisxed content;;", *POSTS[1:])
    (issue,) = [i for i in loaded.issues if "was not read" in i.what.text]
    assert issue.level.value == "warning"
    assert str(issue.what).startswith("“Publisxed content” (1 row) was not read")


def test_a_section_whose_header_is_almost_known_is_a_warning():
    days = "# Start date: 20260301\n# End date: 20260302\nNth day,{}\n0000,5\n0001,6\n"
    text = days.format("Sessions") + "\n" + days.format("Sesions")
    loaded = load_bytes("ga4.csv", text.encode())
    assert loaded.tables["web_sessions"]["sessions"].sum() == 11
    assert any("looks like a table that was" in text for text in said(loaded))


def test_a_table_of_another_kind_is_only_noted():
    text = (
        "Facebook followers\n5200\n\n"
        "Instagram followers by top cities\nTop cities,Value\nLille,60%\nGhent,40%\n"
    )
    assert not any(
        "looks like" in text for text in said(load_bytes("a.csv", text.encode(), network="x"))
    )


@pytest.mark.parametrize("mark", ["#", "# "])
def test_a_header_written_as_a_remark_loses_no_column(mark):
    text = content("microsoft_ads_api.csv").decode("utf-8-sig")
    whole = load_fixture("microsoft_ads_api.csv").tables["ad_costs"]
    [head] = [line for line in text.splitlines() if "Impressions" in line]
    marked = load_bytes("microsoft_ads_api.csv", text.replace(head, mark + head).encode())
    assert marked.tables["ad_costs"].equals(whole)


def test_rows_of_words_go_on_after_a_blank_record():
    text = content("touches.csv").decode()
    first, *rows = text.splitlines()
    spaced = "\n".join([first, rows[0], "", *rows[1:], ""])
    assert load_bytes("touches.csv", spaced.encode()).tables["touches"].height == len(rows)


def test_rows_that_repeat_are_set_aside_where_some_of_what_names_them_has_no_column():
    text = content("search_console_queries_de.csv").decode("utf-8-sig")
    last = text.splitlines()[-1]
    period = {key: PERIOD[key] for key in ("period_from", "period_to")}
    loaded = load_bytes("search_console_queries_de.csv", f"{text}{last}\n".encode(), **period)
    assert loaded.tables["search_days"].height == 2
    assert loaded.quarantine.height == 1


def test_equal_records_that_are_counted_together_are_told():
    text = content("brevo_recipients.csv").decode("utf-8-sig")
    last = text.splitlines()[-1]
    loaded = load_bytes("brevo_recipients.csv", f"{text}{last}\n".encode())
    assert any(text.startswith("1 row is exactly like an earlier one") for text in said(loaded))
    assert not any("exactly like" in text for text in said(load_fixture("brevo_recipients.csv")))


def test_the_totals_tell_two_columns_of_one_name_apart():
    name = "google_ads_search_terms_de.csv"
    text = content(name).decode("utf-8-sig")
    damaged = text.replace(",Conversions,Kosten/Conv.", ",Kosten/Conv.,Kosten/Conv.")
    assert any("appears twice" in text for text in said(load_bytes(name, damaged.encode())))


@pytest.mark.parametrize("year", ["0001", "1989", "2101"])
def test_a_period_that_no_export_can_have_is_asked_for(year):
    name = "linkedin_ads_conversions.csv"
    text = (
        content(name)
        .decode("utf-8-sig")
        .replace("September 1, 2026, 12", f"September 1, {year}, 12")
    )
    assert [question.key for question in load_bytes(name, text.encode()).questions] == [
        "period_from",
        "period_to",
    ]


def test_a_large_file_whose_rows_only_helpers_tell_apart_is_refused():
    data = content("klaviyo_flows.csv")
    given = ReadContext("klaviyo_flows.csv", TODAY, {})
    (issue,) = load_large(partial(io.BytesIO, data), given, lambda _size: None, 300)
    assert str(issue.what).startswith("The file is far too large for this export")


def test_invisible_signs_in_names_that_become_values_are_left_out():
    name = "google_business_2026-3-1_2026-3-31.csv"
    text = content(name).decode("utf-8-sig")
    head = text.splitlines()[0]
    spaced = text.replace(head, head.replace(" ", "\u00a0"))
    kept = pl.exclude("import_id", "observed_at")
    assert (
        load_bytes(name, spaced.encode())
        .tables["breakdown"]
        .select(kept)
        .equals(load_fixture(name).tables["breakdown"].select(kept))
    )


def connector(year):
    name = "ga4_events_connector.csv"
    text = (
        content(name).decode("utf-8-sig").replace("2026-03-05,purchase", f"{year}-03-05,purchase")
    )
    return load_bytes(name, text.encode())


def test_events_of_a_year_that_cannot_be_have_the_day_of_their_instant():
    days = connector("0001").tables["conversions"]["converted_on"].to_list()
    assert [str(day) for day in days] == ["2026-03-05"]


def test_events_of_the_future_are_told_once():
    told = [one for one in said(connector("2062")) if "future" in one]
    assert told == ["1 row is in the future: 2062-03-05"]


def test_shares_of_more_than_all_people_are_unknown():
    name = "tiktok_follower_gender.csv"
    text = content(name).decode("utf-8-sig") + "2024-07-18,362\n"
    loaded = load_bytes(name, text.encode())
    assert loaded.tables["audience"]["share"].max() <= 1
    assert any("cannot be" in text for text in said(loaded))


def test_an_export_below_another_is_named_by_its_columns():
    below = content("ga4_exploration_de.csv").decode("utf-8-sig")
    text = content("search_console_dates_fr.csv").decode("utf-8-sig")
    loaded = load_bytes("search_console_dates_fr.csv", f"{text}\n{below}".encode())
    assert loaded.source == "search_console.performance"
    (issue,) = [i for i in loaded.issues if "is another export" in i.what.text]
    assert "Google Analytics" in str(issue.what)


def test_a_moved_cell_says_nothing_of_how_the_others_are_written():
    text = (
        "Campaign name,Day,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\n"
        "Spring,2026-03-01,120.00,100,2026-03-01,2026-03-01\n"
        'Autumn,Brand,"1.234,56",200\n'
    )
    rows = load_bytes("ads.csv", text.encode()).tables["ad_costs"]
    assert rows["spend"].to_list() == [120.0]
