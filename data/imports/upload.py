"""Import of single uploads, and of pending ones once their questions are answered."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from data.base.json_values import from_json
from data.imports.loader import Loader
from data.imports.open_file import import_large, is_large
from data.imports.pipeline import Importer
from data.imports.reader import Advance, silent
from data.imports.result import FileResult, ImportOutcome
from data.imports.summary import Summary
from data.people.forget import staying_forgotten
from data.sources import registry
from data.store import State, Store
from data.store.readable import Readings, read_each
from data.store.uploads import Waiting
from data.values.audit import UNKNOWN, Actor


def import_upload(
    store: Store,
    name: str,
    content: bytes,
    answers: Mapping[str, str] | None = None,
    *,
    today: date | None = None,
    load: Loader = registry.load,
    on_progress: Advance | None = None,
    who: Actor = UNKNOWN,
) -> tuple[FileResult, ...]:
    """Import one upload: a result per export in it, usually one, several for a bundle.

    ``answers`` go by question key, or ``file:key`` for one file alone. A file that asks
    something is stored until ``answer`` is called. ``today`` is the day that dates without a
    year are read on, by default the present one. ``on_progress`` gets the share of a
    large file or a zip that is done; what it raises cancels the import without a trace.
    """
    importer = Importer(store, load, today or present_day(), who=who)
    opener = partial(io.BytesIO, content)
    advance = on_progress or silent
    with staying_forgotten(store):
        if is_large(opener, len(content)):
            given = answers or {}
            large = import_large(importer, name, opener, len(content), given, advance=advance)
            return (large,)
        return importer.upload(name, content, answers or {}, advance)


def pending_questions(store: Store) -> tuple[FileResult, ...]:
    """The uploads that wait for an answer, oldest first."""
    return _waiting(store.state).values


def unreadable_uploads(state: State) -> tuple[str, ...]:
    """The SHA-256 of waiting uploads whose questions are damaged; they are not asked."""
    return _waiting(state).unreadable


def _waiting(state: State) -> Readings[FileResult]:
    return read_each(state.uploads.waiting(), _result, lambda waiting: waiting.sha256)


def answer(
    store: Store,
    sha256: str,
    answers: Mapping[str, str],
    *,
    today: date | None = None,
    load: Loader = registry.load,
    who: Actor = UNKNOWN,
) -> FileResult:
    """Import a waiting upload with answers to its questions, without uploading it again.

    Raises KeyError when no such upload waits.
    """
    file = waiting_upload(store, sha256).file
    return import_stored(store, sha256, file, answers, today=today, load=load, who=who)


def import_stored(
    store: Store,
    sha256: str,
    file: str,
    answers: Mapping[str, str],
    *,
    today: date | None = None,
    load: Loader = registry.load,
    who: Actor = UNKNOWN,
) -> FileResult:
    """Import an upload that is stored, under the name ``file``.

    It stays the upload ``sha256``, so that the same file is recognised when it comes again. Raises
    FileNotFoundError when nothing is stored.
    """
    importer = Importer(store, load, today or present_day(), who=who)
    opener = partial(store.raw.open, sha256)
    # The size of what is stored: a redacted copy is not as long as the upload.
    with opener() as stored:
        size = stored.seek(0, io.SEEK_END)
    with staying_forgotten(store):
        if is_large(opener, size):
            return import_large(importer, file, opener, size, answers, sha=sha256)
        return importer.again(file, sha256, store.raw.get(sha256), answers)


def present_day() -> date:
    """Today where the program runs."""
    return datetime.now().astimezone().date()


def waiting_upload(store: Store, sha256: str) -> Waiting:
    """An upload that waits for an answer. Raises KeyError when no such upload waits."""
    for waiting in store.state.uploads.waiting():
        if waiting.sha256 == sha256:
            return waiting
    raise KeyError(sha256)


def _result(waiting: Waiting) -> FileResult:
    summary = from_json(Summary, waiting.summary)
    return FileResult(waiting.file, waiting.sha256, ImportOutcome.NEEDS_INPUT, summary)
