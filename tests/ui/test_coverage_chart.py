"""The timeline of sources: a lane a table, something of each source, a readable scale."""

from __future__ import annotations

from datetime import date

from ui import marks
from ui.charts.coverage import CoverageRow, coverage_chart

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
OLD = (date(2016, 1, 1), date(2026, 3, 31))
DAY = (date(2026, 3, 5), date(2026, 3, 5))


def test_a_lane_a_table_and_a_frame() -> None:
    """Lanes of one source lie below one another; the period is a frame over all of them."""
    chart = coverage_chart(
        [CoverageRow("A", [[MARCH], [DAY]]), CoverageRow("B", [[DAY]])], MARCH, str
    )
    first, second, other = chart["data"]
    assert first["y"][0] > second["y"][0] > other["y"][0]
    [frame] = chart["layout"]["shapes"]
    assert (frame["x0"], frame["x1"]) == ("2026-03-01", "2026-04-01")


def test_an_old_list_does_not_squeeze_the_others() -> None:
    """The scale begins two years before the period, unless a source ends earlier."""
    chart = coverage_chart([CoverageRow("A", [[OLD]]), CoverageRow("B", [[DAY]])], MARCH, str)
    assert chart["layout"]["xaxis"]["range"][0] == "2024-03-01"
    past = (date(2020, 5, 1), date(2020, 5, 31))
    chart = coverage_chart([CoverageRow("A", [[OLD]]), CoverageRow("B", [[past]])], MARCH, str)
    assert chart["layout"]["xaxis"]["range"][0] == "2020-05-01"


def test_a_single_day_is_seen_in_years() -> None:
    """It has a least width."""
    wide, narrow = (
        coverage_chart([CoverageRow("A", [[span]])], None, str)["data"][0]["x"][0]
        for span in (OLD, DAY)
    )
    both = coverage_chart([CoverageRow("A", [[OLD]]), CoverageRow("B", [[DAY]])], None, str)
    assert narrow < both["data"][1]["x"][0] < wide


def test_no_period_no_frame() -> None:
    """Nothing is framed before anything is known."""
    assert "shapes" not in coverage_chart([CoverageRow("A", [[DAY]])], None, str)["layout"]


def test_the_small_picture_has_a_bar_a_run_and_warns() -> None:
    """Lanes that miss days have the colour of a warning."""
    mark = marks.LanesMark([[MARCH], [DAY]], MARCH[0], MARCH[1], MARCH, frozenset({1}))
    picture = marks.lanes(mark)
    assert picture.count("<rect") == 1 + 2 + 1
    assert picture.count("#8A4B00") == 1
