"""Forgets a person: no file of the store leads to them afterwards, and no figure changes.

Rows stay without the person (``data.people.forgotten``). Their records in stored uploads and the rows that were set aside are
emptied, what else names them is blanked, and what only old versions of the tables need is deleted. Nothing
here writes down an identifier: the list has hashes of hashes, and rows are found by their place.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import sqlalchemy as sa
from deltalake import DeltaTable

from data.base.contacts import HIDDEN
from data.people.forgotten import (
    KEY,
    Forgotten,
    Traces,
    add_marks,
    concerned,
    forgotten,
    ids_of,
    listed,
    the_list,
)
from data.people.phone import is_phone, written_ways
from data.people.pseudonym import Pseudonym
from data.people.uploads import without_records
from data.store import Store
from data.store.database.compaction import compact_state
from data.store.person_key import person_key
from data.store.relations import ANSWERS, IMPORTS, MAPPINGS, QUARANTINE, UPLOADS
from data.tables.schema import TABLES, Identity, Table
from data.values.audit import Actor
from i18n.message import Message, msg, plural

_PLACE = ("import_id", "source_sheet", "source_row")
_GAP = r"[\s().\-/]{0,3}"
_RECORDS = tuple(
    dict.fromkeys(c for table in TABLES.values() for c in table.identifying(Identity.RECORD))
)
_FEW = 1_000  # ways of one phone number that texts are searched for; more is one without a country


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed: rows that lost their person, emptied records of uploads, and the rest.

    ``rows`` are counted by table, ``texts`` are lines of the database in which something was blanked.
    """

    rows: Mapping[str, int] = field(default_factory=dict)
    uploads: int = 0
    records: int = 0
    texts: int = 0

    @property
    def found(self) -> bool:
        """Whether anything of the person was in the store."""
        return bool(sum(self.rows.values()) or self.records or self.texts)

    def sentences(self) -> tuple[Message, ...]:
        """What was done, in sentences."""
        if not self.found:
            return (
                msg("Nothing in this store identifies this person."),
                msg("Files imported from now on are stored without them as well."),
            )
        lines = [
            plural(
                "{n} row no longer identifies a person. No value has changed.",
                "{n} rows no longer identify a person. No value has changed.",
                n=sum(self.rows.values()),
            ),
            plural(
                "{n} record of stored files was emptied.",
                "{n} records of stored files were emptied.",
                n=self.records,
            ),
        ]
        if self.texts:
            lines.append(plural("{n} text was blanked.", "{n} texts were blanked.", n=self.texts))
        return (*lines, msg("Files imported from now on are stored without this person."))

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value."""
        rows = {table: count for table, count in self.rows.items() if count}
        return {
            "found": self.found, "rows": rows, "uploads": self.uploads,
            "records": self.records, "texts": self.texts,
        }  # fmt: skip


def forget(
    store: Store, who: Actor, identifiers: Iterable[str], ids: Iterable[str] = ()
) -> Removed:
    """Forget one person.

    ``identifiers`` are what files call the person by: e-mail addresses, phone numbers, names, ids of users. ``ids`` are
    those of their leads, orders or clicks. Later imports leave the person out as well, those that run now too. Again
    it does nothing. Raises PersonKeyError without the store's key, ValueError without an identifier.
    """
    texts = tuple(text.strip() for text in identifiers if text.strip())
    named = frozenset(each.strip() for each in ids if each.strip())
    if not texts and not named:
        raise ValueError("there is no identifier of the person")
    traces = _traces(store, keys_of(Pseudonym(person_key(store)), texts), named)
    known = the_list(store, listed(store))
    with store.state.audit.change():
        # First: what is imported from now on is without the person, whatever happens to this process.
        if new := known.marks(traces) - known.listed:
            add_marks(store, new)
            store.state.audit.add(who, "person.forget", "people", after={"people": 1})
    return _remove(store, the_list(store, listed(store)), traces, _Names(texts, traces))


def forget_again(store: Store) -> Removed:
    """Remove everybody on the list from the whole store, as after one that was restored from a backup."""
    known = forgotten(store)
    if known is None:
        return Removed()
    rows = {name: store.facts.scan(name).collect() for name, table in TABLES.items() if table.identifying(*Identity)}  # fmt: skip
    return _remove(store, known, known.of(rows), _Names((), Traces(frozenset(), {})))


@contextmanager
def staying_forgotten(store: Store) -> Iterator[None]:
    """Imports in here leave out whoever is forgotten meanwhile, at their end at the latest."""
    before = listed(store)
    try:
        yield
    finally:
        if listed(store) != before:
            forget_again(store)


def keys_of(hide: Pseudonym, identifiers: Iterable[str]) -> frozenset[str]:
    """The keys of a person, in every way that a phone number of theirs may have been written."""
    ways = (written_ways(text) if is_phone(text) else {text} for text in identifiers)
    return frozenset(hide(way) for found in ways for way in found)


def _traces(store: Store, keys: frozenset[str], ids: frozenset[str]) -> Traces:
    """The person's keys, those in the same rows, and the ids in all of these rows."""
    records = {c: _ids_like(store, c, ids) for c in _RECORDS}
    given = Traces(keys, records)
    rows = {
        table: store.facts.scan(table.name).filter(concerned(table, given)).collect()
        for table in TABLES.values()
        if table.identifying(Identity.RECORD)
    }
    # Whom a row names by two keys is one person: an address, and the id of a user.
    for table, own in rows.items():
        for column in table.identifying(Identity.PERSON):
            same = own[column].drop_nulls().unique()
            keys |= set(same.filter(same.str.contains(f"^{KEY.pattern.decode()}$")))
    found = {column: set(known) for column, known in records.items()}
    for table in rows:
        theirs = store.facts.scan(table.name).filter(concerned(table, Traces(keys, records)))
        for column, values in ids_of(table, theirs.collect(), keys).items():
            found[column] |= values
    return Traces(keys, {column: frozenset(values) for column, values in found.items()})


def _ids_like(store: Store, column: str, ids: frozenset[str]) -> frozenset[str]:
    """The ids as they are, and as they are stored where a word says of which system they are."""
    if not ids:
        return ids
    ends = tuple(f" {each}" for each in ids)
    found = set(ids)
    for table in TABLES.values():
        if column in table.identifying(Identity.RECORD):
            known = store.facts.scan(table.name).select(pl.col(column).unique()).collect()
            found |= {value for value in known[column].drop_nulls() if value.endswith(ends)}
    return frozenset(found)


def _remove(store: Store, known: Forgotten, traces: Traces, names: _Names) -> Removed:
    places = dict[str, set[tuple[int, int]]]()
    rows = {}
    for name, table in TABLES.items():
        changed = _rewrite(store, table, known, traces)
        rows[name] = changed.height
        for number, row in changed.select("import_id", "source_row").unique().drop_nulls().rows():
            places.setdefault(name, set()).add((number, row))
        if table.holds_people or changed.height:
            store.facts.erase_history(name)
    uploads, records = _empty_uploads(
        store, known, traces, {p for own in places.values() for p in own}
    )
    texts = _blank_texts(store, names)
    if "://" not in store.facts.root:
        shutil.rmtree(Path(store.facts.root).parent / "derived", ignore_errors=True)
    compact_state(store.state.database)
    store.state.ledger.touch()  # snapshots that are cached name files that are gone
    return Removed(rows, uploads, records, texts)


def _rewrite(store: Store, table: Table, known: Forgotten, traces: Traces) -> pl.DataFrame:
    """Change the rows with a trace, and give their places."""
    changed = pl.DataFrame()
    text_columns = [c.name for c in table.columns if c.dtype == pl.String and c.name not in _PLACE]

    def rewrite(delta: DeltaTable) -> None:
        nonlocal changed
        old = store.facts.scan(table.name).filter(concerned(table, traces)).collect()
        new = known.without(table.name, old, traces)
        present = {part.name for part in delta.schema().fields}
        columns = [
            name for name in text_columns
            if name in present and not old[name].equals(new[name], null_equal=True)
        ]  # fmt: skip
        changed = old.select(_PLACE)
        if columns:
            replace_values(delta, old, new, columns)

    store.facts.rewrite(table.name, rewrite)
    return changed if changed.width else table.empty().select(_PLACE)


def replace_values(
    delta: DeltaTable, old: pl.DataFrame, new: pl.DataFrame, columns: Sequence[str]
) -> None:
    """Replace values of rows, which are found by their place and what they hold.

    The log keeps the text of a condition for ever: this one has names of columns only, where a value would
    be a key of the person.
    """
    source = pl.concat(
        [old.select(*_PLACE, *columns), new.select(pl.col(columns).name.prefix("new_"))],
        how="horizontal",
    ).unique()
    same = " and ".join(
        f"(t.`{name}` = s.`{name}` or (t.`{name}` is null and s.`{name}` is null))"
        for name in ("source_sheet", "source_row", *columns)
    )
    # Not streamed, the source's range of values would be looked for in the log, and be in it.
    delta.merge(
        source, f"t.import_id = s.import_id and {same}", "s", "t", streamed_exec=True
    ).when_matched_update({f"`{name}`": f"s.`new_{name}`" for name in columns}).execute()


def _empty_uploads(
    store: Store, known: Forgotten, traces: Traces, places: set[tuple[int, int]]
) -> tuple[int, int]:
    """Empty the records of a person in every stored upload; gives uploads and records."""
    rows = dict[str, set[int]]()
    for entry in store.state.ledger.all():
        rows.setdefault(entry.sha256, set()).update(
            row for number, row in places if number == entry.id
        )

    def gone(key: str) -> bool:
        return key in traces.keys or known.has(key)

    uploads = records = 0
    for sha in store.raw.stored():
        with store.raw.open(sha) as file, store.raw.scratch() as out:
            emptied = without_records(file, gone, out, rows.get(sha, ()))
            if emptied:
                out.seek(0)
                store.raw.replace(sha, out)
                uploads, records = uploads + 1, records + emptied
    return uploads, records


class _Names:
    """What a text may name the person by: keys, and identifiers in any case and grouping of digits."""

    def __init__(self, identifiers: Iterable[str], traces: Traces) -> None:
        ways = [way for text in identifiers for way in _patterns(text)]
        keys = [re.escape(key) for key in sorted(traces.keys)][:_FEW]
        self._found = re.compile("|".join([*ways, *keys]) or r"(?!)", re.IGNORECASE)

    def blanked(self, value: Any) -> Any:
        """A JSON value without them."""
        if isinstance(value, str):
            return self._found.sub(HIDDEN, value)
        if isinstance(value, Mapping):
            return {self.blanked(name): self.blanked(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self.blanked(part) for part in value]
        return value


def _patterns(text: str) -> list[str]:
    if not is_phone(text):
        return [re.escape(text)]
    ways = sorted(written_ways(text), key=len, reverse=True)[:_FEW]
    return [rf"\+?(?<!\d){_GAP.join(way)}(?!\d)" for way in ways]


def _blank_texts(store: Store, names: _Names) -> int:
    """Blank what names the person in the texts of the database; gives the lines that did."""
    lines = 0
    with store.state.database.write() as connection:
        for table, columns in (
            (IMPORTS, ("file", "summary")), (QUARANTINE, ("sheet", "reason", "record")),
            (UPLOADS, ("file", "summary")), (ANSWERS, ("value",)), (MAPPINGS, ("mapping",)),
        ):  # fmt: skip
            for line in connection.execute(sa.select(table)).mappings().all():
                new = {name: names.blanked(line[name]) for name in columns}
                changed = {name: value for name, value in new.items() if value != line[name]}
                if changed:
                    mine = [key == line[key.name] for key in table.primary_key]
                    connection.execute(sa.update(table).where(*mine).values(changed))
                    lines += 1
    return lines
