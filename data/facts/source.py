"""The facts protocol: what metrics are computed from, on polars or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Protocol

import narwhals as nw
import polars as pl

from data.tables.cost_spans import CostSpans
from data.tables.coverage import FileOrigin
from data.values.currency import Exchange
from data.values.inputs import Inputs

Frame = nw.LazyFrame[Any]


class FactSource(Protocol):
    """The resolved facts of every canonical table, and what else figures depend on."""

    @property
    def inputs(self) -> Inputs:
        """What users entered or decided, as the facts are read with it."""

    @property
    def exchange(self) -> Exchange | None:
        """What amounts were converted with, None where they stay as they came."""

    def frame(self, table: str) -> pl.LazyFrame:
        """The facts of ``table``, each counted once. Raises KeyError for an unknown table."""

    def marked(self, table: str) -> pl.LazyFrame:
        """The same; where corrections are about ``table``, ``_repaired`` says which rows changed."""

    def candidates(self, table: str) -> pl.LazyFrame:
        """``marked`` with, of ad costs, the rows that count for some queries only."""

    def cost_spans(self) -> CostSpans:
        """Which ad costs lie inside which periods: what a query picks its rows by."""

    def imported(self, table: str) -> pl.LazyFrame:
        """All rows of ``table``, those that do not count as well."""

    def file_origins(self) -> Mapping[int, FileOrigin]:
        """Which source read each import, and the period its file states, by import."""

    def snapshots(self) -> pl.LazyFrame:
        """One row per post and day (``observed_on``) on which an export observed it."""

    def worked_out(
        self, name: str, tables: Iterable[str], work: Callable[[], Mapping[str, pl.DataFrame]]
    ) -> Mapping[str, pl.DataFrame]:
        """What ``work`` makes of ``tables``, saved for other processes where that is possible."""

    def derived(self, name: Hashable, work: Callable[[], Any]) -> Any:
        """What ``work`` makes of these facts, cached as long as they are."""


def collect_all(frames: Sequence[Frame], *, at_hand: bool = False) -> list[pl.DataFrame]:
    """The frames as data; polars does all in one go, so that common scans are shared.

    ``at_hand`` says that they read nothing but frames in memory: these need no streaming,
    which takes twice as long to begin.
    """
    natives = [frame.to_native() for frame in frames]
    # narwhals has no common collect_all; only polars shares scans between frames.
    if all(isinstance(native, pl.LazyFrame) for native in natives):
        return pl.collect_all(natives, engine="in-memory" if at_hand else "streaming")
    return [frame.collect(backend="polars").to_native() for frame in frames]
