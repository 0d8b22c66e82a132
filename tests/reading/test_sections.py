from data.reading import read


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
