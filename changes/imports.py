"""Importing files and undoing imports.

An import is recorded by the ledger, in the transaction that makes its rows visible or hides them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from data import imports
from data.imports import FileResult
from data.imports.folder import Progress
from data.imports.loader import Loader
from data.imports.reader import Advance
from data.imports.summary import stored_summary
from data.imports.upload import import_stored
from data.sources import registry
from data.store import Store
from data.store.database.compaction import compact_state
from data.store.retention import is_in_use, remove_rows_aside
from data.values.audit import Actor


def import_upload(
    store: Store,
    name: str,
    content: bytes,
    who: Actor,
    answers: Mapping[str, str] | None = None,
    *,
    today: date | None = None,
    load: Loader = registry.load,
    on_progress: Advance | None = None,
) -> tuple[FileResult, ...]:
    """Import one upload; see ``data.imports.import_upload``."""
    return imports.import_upload(
        store, name, content, answers, today=today, load=load, on_progress=on_progress, who=who
    )


def import_paths(
    store: Store,
    paths: Iterable[Path],
    who: Actor,
    answers: Mapping[str, str] | None = None,
    *,
    on_progress: Progress | None = None,
) -> tuple[FileResult, ...]:
    """Import files and folders; see ``data.imports.import_paths``."""
    return imports.import_paths(store, paths, answers, on_progress=on_progress, who=who)


def answer(
    store: Store,
    sha256: str,
    answers: Mapping[str, str],
    who: Actor,
    *,
    load: Loader = registry.load,
) -> FileResult:
    """Import a waiting upload with answers to its questions.

    Raises KeyError when no such upload waits.
    """
    return imports.answer(store, sha256, answers, load=load, who=who)


def discard(store: Store, sha256: str, who: Actor) -> None:
    """Stop asking about a waiting upload; its bytes stay. No error when it does not wait."""
    state = store.state
    with state.audit.change():
        if any(waiting.sha256 == sha256 for waiting in state.uploads.waiting()):
            state.uploads.resolve(sha256)
            state.audit.add(who, "upload.discard", sha256)


def undo(store: Store, import_id: int, who: Actor) -> bool:
    """Undo an import; what it had replaced counts again. False when there is none to undo."""
    return store.undo(import_id, who)


def restore(
    store: Store, import_id: int, who: Actor, *, load: Loader = registry.load
) -> FileResult:
    """Import the stored upload of an undone import again, with the answers that it had.

    Raises KeyError when there is no such import, FileNotFoundError when its upload is gone.
    """
    entry = store.state.ledger.get(import_id)
    if entry is None:
        raise KeyError(import_id)
    answers = stored_summary(entry.summary).answers
    return import_stored(store, entry.sha256, entry.file, answers, load=load, who=who)


def erase_upload(store: Store, import_id: int, who: Actor) -> bool:
    """Delete the stored upload of an import that is undone, and its rows set aside.

    Again it does nothing. False when there is no such import, or another visible import or a question needs the upload.
    """
    state, entry = store.state, store.state.ledger.get(import_id)
    if entry is None or is_in_use(store, entry.sha256):
        return False
    with state.audit.change():
        rows = remove_rows_aside(store, entry.sha256)
        if rows or store.raw.has(entry.sha256):
            state.audit.add(who, "upload.erase", import_id)
    store.raw.remove(entry.sha256)
    compact_state(state.database)
    return True
