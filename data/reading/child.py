"""Child processes with limits, in which everything nested or compressed is unpacked.

What an archive, a workbook or a Parquet file unpacks to is known only while it is done, and the
libraries that do it cannot be stopped half-way. So they work in a process whose memory and
processor time the operating system limits, and which may die. A process is used again, because
a folder of 500 workbooks must not start 500 of them.
"""

from __future__ import annotations

import atexit
import io
import json
import logging
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from data.base.json_values import from_json
from data.reading.limits import IN_PARTS, UPLOAD, took_longer_than
from data.reading.table import Finding, Unreadable
from i18n.message import Message, msg

_log = logging.getLogger(__name__)

_CHILD = Path(__file__).with_name("child_process.py")
_FRAME = struct.Struct("<IQ")  # bytes of the header, bytes of the content
_IDLE_MOST = 2  # processes that wait for work: as many as uploads are read at a time
_HEADER_MOST = 1 << 20
_OPEN_FILES = Path("/proc/self/fd")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a child hands over: what it is, and its bytes."""

    about: Mapping[str, Any]
    content: bytes | memoryview = b""

    @classmethod
    def of(cls, frame: pl.DataFrame, **about: object) -> Item:
        """A frame as Arrow. Raises MemoryError: nothing else keeps a frame from being written."""
        packed = io.BytesIO()
        try:
            frame.write_ipc(packed)
        except (OSError, pl.exceptions.PolarsError):
            raise MemoryError from None
        return cls(about, packed.getbuffer())

    @property
    def frame(self) -> pl.DataFrame:
        """The frame that was handed over."""
        return pl.read_ipc(io.BytesIO(self.content))


class _StoppedError(Exception):
    """The child ended before its work was done."""


@dataclass(slots=True)
class _Worker:
    """A running child; it serves one task at a time."""

    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls) -> _Worker:
        # One thread each: polars and pyarrow reserve address space per thread, which the memory
        # limit counts. So does the system for each of its arenas, with 64 MB: with two of them a
        # process that has read a small workbook looked used up, and every file started a new one.
        environment = {
            **os.environ,
            "POLARS_MAX_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "ARROW_DEFAULT_MEMORY_POOL": "system",
            "MALLOC_ARENA_MAX": "1",
        }
        return cls(
            subprocess.Popen(
                [sys.executable, "-I", str(_CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # A library that dies may quote the file, which must not get into a log.
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        )

    def ask(self, request: Mapping[str, Any]) -> None:
        """Hands over a task. Raises OSError where the process is gone."""
        assert self.process.stdin is not None  # noqa: S101  # a pipe, as opened
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()

    def next(self) -> Item:
        """What it says next. Raises _StoppedError where it dies or is silent for too long."""
        watch = threading.Timer(UPLOAD.silence, self.process.kill)
        watch.daemon = True
        watch.start()
        try:
            header, content = _FRAME.unpack(self._read(_FRAME.size))
            if header > _HEADER_MOST:
                raise _StoppedError
            return Item(json.loads(self._read(header)), self._read(content))
        finally:
            watch.cancel()

    def _read(self, size: int) -> bytes:
        assert self.process.stdout is not None  # noqa: S101  # a pipe, as opened
        read = self.process.stdout.read(size)
        if len(read) < size:
            raise _StoppedError
        return read

    def end(self) -> int:
        """Ends the process, however it is; its exit status."""
        with suppress(OSError):
            self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        return self.process.wait()

    def ended(self) -> int:
        """The exit status of a process that has stopped speaking."""
        try:
            return self.process.wait(1)
        except subprocess.TimeoutExpired:
            return self.end()


@dataclass(slots=True)
class _Workers:
    """The processes that wait for work."""

    idle: list[_Worker] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, request: Mapping[str, Any]) -> _Worker:
        """A process that has taken on the request."""
        while (worker := self._waiting()) is not None:
            # One that waited for long has ended by itself.
            with suppress(OSError):
                if worker.process.poll() is None:
                    worker.ask(request)
                    return worker
            worker.end()
        worker = _Worker.start()
        worker.ask(request)
        return worker

    def _waiting(self) -> _Worker | None:
        with self.lock:
            return self.idle.pop() if self.idle else None

    def give_back(self, worker: _Worker) -> None:
        """Lets it wait for more work."""
        with self.lock:
            if len(self.idle) < _IDLE_MOST:
                self.idle.append(worker)
                return
        worker.end()

    def end(self) -> None:
        """Ends those that wait for work."""
        while (worker := self._waiting()) is not None:
            worker.end()


_WORKERS = _Workers()
atexit.register(_WORKERS.end)


def run(
    task: str, source: bytes | Callable[[], BinaryIO], fix: Message = IN_PARTS, **given: object
) -> Iterator[Item]:
    """What a child makes of a file, item by item, while it is still at work.

    ``task`` is one of those in ``data/reading/child_process.py``, ``given`` what it needs besides,
    as JSON. Raises Unreadable where the file cannot be used, a limit is reached or the child dies;
    ``fix`` is then what to do.
    """
    with _on_disk(source) as path:
        seconds = UPLOAD.seconds
        if task == "parquet":
            seconds += UPLOAD.seconds_per_mb * (path.stat().st_size >> 20)
        request = {"task": task, "path": str(path), "seconds": seconds, "given": given}
        worker = _WORKERS.ask(request)
        stay = begun = False
        try:
            while True:
                try:
                    item = worker.next()
                except _StoppedError:
                    # One that waited for long may end by itself just as it is asked: it has not
                    # begun, and a new one has to.
                    if begun or worker.ended() != 0:
                        raise
                    worker.end()
                    worker, begun = _Worker.start(), True
                    worker.ask(request)
                    continue
                begun = True
                if "stay" not in item.about:
                    yield item
                    continue
                stay = bool(item.about["stay"])
                if item.about["verdict"] is None:
                    return
                verdict = from_json(Finding, item.about["verdict"])
                raise Unreadable(verdict.what, verdict.fix)
        except _StoppedError:
            status = worker.ended()
            _log.warning("The child process ended with %d while it read a file", status)
            raise Unreadable(_why(status, seconds), fix) from None
        finally:
            if stay:
                _WORKERS.give_back(worker)
            else:
                worker.end()


MEMORY = 9  # the exit status of a child that has no memory left


def _why(status: int, seconds: int) -> Message:
    # The system kills at the end of the time, the parent what is silent for too long.
    if -status in {getattr(signal, "SIGXCPU", None), getattr(signal, "SIGKILL", None)}:
        return took_longer_than(seconds)
    if status == MEMORY or -status == signal.SIGABRT:
        return msg(
            "Reading it takes more than {n} MB of memory, so it was stopped", n=UPLOAD.memory >> 20
        )
    return msg("Reading it stopped the program")


@contextmanager
def _on_disk(source: bytes | Callable[[], BinaryIO]) -> Iterator[Path]:
    """The path of what is read; what has none is copied to a file that is gone afterwards."""
    if not isinstance(source, bytes):
        with source() as file:
            name = getattr(file, "name", None)
            if isinstance(name, str) and Path(name).is_file():
                yield Path(name).absolute()
                return
    with _copy() as (file, path):
        if isinstance(source, bytes):
            file.write(source)
        else:
            with source() as original:
                shutil.copyfileobj(original, file)
        file.flush()
        yield path


@contextmanager
def _copy() -> Iterator[tuple[BinaryIO, Path]]:
    """An empty file and the path by which the child opens it."""
    if _OPEN_FILES.is_dir():
        # It has no name, so that nothing stays of it when this process is killed.
        with tempfile.TemporaryFile() as file:
            yield file, Path(f"/proc/{os.getpid()}/fd/{file.fileno()}")
        return
    handle, name = tempfile.mkstemp(prefix="utmost-")
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file, Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
