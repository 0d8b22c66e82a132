"""Type conversion: text of a recognised table to typed columns, a finding per unreadable column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

import polars as pl

from data.base.issue import Level
from data.reading.dates import DateStyle, Instants, order_of, to_days, to_instants
from data.reading.numbers import (
    Converted,
    NumberStyle,
    proves_decimal_comma,
    proves_grouping_comma,
    to_numbers,
)
from data.reading.table import Finding
from data.sources.kit.recognise import Match
from data.sources.kit.spec import FieldSpec
from i18n.message import msg, plural

_ISO = r"^\s*(\d{4})-(\d{2})-(\d{2})"
_MONTH_FIRST = r"^\s*\d{1,2}/(\d{1,2})/\d{4}"
_SMALL = 5_000  # rows; starting threads takes longer than reading so few
_AT_ONCE = 4  # columns; each holds a copy of its text for a moment


@dataclass(frozen=True, slots=True)
class Typed:
    """Typed columns by canonical name, cells that could not be read, and findings about them.

    ``written`` says of each column of instants which cells hold what a clock on the wall showed.
    """

    columns: dict[str, pl.Series]
    failed: dict[str, pl.Series]
    findings: tuple[Finding, ...]
    written: dict[str, pl.Series]


def convert(match: Match, text: pl.DataFrame, usable: pl.Series, order: DateStyle) -> Typed:
    """``text`` (String columns by canonical name, and ``row``) as typed columns.

    Findings are about ``usable`` rows only. ``order`` settles dates of declared style ASK.
    """
    columns: dict[str, pl.Series] = {}
    failed: dict[str, pl.Series] = {}
    written: dict[str, pl.Series] = {}
    findings: list[Finding] = []
    # Found once per table, and only when a cell needs it: all columns of fractions are read.
    decimal_comma = cache(lambda: _decimal_comma(match, text))
    grouping = cache(lambda: not decimal_comma() and _grouping_comma(match, text))
    read = partial(_column, match, text, order, decimal_comma, grouping)
    present = [f for f in match.sheet.fields if f.to in match.located.positions]
    needed = [wanted for wanted in present if not only_excludes(wanted)]
    if text.height < _SMALL:
        read_ones = list(map(read, needed))
    else:
        with ThreadPoolExecutor(_AT_ONCE) as several:  # one column seldom keeps two cores busy
            read_ones = list(several.map(read, needed))
    for wanted, (done, notes) in zip(needed, read_ones, strict=True):
        columns[wanted.to] = done.values.alias(wanted.to)
        failed[wanted.to] = done.failed & usable
        if isinstance(done, Instants):
            written[wanted.to] = done.written & done.values.is_not_null()
        findings.extend(notes)
        findings.extend(_unread(match, wanted, text, failed[wanted.to]))
    return Typed(columns, failed, tuple(findings), written)


def only_excludes(wanted: FieldSpec) -> bool:
    """A text helper taken by position: only rules that exclude rows read it, as raw text."""
    return wanted.at is not None and wanted.dtype is None and wanted.to.startswith("_")


def _dtype(match: Match, wanted: FieldSpec) -> pl.DataType:
    return wanted.dtype or match.sheet.table.schema.get(wanted.to, pl.String())


def _decimal_comma(match: Match, text: pl.DataFrame) -> bool:
    """Whether any column of fractions in the table proves that decimals follow a comma."""
    return any(
        proves_decimal_comma(text[wanted.to])
        for wanted in match.sheet.fields
        if wanted.to in match.located.positions and _dtype(match, wanted).is_float()
    )


def _grouping_comma(match: Match, text: pl.DataFrame) -> bool:
    """Whether any column of counts in the table groups thousands by commas."""
    return any(
        proves_grouping_comma(text[wanted.to])
        for wanted in match.sheet.fields
        if wanted.to in match.located.positions and _dtype(match, wanted).is_integer()
    )


def _column(
    match: Match,
    text: pl.DataFrame,
    order: DateStyle,
    decimal_comma: Callable[[], bool],
    grouping: Callable[[], bool],
    wanted: FieldSpec,
) -> tuple[Converted, tuple[Finding, ...]]:
    sheet, dtype, cells = match.sheet, _dtype(match, wanted), text[wanted.to]
    if dtype.is_numeric():
        style = NumberStyle(
            sheet.nulls, match.raw.delimiter, sheet.grouping, decimal_comma, grouping
        )
        done = to_numbers(cells, dtype, style)
        values = done.values if wanted.scale == 1 else done.values * wanted.scale
        return Converted(values, done.failed), ()
    if dtype.is_temporal():
        return _dates(match, dtype, cells, order)
    return Converted(
        _words(cells, sheet.nulls), pl.repeat(value=False, n=len(cells), eager=True)
    ), ()


def _words(text: pl.Series, nulls: tuple[str, ...]) -> pl.Series:
    words = text.str.strip_chars()
    unknown = words.is_in(["", *nulls]).fill_null(value=False)
    return words.set(unknown, None) if unknown.any() else words


def _dates(
    match: Match, dtype: pl.DataType, text: pl.Series, order: DateStyle
) -> tuple[Converted, tuple[Finding, ...]]:
    done, findings = _as_days(match, dtype, text, order)
    # A null marker is never a date, so markers are looked for only when some cell has failed.
    if not match.sheet.nulls or not done.failed.any():
        return done, findings
    known = text.str.strip_chars().is_in(list(match.sheet.nulls)).fill_null(value=False)
    return _as_days(match, dtype, text.set(known, None), order)


def _as_days(
    match: Match, dtype: pl.DataType, text: pl.Series, order: DateStyle
) -> tuple[Converted, tuple[Finding, ...]]:
    given, style, findings = _as_proved(text, order)
    if dtype == pl.Date:
        return to_days(given, style), findings
    return to_instants(given, style, match.sheet.zone), findings


def _as_proved(
    text: pl.Series, style: DateStyle
) -> tuple[pl.Series, DateStyle, tuple[Finding, ...]]:
    """The declared order, unless the dates themselves prove that a spreadsheet has changed it."""
    proved = order_of(text) if style in {DateStyle.MDY, DateStyle.DMY} else None
    # Month-first text that is left proves MDY by itself; the ISO dates between are still swapped.
    if style is DateStyle.MDY and proved is style and (back := _unswap_dates(text)) is not None:
        return back, style, (_HALF_READ,)
    if proved is not None and proved not in {DateStyle.ASK, style}:
        return text, proved, (resaved(proved),)
    return text, style, ()


_CHECK_PERIOD = msg(
    "A spreadsheet has probably re-saved the file. Check the period, or import the original."
)
_HALF_READ = Finding(
    Level.WARNING,
    msg("In some dates a spreadsheet has swapped day and month. They were corrected"),
    _CHECK_PERIOD,
)


def resaved(style: DateStyle) -> Finding:
    """The warning that dates are in an order that the export itself never uses."""
    shape = "DD/MM/YYYY" if style is DateStyle.DMY else "MM/DD/YYYY"
    return Finding(
        Level.WARNING,
        msg(
            "Dates are written as {shape}, unlike in the original export, and were read that way",
            shape=shape,
        ),
        _CHECK_PERIOD,
    )


def _unread(
    match: Match, wanted: FieldSpec, text: pl.DataFrame, failed: pl.Series
) -> Iterator[Finding]:
    """One warning per column with unreadable cells; required ones quarantine the row instead."""
    if wanted.to in match.sheet.required or not failed.any():
        return
    bad = text.filter(failed)
    header = match.raw.header[match.located.positions[wanted.to]].strip()
    yield Finding(
        Level.WARNING,
        plural(
            "{count} value cannot be read: “{value}”. It counts as unknown",
            "{count} values cannot be read, such as “{value}”. They count as unknown",
            count=bad.height,
            value=bad[wanted.to][0][:40],
        ),
        msg("A spreadsheet may have changed them. Import the original download to get the values."),
        bad["row"][0],
        header,
    )


def _unswap_dates(text: pl.Series) -> pl.Series | None:
    """``MM/DD/YYYY`` text after a day-first spreadsheet: its ISO dates swapped back.

    Such a program takes ``01/02/2026`` for 1 February and leaves ``01/25/2026`` as text. So what
    is still text has only days above 12, and what became a date only days up to 12. None when
    the column does not show exactly that.
    """
    left = text.str.extract(_MONTH_FIRST, 1).cast(pl.Int64, strict=False).drop_nulls()
    made = text.str.extract(_ISO, 3).cast(pl.Int64, strict=False).drop_nulls()
    if not len(left) or not len(made) or (left <= 12).any() or (made > 12).any():
        return None
    return text.str.replace(_ISO, "$1-$3-$2")
