"""Thresholds of reading: what is refused, how a file is understood, what a column holds."""

import io
from datetime import date
from types import SimpleNamespace
from unittest.mock import Mock

import polars as pl

from data.events.aggregate import EventAggregator
from data.facts.facts import canonical
from data.imports.open_file import is_large
from data.links.bulk import read_drafts
from data.reading import parquet_batches, records
from data.reading.dates import DateStyle, to_days
from data.reading.encoding import PATCHED, code_page
from data.reading.grid import _check_size, _check_width, _messy, grid
from data.reading.mojibake import has_mojibake
from data.reading.rewrapped import is_rewrapped
from data.reading.sections import _blocks, sections
from data.reading.table import Grid, RawTable, Unreadable
from data.reading.workbook_sheets import _check_row
from data.sources.facebook.insights_headers import told_apart
from data.sources.kit.implausible import without_impossible
from data.sources.kit.misaligned import misaligned
from data.sources.kit.recognise import _almost_better
from data.sources.kit.rejection import _Candidate
from data.sources.kit.rows_above_header import rows_above
from data.sources.kit.spec import ReadContext
from data.sources.kit.totals import held_against_totals, hidden_totals, labelled_totals
from data.sources.mapping.survey import asks_questions
from data.sources.mapping.value_types import infer_type
from data.sources.meta.audience import _adds_up
from data.sources.tiktok.dates import _newest_first, dated
from data.tables.schema import TABLES, ColumnRole
from tests.thresholds.threshold import Threshold

MB = 1 << 20


class _Sized:
    """Content of a size, without the content."""

    def __init__(self, size) -> None:
        self.size = size

    def __len__(self) -> int:
        return self.size


def _taken(check, *given: object):
    """Whether a check lets something pass; what is not understood after it has passed it."""
    try:
        check(*given)
    except Unreadable:
        return False
    except TypeError:
        return True
    return True


def _parquet(columns=1, rows=0, size=0, file=1 << 30):
    group = SimpleNamespace(total_byte_size=size, num_rows=rows)
    meta = SimpleNamespace(
        num_row_groups=1, row_group=lambda _: group, num_columns=columns, num_rows=rows
    )
    return _taken(parquet_batches.check, meta, file)


def _cell_of(length):
    return _taken(_messy, f"a,b\n1,{'x' * length}\n".encode(), ",")


def _is_large(head, size):
    return is_large(lambda: io.BytesIO(head), size)


def _frame(rows):
    cells = list(zip(*rows, strict=True))
    columns = {f"c{n}": pl.Series(values, dtype=pl.String) for n, values in enumerate(cells)}
    return pl.DataFrame({"row": range(1, len(rows) + 1), **columns})


def _header_after(titles):
    """Whether a header is found below so many lines of one cell."""
    rows = [*[("A title", None)] * titles, ("day", "views"), ("2026-03-02", "5")]
    return sections(Grid(_frame(rows)))[0].header == ("day", "views")


def _blocks_of(blank):
    """How many blocks so many blank lines make, each after a record."""
    rows = [("1", "2"), (None, None)] * blank
    return len(list(_blocks(_frame([*rows, ("1", "2")]))))


def _people_after(repeated):
    """Whether a column that counts people is recognised after so many repetitions of the header."""
    header = ("Post reach", "Post reach")
    rows = [*[header] * repeated, ("Times", "Lifetime reach (unique users)")]
    raw = RawTable(None, (), header, _frame(rows), header_cells=2)
    return told_apart(raw).header[1] != "Post reach"


def _doubtful(like):
    """Whether a name of a hundred letters, so many of them right, makes the next one doubtful."""
    wanted = SimpleNamespace(names=(("en", "a" * 100), ("en", "likes")))
    sheet = Mock(fields=(), knows_and_ignores=lambda _: False)
    names = {"likes": 0, "a" * like + "b" * (100 - like): 1}
    return _almost_better(wanted, 0, names, sheet) == 1


def _near(share, missing=(), signature=("date",), names=("Crown width", "Crown height")):
    """Whether a table with these names, and so much of a sheet, is called almost that export."""
    header = tuple(names)
    found = Mock(spec=_Candidate)
    found.share, found.covered, found.missing = share, 0, missing
    found.sheet = SimpleNamespace(signature=signature, unfit=lambda _raw: "no crowns")
    found.raw = SimpleNamespace(header=header)
    found.located = SimpleNamespace(positions={str(at): at for at in range(len(header))})
    found._shown.return_value = ["Crown age"]
    found._by_name.return_value = True
    found._evidence = lambda shared: _Candidate._evidence(found, shared)
    return _Candidate.is_near(found, frozenset())


def _figures_above(cells):
    raw = RawTable(None, (("Total", *["5"] * (cells - 1)),), ("a",), _frame([("1",)]))
    return len(list(rows_above(raw)))


def _total(rows=4, figures=3, beyond=0.0):
    """Whether a last row is found that holds the sums of the others, and so much more."""
    table = TABLES["ad_costs"]
    flows = [column.name for column in table.columns if column.role is ColumnRole.FLOW]
    own = 1e6 / (rows - 1)
    values = [*[own] * (rows - 1), own * (rows - 1) + beyond]
    given = {name: values if n < figures else [None] * rows for n, name in enumerate(flows)}
    frame = pl.DataFrame({"source_row": range(rows), **given})
    sheet = SimpleNamespace(table=table, exclude=("totals",), unique=())
    match = SimpleNamespace(sheet=sheet, located=SimpleNamespace(positions={}))
    return len(hidden_totals(match, frame))


def _is_short(total):
    """Whether rows that add up to 99,000 are called a part of what the file's own total says."""
    match = SimpleNamespace(
        sheet=SimpleNamespace(table=TABLES["ad_costs"], checks=()),
        located=SimpleNamespace(positions={"impressions": 0}),
        raw=SimpleNamespace(header=("Impr.",)),
    )
    totals = pl.DataFrame({"impressions": [total]})
    return held_against_totals(match, {"impressions": 99_000.0}, 5, totals)[2]


def _labelled(columns):
    """Whether the word is seen in the last column, which is not read, of so wide a table."""
    raw = pl.DataFrame({"row": [2], **{f"c{n}": [None] for n in range(columns - 1)}})
    raw = raw.with_columns(pl.lit("Total").alias(f"c{columns - 1}"))
    match = SimpleNamespace(
        sheet=SimpleNamespace(
            table=TABLES["ad_costs"], fields=(), required=(), unique=(), checks=()
        ),
        located=SimpleNamespace(positions={}),
        raw=SimpleNamespace(frame=raw),
    )
    return bool(labelled_totals(match, raw.cast(pl.String).with_columns(row=1)).any())


def _possible(count):
    match = SimpleNamespace(
        sheet=SimpleNamespace(table=TABLES["ad_costs"]),
        located=SimpleNamespace(positions={}),
    )
    rows = canonical(TABLES["ad_costs"], pl.DataFrame({"impressions": [count], "source_row": [2]}))
    return without_impossible(match, rows)[0]["impressions"].null_count() == 0


def _possible_share(share):
    match = SimpleNamespace(
        sheet=SimpleNamespace(table=TABLES["audience"]),
        located=SimpleNamespace(positions={}),
    )
    rows = canonical(TABLES["audience"], pl.DataFrame({"share": [share], "source_row": [2]}))
    return without_impossible(match, rows)[0]["share"].null_count() == 0


def _padded(alike):
    """Whether a record of 3 cells under 3 names and a blank one is misaligned, of 100 records."""
    rows = pl.DataFrame({"row": [2], "c0": ["a"], "c1": ["1"], "c2": ["2"]})
    widths = pl.DataFrame(
        {"row": range(1, 101), "cells": [4] + [3] * (100 - alike) + [4] * (alike - 1)}
    )
    raw = RawTable(None, (), ("Name", "Views", "Clicks"), rows, widths=widths, header_cells=4)
    return bool(misaligned(raw))


def _describing(records):
    """How many records of words under the header are taken for descriptions of its columns."""
    words = "".join(f"of day {n},of views {n},of clicks {n}\n" for n in range(records))
    text = f"Day,Views,Clicks\n{words}1,2,3\n2,3,4\n3,4,5\n"
    (table,) = sections(grid(text.encode()))
    return table.described


def _shape(cells):
    return infer_type(pl.Series(cells), None).shape.value


def _adding_up(share):
    frame = pl.DataFrame({"source_row": [2], "dimension": ["age_gender"], "share": [share]})
    return len(list(_adds_up(SimpleNamespace(frame=frame)))) == 1


def _tiktok(year):
    raw = RawTable(None, (), ("Date",), _frame([("March 1",), ("March 2",)]))
    context = ReadContext("f", date(2026, 3, 2), {"year": str(year)})
    frame = pl.DataFrame({"source_row": [1, 2], "date": [None, None]})
    found = dated(SimpleNamespace(raw=raw, given=context, frame=frame))
    return found["date"].null_count() == 0


def _sorted_back(month, day):
    """Whether a file whose first row is January 1, and whose second is this day, is sorted back."""
    return _newest_first(pl.DataFrame({"month": [1, month], "day": [1, day]}))


def _timed(at):
    counts = SimpleNamespace(events=0, unreadable=0, items=0)
    flat = pl.DataFrame({"at": [at], "name": ["click"], "day": [date(2026, 3, 2)]})
    batch = SimpleNamespace(bad=0, frame=pl.DataFrame())
    return EventAggregator._usable(SimpleNamespace(counts=counts), batch, flat).height


def _links(count):
    content = "destination,campaign\n" + "https://example.com/,spring\n" * count
    found = read_drafts("links.csv", content.encode())
    return len(found.drafts), len(found.issues)


CASES = (
    Threshold(
        "data/reading/table.py:MAX_COLUMNS",
        lambda width: _taken(_check_width, width, 1),
        {4_999: True, 5_000: True, 5_001: False},
    ),
    Threshold(
        "data/reading/table.py:MAX_CELLS",
        lambda height: _taken(_check_width, 1, height),
        {19_999_999: True, 20_000_000: True, 20_000_001: False},
    ),
    Threshold(
        "data/reading/grid.py:MESSY_LIMIT",
        lambda size: _taken(_check_size, _Sized(size)),
        {100 * MB - 1: True, 100 * MB: True, 100 * MB + 1: False},
    ),
    Threshold(
        "data/reading/records.py:MAX_ARRAY",
        lambda size: _taken(records._unbracketed, _Sized(size)),
        {64 * MB - 1: True, 64 * MB: True, 64 * MB + 1: False},
    ),
    Threshold(
        "data/reading/parquet_batches.py:MAX_FIELDS",
        lambda fields: _parquet(columns=fields),
        {1_999: True, 2_000: True, 2_001: False},
    ),
    Threshold(
        "data/reading/parquet_batches.py:MAX_ROW",
        lambda size: _parquet(rows=100, size=size),
        {100 * MB - 1: True, 100 * MB: True, 100 * MB + 1: False},
    ),
    Threshold(
        "data/reading/parquet_batches.py:MIN_ROW",
        lambda size: _parquet(rows=300_000, file=int(200_000 * size)),
        {1.5: False, 2.0: True, 2.5: True},
    ),
    Threshold(
        "data/reading/parquet_batches.py:FEW",
        lambda rows: _parquet(rows=rows, file=0),
        {99_999: True, 100_000: True, 100_001: False},
    ),
    Threshold(
        "data/reading/workbook_sheets.py:MAX_ROWS",
        lambda row: _taken(_check_row, row),
        {MB - 1: True, MB: True, MB + 1: False},
    ),
    Threshold(
        "data/reading/grid.py:_OPEN",
        lambda length: _taken(_messy, f'a,b\n1,"{"x" * length}'.encode(), ","),
        {MB // 8 - 1: True, MB // 8: True, MB // 8 + 1: False},
    ),
    Threshold(
        "data/reading/grid.py:LONGEST_CELL",
        _cell_of,
        {MB - 1: True, MB: True, MB + 1: False},
        fixed="Python's reader is given it when the module is loaded",
    ),
    Threshold(
        "data/imports/open_file.py:LARGE",
        lambda size: _is_large(b"day,views\n2026-03-02,5\n", size),
        {64 * MB - 1: False, 64 * MB: False, 64 * MB + 1: True},
    ),
    Threshold(
        "data/imports/open_file.py:LARGE_RECORDS",
        lambda size: _is_large(b'{"event_name": "click"}\n', size),
        {MB - 1: False, MB: False, MB + 1: True},
    ),
    Threshold(
        "data/reading/encoding.py:_MOSTLY",
        lambda letters: code_page("é".encode() * letters + b"\xff") == PATCHED,
        {3: False, 4: True, 5: True},
    ),
    Threshold(
        "data/reading/mojibake.py:_SURE",
        lambda letters: has_mojibake(" a ".join(["Ã©"] * letters)),
        {1: False, 2: True, 3: True},
    ),
    Threshold(
        "data/reading/rewrapped.py:_FEWEST",
        lambda columns: is_rewrapped('"{}"\n"{}"\n'.format(*[",".join("a" * columns)] * 2)),
        {5: False, 6: True, 7: True},
    ),
    Threshold(
        "data/reading/dates.py:_FIRST_YEAR",
        lambda year: to_days(pl.Series([f"{year}-06-01"]), DateStyle.ISO).values.null_count() == 0,
        {1989: False, 1990: True, 1991: True},
    ),
    Threshold(
        "data/reading/dates.py:_LAST_YEAR",
        lambda year: to_days(pl.Series([f"{year}-06-01"]), DateStyle.ISO).values.null_count() == 0,
        {2099: True, 2100: True, 2101: False},
    ),
    Threshold("data/reading/sections.py:_LOOK", _header_after, {48: True, 49: True, 50: False}),
    Threshold(
        "data/reading/sections.py:_MOST_BLOCKS", _blocks_of, {999: 1_000, 1_000: 1_001, 1_001: 1}
    ),
    Threshold(
        "data/sources/facebook/insights_headers.py:_LOOK",
        _people_after,
        {3: True, 4: True, 5: False},
    ),
    Threshold("data/sources/kit/recognise.py:_LIKE", _doubtful, {79: False, 80: True, 81: True}),
    Threshold(
        "data/sources/kit/rejection.py:_NEAR",
        lambda share: _near(share, missing=("views",), signature=("date", "views")),
        {0.49: False, 0.5: True, 0.51: True},
    ),
    Threshold(
        "data/sources/kit/rejection.py:_SURE",
        lambda columns: _near(0.1, signature=("date",) * columns),
        {2: False, 3: True, 4: True},
    ),
    Threshold(
        "data/sources/kit/rejection.py:_EVIDENCE",
        lambda columns: _near(
            1,
            missing=("views",),
            signature=("date", "views"),
            names=("Crown width", "Crown height", "Crown depth")[:columns],
        ),
        {1: False, 2: True, 3: True},
    ),
    Threshold(
        "data/sources/kit/rejection.py:_TELLING",
        lambda words: _near(
            1,
            missing=("views",),
            signature=("date", "views"),
            names=(" ".join(["Width", "of", "the", "crown"][:words]),),
        ),
        {2: False, 3: True, 4: True},
    ),
    Threshold(
        "data/sources/kit/rejection.py:_ALL_BUT", _near, {0.79: False, 0.8: True, 0.81: True}
    ),
    Threshold("data/sources/kit/rows_above_header.py:_CELLS", _figures_above, {2: 0, 3: 1, 4: 1}),
    Threshold("data/sources/kit/totals.py:_ROWS", _total, {3: 0, 4: 1, 5: 1}),
    Threshold(
        "data/sources/kit/totals.py:_FIGURES",
        lambda figures: _total(figures=figures),
        {1: 0, 2: 1, 3: 1},
    ),
    Threshold(  # a millionth of the two millions that all rows add up to
        "data/sources/kit/totals.py:_NEAR",
        lambda beyond: _total(beyond=beyond),
        {1.95: 1, 1.99: 1, 2.01: 0, 2.05: 0},
    ),
    Threshold(
        "data/sources/kit/totals.py:_SLIGHT",
        _is_short,
        {99_951: False, 100_000: False, 100_001: True, 100_049: True},
    ),
    Threshold("data/sources/kit/totals.py:_WIDEST", _labelled, {59: True, 60: True, 61: False}),
    Threshold(
        "data/sources/kit/implausible.py:MOST",
        _possible,
        {10**12 - 1: True, 10**12: True, 10**12 + 1: False},
    ),
    Threshold(
        "data/sources/kit/implausible.py:MOST_SHARE",
        _possible_share,
        {1.0: True, 1.01: True, 1.02: False},
    ),
    Threshold(
        "data/sources/kit/misaligned.py:MOST_ALIKE", _padded, {79: False, 80: True, 81: True}
    ),
    Threshold("data/reading/sections.py:_MOST_DESCRIBED", _describing, {1: 1, 2: 2, 3: 0}),
    Threshold(
        "data/sources/mapping/survey.py:_LONGEST",
        lambda letters: asks_questions(RawTable(None, (), ("w" * letters,), pl.DataFrame({"row": [1]}))),
        {39: False, 40: False, 41: True},
    ),
    Threshold(
        "data/sources/mapping/value_types.py:_ENOUGH",
        lambda numbers: _shape(["5"] * numbers + ["word"] * (100 - numbers)),
        {89: "word", 90: "number", 91: "number"},
    ),
    Threshold(
        "data/sources/mapping/value_types.py:_LONG",
        lambda letters: _shape(["w" * letters] * 3),
        {39: "word", 40: "text", 41: "text"},
    ),
    Threshold(
        "data/sources/meta/audience.py:_ROUNDING",
        _adding_up,
        {0.9795: False, 0.9805: True, 1.0195: True, 1.0205: False},
    ),
    Threshold(
        "data/sources/tiktok/dates.py:_FIRST_YEAR", _tiktok, {2017: False, 2018: True, 2019: True}
    ),
    Threshold(  # months of 31 days: July 1 comes 186 days after January 1
        "data/sources/tiktok/dates.py:_HALF_YEAR",
        lambda there: _sorted_back(*there),
        {(6, 31): False, (7, 1): False, (7, 2): True},
    ),
    Threshold(
        "data/events/aggregate.py:_EARLIEST",
        _timed,
        {1_262_303_999_999_999: 0, 1_262_304_000_000_000: 1, 1_262_304_000_000_001: 1},
    ),
    Threshold(
        "data/events/aggregate.py:_LATEST",
        _timed,
        {4_102_444_799_999_999: 1, 4_102_444_800_000_000: 1, 4_102_444_800_000_001: 0},
    ),
    Threshold(
        "data/links/bulk.py:MOST",
        _links,
        {4_999: (4_999, 0), 5_000: (5_000, 0), 5_001: (5_000, 1)},
    ),
)  # fmt: skip
