"""Batch import of files and folders from disk, with progress."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from data.base.issue import Issue, Level, Where
from data.base.log import fingerprint
from data.imports.loader import Loader
from data.imports.open_file import import_large, is_large, silent
from data.imports.pipeline import Importer
from data.imports.reader import Advance
from data.imports.result import FileResult, ImportOutcome
from data.imports.summary import Summary
from data.imports.upload import present_day
from data.people.forget import staying_forgotten
from data.sources import registry
from data.store import Store
from data.store.batch import ImportBatch
from data.store.faults import explained
from data.values.audit import UNKNOWN, Actor
from i18n.message import msg

_log = logging.getLogger(__name__)

Progress = Callable[[float, int, str], object]

_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def import_paths(
    store: Store,
    paths: Iterable[Path],
    answers: Mapping[str, str] | None = None,
    *,
    today: date | None = None,
    load: Loader = registry.load,
    on_progress: Progress | None = None,
    who: Actor = UNKNOWN,
) -> tuple[FileResult, ...]:
    """Import files and, with everything in them, folders; a result per export.

    What cannot be used never stops the rest. Hidden files, what operating systems leave in
    folders and the store itself are skipped. ``on_progress`` gets how many files are
    done (with fractions of a large one), how many there are and the name of the one that comes
    next; what it raises cancels that one without a trace.
    """
    files = [found for path in paths for found in _files(path, store)]
    batch = ImportBatch(store)
    importer = Importer(store, load, today or present_day(), batch=batch, who=who)
    results: list[tuple[FileResult, ...]] = []
    report = on_progress or _silent
    with staying_forgotten(store):
        try:
            for number, (path, name) in enumerate(files):
                report(number, len(files), name)
                advance = partial(_within, report, number, len(files), name)
                results.append(_import(importer, path, name, answers or {}, advance))
        finally:
            batch.close()
        # One bad file must not cost the others of its batch: each is tried again by itself.
        alone = replace(importer, batch=None)
        final = [
            _import(alone, *files[number], answers or {}, silent)
            if _failed(found, batch)
            else found
            for number, found in enumerate(results)
        ]
    report(len(files), len(files), "")
    return tuple(result for found in final for result in found)


def _failed(found: Iterable[FileResult], batch: ImportBatch) -> bool:
    """Whether a file could not be made visible with others: alone it may, or says why not."""
    return any(result.import_id in batch.failed for result in found)


def _files(path: Path, store: Store) -> Iterator[tuple[Path, str]]:
    """Files with the names they go by: a file's own, or its path inside the given folder."""
    if not path.is_dir():
        yield path, path.name
        return
    for found in sorted(path.rglob("*")):
        inside = found.relative_to(path)
        if found.is_file() and not _is_litter(inside) and not store.owns(found):
            yield found, inside.as_posix()


def _is_litter(path: Path) -> bool:
    return any(part.startswith((".", "~$")) or part.lower() in _LITTER for part in path.parts)


def _silent(_done: float, _files: int, _name: str) -> None:
    """The progress callback where none is given."""


def _within(report: Progress, number: int, files: int, name: str, share: float) -> None:
    report(number + share, files, name)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _import(
    importer: Importer, path: Path, name: str, answers: Mapping[str, str], advance: Advance
) -> tuple[FileResult, ...]:
    try:
        stat = path.stat()
        if not S_ISREG(stat.st_mode):  # a device never ends, and a pipe waits for ever
            return (_refused(name, _no_file(name)),)
        # The time of writing orders exports of the same posts that do not date themselves.
        importer = replace(importer, made=datetime.fromtimestamp(stat.st_mtime, UTC))
        opener = partial(_open, path)
        if is_large(opener, stat.st_size):
            if importer.batch is not None:  # small files must not wait minutes for a large one
                importer.batch.finish()
            large = import_large(importer, name, opener, stat.st_size, answers, advance=advance)
            return (large,)
        content = path.read_bytes()
    except OSError as error:
        _log.warning("File %s could not be read", fingerprint(name), exc_info=True)
        return (_refused(name, _unreadable(name, error)),)
    return importer.upload(name, content, answers)


def _refused(name: str, why: Issue) -> FileResult:
    return FileResult(name, "", ImportOutcome.REFUSED, Summary.of_refused(why))


def _no_file(name: str) -> Issue:
    return Issue(
        Level.ERROR,
        Where(name),
        msg("This is no file but a device or a pipe, so it cannot be read"),
        msg("Save what it gives as a file, and import that."),
    )


def _unreadable(name: str, error: OSError) -> Issue:
    found = explained(error)
    reason = type(error).__name__ if found is None else found.what
    return Issue(
        Level.ERROR,
        Where(name),
        msg("The file cannot be opened: {reason}", reason=reason),
        msg("Check that you may read it and that no other program is holding it."),
    )
