"""Row charts as marks: bullet bars, variance bars, dots with intervals, and covered days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from i18n import format as shown
from i18n.message import Message
from report.charts.row_marks import (
    HEAD,
    LABEL,
    SMALL,
    MarkKind,
    RowMark,
    RowPicture,
    Side,
    clear_of,
    fitted,
)
from report.document.colours import BAD, BAND, BEFORE, INK, QUIET, TONES, primary
from report.document.model import Amount, Brand, RowChart, RowShape, SeriesRole, Tone, values_of
from report.wording import phrases, render
from report.wording.column_widths import shortened, text_width
from report.wording.row_words import interval_words, row_words

_NOTCH = 0.006  # of the target: half the gap in a bar that marks an earlier value
_BULLET_END = 1.6  # of the target: what is beyond is cut
_INTERVAL_END = 1.6  # of the largest point: a longer interval is cut, its label has the real end
_LARGEST, _SMALLEST, _DOT = 26.0, 5.0, 9.0  # points: diameters of dots
_UPPER, _LOWER = 0.24, -0.24  # of the head's height: its two lines of labels
_LONGEST = 0.66  # of the picture's width: a longer label is cut, its words are in the description
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RowLook:
    """What a row chart is drawn with: the names of the rows, emphasised rows, language, brand.

    ``width`` is in inches; ``amounts`` have the units of trends.
    """

    names: Sequence[str]
    strong: frozenset[int]
    language: str
    brand: Brand
    width: float
    amounts: tuple[Amount | None, ...] = ()

    @property
    def rows(self) -> range:
        """The places of the rows that are shown."""
        return range(len(self.names))

    def words(self, chart: RowChart, row: int) -> str:
        """What the picture shows of a row, in words."""
        like = self.amounts[row] if row < len(self.amounts) else None
        return row_words(chart, row, self.language, like)


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of a row chart by role, cut to the rows that are shown."""

    chart: RowChart
    look: RowLook

    def of(self, role: SeriesRole) -> tuple[float | None, ...]:
        n = len(self.look.names)
        return values_of(self.chart.series, role, n)[:n]

    def known(self, *roles: SeriesRole) -> list[float]:
        return [value for role in roles for value in self.of(role) if value is not None]

    def label(self, row: int) -> str | None:
        given = self.chart.labels[row] if row < len(self.chart.labels) else None
        return render.said(given, self.look.language) if given else None

    def tone(self, row: int) -> Tone:
        return self.chart.tones[row] if row < len(self.chart.tones) else Tone.NEUTRAL

    def figure(self, value: float, *, signed: bool = False) -> str:
        number = render.figure(value, self.chart.unit, self.chart.currency, self.look.language)
        return f"+{number}" if signed and value > 0 else number

    def name(self, row: int, part: str | Message) -> str:
        words = part if isinstance(part, str) else render.said(part, self.look.language)
        return f"{self.look.names[row]} · {words}"

    def named(self, row: int, role: SeriesRole) -> str:
        """The name of a mark: its row, and what the series is called."""
        label = next(each.label for each in self.chart.series if each.role is role)
        return self.name(row, label)


def row_picture(chart: RowChart, look: RowLook) -> RowPicture:
    """The marks of a row chart; trends have none, they are columns of their own in each row."""
    return _DRAWN[chart.shape](_Values(chart, look))


def _bullet(values: _Values) -> RowPicture:
    """Bullet bars (Few): done as a bar, planned pace as a tick, forecast as a band."""
    target = 1.0 if values.chart.reference is None else values.chart.reference
    end = _BULLET_END * target
    every = values.known(*(role for role in SeriesRole if role is not SeriesRole.SIZE))
    marks = (
        *(mark for row in values.look.rows for mark in _bullet_row(values, row, end)),
        *_rule(values, target, primary(values.look.brand)),
    )
    ends = (min([0.0, *every]), max([target, *(min(value, end) for value in every)]))
    width = values.look.width
    marks = clear_of(fitted(marks, ends, width), [target], width)
    return fitted((*marks, *_key(values, fitted(marks, ends, width))), ends, width)


def _bullet_row(values: _Values, row: int, end: float) -> Iterator[RowMark]:
    done, before, pace, low, high = (
        None if value is None else min(value, end)
        for value in (
            values.of(role)[row]
            for role in (
                SeriesRole.ACTUAL,
                SeriesRole.COMPARISON,
                SeriesRole.PACE,
                SeriesRole.LOW,
                SeriesRole.HIGH,
            )
        )
    )
    if low is not None and high is not None:
        name = values.name(row, phrases.FORECAST)
        yield RowMark(MarkKind.STROKE, name, row + 1, low, high, BAND, 15)
    if done is not None:
        # A gap in the bar, because programs draw a mark of an earlier series below a later one.
        notched = before is not None and 2 * _NOTCH < before < done - 2 * _NOTCH
        parts = (
            [
                (0.0, before - _NOTCH, SeriesRole.COMPARISON),
                (before + _NOTCH, done, SeriesRole.ACTUAL),
            ]
            if notched and before is not None
            else [(0.0, done, SeriesRole.ACTUAL)]
        )
        for start, stop, role in parts:
            name = values.named(row, role)
            yield RowMark(MarkKind.STROKE, name, row + 1, start, stop, INK, 7)
    if pace is not None:
        colour = BAD if values.tone(row) is Tone.BAD else QUIET
        name = values.named(row, SeriesRole.PACE)
        yield RowMark(MarkKind.TICK, name, row + 1, pace, pace, colour, 2.5)
    whole = values.of(SeriesRole.ACTUAL)[row]
    cut = values.figure(whole) if whole is not None and whole > end else None
    text = values.label(row) or cut
    if text:
        at = max(value or 0.0 for value in (done, high, pace))
        yield _label(values, row, at, text, colour=QUIET)


def _key(values: _Values, picture: RowPicture) -> list[RowMark]:
    """The parts of the first row named in the head; where two names collide, the first one stays."""
    row = next((r for r in values.look.rows if values.of(SeriesRole.ACTUAL)[r] is not None), None)
    if row is None:
        return []
    marks = {mark.name: mark for mark in picture.marks if mark.row == row + 1}
    wanted = [
        (SeriesRole.ACTUAL, values.named(row, SeriesRole.ACTUAL), INK, True),
        (None, values.name(row, phrases.FORECAST), QUIET, False),
    ]
    if values.known(SeriesRole.COMPARISON):
        before = values.named(row, SeriesRole.COMPARISON)
        wanted.append((SeriesRole.COMPARISON, before, QUIET, False))
    taken: list[tuple[float, float]] = []
    key = []
    for role, name, colour, bold in wanted:
        mark = marks.get(name)
        if mark is None:
            continue
        at = mark.end if role else (mark.start + mark.end) / 2
        text = name.rsplit(" · ", 1)[-1]
        label = _head_label(text, at, colour, bold=bold, rise=_LOWER)
        middle = picture.at(at, values.look.width)
        start, stop = middle - label.width / 2, middle + label.width / 2
        if all(stop <= left or start >= right for left, right in taken):
            taken.append((start, stop))
            key.append(label)
    return key


def _variance(values: _Values) -> RowPicture:
    """Variance bars (IBCS): from zero, coloured only where a tone says that it is clear."""
    sizes = [abs(value) for value in values.known(SeriesRole.MIDDLE)]
    limit = 2.5 * max(sizes) if any(sizes) else None
    zero = values.chart.reference or 0.0
    marks = _rule(values, zero, BEFORE)
    ends = [zero]
    for row in values.look.rows:
        low, middle, high = _interval(values, row, limit)
        tone = values.tone(row)
        strong = row in values.look.strong
        colour = TONES[tone] if tone is not Tone.NEUTRAL else INK if strong else BEFORE
        if middle is not None:
            name = values.named(row, SeriesRole.MIDDLE)
            marks.append(RowMark(MarkKind.STROKE, name, row + 1, zero, middle, colour, 13))
        if low is not None and high is not None:
            name = values.name(row, _bounds_name(values, row))
            marks.append(RowMark(MarkKind.STROKE, name, row + 1, low, high, INK, 1.25))
        drawn = [value for value in (low, middle, high) if value is not None]
        ends += drawn
        text = values.label(row) or (
            values.figure(values.of(SeriesRole.MIDDLE)[row] or 0.0, signed=True)
            if middle is not None
            else shown.MISSING
        )
        clear = tone is not Tone.NEUTRAL or strong
        words = TONES[tone] if tone is not Tone.NEUTRAL else INK if strong else QUIET
        marks.append(_label(values, row, max([zero, *drawn]), text, colour=words, bold=clear))
    return fitted(tuple(marks), (min(ends), max(ends)), values.look.width)


def _dots(values: _Values) -> RowPicture:
    """Points with their intervals; the area of a point is its size."""
    middles = values.known(SeriesRole.MIDDLE)
    bounds = values.known(SeriesRole.LOW, SeriesRole.HIGH)
    # One wide interval must not press all points together.
    limit = _INTERVAL_END * max(map(abs, middles)) if any(middles) else None
    given = values.chart.reference
    marks = [] if given is None else _rule(values, given, BEFORE)
    reference = [] if given is None else [given]
    largest = max(values.known(SeriesRole.SIZE), default=0.0)
    # An axis of money or counts begins at zero, or the distance of two points would mislead.
    lowest = min([0.0, *middles, *bounds])
    for row in values.look.rows:
        marks += _dot_row(values, row, limit, largest, lowest if given is None else given)
    drawn = [
        value
        for row in values.look.rows
        for value in _interval(values, row, limit)
        if value is not None
    ]
    ends = (min([lowest, *reference, *drawn]), max([lowest, *reference, *drawn]))
    width = values.look.width
    clear = clear_of(fitted(tuple(marks), ends, width), reference, width)
    return fitted(clear, ends, width)


def _dot_row(
    values: _Values, row: int, limit: float | None, largest: float, without: float
) -> Iterator[RowMark]:
    low, middle, high = _interval(values, row, limit)
    strong = row in values.look.strong
    tone = values.tone(row)
    colour = TONES[tone] if tone is not Tone.NEUTRAL else BEFORE
    colour = primary(values.look.brand) if strong and tone is Tone.NEUTRAL else colour
    size = values.of(SeriesRole.SIZE)[row]
    diameter = max(_SMALLEST, _LARGEST * (size / largest) ** 0.5) if size and largest else _DOT
    if low is not None and high is not None:
        name = values.name(row, _bounds_name(values, row))
        yield RowMark(MarkKind.STROKE, name, row + 1, low, high, colour, 2)
    if middle is not None:
        name = values.named(row, SeriesRole.MIDDLE)
        yield RowMark(MarkKind.DOT, name, row + 1, middle, middle, colour, diameter)
    text = values.label(row) or _point(values, row, high)
    drawn = [value for value in (middle, high) if value is not None]
    at = max(drawn, default=without)  # words without a value are clear of the reference
    beyond = diameter / 144 if drawn and at == middle else 0.0
    ink = INK if drawn else QUIET
    yield _label(values, row, at, text, colour=ink, bold=strong, gap=beyond)


def _point(values: _Values, row: int, high: float | None) -> str:
    """The figure at a point, and where its interval ends if that is cut; its words if it has none."""
    middle, end = values.of(SeriesRole.MIDDLE)[row], values.of(SeriesRole.HIGH)[row]
    if middle is None:
        return interval_words(values.chart, row, values.look.language) or shown.MISSING
    cut = end is not None and high is not None and end > high
    further = f" (→\u202f{values.figure(end)})" if cut and end is not None else ""
    return values.figure(middle) + further


def _spans(values: _Values) -> RowPicture:
    """Covered days as bars, missing ones as thin lines, and the period between two rules."""
    window = values.chart.window
    if window is None:
        return fitted((), (0.0, 1.0), values.look.width)
    start, stop = window
    marks: list[RowMark] = []
    if values.chart.period:
        accent = primary(values.look.brand)
        first, last = values.chart.period
        ends = [_days(first, start), _days(last + _DAY, start)]
        name = shown.span(first, last, values.look.language)
        marks += [RowMark(MarkKind.RULE, name, HEAD, at, at, accent, 1.25) for at in ends]
        marks.append(_head_label(name, sum(ends) / 2, accent, bold=True, rise=0.0))
    for row in values.look.rows:
        spans = values.chart.spans[row] if row < len(values.chart.spans) else ()
        marks += _span_row(values, row, spans, window)
    return fitted(tuple(marks), (0.0, _days(stop + _DAY, start)), values.look.width)


def _span_row(
    values: _Values, row: int, spans: Sequence[tuple[date, date]], window: tuple[date, date]
) -> Iterator[RowMark]:
    start, stop = window
    covered = [(max(a, start), min(b, stop)) for a, b in sorted(spans) if a <= stop and b >= start]
    gaps, reached = [], start
    for first, last in covered:
        if first > reached:
            gaps.append((reached, first))
        name = values.name(row, shown.span(first, last, values.look.language))
        ends = (_days(first, start), _days(last + _DAY, start))
        yield RowMark(MarkKind.STROKE, name, row + 1, *ends, BEFORE, 9)
        reached = max(reached, last + _DAY)
    if reached <= stop:
        gaps.append((reached, stop + _DAY))
    for first, after in gaps:
        name = values.name(row, shown.span(first, after - _DAY, values.look.language))
        ends = (_days(first, start), _days(after, start))
        yield RowMark(MarkKind.STROKE, name, row + 1, *ends, BAD, 2)
    text = values.label(row)
    if text and gaps:
        first, after = max(gaps, key=lambda gap: gap[1] - gap[0])
        at = (_days(first, start) + _days(after, start)) / 2
        yield RowMark(
            MarkKind.LABEL, values.name(row, text), row + 1, at, at, BAD, SMALL, text, Side.ABOVE
        )
    elif text:
        yield _label(values, row, _days(stop + _DAY, start), text, colour=QUIET)


def _days(day: date, start: date) -> float:
    return float((day - start).days)


def _interval(
    values: _Values, row: int, limit: float | None
) -> tuple[float | None, float | None, float | None]:
    """Low, middle and high of a row, cut at the limit on both sides of zero."""
    found = (values.of(r)[row] for r in (SeriesRole.LOW, SeriesRole.MIDDLE, SeriesRole.HIGH))
    low, middle, high = (
        value if value is None or limit is None else max(-limit, min(value, limit))
        for value in found
    )
    return low, middle, high


def _bounds_name(values: _Values, row: int) -> str:
    ends = (values.of(role)[row] for role in (SeriesRole.LOW, SeriesRole.HIGH))
    low, high = (0.0 if end is None else end for end in ends)
    chart = values.chart
    return shown.value_range(low, high, chart.unit.value, chart.currency, values.look.language)


def _rule(values: _Values, at: float, colour: str) -> list[RowMark]:
    """A line across all rows; its name is in the head."""
    label = values.chart.reference_label
    text = render.said(label, values.look.language) if label else ""
    name = text or values.figure(at)
    rule = RowMark(MarkKind.RULE, name, HEAD, at, at, colour, 1.25)
    if not text:
        return [rule]
    words = QUIET if colour == BEFORE else colour
    rise = _UPPER if values.chart.shape is RowShape.BULLET else 0.0
    return [rule, _head_label(text, at, words, bold=colour != BEFORE, rise=rise)]


def _head_label(text: str, at: float, colour: str, *, bold: bool, rise: float) -> RowMark:
    return RowMark(
        MarkKind.LABEL, text, HEAD, at, at, colour, SMALL, text, Side.ABOVE, bold=bold, rise=rise
    )


def _label(
    values: _Values,
    row: int,
    at: float,
    text: str,
    *,
    colour: str,
    bold: bool = False,
    gap: float = 0.0,
) -> RowMark:
    """A label right of a value; smaller where it would take half of the picture."""
    small = text_width(text, LABEL, bold=bold) > values.look.width / 2
    size = SMALL if small else LABEL
    name = values.name(row, text)
    text = shortened(text, size, _LONGEST * values.look.width, bold=bold)
    return RowMark(MarkKind.LABEL, name, row + 1, at, at, colour, size, text, bold=bold, gap=gap)


_DRAWN: Mapping[RowShape, Callable[[_Values], RowPicture]] = MappingProxyType(
    {
        RowShape.BULLET: _bullet,
        RowShape.VARIANCE: _variance,
        RowShape.DOTS: _dots,
        RowShape.SPANS: _spans,
    }
)


@dataclass(frozen=True, slots=True)
class TrendColumn:
    """A column of a trend: its value, null where it is unknown, and its colour."""

    value: float | None
    colour: str


def trend_columns(values: Sequence[float | None], brand: Brand) -> tuple[TrendColumn, ...]:
    """The columns of one row: the last one accented, the one before and a year ago in grey."""
    last = len(values) - 1
    compared = {last - 1, last - 12}
    return tuple(
        TrendColumn(value, primary(brand) if n == last else BEFORE if n in compared else BAND)
        for n, value in enumerate(values)
    )
