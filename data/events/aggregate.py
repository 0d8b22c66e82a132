"""Event aggregation: streams an export in bounded memory into visits and conversions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import polars as pl

from data.events.columns import ITEMS, ORDER
from data.events.conversions import conversions, deduplicate
from data.events.sessions import Partial, attributable, attributed, merged, partial
from data.events.stored import stored_conversions, stored_touches
from data.reading.records import RecordBatch

_EARLIEST, _LATEST = 1_262_304_000_000_000, 4_102_444_800_000_000  # 2010 to 2100, microseconds
_SAME_EVENT = ("stream", "user", "session", "name", "bundle", *ORDER)


@dataclass(slots=True)
class Counts:
    """The number of events, and of those that could not be used, by reason."""

    events: int = 0
    unreadable: int = 0
    nobody: int = 0
    items: int = 0
    repeated: int = 0


@dataclass(slots=True)
class EventAggregator:
    """The events of one export. ``known`` are the flat columns that it fills.

    ``tables`` gives visits and conversions once all events are in, the rows of one visitor in
    one of its ``pieces``, which wait on disk.
    """

    wanted: Sequence[str]
    known: frozenset[str]
    pieces: int = 1
    part: str | None = None
    counts: Counts = field(default_factory=Counts)
    hosts: set[str] = field(default_factory=set)
    _converted: list[Path] = field(default_factory=list)
    _waiting: list[list[Path]] = field(default_factory=list)
    _open: ExitStack = field(default_factory=ExitStack)
    _folder: Path = Path()

    def __enter__(self) -> Self:
        self._waiting = [[] for _ in range(self.pieces)]
        self._folder = Path(self._open.enter_context(TemporaryDirectory()))
        return self

    def __exit__(self, *_raised: object) -> None:
        self._open.close()

    def add(self, batch: RecordBatch, flat: pl.DataFrame) -> None:
        """Add the events of one batch; ``flat`` is the batch in flattened form."""
        events = self._usable(batch, flat)
        converted = conversions(events, self.wanted, self.known)
        if converted.height:
            self._converted.append(self._write(f"{len(self._converted)}.converted", converted))
        mine = attributable(events)
        self.counts.nobody += events.height - mine.height
        if mine.is_empty():
            return
        piece = partial(mine)
        self.hosts.update(piece.hosts["host"])
        self._spill(piece)

    def tables(self) -> Iterator[dict[str, pl.DataFrame]]:
        """Visits and conversions in the canonical schema, with people not yet pseudonymised."""
        converted = [pl.read_ipc(path) for path in self._converted]
        if converted:
            unique = deduplicate(pl.concat(converted))
            self.counts.repeated = sum(frame.height for frame in converted) - unique.height
            yield {"conversions": stored_conversions(unique, self.known, self.part)}
        for waiting in self._waiting:
            parts = [_read_back(path) for path in waiting]
            if parts:
                sessions = attributed(*merged(parts), self.hosts)
                yield {"touches": stored_touches(sessions, self.known, self.part)}

    def _usable(self, batch: RecordBatch, flat: pl.DataFrame) -> pl.DataFrame:
        """The readable events of a batch, each once."""
        timed = pl.col("at").is_between(_EARLIEST, _LATEST)
        events = flat.filter(timed & pl.col("name").is_not_null())
        self.counts.events += flat.height + batch.bad
        self.counts.unreadable += flat.height - events.height + batch.bad
        # The day is that of the property's own time zone; where it is missing, that of UTC.
        utc = pl.col("at").cast(pl.Datetime("us")).dt.date()
        events = events.with_columns(pl.coalesce("day", utc).alias("day"))
        if {name.lower() for name in batch.frame.columns}.isdisjoint(ITEMS):
            return events
        # Exports by item repeat an event for each of its items.
        single = events.unique(_SAME_EVENT, keep="first", maintain_order=True)
        self.counts.items += events.height - single.height
        return single

    def _spill(self, piece: Partial) -> None:
        """Write a piece to disk, its visitors partitioned by hash over several files."""
        for at, waiting in enumerate(self._waiting):
            mine = pl.col("user").hash(7) % len(self._waiting) == at
            name = f"{at}-{len(waiting)}"
            self._write(f"{name}.sessions", piece.sessions.filter(mine))
            self._write(f"{name}.units", piece.units.filter(mine))
            waiting.append(self._folder / name)

    def _write(self, name: str, rows: pl.DataFrame) -> Path:
        """Writes rows to disk: in memory polars' texts would keep the whole batch alive."""
        rows.write_ipc(self._folder / name, compression="lz4")
        return self._folder / name


def _read_back(path: Path) -> Partial:
    sessions, units = (pl.read_ipc(path.with_suffix(end)) for end in (".sessions", ".units"))
    return Partial(sessions, units, pl.DataFrame(schema={"host": pl.String}))
