"""Series breaks in a chart over time."""

from __future__ import annotations

from datetime import date

from ui.charts.lines import Line, LineMark, lines

DAYS = [date(2025, 3, 1), date(2025, 4, 1)]
LINE = Line("YouTube", "#C2475A", DAYS, [1, 2])


def test_a_mark_is_a_line_with_its_sentence() -> None:
    """A day is a line; the sentence is there on hover, never as markup."""
    mark = LineMark(date(2025, 3, 31), date(2025, 3, 31), "Counts <b>anew</b>")
    layout = lines(LINE, marks=[mark])["layout"]
    assert [shape["type"] for shape in layout["shapes"]] == ["line"]
    assert layout["annotations"][0]["hovertext"] == "Counts &lt;b>anew&lt;/b>"


def test_a_span_is_cut_where_the_chart_ends() -> None:
    """Months of change are a band inside the days that are drawn."""
    mark = LineMark(date(2024, 3, 1), date(2025, 3, 31), "Slowly")
    (shape,) = lines(LINE, marks=[mark])["layout"]["shapes"]
    assert (shape["type"], shape["x0"], shape["x1"]) == ("rect", "2025-03-01", "2025-03-31")


def test_marks_outside_the_days_are_not_drawn() -> None:
    """They would stretch the axis."""
    mark = LineMark(date(2020, 1, 1), date(2020, 1, 1), "Long ago")
    assert not lines(LINE, marks=[mark])["layout"]["shapes"]
