"""Faults of disk and database: what the libraries of the store raise, and what to say about it."""

from __future__ import annotations

import errno
import logging
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from json import JSONDecodeError
from traceback import walk_tb

from deltalake.exceptions import CommitFailedError, DeltaError
from polars.exceptions import ComputeError, PolarsError
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from data.base.issue import Issue, Level, Where
from data.base.json_values import StoredValueError
from data.store.damage import ExplainedError
from i18n.message import Message, msg

_log = logging.getLogger(__name__)

# A full disk comes as OSError from Python, ComputeError from polars, DeltaError or
# OperationalError, by who was writing.
STORE_FAULTS = (OSError, DeltaError, PolarsError, SQLAlchemyError)

Said = tuple[Message, Message]
"""What happened, and what is safe and to be done."""

FULL: Said = (
    msg("The disk is full, so nothing more could be saved."),
    msg("Everything saved before is safe. Make room on the disk of the store, then try again."),
)
READ_ONLY: Said = (
    msg("Utmost cannot write here: the disk or folder is read-only."),
    msg("What is stored is safe. Make it writable or choose another folder, then try again."),
)
NOT_ALLOWED: Said = (
    msg("Utmost is not allowed to open a file or folder that it needs."),
    msg(
        "What is stored is safe. Give the user who runs Utmost the right to read and write there, then try again."
    ),
)
NO_FOLDER: Said = (
    msg("There is a file where a folder is needed."),
    msg("Nothing was changed. Choose another folder, or move the file away."),
)
NO_FILE: Said = (
    msg("There is a folder where a file is needed."),
    msg("Nothing was changed. Choose another name for the file."),
)
ABSENT: Said = (
    msg("A file or folder is not there."),
    msg(
        "What is stored is safe. Check its name and whether its disk is connected, then try again."
    ),
)
DISK: Said = (
    msg("The disk could not be read or written."),
    msg(
        "What was saved before has not been changed. Check that the disk is connected, healthy and not full, then try again."
    ),
)
TOO_MANY_FILES: Said = (
    msg("This computer allows no more open files."),
    msg("What is stored is safe. Close other programs or start Utmost again, then try again."),
)
MEMORY: Said = (
    msg("This computer has not enough memory for that."),
    msg(
        "What is stored is safe. Choose a shorter period or smaller files, or close other programs."
    ),
)
LOCKED: Said = (
    msg("Another program is using the store’s database."),
    msg("Nothing was changed. Wait until the other program is done or close it, then try again."),
)
BUSY: Said = (
    msg("Another program changed the same data at the same moment."),
    msg("Nothing was changed here. Try again."),
)
STATE_DAMAGED: Said = (
    msg("The store’s database is damaged: it cannot be read."),
    msg(
        "The imported rows are stored separately and were not changed. Stop Utmost and restore "
        "a backup: python -m data restore."
    ),
)
FACTS_DAMAGED: Said = (
    msg("A file with imported rows is damaged or missing, so values that need it cannot be shown."),
    msg(
        "The list of imports and your settings are safe. Run python -m data repair to read the "
        "stored files of these rows again."
    ),
)
NO_SERVER: Said = (
    msg("The database server cannot be reached."),
    msg(
        "Nothing was changed. Check that it is running and that the address of the database is right, then try again."
    ),
)
LOST: Said = (
    msg("The connection to the database was lost."),
    msg("Only unfinished changes are lost. Try again in a moment."),
)
REFUSED: Said = (
    msg("The database refuses the user or the password."),
    msg("Nothing was changed. Check user and password in the address of the database."),
)
NO_DATABASE: Said = (
    msg("The server has no database of this name."),
    msg("Nothing was changed. Create the database, or correct its name in the address."),
)
NO_RIGHT: Said = (
    msg("The database does not let this user read or change the tables of Utmost."),
    msg("Nothing was changed. Give the user the rights on the database, then try again."),
)
CROWDED: Said = (
    msg("The database server accepts no more connections."),
    msg("Nothing was changed. Try again in a moment, or allow more connections on the server."),
)
BAD_ADDRESS: Said = (
    msg("The address of the database cannot be used."),
    msg("Nothing was changed. Write it as postgresql://user:password@server/database."),
)
ENTRY_DAMAGED: Said = (
    msg("An entry of the store cannot be read any more."),
    msg("Everything else is safe. Restore a backup, or delete the damaged entry."),
)
UNEXPECTED: Said = (
    msg("Something went wrong inside Utmost. This is an error of the program."),
    msg(
        "What is stored is safe. The details are in logs/utmost.log in the folder of the "
        "store. To report it, send the file from this command: python -m data diagnostics"
    ),
)

_BY_ERRNO: Mapping[int, Said] = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.ENOTDIR: NO_FOLDER,
    errno.EEXIST: NO_FOLDER,
    errno.EISDIR: NO_FILE,
    errno.ENOENT: ABSENT,
    errno.EMFILE: TOO_MANY_FILES,
    errno.ENFILE: TOO_MANY_FILES,
    errno.ENOMEM: MEMORY,
}


def _patterns(*pairs: tuple[str, Said]) -> tuple[tuple[re.Pattern[str], Said], ...]:
    return tuple((re.compile(words, re.IGNORECASE), said) for words, said in pairs)


# Rust and the databases have no number of the operating system, only its words. Of several that
# fit the first counts.
_BY_WORDS = _patterns(
    (r"no space left|os error (28|122)\b|quota exceeded|disk is full|disk full", FULL),
    (r"read-only file system|os error 30\b|readonly database|read-only transaction", READ_ONLY),
    (r"password|authentication|pg_hba|role .* does not exist", REFUSED),
    (r"permission denied|os error 13\b|access is denied", NOT_ALLOWED),
    (r"too many open files|os error 24\b", TOO_MANY_FILES),
    (r"cannot allocate memory|out of memory|os error 12\b", MEMORY),
)
_BY_SQLITE: Mapping[str, Said] = {
    "SQLITE_FULL": FULL,
    # SQLite cannot make its shared file larger: the disk is full
    "SQLITE_IOERR_SHMSIZE": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_BUSY": LOCKED,
    "SQLITE_LOCKED": LOCKED,
    "SQLITE_CORRUPT": STATE_DAMAGED,
    "SQLITE_NOTADB": STATE_DAMAGED,
    "SQLITE_ERROR": STATE_DAMAGED,  # a table or column is not there
    "SQLITE_PERM": NOT_ALLOWED,
    "SQLITE_CANTOPEN": NOT_ALLOWED,
    "SQLITE_NOMEM": MEMORY,
    "SQLITE_IOERR": DISK,
}
# Codes of PostgreSQL, by how they begin; the longest that fits counts.
_BY_SQLSTATE: Mapping[str, Said] = {
    "53100": FULL,
    "53200": MEMORY,
    "53300": CROWDED,
    "25006": READ_ONLY,
    "28": REFUSED,
    "3D": NO_DATABASE,
    "42501": NO_RIGHT,
    "42P01": STATE_DAMAGED,
    "42703": STATE_DAMAGED,
    "55P03": LOCKED,
    "40": BUSY,
    "57P": LOST,
    "57": LOCKED,
    "08": LOST,
    "58": DISK,
    "XX": STATE_DAMAGED,
}
# What a driver says without a code: PostgreSQL's while it connects, SQLite's of what it read itself.
_BY_DRIVERS_WORDS = (
    *_patterns(
        (r"database .* does not exist", NO_DATABASE),
        (r"too many (clients|connections)|connection slots", CROWDED),
        (r"database is locked", LOCKED),
        (r"malformed|not a database|could not decode|no such (table|column)", STATE_DAMAGED),
        (r"unable to open", NOT_ALLOWED),
        (r"disk i/o", DISK),
    ),
    *_BY_WORDS,
    *_patterns(
        (r"terminat|closed|connection .*lost|reset by peer|broken pipe|eof detected", LOST),
        (r"shutting down|starting up", LOST),
    ),
)
_UNCONNECTED = frozenset({"OperationalError", "ConnectionTimeout", "InterfaceError"})
# How polars words what it finds in a damaged Parquet file; its other errors are ours.
_PARQUET = re.compile(
    r"parquet|out of specification|thrift|decompress|lz4|zstd|snappy|utf-?8|corrupt|end of file"
    r"|\beof\b|page header|dictionary|arrow",
    re.IGNORECASE,
)
_FACTS = re.compile(r"\.parquet\b|_delta_log\b")
_MISSING = re.compile(r"os error [23]\b")


def is_panic(error: BaseException) -> bool:
    """Whether a library written in Rust gave up; its exception is no ``Exception``."""
    return type(error).__name__ == "PanicException"


def explained(error: BaseException) -> Issue | None:
    """What happened and what to do, in words; None for what is no fault of disk or database.

    What it was raised from counts where it says nothing itself.
    """
    for one in _causes(error):
        if isinstance(one, ExplainedError):
            return Issue(Level.ERROR, Where(""), one.what, one.fix)
        said = _said(one)
        if said is not None:
            name = getattr(one, "filename", None)
            place = name if isinstance(name, str) and said is not FACTS_DAMAGED else ""
            return Issue(Level.ERROR, Where(place), *said)
    return None


def is_damage(error: BaseException) -> bool:
    """Whether an exception says that stored rows are damaged or gone, not that they cannot be read now."""
    said = next((said for one in _causes(error) if (said := _said(one)) is not None), None)
    return said in {FACTS_DAMAGED, ABSENT}


def logged_issue(error: BaseException) -> Issue:
    """The issue to show for any exception; writes it to the log.

    The caller has set the log up.
    """
    issue = explained(error)
    if issue is not None:
        _log.error("A fault of disk or database", exc_info=error)
        return issue
    _log.critical("An error of the program", exc_info=error)
    return Issue(Level.ERROR, Where(""), *UNEXPECTED)


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in seen:
        seen.append(one)
        yield one
        one = one.__cause__


def _said(error: BaseException) -> Said | None:
    if is_panic(error):
        # only a file that is not as it was written makes polars and Delta Lake give up
        return _by_words(str(error)) or FACTS_DAMAGED
    readers = (said for kinds, said in _BY_KIND if isinstance(error, kinds))
    return next((said(error) for said in readers), None)


def _of_delta(error: BaseException) -> Said:
    usual = BUSY if isinstance(error, CommitFailedError) else FACTS_DAMAGED
    return _by_words(str(error)) or usual


def _of_polars(error: BaseException) -> Said | None:
    text = str(error)
    return _by_words(text) or (FACTS_DAMAGED if _PARQUET.search(text) else None)


def _of_alchemy(error: BaseException) -> Said | None:
    if isinstance(error, DBAPIError):
        return _of_driver(error.orig, str(error))
    return BAD_ADDRESS if isinstance(error, ArgumentError | NoSuchModuleError) else None


def _of_value(error: BaseException) -> Said | None:
    """A text that the database gives and that is none."""
    return STATE_DAMAGED if _raised_in(error, "sqlalchemy") else None


def _of_module(error: BaseException) -> Said | None:
    """A kind of database that there is no driver for."""
    return BAD_ADDRESS if _raised_in(error, "sqlalchemy") else None


def _raised_in(error: BaseException, package: str) -> bool:
    frames = (frame.f_globals.get("__name__", "") for frame, _ in walk_tb(error.__traceback__))
    return any(name.partition(".")[0] == package for name in frames)


def _of_system(error: BaseException) -> Said | None:
    text, number = str(error), getattr(error, "errno", None) or 0
    is_missing = number == errno.ENOENT or _MISSING.search(text)
    if is_missing and _FACTS.search(text):
        return FACTS_DAMAGED
    said = _BY_ERRNO.get(number) or _by_words(text)
    if said is None and isinstance(error, ConnectionError | TimeoutError):
        return None  # the network, which has sentences of its own
    return said or (ABSENT if is_missing else DISK)


def _by_words(text: str) -> Said | None:
    return next((said for words, said in _BY_WORDS if words.search(text)), None)


def _of_driver(driver: BaseException | None, text: str) -> Said | None:
    """What a driver of a database says: by SQLite's names or PostgreSQL's codes, else by words."""
    name: str = getattr(driver, "sqlite_errorname", None) or ""
    code: str = getattr(driver, "sqlstate", None) or ""
    if name:
        return _BY_SQLITE.get(name) or _BY_SQLITE.get("_".join(name.split("_")[:2]))
    if code:
        starts = (code[:length] for length in (5, 3, 2))
        return next((_BY_SQLSTATE[one] for one in starts if one in _BY_SQLSTATE), None)
    said = next((said for words, said in _BY_DRIVERS_WORDS if words.search(text)), None)
    if said is None and type(driver).__module__.partition(".")[0] == "psycopg":
        # it has no code as long as there is no connection
        return NO_SERVER if type(driver).__name__ in _UNCONNECTED else None
    return said


# The first kind that fits counts.
_BY_KIND: tuple[
    tuple[tuple[type[BaseException], ...], Callable[[BaseException], Said | None]], ...
] = (
    ((SQLAlchemyError,), _of_alchemy),
    ((sqlite3.Error,), lambda error: _of_driver(error, str(error))),
    ((DeltaError,), _of_delta),
    ((ComputeError,), _of_polars),
    ((OSError,), _of_system),
    ((MemoryError,), lambda _: MEMORY),
    ((StoredValueError,), lambda _: ENTRY_DAMAGED),
    ((ModuleNotFoundError,), _of_module),
    ((UnicodeError, JSONDecodeError), _of_value),
)
