"""Accumulators: thread-safe sums of path statistics, by line (a day or a part) and by case."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics.attribution.sorted_events import Numbers

Figures = Mapping[str, NDArray[np.generic] | int]

_FEW = 1 << 21  # cells of a dense array that is worth it for any number of rows (16 MB a figure)
_MANY = 1 << 24  # more cells than this are never laid out densely (128 MB a figure)
_WAITING = 1 << 21  # rows that wait before they are grouped


class Sums:
    """Sums of some figures, which several threads may add to.

    ``span`` is the number of cases, which count from 0 as lines do from ``low``. Where lines
    times cases are few, or fewer than the ``rows`` to come, each cell has its place; otherwise
    rows are grouped now and then. ``names`` says of each figure whether it is a whole number.
    Raises ValueError where there are more cells than numbers.
    """

    def __init__(
        self, low: int, lines: int, span: int, names: Mapping[str, bool], rows: int = 0
    ) -> None:
        if lines * span > np.iinfo(np.int64).max:
            raise ValueError(f"{span} cases on {lines} lines are too many to be numbered")
        self._low, self._span, self._names = low, span, names
        cells = lines * span
        self._cells = cells if cells <= max(_FEW, min(rows, _MANY)) else 0
        self._seen = np.zeros(self._cells, dtype=np.bool_)
        self._totals = {name: np.zeros(self._cells) for name in names}
        self._grouped: list[pl.DataFrame] = []
        self._waiting: list[pl.DataFrame] = []
        self._lock = Lock()

    def add(self, line: Numbers, case: Numbers, figures: Figures) -> None:
        """Rows of equal length; a figure that is a number is the same in all of them."""
        at = (line - self._low) * self._span + case
        if self._cells:
            self._lay(at, figures)
            return
        rows = pl.DataFrame({"at": at}).with_columns(
            pl.Series(name, values)
            if isinstance(values, np.ndarray)
            else pl.lit(values).alias(name)
            for name, values in figures.items()
        )
        with self._lock:
            self._waiting.append(rows)
            if sum(frame.height for frame in self._waiting) > max(_WAITING, self._size()):
                self._group()

    def _lay(self, at: Numbers, figures: Figures) -> None:
        with self._lock:
            self._seen[at] = True
            for name, values in figures.items():
                # np.add.at has a fast path for equal types only: with another it is fifty times as
                # slow.
                np.add.at(self._totals[name], at, np.asarray(values, dtype=np.float64))

    def _size(self) -> int:
        return sum(frame.height for frame in self._grouped)

    def _group(self) -> None:
        # Relaxed, because a figure that is one number for all rows may come as another type.
        rows = pl.concat([*self._grouped, *self._waiting], how="diagonal_relaxed")
        self._grouped, self._waiting = [rows.group_by("at").agg(pl.all().sum())], []

    def frame(self, line: str, case: str) -> pl.DataFrame:
        """One row for each line and case that was met: ``line``, ``case`` and the figures."""
        if self._cells:
            met = np.flatnonzero(self._seen)
            totals = {name: total[met] for name, total in self._totals.items()}
            rows = pl.DataFrame({"at": met, **totals})
        else:
            self._waiting.append(pl.DataFrame(schema={"at": pl.Int64}))
            self._group()
            [rows] = self._grouped
        missing = [pl.lit(0).alias(name) for name in self._names if name not in rows.columns]
        at = pl.col("at")
        return rows.with_columns(*missing).select(
            (at // self._span + self._low).alias(line),
            (at % self._span).alias(case),
            *(
                pl.col(name).cast(pl.Int64 if whole else pl.Float64)
                for name, whole in self._names.items()
            ),
        )
