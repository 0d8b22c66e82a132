import pytest

from data.reading import read
from data.reading.grid import grid
from data.reading.sections import sections


def tables(text, name="a.csv"):
    return read(name, text.encode()).tables


def test_finds_the_header_below_a_preamble():
    (table,) = tables("# Report\n# Start date: 20260101\n\nPage,Views,Users\n/a,3,2\n/b,4,3\n")
    assert table.header == ("Page", "Views", "Users")
    assert table.preamble == (("# Report",), ("# Start date: 20260101",))
    assert table.frame["row"].to_list() == [5, 6]


def test_splits_stacked_tables_and_keeps_their_titles():
    first, second = tables(
        'sep=,\n"Reach"\n"Date","Primary"\n"d1","5"\n\n"Views"\n"Date","Primary"\n"d1","7"\n'
    )
    assert (first.title, second.title) == ("Reach", "Views")
    assert second.frame.rows() == [(8, "d1", "7")]


def test_a_stray_blank_line_does_not_end_a_table():
    (table,) = tables("Page,Views\n/a,3\n\n/b,4\n")
    assert table.frame["c0"].to_list() == ["/a", "/b"]
    assert table.frame["row"].to_list() == [2, 4]


def test_a_second_header_after_a_blank_line_starts_a_table():
    first, second = tables("Page,Views\n/a,3\n\nCity,Users\nLyon,4\n")
    assert (first.header, second.header) == (("Page", "Views"), ("City", "Users"))


def test_cells_beyond_the_header_stay_when_they_hold_something():
    (table,) = tables("Channel,Sessions\n,242,Grand total\nDirect,224\n")
    assert table.frame["c2"].to_list() == ["Grand total", None]


def test_padding_of_a_re_saved_file_is_dropped():
    (table,) = tables("Views;;;\nDate;Primary;;\n2026-01-01;3;;\n")
    assert (table.title, table.header, table.frame.width) == ("Views", ("Date", "Primary"), 3)


def test_a_title_over_one_name_and_one_figure_is_a_table():
    first, second = tables(
        'sep=,\n"Countries"\n"France"\n"98.5"\n\n"Cities"\n"Lille","Lens"\n"3","2"\n'
    )
    assert (first.title, first.header) == ("Countries", ("France",))
    assert first.frame.select("row", "c0").rows() == [(4, "98.5")]
    assert (second.title, second.header) == ("Cities", ("Lille", "Lens"))


def test_equal_header_names_keep_their_places():
    (table,) = tables("Id,Views,Views\n1,2,3\n")
    assert table.header == ("Id", "Views", "Views")
    assert table.frame.rows() == [(2, "1", "2", "3")]


def test_a_title_with_nothing_under_it_is_not_lost():
    (table,) = tables("Facebook followers by gender and age\n\n\n")
    assert (table.header, table.title) == ((), "Facebook followers by gender and age")


def test_lines_that_a_program_spaced_out_are_one_table():
    (table,) = tables("Page,Views\r\r\n/a,3\r\r\n/b,4\r\r\n")
    assert table.frame.height == 2


def test_narrow_lines_of_a_preamble_are_not_the_header():
    (table,) = tables("Account,Acme\nPeriod,June\nDay,Campaign,Cost,Clicks\nd1,a,1,2\nd2,b,1,2\n")
    assert table.header == ("Day", "Campaign", "Cost", "Clicks")
    assert table.preamble == (("Account", "Acme"), ("Period", "June"))


def test_a_caption_with_loose_commas_does_not_hide_the_header():
    (table,) = tables("Id,Text,Views\n1,a,5\n2,one, two, three, four,6\n3,b,7\n")
    assert table.header == ("Id", "Text", "Views")
    assert table.frame.height == 3


def test_the_corner_of_a_header_may_be_blank():
    (table,) = tables("Age & gender\n,Women,Men\n18-24,3,4\n25-34,5,6\n")
    assert (table.title, table.header) == ("Age & gender", ("", "Women", "Men"))


def test_rows_after_a_blank_line_stay_rows_though_they_are_shorter():
    (table,) = tables("Day,Page,Views,Users\n\n2026-01-01,/a\n2026-01-02,/b\n")
    assert table.header == ("Day", "Page", "Views", "Users")
    assert table.frame.rows() == [
        (3, "2026-01-01", "/a", None, None),
        (4, "2026-01-02", "/b", None, None),
    ]


def test_unquoted_commas_in_most_rows_do_not_hide_a_short_header():
    (table,) = tables("Top cities\tValue\t\nKyiv\t Ukraine\t15.3%\nLviv\t Ukraine\t2%\n")
    assert table.header == ("Top cities", "Value")


def read_table(text):
    (table,) = sections(grid(text.encode()))
    return table


@pytest.mark.parametrize(
    ("head", "header"),
    [
        ("#,Name,Votes", ("#", "Name", "Votes")),
        ("# of posts,Name,Votes", ("# of posts", "Name", "Votes")),
        (
            "# posts: all,# likes: all,# votes: all",
            ("# posts: all", "# likes: all", "# votes: all"),
        ),
        ("# Account: Ada, Inc.,\nNo,Name,Votes", ("No", "Name", "Votes")),
        ("# ------,-,-\nNo,Name,Votes", ("No", "Name", "Votes")),
        ("# All users\nNo,Name,Votes", ("No", "Name", "Votes")),
    ],
)
def test_a_header_may_begin_with_a_hash_and_a_comment_never_is_one(head, header):
    assert read_table(f"{head}\n1,Ada,3\n2,Bob,4\n3,Cy,5\n").header == header


@pytest.mark.parametrize(
    ("below", "described"),
    [
        ("", 0),
        ("Number,Of person,Of votes,Of seats\n", 1),
        ("Number,Of person,Of votes,Of seats\nimport a,import b,import c,import d\n", 2),
        ("n/a,Eve,n/a,n/a\n", 0),
        ("1,Eve,many,3\n", 0),
    ],
)
def test_records_that_describe_the_columns_in_words_are_counted(below, described):
    table = read_table(f"No,Name,Votes,Seats\n{below}1,Ada,3,1\n2,Bob,4,2\n3,Cy,5,2\n")
    assert table.header == ("No", "Name", "Votes", "Seats")
    assert table.described == described


def test_names_that_repeat_are_told_apart_by_the_groups_above_them():
    table = read_table(
        ",Organic,,Paid,\nDay,Views,Clicks,Views,Clicks\n1 May,3,1,5,2\n2 May,4,1,6,2\n"
    )
    assert table.header == ("Day", "Organic Views", "Organic Clicks", "Paid Views", "Paid Clicks")


def test_a_title_above_names_that_repeat_is_no_group():
    table = read_table("Report of May\nDay,Views,Clicks,Views\n1 May,3,1,5\n2 May,4,1,6\n")
    assert table.header == ("Day", "Views", "Clicks", "Views")
