"""Repairs of a store that need no upload: damaged files and unknown rows are set aside."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import polars as pl
from deltalake.transaction import AddAction

from data.store.clock import now
from data.store.store import OLDER_STATE, Store
from data.tables.coverage import Coverage

_log = logging.getLogger(__name__)
ASIDE = "damaged"
"""The folder of a store with what was set aside: it is no longer read and may be deleted."""


def set_files_aside(store: Store, table: str, files: Collection[str]) -> None:
    """Take damaged files out of a table. Their rows are then missing."""
    folder = Path(store.facts.root) / table
    for name in files:
        _move(store, folder / name, table)
    store.facts.leave_out_missing(table)
    store.state.checksums.forget(table, files)
    _log.warning("Set aside: %d files of %s", len(files), table)


def set_table_aside(store: Store, table: str) -> None:
    """Take a table out that cannot be opened. It is then empty."""
    _move(store, Path(store.facts.root) / table, table)
    store.facts.forget_handle(table)
    store.state.checksums.forget(table, list(store.state.checksums.of(table)))
    _log.warning("Set aside: the table %s", table)


def remove_orphans(store: Store, table: str, imports: Iterable[int]) -> None:
    """Remove rows of imports that the ledger does not call done."""
    for number in imports:
        store.facts.remove_from(table, number)


def write_again(
    store: Store,
    import_id: int,
    tables: Collection[str],
    pieces: Iterable[Mapping[str, pl.DataFrame]],
) -> None:
    """Write the rows of a done import again, in these tables only; its place in the ledger stays.

    What is read again may have other rows than before, if the program reads it better now: the
    ledger then says so too.
    """
    for table in tables:  # first: where rows are appended at once, they would be removed as well
        store.facts.remove_from(table, import_id)
    staged, extents = dict[str, list[AddAction]](), dict[str, Coverage]()
    try:
        for piece in pieces:
            for table in set(piece) & set(tables):
                rows = piece[table]
                if rows.is_empty():
                    continue
                owned = rows.with_columns(pl.lit(import_id, pl.Int64).alias("import_id"))
                extent, known = Coverage.of(table, rows), extents.get(table)
                extents[table] = extent if known is None else known.and_also(extent, distinct=False)
                file = store.facts.stage(table, owned)
                staged.setdefault(table, []).extend([] if file is None else [file])
    except BaseException:
        for table, files in staged.items():
            store.facts.drop(table, files)
        raise
    for table, files in staged.items():
        store.facts.record({table: store.facts.add(table, files)})
    store.state.ledger.correct(import_id, {table: extents.get(table) for table in tables})


def is_older_state(store: Store) -> bool:
    """Whether the state was found to be older than the facts, and no one has settled it."""
    return bool(store.state.settings.get(OLDER_STATE))


def settle_older_state(store: Store) -> None:
    """Stop saying that the state is older than the facts."""
    store.state.settings.remove(OLDER_STATE)


def set_facts_aside(place: Path) -> Path:
    """Take all facts out of a store that lost its state. Gives the folder they are in now."""
    target = place / ASIDE / f"facts-{_stamp()}"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(place / "facts", target)
    return target


def _move(store: Store, path: Path, table: str) -> None:
    if path.exists():
        target = Path(store.facts.root).parent / ASIDE / f"{table}-{_stamp()}-{path.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)


def _stamp() -> str:
    return now().replace(":", "").replace("+0000", "")
