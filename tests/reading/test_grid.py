import csv
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.delimiter import vote
from data.reading.grid import LONGEST_CELL, grid
from data.reading.table import Unreadable
from tests.languages import is_translated

CELL = st.text(st.sampled_from('ab1 ,;"\n\té'), max_size=6)


def written(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_votes_over_quoted_records(delimiter):
    rows = [
        ["Post", "Text", "Views"],
        *[[str(i), "one, two; three | four\nfive", "7"] for i in range(9)],
    ]
    assert vote(written(rows, delimiter).decode()) == delimiter


def test_a_declared_separator_wins_while_it_separates():
    assert vote("sep=;\na,b;c\n1,2;3\n") == ";"
    assert vote("sep=;\na,b,c\n1,2,3\n") == ","


def test_a_bar_in_campaign_names_is_no_separator():
    assert vote("Campaign,Cost\nSpring | FR,3\nSummer | DE,4\n") == ","


@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=30)
    )
)
def test_the_fast_way_reads_what_the_careful_way_reads(rows):
    rows = [[f"name{i}" for i in range(len(rows[0]))], *rows]
    content = written(rows)
    careful, fast = grid(content, fast_from=1 << 30), grid(content, fast_from=0)
    assert careful.frame.equals(fast.frame)


@given(st.lists(st.lists(CELL.filter(bool), min_size=3, max_size=3), min_size=1, max_size=20))
def test_cells_come_back_as_they_were_written(rows):
    rows = [["name", "text", "value"], *rows]
    frame = grid(written(rows)).frame
    assert [list(row) for row in frame.drop("row").rows()] == rows
    assert frame["row"].to_list() == list(range(1, len(rows) + 1))


def test_blank_lines_count_as_records_both_ways():
    content = b"title\n\na,b\n1,2\n\n3,4\n"
    careful, fast = grid(content, fast_from=1 << 30), grid(content, fast_from=0)
    assert careful.frame["row"].to_list() == fast.frame["row"].to_list() == [1, 2, 3, 4, 5, 6]
    assert careful.frame.equals(fast.frame)


@pytest.mark.parametrize(
    "content",
    [
        b",".join(b"c%d" % i for i in range(100_000)),
        b'a,b\n"' + b"never closed " * 20_000,
        b"a,b\n1,2,3\n" + b"x" * (LONGEST_CELL + 1) + b",1\n",
    ],
    ids=["too wide", "open quote", "huge cell"],
)
def test_refuses_what_no_export_looks_like(content):
    with pytest.raises(Unreadable) as verdict:
        grid(content, fast_from=1 << 30)
    assert is_translated(verdict.value.finding.fix)


def test_a_long_cell_is_not_called_open_and_an_open_one_is_not_called_long():
    """The reason is the right one, so that it leads to what is wrong with the file."""
    long = b"a,b\n1,2,3\n" + b"x" * (LONGEST_CELL + 1) + b",1\n"
    with pytest.raises(Unreadable, match="After row 2 a cell is longer than 1048576 characters"):
        grid(long, fast_from=1 << 30)
    with pytest.raises(Unreadable, match="After row 2 a cell never ends"):
        grid(long.replace(b"xx", b'"x', 1), fast_from=1 << 30)


def test_the_text_of_a_long_email_is_read():
    cells = grid(b"a,b\n" + b"x" * 200_000 + b",1\n")
    assert cells.frame.rows() == [(1, "a", "b"), (2, "x" * 200_000, "1")]


@pytest.mark.parametrize("fast_from", [0, 1 << 30], ids=["fast", "careful"])
@pytest.mark.parametrize(("end", "cut"), [(b"3,4", 3), (b"3,4,", None), (b"3,4\n", None)])
def test_notices_a_last_record_that_ends_too_early(fast_from, end, cut):
    assert grid(b"a,b,c\n1,2,3\n" + end, fast_from=fast_from).cut_off == cut


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
@pytest.mark.parametrize("columns", [2, 5, 6, 7, 12])
def test_a_file_of_quoted_cells_is_not_taken_for_one_packed_into_single_cells(delimiter, columns):
    header = delimiter.join(f'"column {n}"' for n in range(columns))
    record = delimiter.join(f'"{n}"' for n in range(columns))
    cells = grid(f"{header}\n{record}\n{record}\n".encode())
    assert cells.frame.width - 1 == columns
    assert cells.frame["c0"].to_list() == ["column 0", "0", "0"]


def test_irregular_rows_are_the_same_in_slices(monkeypatch):
    """Rows of all widths, line breaks in cells, blank ones and one that is cut off."""
    rows = [",".join(f"é{n}.{at}" for at in range(n * 7 % 5)) for n in range(40)]
    data = "\n".join([*rows, 'a,"b\nc",d', "", "", "x,y,z,w", "cut"]).encode()
    whole = grid(data)
    for size in (1, 2, 7, 44, 45, 46):
        monkeypatch.setattr(sys.modules[grid.__module__], "_SLICE", size)
        cut = grid(data)
        assert cut.frame.equals(whole.frame)
        assert cut.cut_off == whole.cut_off
        assert cut.widths.equals(whole.widths)
        with pytest.raises(Unreadable, match="After row 45"):
            grid(data + b'\n"' + b"x" * LONGEST_CELL)
