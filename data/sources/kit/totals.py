"""Totals rows: found by what they say and where they are, and held against the rows above them.

A totals row is never a fact, whether or not its figures are the exact sums: rounding, a filter or
rows that were left out make them differ. What it says is evidence instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from data.base.issue import Level
from data.base.table_report import CheckResult
from data.reading.numbers import NumberStyle, to_numbers
from data.reading.sections import has_figures
from data.reading.table import Finding
from data.sources.kit.checks import TotalsRow, totals_differ
from data.sources.kit.recognise import Match
from data.tables.schema import MONEY, ColumnRole
from i18n.message import Message, msg

TOTALS = msg("Its values are the sums of all other rows, so this looks like a totals row")
LABELLED = msg("Totals row")
PART = "part"  # of a report whose rows are less than the account that its own totals state

_WORDS = (
    "total|totals|sum|sum total|grand total|grand totals|sub-?total|sub total|sous-total|total général|totaux"
    "|gesamt|gesamtsumme|gesamtergebnis|summe|zwischensumme|insgesamt|totale|totali|totale generale"
    "|subtotale|total general|totales|suma|suma total|total geral|totais|soma|totaal|eindtotaal"
    "|subtotaal|razem|celkem|összesen|toplam|genel toplam|итого|всего|σύνολο|合計|总计|總計|합계"
)
_STEMS = [
    *("total", "totaux", "totais", "gesamt", "summe", "suma", "soma", "totaal", "razem", "celkem"),
    *("összesen", "toplam", "итого", "Итого", "ИТОГО", "всего", "Всего", "ВСЕГО"),
    *("σύνολο", "Σύνολο", "ΣΎΝΟΛΟ", "ΣΥΝΟΛΟ", "合計", "总计", "總計", "합계"),
]
# The whole cell: the name of a campaign may begin with “Total”. “Total: Account” says of what.
_LABEL = rf"^\s*[(\[*]?(?i:{_WORDS})[)\]*:]?\s*$"
_OF = r"^\s*(?i:total|totaux|totale|gesamt|totaal|suma)\s*:\s*\S"
_LONG = 10_000  # rows; of fewer, every column is looked at
_WIDEST = 60  # columns; of wider tables only those that are read are looked at
_ROWS = 4  # below, a row may well be the sum of the others by chance
_FIGURES = 2  # columns that must agree
_NEAR = 1e-6  # relative; amounts are added up unrounded
_SLIGHT = 0.01  # of the total; more than that and the rows are another set than the total is of


@dataclass(frozen=True, slots=True)
class _Stated:
    """What the totals rows state of one measure, and what the rows add up to."""

    name: str
    total: float
    rows: float
    rounding: float

    @property
    def off(self) -> float:
        return self.total - self.rows

    @property
    def share(self) -> float:
        return abs(self.off) / max(abs(self.total), abs(self.rows))

    @property
    def agrees(self) -> bool:
        return abs(self.off) <= max(self.rounding, _NEAR * abs(self.total))

    @property
    def slight(self) -> bool:
        return self.share <= _SLIGHT


def labelled_totals(match: Match, text: pl.DataFrame) -> pl.Series:
    """Which rows say that they are totals, in any cell of words.

    A row with an id of its own is none, whatever its text is, and “Total: Spring” in place of a
    campaign's name is one. A column that is not read may say “Total” of something else, such as the
    budget of an ad: it decides where the row has no name, or where its figures are those of the rest.
    """
    cells = [name for name in _cells_of_words(match, text) if _may_say_so(text[name])]
    if not cells:
        return pl.repeat(value=False, n=text.height, eager=True)
    read = {f"c{at}" for at in match.located.positions.values()} | {"c0"}
    labelled = {name for name in cells if text[name].str.contains(_LABEL).any()}
    anywhere = _any(pl.col(name).str.contains(_LABEL) for name in labelled)
    of = _any(pl.col(name).str.contains(_OF) for name in cells)
    decisive = [n for n in labelled if n in read or _adds_up_to_the_rest(match, text, n)]
    said = _any(pl.col(name).str.contains(_LABEL) for name in decisive)
    # Where the cell that should name the campaign is empty, the one that says “Total: …” is no name.
    said |= (of | anywhere) & ~_is_named(match)
    ids = [to for to in match.sheet.unique if to.endswith("_id") and to in text.columns]
    own = _any(pl.col(to).is_not_null() & ~pl.col(to).str.contains(_LABEL) for to in ids)
    return text.select((said & ~own).alias("said"))["said"]


def _may_say_so(cells: pl.Series) -> bool:
    """Whether any cell holds such a word at all: far quicker than the expressions, and seldom true.

    A long column that begins with a figure is one of figures.
    """
    if len(cells) > _LONG and has_figures(tuple(cells.drop_nulls().head(1))):
        return False
    return bool(cells.str.contains_any(_STEMS, ascii_case_insensitive=True).any())


def _any(conditions: Iterable[pl.Expr]) -> pl.Expr:
    """Whether one of the conditions holds in a row; none is no reason."""
    return pl.any_horizontal(pl.lit(value=False), *(c.fill_null(value=False) for c in conditions))


def _is_named(match: Match) -> pl.Expr:
    """Whether a row has what its table names rows by: what is required of it, else any word."""
    schema = match.sheet.table.schema
    words = [
        field.to
        for field in match.sheet.fields
        if field.to in match.located.positions and schema.get(field.to) == pl.String
    ]
    required = [name for name in words if name in match.sheet.required]
    return _any(pl.col(name).str.contains(r"[^\s\-–—]") for name in required or words)


def _adds_up_to_the_rest(match: Match, text: pl.DataFrame, column: str) -> bool:
    """Whether the rows with the word in a column that is not read hold what all others add up to."""
    for name in _summed_columns(match):
        style = NumberStyle(match.sheet.nulls, match.raw.delimiter, grouping=True)
        figures = to_numbers(text[name], pl.Float64(), style).values
        word = text[column].str.contains(_LABEL).fill_null(value=False)
        totals, rest = float(figures.filter(word).sum()), float(figures.filter(~word).sum())
        if rest:
            return abs(totals - rest) <= _SLIGHT * rest
    return False


def _cells_of_words(match: Match, text: pl.DataFrame) -> list[str]:
    """The columns as the file has them, without those of figures."""
    schema = match.sheet.table.schema
    figures = {
        f"c{match.located.positions[field.to]}"
        for field in match.sheet.fields
        if field.to in match.located.positions
        and (field.dtype or schema.get(field.to, pl.String())).is_numeric()
    }
    read = {f"c{at}" for at in match.located.positions.values()}
    every = [name for name in match.raw.frame.columns if name != "row" and name in text.columns]
    looked_at = every if len(every) <= _WIDEST else [n for n in every if n in read or n == "c0"]
    return [name for name in looked_at if name not in figures]


def held_against_totals(
    match: Match, sums: Mapping[str, float], rows: int, totals: pl.DataFrame
) -> tuple[tuple[Finding, ...], tuple[CheckResult, ...], bool]:
    """Findings and checks about the file's own ``totals`` (typed rows), and whether rows are missing.

    ``sums`` are those of the measures over all ``rows``. The account's total is the largest one;
    where the rows add up to more, the totals are of parts, and their sum is what the rows should be.
    """
    headers = _summed_columns(match)
    stated = [
        one
        for name in headers
        if (one := _stated(name, sums.get(name, 0.0), rows, totals[name].drop_nulls())) is not None
    ]
    differing = [one for one in stated if not one.agrees]
    checks = tuple(
        CheckResult(
            msg("Rows of “{column}” = its total", column=headers[one.name]),
            1,
            int(not one.agrees),
            one.off,
        )
        for one in stated
    )
    short = any(one.off > 0 and not one.slight for one in differing)
    return tuple(_finding(headers, differing)), checks, short


def sums_of(match: Match, frame: pl.DataFrame) -> dict[str, float]:
    """The sums that a file's own totals are held against."""
    return {name: float(frame[name].sum()) for name in _summed_columns(match)}


def _summed_columns(match: Match) -> dict[str, str]:
    """The columns that add up and their headers; none where the source has a check of its own."""
    if any(isinstance(check, TotalsRow) for check in match.sheet.checks):
        return {}
    positions = match.located.positions
    return {
        column.name: match.raw.header[positions[column.name]].strip()
        for column in match.sheet.table.columns
        if column.role is ColumnRole.FLOW and column.name in positions
    }


def _stated(name: str, summed: float, rows: int, totals: pl.Series) -> _Stated | None:
    if totals.is_empty():
        return None
    rounding = _step(totals) / 2 * (rows + 1) + _NEAR  # sums of floats are a little off themselves
    largest, together = float(totals.max()), float(totals.sum())  # type: ignore[arg-type]  # numbers
    total = largest if largest >= summed - rounding else together
    return _Stated(name, total, summed, rounding)


def _step(written: pl.Series) -> float:
    """The last digit that amounts are rounded to; counts are exact."""
    if written.dtype.is_integer():
        return 0.0
    return next((step for step in (1.0, 0.1, 0.01) if _is_rounded(written, step)), 0.001)


def _is_rounded(written: pl.Series, step: float) -> bool:
    return bool((((written / step).round() * step - written).abs() < _NEAR).all())


def _finding(headers: Mapping[str, str], differing: list[_Stated]) -> Iterator[Finding]:
    if not differing:
        return
    # Of several columns that lack the same rows, the amount of money says most.
    worst = max(differing, key=lambda one: (not one.slight, one.name in MONEY, one.share))
    what = totals_differ(headers[worst.name], worst.rows, worst.total)
    if worst.slight:
        yield Finding(
            Level.NOTE,
            what,
            msg("Nothing to do. Rounding, or rows too small to be listed, may explain it."),
            column=headers[worst.name],
        )
        return
    more = msg("Some rows may count twice. Delete copies, or import the original export.")
    less = msg(
        "The file lists only a part. Import a report without filters too, such as one by "
        "campaign, and the fuller one counts."
    )
    yield Finding(Level.WARNING, what, less if worst.off > 0 else more, column=headers[worst.name])


def hidden_totals(match: Match, frame: pl.DataFrame) -> Mapping[int, Message]:
    """Reasons by row number for rows whose every figure is the sum of all other rows'.

    Only exports that come with totals rows, or whose rows have no id, are examined, and only where
    several rows and several columns show it. The first or the last row may differ by the rounding of amounts.
    """
    flows = [
        column.name
        for column in match.sheet.table.columns
        if column.role is ColumnRole.FLOW and frame[column.name].count() > 1
    ]
    # A column with one or two values above 0 equals its own sum too easily.
    summed = [name for name in flows if (frame[name] > 0).sum() > 2]
    if match.sheet.exclude and (bare := _undescribed(match, frame, flows)) is not None:
        return {bare: TOTALS}
    identified = match.sheet.unique and not match.sheet.exclude
    if identified or frame.height < _ROWS or len(summed) < _FIGURES:
        return {}
    likely = _halves(frame[summed[0]]) | {0, frame.height - 1}
    rows = [
        at
        for at in sorted(likely)
        if all(_is_half(frame[name], at, frame.height) for name in summed)
    ]
    # Two such rows would each be the sum of the other and the rest: chance, not totals.
    return {int(frame["source_row"][rows[0]]): TOTALS} if len(rows) == 1 else {}


def _halves(values: pl.Series) -> set[int]:
    """The places of values that are half of the sum: it includes the totals row itself."""
    total = float(values.sum())
    gaps = (2 * values.fill_null(0) - total).abs()
    return set((gaps <= _NEAR * total).arg_true())


def _is_half(values: pl.Series, at: int, rows: int) -> bool:
    """Whether a value is half of the sum, at an end of the table but for the rounding of amounts."""
    total = float(values.sum())
    gap = abs(2 * float(values[at] or 0) - total)
    if gap <= _NEAR * total:
        return True
    # Looking for the last digit of all amounts takes its time, so only where the row comes near.
    if at not in {0, rows - 1} or gap > _SLIGHT * total:
        return False
    return gap <= _step(values.drop_nulls()) / 2 * rows


def _undescribed(match: Match, frame: pl.DataFrame, flows: list[str]) -> int | None:
    """The number of a first or last row that only names itself and holds no less than all others.

    Where other rows have a title and a time of their own, a row of totals has neither, however its
    word was damaged; a deleted post has neither as well, but not the figures of all others.
    """
    described = [
        column.name
        for column in match.sheet.table.columns
        if column.role in {ColumnRole.TEXT, ColumnRole.TIME, ColumnRole.DIMENSION}
        and column.name in match.located.positions
    ]
    figures = [name for name in flows if float(frame[name].sum()) > 0]
    if not described or len(figures) < _FIGURES or frame.height < 2:
        return None
    bare = frame.select(bare=pl.all_horizontal(pl.col(described).is_null()))["bare"]
    if bare.sum() != 1 or not (bare[0] or bare[-1]):
        return None
    row = frame.filter(bare)
    enough = all(
        2 * float(row[name].fill_null(0).sum()) >= float(frame[name].sum()) for name in figures
    )
    return int(row["source_row"][0]) if enough else None
