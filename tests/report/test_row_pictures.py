"""What row charts are drawn of: where bars, intervals, points and labels are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.definitions.registry import Unit
from report.charts.as_table import as_table
from report.charts.line_ends import PaceSide, apart, pace_label
from report.charts.row_marks import MarkKind
from report.charts.row_picture import RowLook, row_picture, trend_columns
from report.charts.row_svg import row_svgs
from report.document.colours import BAD, BAND, BEFORE, GOOD, INK, QUIET
from report.document.model import Brand, Chart, RowChart, RowShape, Series, SeriesRole, Tone
from report.wording.row_words import row_words
from tests.conftest import examples
from tests.languages import both
from tests.report.sample import report
from tests.report.walk import parts

ALT = both("alt", fr="alt")
ROLES = (SeriesRole.LOW, SeriesRole.MIDDLE, SeriesRole.HIGH)
CHARTS = [part for part in parts(report().sections) if isinstance(part, RowChart)]


def chart(
    shape: RowShape, values: dict[SeriesRole, tuple[float | None, ...]], **more: Any
) -> RowChart:
    series = tuple(Series(both(role.value, fr=role.value), role, v) for role, v in values.items())
    unit = more.pop("unit", Unit.COUNT)
    return RowChart("c", both("c", fr="c"), shape, ALT, unit, series=series, **more)


def look(n: int, strong: frozenset[int] = frozenset(), width: float = 4.0) -> RowLook:
    return RowLook([f"r{k}" for k in range(n)], strong, "en", Brand(), width)


def marks(picture, kind: MarkKind, row: int):
    return [mark for mark in picture.marks if mark.kind is kind and mark.row == row]


def test_variances_begin_at_zero_and_are_coloured_only_by_their_tone():
    values = {
        SeriesRole.LOW: (5.0, -40.0, None),
        SeriesRole.MIDDLE: (12.0, -29.0, 3.0),
        SeriesRole.HIGH: (19.0, -18.0, None),
    }
    drawn = chart(RowShape.VARIANCE, values, tones=(Tone.NEUTRAL, Tone.BAD, Tone.GOOD))
    picture = row_picture(drawn, look(3))
    bar, interval = marks(picture, MarkKind.STROKE, 1)
    assert (bar.start, bar.end, bar.colour) == (0.0, 12.0, BEFORE)
    assert (interval.start, interval.end, interval.colour) == (5.0, 19.0, INK)
    assert [marks(picture, MarkKind.STROKE, n)[0].colour for n in (2, 3)] == [BAD, GOOD]
    texts = [marks(picture, MarkKind.LABEL, n)[0].text for n in (1, 2, 3)]
    assert texts == ["+12", "−29", "+3"]
    [rule] = [mark for mark in picture.marks if mark.kind is MarkKind.RULE]
    assert rule.start == 0.0


def test_a_total_without_a_tone_is_ink():
    drawn = chart(RowShape.VARIANCE, {SeriesRole.MIDDLE: (12.0, 20.0)})
    picture = row_picture(drawn, look(2, frozenset({1})))
    assert [marks(picture, MarkKind.STROKE, n)[0].colour for n in (1, 2)] == [BEFORE, INK]


def test_bullets_have_band_bar_notch_and_pace():
    values = {
        SeriesRole.ACTUAL: (0.8,),
        SeriesRole.COMPARISON: (0.5,),
        SeriesRole.PACE: (0.9,),
        SeriesRole.LOW: (0.95,),
        SeriesRole.HIGH: (1.1,),
    }
    drawn = chart(RowShape.BULLET, values, unit=Unit.PERCENT, tones=(Tone.BAD,))
    picture = row_picture(drawn, look(1))
    band, first, second = marks(picture, MarkKind.STROKE, 1)
    assert (band.start, band.end, band.colour) == (0.95, 1.1, BAND)
    assert (first.start, second.end) == (0.0, 0.8)
    assert first.end < 0.5 < second.start
    assert second.start - first.end == pytest.approx(0.012)
    [pace] = marks(picture, MarkKind.TICK, 1)
    assert (pace.start, pace.colour) == (0.9, BAD)
    [target] = [mark for mark in picture.marks if mark.kind is MarkKind.RULE]
    assert target.start == 1.0


@pytest.mark.parametrize(("done", "end", "text"), [(1.59, 1.59, []), (1.6, 1.6, []), (1.61, 1.6, ["161.0%"])])  # fmt: skip
def test_bullets_beyond_the_axis_are_cut_and_say_so(done, end, text):
    drawn = chart(RowShape.BULLET, {SeriesRole.ACTUAL: (done,)}, unit=Unit.PERCENT)
    picture = row_picture(drawn, look(1))
    [bar] = marks(picture, MarkKind.STROKE, 1)
    assert bar.end == end
    assert [mark.text for mark in marks(picture, MarkKind.LABEL, 1)] == text


def test_a_wide_interval_is_cut_and_its_real_end_written():
    values = {
        SeriesRole.LOW: (10.0, 100.0),
        SeriesRole.MIDDLE: (14.0, 200.0),
        SeriesRole.HIGH: (20.0, 568.0),
        SeriesRole.SIZE: (1.0, 4.0),
    }
    picture = row_picture(chart(RowShape.DOTS, values), look(2))
    [interval] = marks(picture, MarkKind.STROKE, 2)
    assert interval.end == pytest.approx(320.0)
    assert marks(picture, MarkKind.LABEL, 2)[0].text == "200 (→\u202f568)"
    small, large = (marks(picture, MarkKind.DOT, n)[0].size for n in (1, 2))
    assert large == pytest.approx(2 * small)  # the area is the size


def test_a_row_without_values_has_words_and_no_point():
    values = {SeriesRole.MIDDLE: (14.0, None)}
    drawn = chart(RowShape.DOTS, values, labels=(None, both("too few", fr="trop peu")))
    picture = row_picture(drawn, look(2))
    assert not marks(picture, MarkKind.DOT, 2)
    [label] = marks(picture, MarkKind.LABEL, 2)
    assert (label.text, label.colour) == ("too few", QUIET)


def test_labels_are_clear_of_the_reference():
    """A label that the line would strike through is behind it."""
    values = {SeriesRole.MIDDLE: (50.0, 100.0)}
    drawn = chart(RowShape.DOTS, values, reference=52.0, reference_label=both("mean", fr="moyenne"))
    picture = row_picture(drawn, look(2))
    [label] = marks(picture, MarkKind.LABEL, 1)
    assert picture.at(50.0, 4.0) + label.gap > picture.at(52.0, 4.0)
    [other] = marks(picture, MarkKind.LABEL, 2)
    assert picture.at(100.0, 4.0) + other.gap < picture.at(100.0, 4.0) + 0.2
    assert picture.head == 1


def test_missing_days_are_lines_between_covered_ones():
    window = (date(2026, 1, 1), date(2026, 1, 31))
    spans = (
        (window,),
        ((date(2026, 1, 5), date(2026, 1, 9)), (date(2026, 1, 10), date(2026, 1, 20))),
        (),
    )
    drawn = chart(RowShape.SPANS, {}, window=window, period=(date(2026, 1, 8), window[1]), spans=spans)  # fmt: skip
    picture = row_picture(drawn, look(3))
    ends = [
        [(mark.start, mark.end, mark.colour) for mark in marks(picture, MarkKind.STROKE, n)]
        for n in (1, 2, 3)
    ]
    assert ends[0] == [(0.0, 31.0, BEFORE)]
    assert ends[1] == [
        (4.0, 9.0, BEFORE),
        (9.0, 20.0, BEFORE),
        (0.0, 4.0, BAD),
        (20.0, 31.0, BAD),
    ]
    assert ends[2] == [(0.0, 31.0, BAD)]
    rules = [mark.start for mark in picture.marks if mark.kind is MarkKind.RULE]
    assert rules == [7.0, 31.0]


@pytest.mark.parametrize(("n", "grey"), [(12, [10]), (13, [0, 11]), (14, [1, 12])])
def test_trends_accent_this_month_and_grey_the_compared_ones(n, grey):
    columns = trend_columns([1.0] * n, Brand())
    shades = [column.colour for column in columns]
    assert shades[-1] == Brand().primary
    assert [place for place, shade in enumerate(shades) if shade == BEFORE] == grey


values = st.none() | st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


@examples(60)
@given(
    st.lists(st.tuples(values, values, values), min_size=1, max_size=6),
    st.sampled_from([RowShape.VARIANCE, RowShape.DOTS, RowShape.BULLET]),
    st.floats(2.0, 8.0),
    st.none() | st.floats(0.1, 1e5),
    st.text(max_size=60),
)
def test_everything_is_inside_the_picture(rows, shape, width, reference, name):
    """Whatever the numbers: a label outside would make LibreOffice shrink the chart."""
    low, middle, high = zip(
        *(sorted(row, key=lambda v: (v is None, v or 0.0)) for row in rows), strict=True
    )
    roles = dict(zip(ROLES, (low, middle, high), strict=True))
    if shape is RowShape.BULLET:
        roles[SeriesRole.ACTUAL] = middle
    drawn = chart(shape, roles, reference=reference, reference_label=both(name, fr=name))
    picture = row_picture(drawn, look(len(rows), width=width))
    for mark in picture.marks:
        left, right = mark.room() if mark.kind is MarkKind.LABEL else (0.0, 0.0)
        assert picture.at(mark.start, width) - left >= -0.01
        assert picture.at(mark.end, width) + right <= width + 0.01


@pytest.mark.parametrize("drawn", CHARTS, ids=lambda each: each.id)
def test_each_row_has_a_picture_with_words(drawn):
    """Of every shape of the sample, in both languages."""
    n = len(drawn.trends or drawn.spans or drawn.series[0].values)
    for language in ("en", "fr"):
        given = RowLook([f"r{k}" for k in range(n)], frozenset(), language, Brand(), 3.0)
        svgs = row_svgs(drawn, given, "Arial")
        assert len(svgs.rows) == n
        for row, svg in enumerate(svgs.rows):
            words = row_words(drawn, row, language)
            assert words
            assert svg.startswith("<svg ")
            assert "aria-label=" in svg


def test_steps_are_bars_from_zero_between_two_totals():
    """The totals are words: as bars they would dwarf the steps."""
    steps = next(p for p in parts(report().sections) if isinstance(p, Chart) and p.id == "steps")
    table = as_table(steps, "en")
    [picture] = table.charts
    assert picture.shape is RowShape.VARIANCE
    assert picture.series[0].values == (None, 31.5, -24.5, 5.0, None)
    assert [str(label) for label in picture.labels] == ["130", "+31.5", "−24.5", "+5", "142"]
    assert table.strong == (0, 4)


def test_ranges_are_points_with_their_words():
    ranges = next(p for p in parts(report().sections) if isinstance(p, Chart) and p.id == "roi")
    [picture] = as_table(ranges, "en").charts
    assert picture.shape is RowShape.DOTS
    assert str(picture.labels[0]) == "2.7 (2.1–3.4)"
    assert picture.labels[3] is None


@given(st.lists(st.floats(0, 100), max_size=8), st.floats(0.1, 20))
def test_labels_of_lines_are_apart_in_their_order(heights, step):
    moved = apart(heights, step)
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    assert all(moved[above] - moved[below] >= step - 1e-9 for below, above in pairwise(order))
    if moved:  # as a whole they stay where they were
        assert sum(moved) == pytest.approx(sum(heights), abs=1e-6)


@pytest.mark.parametrize(
    ("pace", "actual", "side"),
    [
        ((1.0, 5.0, 9.0), (1.0, 4.0, 9.0), PaceSide.LEFT),
        ((1.0, 5.0, 9.0), (1.0, 6.0, 9.0), PaceSide.RIGHT),
        ((6.0, 7.0, 9.0), (6.0, 4.0, 9.0), PaceSide.ABOVE),
        ((6.0, 7.0, 9.0), (6.0, 8.0, 9.0), PaceSide.BELOW),
        ((6.01, 7.0, 9.0), (6.0, 8.0, 9.0), PaceSide.BELOW),
        ((5.99, 7.0, 9.0), (6.0, 8.0, 9.0), PaceSide.RIGHT),
    ],
)
def test_the_name_of_the_pace_is_away_from_the_other_line(pace, actual, side):
    fan = next(p for p in parts(report().sections) if isinstance(p, Chart) and p.id == "pace")
    lines = {SeriesRole.PACE: pace, SeriesRole.ACTUAL: actual}
    series = tuple(replace(s, values=lines[s.role]) for s in fan.series if s.role in lines)
    drawn = replace(fan, positions=fan.positions[:3], series=series, marks=())
    label = pace_label(drawn, "fr")
    assert (label.place, label.value, label.text, label.side) == (
        1,
        pace[1],
        "Rythme attendu",
        side,
    )


def test_without_a_pace_there_is_no_name_of_it():
    line = next(p for p in parts(report().sections) if isinstance(p, Chart) and p.id == "visits")
    assert pace_label(line, "en") is None


def test_far_labels_stay_where_they_are():
    assert apart([1.0, 9.0, 5.0], 2.0) == [1.0, 9.0, 5.0]
