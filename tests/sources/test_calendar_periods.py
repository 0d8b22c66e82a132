"""Columns of weeks, months, quarters and years, as exports write them."""

from datetime import date

import polars as pl
import pytest

from data.sources.kit.calendar_periods import calendar_periods

IN_2024 = (date(2024, 1, 1), date(2024, 12, 31))
TWO_YEARS = (date(2024, 7, 1), date(2025, 12, 31))


def span(column, text, within=None):
    frame = pl.DataFrame({column: [text]}).with_columns(
        date=pl.lit(None, pl.Date),
        period_from=pl.lit(None, pl.Date),
        period_to=pl.lit(None, pl.Date),
    )
    row = calendar_periods(frame, {column: "As written"}, within).row(0, named=True)
    assert row["date"] is None
    return None if row["period_from"] is None else (str(row["period_from"]), str(row["period_to"]))


@pytest.mark.parametrize(
    ("column", "text", "within", "expected"),
    [
        ("_week", "2024-09-16", None, ("2024-09-16", "2024-09-22")),
        ("_week", "2024-12-30", IN_2024, ("2024-12-30", "2024-12-31")),
        # 2024 began on a Monday: the first week of Google Analytics has six days.
        ("_week", "1", IN_2024, ("2024-01-01", "2024-01-06")),
        ("_week", "02", IN_2024, ("2024-01-07", "2024-01-13")),
        ("_week", "53", IN_2024, ("2024-12-29", "2024-12-31")),
        ("_week", "54", IN_2024, None),
        ("_week", "0", IN_2024, None),
        ("_week", "202437", None, ("2024-09-08", "2024-09-14")),
        ("_week", "37", None, None),
        ("_week", "37", TWO_YEARS, None),
        ("_week", "20", TWO_YEARS, ("2025-05-11", "2025-05-17")),
        ("_week", "Sep 16, 2024 - Sep 22, 2024", None, ("2024-09-16", "2024-09-22")),
        ("_iso_week", "2024-W37", None, ("2024-09-09", "2024-09-15")),
        ("_iso_week", "37", IN_2024, ("2024-09-09", "2024-09-15")),
        ("_iso_week", "54", IN_2024, None),
        ("_month", "Oct-25", None, ("2025-10-01", "2025-10-31")),
        ("_month", "Feb 2024", None, ("2024-02-01", "2024-02-29")),
        ("_month", "2024-02", None, ("2024-02-01", "2024-02-29")),
        ("_month", "2024-02-01", None, ("2024-02-01", "2024-02-29")),
        ("_month", "202402", None, ("2024-02-01", "2024-02-29")),
        ("_month", "12/2024", None, ("2024-12-01", "2024-12-31")),
        ("_month", "décembre 2024", None, ("2024-12-01", "2024-12-31")),
        ("_month", "marzo de 2024", None, ("2024-03-01", "2024-03-31")),
        ("_month", "2024 March", None, ("2024-03-01", "2024-03-31")),
        ("_month", "03", IN_2024, ("2024-03-01", "2024-03-31")),
        ("_month", "March", IN_2024, ("2024-03-01", "2024-03-31")),
        ("_month", "13", IN_2024, None),
        ("_month", "March", None, None),
        ("_month", "Total", IN_2024, None),
        ("_quarter", "Q3 2024", None, ("2024-07-01", "2024-09-30")),
        ("_quarter", "2024 T4", None, ("2024-10-01", "2024-12-31")),
        ("_quarter", "2024-04-01", None, ("2024-04-01", "2024-06-30")),
        ("_quarter", "Q5 2024", None, None),
        ("_year", "2024", None, ("2024-01-01", "2024-12-31")),
        ("_year", "24", None, None),
        ("_year", "0000", None, None),
        ("_year", "1989", None, None),
        ("_week", "0001-03-02", None, None),
        ("_iso_week", "0000-W37", None, None),
        ("_iso_week", "9999-W52", None, None),
        ("_month", "2101-02", None, None),
    ],
)
def test_a_row_covers_the_period_that_its_column_names(column, text, within, expected):
    assert span(column, text, within) == expected


def test_the_shortest_of_several_columns_decides():
    frame = pl.DataFrame({"_month": ["2024-09"], "_week": ["2024-09-16"]})
    frame = frame.with_columns(date=pl.lit(None, pl.Date))
    done = calendar_periods(frame, {"_month": "Month", "_week": "Week"})
    assert done["period_to"].to_list() == [date(2024, 9, 22)]


def test_a_file_without_such_a_column_stays_as_it_is():
    frame = pl.DataFrame({"date": [date(2024, 9, 16)]})
    assert calendar_periods(frame, {"date": "Day"}).equals(frame)
