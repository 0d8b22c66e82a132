"""The log of the program: where it goes, and what it never contains.

Modules log through ``logging.getLogger(__name__)``; a process configures the log once, at its entry.
Messages name imports, tables and hashes, never cells, people, file names or addresses. The text of
an exception may hold any of these, so only its type is written, with where it came from.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

VARIABLE = "UTMOST_LOG"
FILE = Path("logs") / "utmost.log"
ROOT = Path(__file__).parents[2]

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_USUAL = "INFO"  # an import is one line: without it, a failure has no history
_SIZE, _FILES = 1_000_000, 3
# The packages of the program, and where Streamlit reports what a page did not catch.
_LOGGERS = (
    "changes",
    "cli",
    "data",
    "i18n",
    "metrics",
    "report",
    "server",
    "streamlit.error_util",
    "ui",
)
_log = logging.getLogger(__name__)


def configure(location: str | Path) -> None:
    """Send the log to a file in the store's folder, or to standard error for an object store.

    The level is that of ``UTMOST_LOG``, INFO by default. Further calls change nothing unless the
    store is another one.
    """
    target = None if "://" in str(location) else Path(location).resolve() / FILE
    current = next((h for h in logging.getLogger(_LOGGERS[0]).handlers if _ours(h)), None)
    if current is not None and _target(current) == target:
        return
    release()
    handler = logging.StreamHandler(sys.stderr) if target is None else LogFile(target)
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"))
    wanted = os.environ.get(VARIABLE, "").strip().upper() or _USUAL
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(wanted if wanted in _LEVELS else _USUAL)
    if wanted not in _LEVELS:
        _log.warning("%s is none of %s", VARIABLE, ", ".join(_LEVELS))


def release() -> None:
    """Send the log nowhere, as before ``configure``."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        for handler in [one for one in logger.handlers if _ours(one)]:
            logger.removeHandler(handler)
            handler.close()
        logger.setLevel(logging.NOTSET)


def fingerprint(text: str) -> str:
    """A name as a log may hold it: two that are the same look the same, and none can be read."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class LogFile(RotatingFileHandler):
    """A small file that is renamed when it is full; made with its folder at the first line."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_SIZE, backupCount=_FILES, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # as the library names it
        """A full disk or a folder that cannot be written to must not end what is logged about."""


class _Formatter(logging.Formatter):
    def formatException(  # noqa: N802  # as the library names it
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The lines of the program and the types of the exceptions, without their texts."""
        error = ei[1]
        chain: list[BaseException] = []
        while error is not None and error not in chain:
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(line for one in reversed(chain) for line in _trace(one))


def _trace(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}"]


def _short(path: str) -> str:
    """A path without the folders of this machine, which are often named after somebody."""
    where = Path(path)
    if "site-packages" in where.parts:
        return "/".join(where.parts[where.parts.index("site-packages") + 1 :])
    return where.relative_to(ROOT).as_posix() if where.is_relative_to(ROOT) else where.name


def _ours(handler: logging.Handler) -> bool:
    return isinstance(handler.formatter, _Formatter)


def _target(handler: logging.Handler) -> Path | None:
    return Path(handler.baseFilename) if isinstance(handler, LogFile) else None
