"""Batch import of files and folders from disk, with progress."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from data.base.issue import Issue, Level, Where
from data.base.log import fingerprint
from data.imports.loader import Loader
from data.imports.open_file import import_large, is_large
from data.imports.pipeline import Importer
from data.imports.reader import Advance, silent
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

    What cannot be used never stops the rest. A link that leads out of a folder is refused. Hidden
    files, what operating systems leave in folders and the store itself are skipped. ``on_progress``
    gets how many files are done (with fractions of a large one), how many there are and the name of the one that comes
    next; what it raises cancels that one without a trace.
    """
    files = [file for path in paths for file in _files(path, store)]
    batch = ImportBatch(store)
    importer = Importer(store, load, today or present_day(), batch=batch, who=who)
    results: list[tuple[FileResult, ...]] = []
    report = on_progress or _silent
    with staying_forgotten(store):
        try:
            for number, found in enumerate(files):
                report(number, len(files), found.name)
                advance = partial(_within, report, number, len(files), found.name)
                results.append(_import(importer, found, answers or {}, advance))
        finally:
            batch.close()
        # One bad file must not cost the others of its batch: each is tried again by itself.
        alone = replace(importer, batch=None)
        final = [
            _import(alone, files[number], answers or {}, silent) if _failed(made, batch) else made
            for number, made in enumerate(results)
        ]
    report(len(files), len(files), "")
    return tuple(result for made in final for result in made)


def _failed(found: Iterable[FileResult], batch: ImportBatch) -> bool:
    """Whether a file could not be made visible with others: alone it may, or says why not."""
    return any(result.import_id in batch.failed for result in found)


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to import under the name it goes by, or why it is not imported."""

    path: Path
    name: str
    refused: Issue | None = None


def _files(path: Path, store: Store) -> Iterator[_Found]:
    """Files with the names they go by: a file's own, or its path inside the given folder."""
    if not path.is_dir():
        yield _Found(path, path.name)
        return
    root = path.resolve()
    for found in sorted(path.rglob("*")):
        inside = found.relative_to(path)
        if _is_litter(inside):
            continue
        name = inside.as_posix()
        refused = _led_out(found, root, name) if found.is_symlink() else None
        # What the folder that a link leads to holds is found where it really is.
        if refused is not None or not (found.is_dir() or store.owns(found)):
            yield _Found(found, name, refused)


def _led_out(link: Path, root: Path, name: str) -> Issue | None:
    """Why a link in a folder is not followed: it leads out of the folder or nowhere."""
    try:
        inside = link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # Python 3.11 and 3.12 raise RuntimeError for a circle
        return _broken_link(name)
    return None if inside else _link_out(name)


def _is_litter(path: Path) -> bool:
    return any(part.startswith((".", "~$")) or part.lower() in _LITTER for part in path.parts)


def _silent(_done: float, _files: int, _name: str) -> None:
    """The progress callback where none is given."""


def _within(report: Progress, number: int, files: int, name: str, share: float) -> None:
    report(number + share, files, name)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _import(
    importer: Importer, found: _Found, answers: Mapping[str, str], advance: Advance
) -> tuple[FileResult, ...]:
    path, name = found.path, found.name
    if found.refused is not None:
        return (_refused(name, found.refused),)
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
    return importer.upload(name, content, answers, advance)


def _refused(name: str, why: Issue) -> FileResult:
    return FileResult(name, "", ImportOutcome.REFUSED, Summary.of_refused(why))


def _no_file(name: str) -> Issue:
    return Issue(
        Level.ERROR,
        Where(name),
        msg("This is a device or a pipe, not a file, so it cannot be read"),
        msg("Save its output as a file, and import that."),
    )


def _link_out(name: str) -> Issue:
    return Issue(
        Level.ERROR,
        Where(name),
        msg("This link leads out of the folder, so it was skipped"),
        msg("Copy the file into the folder, or import it by its own path."),
    )


def _broken_link(name: str) -> Issue:
    return Issue(
        Level.ERROR,
        Where(name),
        msg("The target of this link is missing"),
        msg("Delete the link, or restore its target file."),
    )


def _unreadable(name: str, error: OSError) -> Issue:
    found = explained(error)
    reason = type(error).__name__ if found is None else found.what
    return Issue(
        Level.ERROR,
        Where(name),
        msg("The file cannot be opened: {reason}", reason=reason),
        msg("Check that you may read it and that no other program has it open."),
    )
