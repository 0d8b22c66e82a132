from datetime import date

from tests.sources.exports import content, load_bytes, load_fixture, said


def test_one_figure_a_day_and_blank_days_are_unknown():
    loaded = load_fixture("pinterest_overview_audience.csv")
    days = loaded.tables["account_days"]
    assert days["reach"].to_list() == [None, 56, 62]
    assert days["source_row"].to_list() == [14, 15, 16]
    assert (days["impressions"].null_count(), loaded.issues) == (3, ())


def test_boards_and_pins_are_figures_of_the_period_and_no_posts():
    loaded = load_fixture("pinterest_overview_audience.csv")
    assert loaded.tables.keys() == {"account_days", "breakdown"}
    items = loaded.tables["breakdown"]
    assert items["dimension"].to_list() == ["board", "board", "pin", "pin"]
    assert items["impressions"].to_list() == [196, 58, 111, 42]
    assert items["interactions"].to_list() == [64, 7, None, None]
    assert items["period_from"].unique().to_list() == [date(2026, 9, 28)]
    assert items["period_to"].unique().to_list() == [date(2026, 9, 30)]
    assert [item.count for item in loaded.excluded] == [2]


def test_settings_tell_the_use_and_a_filter_is_pointed_out():
    loaded = load_fixture("pinterest_overview_impressions.csv")
    days = loaded.tables["account_days"]
    assert days["use"].unique().to_list() == ["organic"]
    assert days["impressions"].to_list() == [121, 0, 98]
    assert said(loaded) == [
        (
            "The export shows only a part of the account (devices: Mobile), so its values are not "
            "totals"
        )
    ]


def test_a_figure_without_a_place_is_said():
    other = content("pinterest_overview_audience.csv").replace(b"Total audience", b"Closeups")
    loaded = load_bytes("a.csv", other)
    assert said(loaded)[0].startswith("“Closeups” is not counted here")


def test_days_without_the_title_are_not_taken_for_pinterest():
    bare = b"Date,Outbound clicks\r\n2026-09-28,4\r\n"
    assert load_bytes("a.csv", bare).source != "pinterest.overview"


def test_every_block_of_insights_is_a_dimension_as_of_the_day_of_the_file():
    frame = load_fixture("pinterest_audience.csv").tables["audience"]
    groups = {d: g["share"].to_list() for (d,), g in frame.group_by("dimension")}
    assert groups["interest_category"] == [0.925, 0.5]
    assert groups["interest"] == [0.919, 0.4]
    assert (groups["country"], groups["age"]) == ([0.776, 0.1], [0.4, 0.2])
    assert frame["as_of"].unique().to_list() == [date(2026, 5, 9)]


def test_insights_about_all_of_pinterest_are_not_an_audience():
    everyone = content("pinterest_audience.csv").replace(
        b"Your engaged audience", b"Pinterest total audience"
    )
    assert load_bytes("a.csv", everyone).source != "pinterest.audience"
