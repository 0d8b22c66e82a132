"""What a library says of a disk or database becomes a sentence with a way on."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest
import sqlalchemy as sa
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from psycopg import errors as postgres_errors
from sqlalchemy.engine import make_url

from data.base.json_values import StoredValueError
from data.store import faults
from data.store.database.engine import Database


def system(number: int, file: str = "") -> OSError:
    return OSError(number, os.strerror(number), file or None)


def driver(error: Exception) -> sa.exc.OperationalError:
    return sa.exc.OperationalError("SELECT 1", None, error)


def coded(code: str) -> sa.exc.DBAPIError:
    return driver(postgres_errors.lookup(code)("ERREUR : en français"))


def panic(text: str) -> BaseException:
    """As the libraries written in Rust raise it: no ``Exception``."""
    return type("PanicException", (BaseException,), {})(text)


def told(url: str | sa.URL, statements: str) -> faults.Said | None:
    """What is said of the fault that the last of these statements meets."""
    try:
        with closing(Database(url)) as database, database.read() as connection:
            for one in statements.split(";"):
                connection.exec_driver_sql(one)
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        found = faults.explained(error)
        return found and (found.what, found.fix)
    raise AssertionError("there was no fault")


CASES = (
    (system(errno.ENOSPC), faults.FULL),
    (system(errno.EDQUOT), faults.FULL),
    (system(errno.EROFS), faults.READ_ONLY),
    (system(errno.EACCES), faults.NOT_ALLOWED),
    (system(errno.EPERM), faults.NOT_ALLOWED),
    (system(errno.EEXIST), faults.NO_FOLDER),
    (system(errno.ENOTDIR), faults.NO_FOLDER),
    (system(errno.EISDIR), faults.NO_FILE),
    (system(errno.ENOENT), faults.ABSENT),
    (system(errno.EIO), faults.DISK),
    (system(errno.ESTALE), faults.DISK),
    (system(errno.EMFILE), faults.TOO_MANY_FILES),
    (system(errno.ENOENT, "facts/posts/part-0.parquet"), faults.FACTS_DAMAGED),
    (FileNotFoundError("No such file (os error 2): a/part-0.lz4.parquet"), faults.FACTS_DAMAGED),
    (MemoryError(), faults.MEMORY),
    (pl.exceptions.ComputeError("No space left on device (os error 28)"), faults.FULL),
    (pl.exceptions.ComputeError("Read-only file system (os error 30)"), faults.READ_ONLY),
    (pl.exceptions.ComputeError("parquet: File out of specification"), faults.FACTS_DAMAGED),
    (pl.exceptions.ComputeError("lz4 decompression failed"), faults.FACTS_DAMAGED),
    (DeltaError("Generic LocalFileSystem error: Permission denied (os error 13)"), faults.NOT_ALLOWED),
    (DeltaError("Kernel error: Json error: Truncated record"), faults.FACTS_DAMAGED),
    (TableNotFoundError("no table"), faults.FACTS_DAMAGED),
    (CommitFailedError("a concurrent transaction"), faults.BUSY),
    (panic("assertion failed: range.end as u64 <= self.size"), faults.FACTS_DAMAGED),
    (driver(sqlite3.OperationalError("database or disk is full")), faults.FULL),
    (driver(sqlite3.OperationalError("database is locked")), faults.LOCKED),
    (driver(sqlite3.OperationalError("attempt to write a readonly database")), faults.READ_ONLY),
    (driver(sqlite3.OperationalError("unable to open database file")), faults.NOT_ALLOWED),
    (driver(sqlite3.OperationalError("disk I/O error")), faults.DISK),
    (driver(sqlite3.DatabaseError("database disk image is malformed")), faults.STATE_DAMAGED),
    (driver(sqlite3.DatabaseError("file is not a database")), faults.STATE_DAMAGED),
    (coded("53100"), faults.FULL),
    (coded("53300"), faults.CROWDED),
    (coded("25006"), faults.READ_ONLY),
    (coded("28P01"), faults.REFUSED),
    (coded("3D000"), faults.NO_DATABASE),
    (coded("42501"), faults.NO_RIGHT),
    (coded("42P01"), faults.STATE_DAMAGED),
    (coded("55P03"), faults.LOCKED),
    (coded("40001"), faults.BUSY),
    (coded("57P01"), faults.LOST),
    (coded("57P03"), faults.LOST),
    (coded("08006"), faults.LOST),
    (coded("58030"), faults.DISK),
    (coded("XX001"), faults.STATE_DAMAGED),
    (driver(postgres_errors.OperationalError("connection failed: Connection refused")), faults.NO_SERVER),
    (driver(postgres_errors.OperationalError("failed to resolve host 'x'")), faults.NO_SERVER),
    (driver(postgres_errors.ConnectionTimeout("connection timeout expired")), faults.NO_SERVER),
    (driver(postgres_errors.OperationalError('password authentication failed for user "a"')), faults.REFUSED),
    (driver(postgres_errors.OperationalError('FATAL: database "x" does not exist')), faults.NO_DATABASE),
    (driver(postgres_errors.OperationalError("sorry, too many clients already")), faults.CROWDED),
    (driver(postgres_errors.OperationalError("server closed the connection unexpectedly")), faults.LOST),
    (StoredValueError("no Goal can be read here"), faults.ENTRY_DAMAGED),
)  # fmt: skip


@pytest.mark.parametrize(
    ("error", "said"), CASES, ids=lambda case: str(case)[:60] if isinstance(case, Exception) else ""
)
def test_a_fault_is_told_by_its_kind(error: BaseException, said: faults.Said) -> None:
    found = faults.explained(error)
    assert found is not None
    assert (found.what, found.fix) == said
    wrapped = RuntimeError("while the page was drawn")
    wrapped.__cause__ = error
    assert faults.explained(wrapped) == found


@pytest.mark.parametrize(
    "error",
    [
        ValueError("a bug"),
        KeyError("column"),
        pl.exceptions.ColumnNotFoundError("day"),
        pl.exceptions.SchemaError("not the same type"),
        pl.exceptions.ComputeError("cannot compare string with numeric type"),
        driver(postgres_errors.lookup("23505")("a key that is there already")),
        sa.exc.InvalidRequestError("a bug"),
        BrokenPipeError(errno.EPIPE, "the reader has gone"),
        ConnectionResetError("the network"),
        UnicodeDecodeError("utf-8", b"\xcd", 0, 1, "in a file"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_of_the_program_is_no_fault_of_the_disk(error: Exception) -> None:
    assert faults.explained(error) is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://tester@127.0.0.1:1/x", faults.NO_SERVER),
        ("postgresql://tester@/x?host=/nowhere", faults.NO_SERVER),
        ("no address", faults.BAD_ADDRESS),
        ("unknown://x", faults.BAD_ADDRESS),
        ("mysql://x/y", faults.BAD_ADDRESS),
    ],
)
def test_a_database_that_cannot_be_had(url: str, said: faults.Said) -> None:
    assert told(url, "SELECT 1") == said


@pytest.mark.postgres
def test_what_a_postgresql_server_refuses(postgres: object) -> None:
    """The real words of a server: another database, another user, a read-only one, a cut connection."""
    server = make_url(f"postgresql://tester@/postgres?host={postgres}")

    assert told(server.set(database="absent"), "SELECT 1") == faults.NO_DATABASE
    assert told(server.set(username="nobody"), "SELECT 1") == faults.REFUSED
    assert told(server, "SET TRANSACTION READ ONLY;CREATE TABLE t (a int)") == faults.READ_ONLY
    assert told(server, "SELECT * FROM absent") == faults.STATE_DAMAGED
    assert told(server, "SELECT pg_terminate_backend(pg_backend_pid());SELECT 1") == faults.LOST


def test_a_full_sqlite_file(tmp_path: Path) -> None:
    """The words of SQLite itself, with its own name for them."""
    full = "PRAGMA max_page_count = 2;CREATE TABLE x AS SELECT zeroblob(1000000)"
    assert told(f"sqlite:///{tmp_path}/state.db", full) == faults.FULL
