"""Google Analytics 4 events file: reads events, as a whole or in chunks, into visits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from data.base.issue import Excluded, Level, Question
from data.base.table_report import RecognitionReport
from data.events.aggregate import Counts, EventAggregator
from data.events.columns import COLUMNS, REQUIRED, SCHEMA
from data.events.conversions import CONVERSIONS
from data.events.flatten import flatten, found, wanted
from data.reading.prefetch import prefetch
from data.reading.records import RecordBatch, Records
from data.reading.table import Finding
from data.sources.kit.parse_result import ParseResult
from data.sources.kit.record_reader import Tap
from data.sources.kit.spec import ENGLISH, ReadContext, Source
from i18n.message import msg, plural

EVENTS = "events"
_PART = re.compile(r"(?<!\d)(\d{12})(?!\d)")  # how BigQuery numbers the files of one table
_VALUE = pl.Struct(
    {"string_value": pl.String(), "int_value": pl.Int64()}
    | {"float_value": pl.Float64(), "double_value": pl.Float64()}
)
_PARAMS = pl.List(pl.Struct({"key": pl.String(), "value": _VALUE}))
_SHOWN = {column.to: column.headers[0] for column in COLUMNS} | {
    "session": "event_params.ga_session_id"
}


_PEOPLE = ("user_pseudo_id", "client_id", "user_id")
_READ = frozenset(header.lower() for column in COLUMNS for header in column.headers)
_WRITTEN = {column.to: column.header for column in COLUMNS}


def _flattened(batch: RecordBatch) -> tuple[RecordBatch, pl.DataFrame]:
    return batch, flatten(batch.frame, batch.first)


def _shape() -> dict[str, pl.DataType]:
    """The nested schema as far as it is read."""
    tree: dict[str, object] = {}
    for path, kind in ((path, SCHEMA[column.to]) for column in COLUMNS for path in column.paths):
        place = tree
        *parents, leaf = path.split(".")
        for parent in parents:
            place = place.setdefault(parent, {})  # type: ignore[assignment]  # a branch
        place[leaf] = kind if kind.is_numeric() else pl.String()
    flat = {header: pl.String() for column in COLUMNS for header in column.headers}
    return {**flat, **{name: _typed(kind) for name, kind in tree.items()}, "event_params": _PARAMS}


def _typed(kind: object) -> pl.DataType:
    if isinstance(kind, dict):
        return pl.Struct({name: _typed(inner) for name, inner in kind.items()})
    return kind if isinstance(kind, pl.DataType) else pl.String()


@dataclass(slots=True)
class EventFile:
    """An export of events that has not been read yet, or has."""

    records: Records
    source: Source
    given: ReadContext
    counts: Counts = field(default_factory=Counts)
    converted: int = 0
    visits: int = 0

    @property
    def loaded(self) -> ParseResult:
        """Refused where visits or people cannot be distinguished, with the missing fields."""
        known = found(self.records.schema)
        missing = [_SHOWN[name] for name in REQUIRED if name not in known]
        issues = tuple(finding.at(self.given.file) for finding in _missing(missing))
        report = RecognitionReport(
            None,
            "touches",
            tuple(_SHOWN[name] for name in REQUIRED if name in known),
            (),
            tuple(_SHOWN[column.to] for column in COLUMNS if column.to in known),
            (),
            (),
            "UTC",
            "iso",
        )
        return ParseResult(
            self.source.id,
            language=ENGLISH,
            encoding=self.records.encoding,
            confidence=1.0,
            issues=issues,
            personal=tuple(n for n in self.records.schema if n.lower() in _PEOPLE),
            in_clear=tuple(n for n in self.records.schema if n.lower() in _READ - {*_PEOPLE}),
            unmapped_columns=self._unknown,
            understood=(report,),
            optional=() if missing else (_question(),),
        )

    @property
    def _names(self) -> set[str]:
        return {*self.records.schema}

    @property
    def _unknown(self) -> tuple[str, ...]:
        """Columns of a flattened file that mean nothing here."""
        if "event_params" in self._names:
            return ()
        used = {*wanted(self.records.schema)}
        (sheet,) = self.source.sheets
        rest = (name for name in self.records.schema if name not in used)
        return tuple(name for name in rest if not sheet.knows_and_ignores(name))

    def tables(
        self, *, pieces: int = 1, tap: Tap | None = None
    ) -> Iterator[Mapping[str, pl.DataFrame]]:
        """Visits and conversions. Raises Unreadable where the file turns out to be damaged."""
        names = self.given.answers.get(EVENTS, ",".join(CONVERSIONS)).split(",")
        part = _PART.search(self.given.file.rpartition("/")[2])
        gathered = EventAggregator(
            tuple(name.strip() for name in names),
            found(self.records.schema),
            pieces,
            part and part[1],
            self.counts,
        )
        user = next((n for n in self.records.schema if n.lower() in _PEOPLE[:2]), _PEOPLE[0])
        written = {**_WRITTEN, "user": user}
        with gathered:
            for batch, flat in prefetch(map(_flattened, self.records.batches())):
                gathered.add(batch, flat)
                if tap is not None:
                    tap(flat.drop("row").rename(written), batch.size)
            for tables in gathered.tables():
                self.converted += tables["conversions"].height if "conversions" in tables else 0
                self.visits += tables["touches"].height if "touches" in tables else 0
                yield tables

    def whole(self) -> ParseResult:
        """What was noticed while the events were read."""
        loaded = self.loaded
        issues = (finding.at(self.given.file) for finding in self._findings())
        return replace(loaded, excluded=self._excluded(), issues=(*loaded.issues, *issues))

    def _excluded(self) -> tuple[Excluded, ...]:
        items = msg("Further items of the same event")
        again = msg("Conversions repeated under the same number")
        counted = ((items, self.counts.items), (again, self.counts.repeated))
        return tuple(Excluded(what, count) for what, count in counted if count)

    def _findings(self) -> Iterator[Finding]:
        counts = self.counts
        if counts.unreadable:
            yield _unreadable(counts.unreadable)
        if counts.nobody:
            yield _nobody(counts.nobody, counts.events)
        if self.visits and not self.converted:
            yield _no_conversion()
        if "intraday" in self.given.file.lower():
            yield _intraday()


@dataclass(frozen=True, slots=True)
class EventReader:
    """Reads events: see ``data.sources.kit.record_reader``."""

    @property
    def shape(self) -> Mapping[str, pl.DataType]:
        """The nested schema, and the flattened names."""
        return _shape()

    def wanted(self, names: Iterable[str]) -> list[str]:
        """The fields that are read, and those that name people or items."""
        names = [*names]
        also = [n for n in names if n.lower() in {"user_id", "item_id", "item_name"}]
        return list(dict.fromkeys((*wanted(names), *also)))

    def fits(self, names: list[str]) -> bool:
        """Whether these are fields of events, though some may be missing."""
        known = {name.lower() for name in names}
        people = known & {*_PEOPLE[:2]}
        return bool(people) and bool(known & {"event_timestamp", "event_name", "event_params"})

    def open(self, records: Records, source: Source, given: ReadContext) -> EventFile:
        """The file, not yet read."""
        return EventFile(records, source, given)


def _question() -> Question:
    prompt = msg("Which events are conversions? Give their names, separated by commas.")
    return Question(EVENTS, prompt, (), ",".join(CONVERSIONS))


def _missing(columns: list[str]) -> Iterator[Finding]:
    if columns:
        yield Finding(
            Level.ERROR,
            msg(
                "Visits cannot be distinguished, because the events lack {columns}",
                columns=", ".join(columns),
            ),
            msg(
                "Export the table events_… itself as Parquet or JSON, or add these columns to the query."
            ),
        )


def _unreadable(count: int) -> Finding:
    return Finding(
        Level.WARNING,
        plural(
            "{count} event without a readable time or name was skipped",
            "{count} events without a readable time or name were skipped",
            count=count,
        ),
        msg("If there are many, export the table again and import it unchanged."),
    )


def _nobody(count: int, events: int) -> Finding:
    return Finding(
        Level.NOTE,
        plural(
            "{count} event out of {events} has no known visitor or visit. It counts in no visit",
            "{count} events out of {events} have no known visitor or visit. They count in no visit",
            count=count,
            events=events,
        ),
        msg(
            "Nothing to do. People without consent leave such events, and Google Analytics "
            "estimates them in its own reports."
        ),
    )


def _no_conversion() -> Finding:
    return Finding(
        Level.NOTE,
        msg("None of these events is a conversion: {names}", names=", ".join(CONVERSIONS)),
        msg(
            "If another event means a lead or a sale to you, undo this import and repeat it with events=name."
        ),
    )


def _intraday() -> Finding:
    return Finding(
        Level.WARNING,
        msg("This is the provisional table of an unfinished day (intraday)"),
        msg(
            "Import the day’s final table when it is available, and it replaces this one. If "
            "it is already imported, undo this import."
        ),
    )
