"""Audience and content formats from Meta: blocks under titles instead of one table."""

from datetime import date

import pytest

from tests.sources.exports import content, load_bytes, load_fixture, said


def audience(name, **answers: str):
    return load_fixture(name, **answers).tables["audience"]


def shares(frame, dimension):
    return dict(frame.filter(dimension=dimension).select("value", "share").iter_rows())


def test_a_listed_block_takes_its_network_from_its_own_title():
    loaded = load_fixture("meta_audience_listed.csv")
    frame = loaded.tables["audience"]
    assert loaded.questions == ()
    assert frame["network"].unique().to_list() == ["instagram"]
    assert shares(frame, "country") == {"France": pytest.approx(0.627)}
    assert shares(frame, "age_gender")["35+ Men"] == pytest.approx(0.08)


def test_says_that_the_number_of_followers_which_has_no_date_is_not_used():
    texts = said(load_fixture("meta_audience_listed.csv"))
    assert texts == ["“Facebook followers” (1 row) is not used yet"]


def test_reads_a_block_with_a_single_country():
    text = 'sep=,\n"Top countries"\n"France"\n"98.5"\n'
    frame = load_bytes("a.csv", text.encode("utf-16"), network="facebook").tables["audience"]
    assert frame.select("value", "share", "source_row").rows() == [("France", 0.985, 4)]


def test_reads_percents_with_a_decimal_comma():
    frame = audience("meta_audience_listed_pt.csv")
    assert shares(frame, "age_gender")["18-24 Mulheres"] == pytest.approx(0.239)
    assert shares(frame, "city") == {"Braga": pytest.approx(0.125), "Porto": pytest.approx(0.09)}


def test_a_wide_block_has_names_over_shares_and_each_fact_its_row():
    frame = audience("meta_audience_wide.csv", network="instagram")
    assert shares(frame, "city")["Ghent, Belgium"] == pytest.approx(0.011)
    assert frame.filter(dimension="city")["source_row"].unique().to_list() == [4]
    assert frame.filter(value="25-34 Men")["source_row"].to_list() == [9]
    assert frame["as_of"].unique().to_list() == [date(2026, 11, 23)]


def test_asks_for_the_network_that_no_title_names():
    loaded = load_fixture("meta_audience_wide_pt.csv")
    assert [question.key for question in loaded.questions] == ["network"]
    assert loaded.tables["audience"].is_empty()


def test_turns_dates_back_into_the_decimals_they_were():
    loaded = load_fixture("meta_audience_mangled.csv", network="facebook")
    frame = loaded.tables["audience"]
    assert shares(frame, "age_gender")["18-24 Women"] == pytest.approx(0.216)
    assert shares(frame, "city")["Ghent, Belgium"] == pytest.approx(0.041)
    assert frame.filter(dimension="age_gender")["share"].sum() == pytest.approx(1)
    turned = [text for text in said(loaded) if "into dates" in text]
    assert [text[-18:] for text in turned] == [". 2 were corrected", "s. 1 was corrected"]


def test_a_block_of_daily_follows_becomes_days_and_pages_are_left_out():
    loaded = load_fixture("meta_audience_mangled.csv", network="facebook")
    days = loaded.tables["account_days"]
    assert days.select("network", "follows").rows() == [("facebook", 4), ("facebook", 0)]
    assert [item.count for item in loaded.excluded] == [3]


def test_joins_names_that_a_spreadsheet_has_split():
    assert shares(audience("meta_audience_tabs.csv"), "city") == {
        "Lille, Hauts-de-France, France": pytest.approx(0.087),
        "Ghent, Belgium": pytest.approx(0.04),
        "Porto": pytest.approx(0.03),
    }


def test_warns_when_ages_and_genders_do_not_cover_everybody():
    edited = content("meta_audience_listed.csv").replace("30.5%".encode("utf-16-le"), b"1\0%\0")
    assert any("add up to 70.5%" in text for text in said(load_bytes("a.csv", edited)))


def test_formats_are_joined_by_name_and_absent_ones_stay_unknown():
    loaded = load_fixture(
        "meta_formats.csv", network="facebook", period_from="2026-01-01", period_to="2026-01-31"
    )
    frame = loaded.tables["breakdown"]
    rows = frame.select("value", "views", "interactions", "posts_published").rows()
    assert rows == [
        ("Reels", 5200, 28, 4),
        ("Links", 310, None, None),
        ("Photos", 220, 36, 3),
        ("Text", 14, None, 1),
        ("Stories", None, 5, 2),
    ]
    assert frame["source_row"].to_list() == [3, 3, 3, 3, 7]
    assert frame["dimension"].unique().to_list() == ["content_format"]


def test_formats_ask_for_network_and_period():
    keys = [question.key for question in load_fixture("meta_formats_pt.csv").questions]
    assert keys == ["network", "period_from", "period_to"]


def test_another_table_under_a_familiar_title_is_not_taken():
    text = "Top cities\nCity,Visits\nLille,5\nGhent,4\n"
    assert load_bytes("a.csv", text.encode()).source is None


def test_reads_a_page_that_has_a_single_format():
    text = 'sep=,\n"Conteúdo publicado"\n"Stories"\n"28"\n'
    loaded = load_bytes(
        "a.csv",
        text.encode("utf-16"),
        network="facebook",
        period_from="2026-01-01",
        period_to="2026-01-31",
    )
    assert loaded.tables["breakdown"].select("value", "posts_published").rows() == [("Stories", 28)]
