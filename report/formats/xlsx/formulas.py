"""Formulas of a workbook: which columns of which tables are computed from others.

A formula is written only where it gives the report's own value, so that the workbook never
contradicts the report. Changes, for example, are adjusted for weekdays and stay plain numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, isclose

from xlsxwriter.utility import xl_rowcol_to_cell

from report.document.model import Amount
from report.formats.xlsx.cells import Formula
from report.formats.xlsx.columns import TableColumn

_LIKE = 1e-9  # relative: what sums in another order may differ by

# Table, then column: numerator and denominator. Columns of pictures are chart:role.
RATIOS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "money.campaigns": {"money.result:middle": ("spend", "results")},
    "channels.table": {
        "lead_rate": ("leads", "sessions"),
        "cpl": ("cost", "leads"),
        "cac": ("cost", "customers"),
        "cost_per_key_event": ("cost", "key_events"),
        "roas": ("revenue", "ad_spend"),
    },
    "works.campaigns": {
        "lead_rate": ("leads", "sessions"),
        "cpl": ("ad_spend", "leads"),
    },
    "returns.ratios": {
        "cac": ("cost", "customers"),
        "cac:low": ("cost", "customers:high"),
        "cac:high": ("cost", "customers:low"),
    },
    "works.posts": {"rate": ("leads", "sessions")},
    "audience.posts": {"rate": ("leads", "sessions")},
    "goals.table": {
        "goals.bullets:actual": ("done", "target"),
        "goals.bullets:low": ("projected:low", "target"),
        "goals.bullets:middle": ("projected", "target"),
        "goals.bullets:high": ("projected:high", "target"),
    },
}
# Column: the value of now and the one of before that it is the change of, or the return and the
# cost that it is the ROI of: the first over the second, less one.
CHANGES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "answer.table": {
        "before.0:change": ("now", "before.0"),
        "before.1:change": ("now", "before.1"),
    },
    "results.table": {"change": ("now", "before")},
    "returns.ratios": {
        "roi": ("revenue", "cost"),
        "roi:low": ("revenue:low", "cost"),
        "roi:high": ("revenue:high", "cost"),
    },
}
# Column: the part that each row is of the sum of another column.
SHARES: Mapping[str, Mapping[str, str]] = {"money.campaigns": {"share": "spend"}}
# Column: the columns that it is the sum of.
SUMS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "channels.bridge": {"model": ("tags", "moved"), "cost": ("ad_spend", "other_costs")},
}
# Tables whose last row is the sum of the rows above it, in every column that adds up.
TOTALS = frozenset({"moved.parts"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell of a table: ``first`` is the sheet's row of the table's first row."""

    columns: Sequence[TableColumn]
    row: int
    first: int

    @property
    def last(self) -> int:
        return len(self.columns[0].cells) - 1

    def index(self, key: str) -> int | None:
        return next((n for n, column in enumerate(self.columns) if column.key == key), None)

    def number(self, key: str, row: int | None = None) -> float | None:
        at = self.index(key)
        return None if at is None else number(self.columns[at], self.row if row is None else row)

    def cell(self, key: str, row: int | None = None, *, fixed: bool = False) -> str:
        """The address of a cell; ``fixed`` ones keep their row when the formula is copied."""
        at = self.index(key) or 0
        below = self.row if row is None else row
        return str(xl_rowcol_to_cell(self.first + below, at, row_abs=fixed))

    def span(self, key: str, last: int, *, fixed: bool = False) -> str:
        return f"{self.cell(key, 0, fixed=fixed)}:{self.cell(key, last, fixed=fixed)}"


def formula(
    table: str, columns: Sequence[TableColumn], column: int, row: int, first: int
) -> Formula | None:
    """The formula of a cell; None where it has none, or one with another value than the report."""
    own = columns[column].cells[row]
    if not isinstance(own, Amount) or own.value is None:
        return None
    place, key = _Place(columns, row, first), columns[column].key
    for rule in _RULES:
        made = rule(table, key, place)
        if made is not None and isclose(made[1], own.value, rel_tol=_LIKE):
            return Formula(made[0], own, columns[column].signed)
    return None


def number(column: TableColumn, row: int) -> float | None:
    """The number in a cell; None where it has words or nothing."""
    cell = column.cells[row]
    if isinstance(cell, Amount):
        return cell.value
    return float(cell) if isinstance(cell, int | float) else None


_Made = tuple[str, float] | None


def _ratio(table: str, key: str, place: _Place) -> _Made:
    above, below = RATIOS.get(table, {}).get(key, ("", ""))
    top, bottom = place.number(above), place.number(below)
    if top is None or not bottom:
        return None
    divisor = place.cell(below)
    return f'=IF({divisor}=0,"",{place.cell(above)}/{divisor})', top / bottom


def _change(table: str, key: str, place: _Place) -> _Made:
    after, before = CHANGES.get(table, {}).get(key, ("", ""))
    now, then = place.number(after), place.number(before)
    if now is None or not then:
        return None
    base = place.cell(before)
    return f'=IF({base}=0,"",{place.cell(after)}/{base}-1)', now / then - 1


def _share(table: str, key: str, place: _Place) -> _Made:
    of = SHARES.get(table, {}).get(key, "")
    own = place.number(of)
    known = [place.number(of, row) or 0.0 for row in range(place.last + 1)]
    whole = fsum(known)
    if own is None or not whole:
        return None
    total = f"SUM({place.span(of, place.last, fixed=True)})"
    return f'=IF({total}=0,"",{place.cell(of)}/{total})', own / whole


def _sum(table: str, key: str, place: _Place) -> _Made:
    parts = SUMS.get(table, {}).get(key, ())
    known = [place.number(part) for part in parts]
    if not any(value is not None for value in known):
        return None
    # SUM counts an empty cell as nothing, as the table does.
    cells = ",".join(place.cell(part) for part in parts)
    return f"=SUM({cells})", fsum(value or 0.0 for value in known)


def _total(table: str, key: str, place: _Place) -> _Made:
    if table not in TOTALS or place.row != place.last or place.row == 0:
        return None
    known = [place.number(key, row) for row in range(place.last)]
    if not any(value is not None for value in known):
        return None
    total = fsum(value or 0.0 for value in known)
    return f"=SUM({place.span(key, place.last - 1)})", total


_RULES: tuple[Callable[[str, str, _Place], _Made], ...] = (_ratio, _change, _share, _sum, _total)
