"""Spark adapter: the facts of a store as Spark frames, for attribution on a cluster.

Which rows count follows from `data.tables.deduplicate`: where imports overlap, or corrections are
in force, this machine first writes the rows that count; otherwise Spark reads the store's own
files. The statistics that come back are small; they are cached in the store, so that the
application answers from them without reading a visit.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from data.facts.facts import Facts
from data.store import Store
from data.tables.company_clock import UTC_ZONE, clocked
from data.tables.cost_spans import INSIDE, WHOLE, CostSpans
from data.tables.coverage import FileOrigin
from data.tables.schema import TABLES
from data.values.currency import Exchange
from data.values.inputs import Inputs

# UTC, because moments are computed from the parts of date and time (see timestamps).
_SETTINGS = {"spark.ui.enabled": "false", "spark.sql.session.timeZone": "UTC"}
_TYPES = {
    pl.String(): "string",
    pl.Int64(): "bigint",
    pl.Float64(): "double",
    pl.Boolean(): "boolean",
    pl.Date(): "date",
}


@dataclass(frozen=True, slots=True)
class SparkFacts:
    """A ``FactSource`` whose frames are Spark's. It cannot split by post."""

    facts: Facts
    store: Store
    session: Any
    folder: Path
    _frames: dict[str, Any] = field(default_factory=dict)
    _derived: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def inputs(self) -> Inputs:
        """What users entered or decided; corrections are in the rows already."""
        return self.facts.inputs

    @property
    def exchange(self) -> Exchange | None:
        """What amounts were converted with."""
        return self.facts.exchange

    def marked(self, table: str) -> Any:
        """The same as ``frame``."""
        return self.frame(table)

    def candidates(self, table: str) -> Any:
        """The same as ``frame``; of ad costs, periods stand for the finer rows inside them."""
        rows = self.frame(table)
        if table != "ad_costs":
            return rows
        none = nw.lit(None, dtype=nw.Int64)
        return nw.from_native(rows).with_columns(none.alias(INSIDE), none.alias(WHOLE)).to_native()

    def cost_spans(self) -> CostSpans:
        """None inside another: see ``candidates``."""
        return CostSpans.none()

    def imported(self, table: str) -> pl.LazyFrame:
        """All rows of ``table``, read on this machine."""
        return self.facts.imported(table)

    def file_origins(self) -> Mapping[int, FileOrigin]:
        """Which source read each import, and the period its file states, by import."""
        return self.facts.file_origins()

    def snapshots(self) -> pl.LazyFrame:
        """The posts as each export observed them, read on this machine."""
        return self.facts.snapshots()

    def frame(self, table: str) -> Any:
        """The facts of ``table`` as a Spark frame in the canonical schema."""
        if table not in self._frames:
            self._frames[table] = self._read(table)
        return self._frames[table]

    def derived(self, name: Hashable, work: Callable[[], Any]) -> Any:
        """What ``work`` makes of these facts, cached as long as they are."""
        if name not in self._derived:
            self._derived[name] = work()
        return self._derived[name]

    def worked_out(
        self, name: str, tables: Iterable[str], work: Callable[[], Mapping[str, pl.DataFrame]]
    ) -> Mapping[str, pl.DataFrame]:
        """The same as ``Facts.worked_out``: results of the cluster serve the application too."""
        return self.facts.worked_out(name, tables, work)

    def _read(self, table: str) -> Any:
        files = self._own_files(table)
        if files is None:
            files = [str(self.folder / f"{table}.parquet")]
            self.facts.frame(table).sink_parquet(files[0])
        schema = ", ".join(f"`{n}` {_type(dtype)}" for n, dtype in TABLES[table].schema.items())
        reader = self.session.read.schema(schema)
        return reader.parquet(*files) if files else self.session.createDataFrame([], schema)

    def _own_files(self, table: str) -> list[str] | None:
        """The store's files where their rows count as they are, None where they do not."""
        pin = self.store.pin(table)
        plain = pin.shared == () and pin.whole
        # Converted amounts are nowhere in the stored files.
        money = table == "conversions" and self.exchange is not None
        # Nor are the days of the company, but in UTC.
        moved = self.inputs.zone != UTC_ZONE and bool(clocked(TABLES[table]))
        if not plain or money or moved or self.inputs.tagging.corrects(table):
            return None
        return self.store.facts.files(table)


def _type(dtype: pl.DataType) -> str:
    return "timestamp" if isinstance(dtype, pl.Datetime) else _TYPES[dtype]


@contextmanager
def on_spark(store: Store, address: str) -> Iterator[SparkFacts]:
    """The facts of ``store`` on the cluster at ``address`` (``spark://…`` or ``local[*]``).

    The workers must see the store's folder under the same path, or an object store. Raises
    ModuleNotFoundError where PySpark is not installed.
    """
    from pyspark.sql import SparkSession  # noqa: PLC0415  # optional, only for clusters

    builder = SparkSession.builder.master(address).appName("Utmost")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    place = Path(store.facts.root).parent if "://" not in store.facts.root else None
    try:
        with tempfile.TemporaryDirectory(dir=place, prefix="spark-") as folder:
            yield SparkFacts(Facts(store), store, session, Path(folder))
    finally:
        session.stop()
