"""Daily aggregates of path statistics as sparse matrices: any period is a sum of rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from metrics.attribution.markov_removal import TransitionGraph

_CASES = frozenset({"key", "before", "state", "members"})

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tally:
    """One kind of statistics: distinct ``cases`` and, for each figure, rows by cases.

    Sparse, because most cases do not occur on most days.
    """

    cases: pl.DataFrame
    figures: dict[str, sparse.csr_array]

    @classmethod
    def of(
        cls, frame: pl.DataFrame, lines: pl.Series, split: str, cases: pl.DataFrame | None = None
    ) -> Tally:
        """The figures of ``frame`` (its numbers but for ``split``) spread over ``lines``.

        ``cases`` are all that are wanted, by default those of the frame.
        """
        kinds = [name for name in frame.columns if name != split and name in _CASES]
        wanted = frame.select(kinds).unique().sort(kinds) if cases is None else cases
        placed = frame.join(wanted.with_row_index("_case"), on=kinds).join(
            pl.DataFrame({split: lines}).with_row_index("_line"), on=split
        )
        shape = len(lines), wanted.height
        at = placed["_line"].to_numpy(), placed["_case"].to_numpy()
        figures = {
            name: sparse.coo_array((placed[name].to_numpy().astype(np.float64), at), shape).tocsr()
            for name in frame.columns
            if name not in {split, *kinds}
        }
        return cls(wanted, figures)


@dataclass(frozen=True, slots=True)
class Tallies:
    """All statistics of one kind of journeys, by day or by part.

    ``rows`` are the days or parts, ``keys`` what credit can go to and the cases of ``credits``;
    ``graph`` belongs to the cases of ``steps``; the sets of ``sets`` are bits of ``players``,
    the last of whom may be all keys together that do not play alone.
    """

    rows: tuple[Any, ...]
    keys: tuple[str, ...]
    credits: Tally
    steps: Tally
    graph: TransitionGraph
    sets: Tally
    players: tuple[str, ...]

    def weights_of_days(self, start: date, end: date) -> Matrix:
        """One line that takes the days from ``start`` to ``end``."""
        return np.array([[float(start <= day <= end) for day in self.rows]])
