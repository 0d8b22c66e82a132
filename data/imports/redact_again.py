"""Uploads, facts and texts of an earlier version, as this one stores them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

import polars as pl
import sqlalchemy as sa
from deltalake import DeltaTable

from data.imports.open_file import LARGE
from data.imports.pipeline import Importer
from data.imports.pseudonymise import storable
from data.imports.stored_words import stored_name, stored_words
from data.people.forget import replace_values
from data.people.pseudonym import pseudonym
from data.reading import Unreadable
from data.sources import registry
from data.sources.kit.parse_result import ParseResult
from data.store import Import, Store
from data.store.database.compaction import compact_state
from data.store.relations import IMPORTS
from data.tables.schema import TABLES, Table


@dataclass(frozen=True, slots=True)
class RedactedAgain:
    """How many uploads and rows of facts were changed, and how many uploads no one could look into."""

    uploads: int
    rows: int
    not_read: int


def redact_again(store: Store, today: date) -> RedactedAgain:
    """Redact everything that is stored; what is already as it should be stays as it is.

    Raises PersonKeyError without the store's key.
    """
    importer = Importer(store, registry.load, today)
    changed = not_read = 0
    for entry in {entry.sha256: entry for entry in store.state.ledger.done()}.values():
        if not store.raw.has(entry.sha256):
            continue
        found = _redacted(importer, entry)
        if found is None:
            not_read += 1
            continue
        content, loaded = found
        if content != store.raw.get(entry.sha256):
            store.raw.replace(entry.sha256, io.BytesIO(content))
            changed += 1
        not_read += loaded.refused
        _rename(store, entry.sha256, loaded)
    rows = sum(_rewrite(store, table) for table in TABLES.values())
    compact_state(store.state.database)
    store.state.ledger.touch()
    return RedactedAgain(changed, rows, not_read)


def _redacted(importer: Importer, entry: Import) -> tuple[bytes, ParseResult] | None:
    """None for a file that is too large to be read at once, or that is no export."""
    with importer.store.raw.open(entry.sha256) as file:
        if file.seek(0, io.SEEK_END) > LARGE:
            return None
    answers = entry.summary.get("answers") or {}
    try:
        return importer.redacted(entry.file, importer.store.raw.get(entry.sha256), answers)
    except (
        Unreadable,
        ValueError,
    ):  # also an archive with several files, as a very old store has it
        return None


def _rename(store: Store, sha256: str, loaded: ParseResult) -> None:
    """Names of files, and what is said about them, of every import of an upload."""
    with store.state.database.write() as connection:
        for entry in store.state.ledger.all():
            if entry.sha256 == sha256:
                new = {
                    "file": stored_name(entry.file, loaded),
                    "summary": stored_words(dict(entry.summary), entry.file, loaded),
                }
                connection.execute(sa.update(IMPORTS).where(IMPORTS.c.id == entry.id).values(new))


def _rewrite(store: Store, table: Table) -> int:
    """Texts and ids of facts without contacts; gives the number of rows that had one."""
    hide, count = pseudonym(store), 0

    def rewrite(delta: DeltaTable) -> None:
        nonlocal count
        rows = store.facts.scan(table.name).collect()
        new = storable(table.name, rows, hide)
        present = {part.name for part in delta.schema().fields}
        columns = [
            name for name, dtype in rows.schema.items()
            if dtype == pl.String and name in present and not rows[name].equals(new[name], null_equal=True)
        ]  # fmt: skip
        if columns:
            differs = [rows[name].ne_missing(new[name]) for name in columns]
            at = pl.DataFrame(differs).select(pl.any_horizontal(pl.all())).to_series()
            count = int(at.sum())
            replace_values(delta, rows.filter(at), new.filter(at), columns)

    store.facts.rewrite(table.name, rewrite)
    if count:
        store.facts.erase_history(table.name)
    return count
