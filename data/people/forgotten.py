"""The list of people who were forgotten, and rows without them.

A row of such a person stays, with its day, its tags and its amount: no total moves. Their key and the ids of their leads,
orders, clicks and visits become others, which no one can tell the person from: hashes with a key of its own. They
are the same ones wherever the old ones were, so that journeys, links and counts hold, and the same ones again when
a later file brings the person back.

The list holds hashes of these keys and ids, never the keys and ids themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import polars as pl

from data.store import Store
from data.store.person_key import PersonKeyError, person_key
from data.tables.schema import TABLES, ColumnRole, Identity, Table

LISTED = "forgotten_people"
"""The setting with the list."""

KEY = re.compile(rb"person-[0-9a-f]{32}")
"""A key of a person, wherever it is in a file."""

_KEY = KEY.pattern.decode()


@dataclass(frozen=True, slots=True)
class Traces:
    """The keys of people, and the ids of their leads, orders and clicks by column."""

    keys: frozenset[str]
    ids: Mapping[str, frozenset[str]]

    def __bool__(self) -> bool:
        return bool(self.keys) or any(self.ids.values())


@dataclass(frozen=True)
class Forgotten:
    """The list of one store, with the key of its hashes."""

    listed: frozenset[str]
    key: bytes

    def of(self, tables: Mapping[str, pl.DataFrame]) -> Traces:
        """Traces of listed people in rows that are stored or about to be."""
        every = {key for name, rows in tables.items() for key in _keys_in(TABLES[name], rows)}
        keys = frozenset(key for key in every if self.has(key))
        ids = dict[str, frozenset[str]]()
        for name, rows in tables.items():
            table = TABLES[name]
            for column in table.identifying(Identity.RECORD):
                known = rows[column].drop_nulls().unique()
                on_list = {value for value in known if self.mark(column, value) in self.listed}
                ids[column] = ids.get(column, frozenset()).union(on_list)
            for column, own in ids_of(table, rows, keys).items():
                ids[column] = ids.get(column, frozenset()).union(own)
        return Traces(keys, ids)

    def without(self, name: str, rows: pl.DataFrame, traces: Traces) -> pl.DataFrame:
        """Rows of a table whose keys and ids are others where they are among the traces."""
        table, keys = TABLES[name], sorted(traces.keys)
        fresh = [self.fresh_key(key) for key in keys]
        new = {column: pl.col(column) for column in _key_columns(table)}
        for column in table.identifying(Identity.RECORD):
            new[column] = self._changed(column, traces.ids.get(column, ()))
        for column in table.identifying(Identity.VISIT):
            # The id of a visit alone leads to no one, as visits of others have the same: theirs only.
            theirs = _is_theirs(table, traces.keys)
            old = [value for value in rows.filter(theirs)[column].unique() if _is_old(value)]
            changed = self._changed(column, old)
            new[column] = pl.when(theirs).then(changed).otherwise(pl.col(column))
        if keys:
            new |= {
                column: new[column].str.replace_many(keys, fresh) for column in _key_columns(table)
            }
        return rows.with_columns(made.alias(column) for column, made in new.items())

    def _changed(self, column: str, old: Collection[str]) -> pl.Expr:
        if not old:
            return pl.col(column)
        return pl.col(column).replace({value: self.fresh_id(column, value) for value in old})

    def has(self, key: str) -> bool:
        """Whether the person with this key is on the list."""
        return self.mark("person", key) in self.listed

    def mark(self, kind: str, value: str) -> str:
        """What the list holds of a key (``person``) or of an id of a column."""
        return self._hash("listed", kind, value)

    def fresh_key(self, key: str) -> str:
        """The key in place of a person's."""
        return f"person-{self._hash('fresh', 'person', key)}"

    def fresh_id(self, column: str, value: str) -> str:
        """The id in place of one of a person's."""
        return f"{_FRESH}{self._hash('fresh', column, value)}"

    def marks(self, traces: Traces) -> frozenset[str]:
        """What the list has to hold of these."""
        ids = (self.mark(column, value) for column, found in traces.ids.items() for value in found)
        return frozenset(self.mark("person", key) for key in traces.keys).union(ids)

    @cached_property
    def _keyed(self) -> blake2b:
        return blake2b(key=self.key, digest_size=16)

    def _hash(self, *parts: str) -> str:
        hashed = self._keyed.copy()
        hashed.update("\x1f".join(parts).encode())
        return hashed.hexdigest()


_FRESH = "forgotten-"


def listed(store: Store) -> frozenset[str]:
    """The list of a store, empty where no one was forgotten."""
    return frozenset(store.state.settings.get(LISTED, ()))


def forgotten(store: Store) -> Forgotten | None:
    """The list of a store with its key, None where no one was forgotten or the key is gone.

    Without the key no file with people is imported at all.
    """
    marks = listed(store)
    try:
        return the_list(store, marks) if marks else None
    except PersonKeyError:
        return None


def the_list(store: Store, marks: frozenset[str]) -> Forgotten:
    """``marks`` as a list of this store. Raises PersonKeyError where its key is gone."""
    # Another key than that of people: who has the list alone cannot try their keys on it.
    return Forgotten(marks, blake2b(b"forgotten", key=person_key(store)).digest())


def add_marks(store: Store, marks: Iterable[str]) -> None:
    """Put people on the list; no error when they are on it."""
    with store.state.database.write():  # of two who add at once, none loses what the other added
        before = listed(store)
        after = before.union(marks)
        if after != before:
            store.state.settings.set(LISTED, sorted(after))


def ids_of(table: Table, rows: pl.DataFrame, keys: Collection[str]) -> dict[str, frozenset[str]]:
    """The ids of leads, orders and clicks in the rows of these people, by column."""
    own = rows.filter(_is_theirs(table, keys))
    return {
        column: frozenset(value for value in own[column].unique() if _is_old(value))
        for column in table.identifying(Identity.RECORD)
    }


def _is_theirs(table: Table, keys: Collection[str]) -> pl.Expr:
    people = table.identifying(Identity.PERSON)
    return pl.any_horizontal(pl.lit(value=False), *(has_keys(column, keys) for column in people))


def has_keys(column: str, keys: Collection[str]) -> pl.Expr:
    """Whether a column has one of these keys in it."""
    found = pl.col(column).str.contains_any(sorted(keys)) if keys else pl.lit(value=False)
    return found.fill_null(value=False)


def concerned(table: Table, traces: Traces) -> pl.Expr:
    """Rows with one of the traces."""
    ids = [
        pl.col(column).is_in(sorted(traces.ids.get(column, ()))).fill_null(value=False)
        for column in table.identifying(Identity.RECORD)
    ]
    return pl.any_horizontal(
        pl.lit(value=False), *(has_keys(c, traces.keys) for c in _key_columns(table)), *ids
    )


def _key_columns(table: Table) -> tuple[str, ...]:
    """The columns that may hold a key: an address inside an id is stored as one."""
    return tuple(c.name for c in table.columns if c.role is ColumnRole.KEY)


def _keys_in(table: Table, rows: pl.DataFrame) -> set[str]:
    found = set[str]()
    for column in _key_columns(table):
        if not rows.is_empty():
            values = rows[column].drop_nulls().unique()
            found |= set(values.str.extract_all(_KEY).explode().drop_nulls())
    return found


def _is_old(value: str | None) -> bool:
    return value is not None and not value.startswith(_FRESH)
