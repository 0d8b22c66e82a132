"""Errors of a store whose parts do not fit together: what was found and the way out."""

from __future__ import annotations

from i18n.message import Message, msg


class ExplainedError(RuntimeError):
    """A fault that says what is the matter (``what``) and what to do about it (``fix``)."""

    def __init__(self, what: Message, fix: Message) -> None:
        super().__init__(f"{what} {fix}")
        self.what, self.fix = what, fix


class StoreDamageError(ExplainedError):
    """A store that must not be used as it is."""


class DamagedFactsError(StoreDamageError):
    """Rows of a table are missing, or a file is not what was written."""


class ForeignStateError(StoreDamageError):
    """Facts and state belong to different stores, or the state is older."""


class LostStateError(ForeignStateError):
    """Facts are there, their state is gone."""


class ReadOnlyStoreError(StoreDamageError):
    """Something is to be saved in a store that can only be read."""


CHECK = msg(
    "Run python -m data check to see everything that is damaged, then python -m data repair."
)
RESTORE = msg(
    "Restore a backup (python -m data restore), or run python -m data repair to import the "
    "stored files again."
)


READ_ONLY = msg(
    "The disk is full or read-only, so nothing can be saved. You can still see what was "
    "imported before."
)
MAKE_ROOM = msg("Make room on the disk, or make the folder writable, then try again.")


def read_only() -> ReadOnlyStoreError:
    """A store on a disk that takes nothing."""
    return ReadOnlyStoreError(READ_ONLY, MAKE_ROOM)


def changed(table: str, file: str) -> DamagedFactsError:
    """A file whose bytes are not those that were written."""
    return DamagedFactsError(
        msg(
            "A file of the table {table} has been changed since it was written, by the disk or by another program: {file}",
            table=table,
            file=file,
        ),
        CHECK,
    )


def missing(table: str, file: str) -> DamagedFactsError:
    """A file that the table names and that is not there."""
    return DamagedFactsError(
        msg("A file of the table {table} is missing: {file}", table=table, file=file), CHECK
    )


def miscounted(table: str) -> DamagedFactsError:
    """Other rows of done imports than the ledger says."""
    return DamagedFactsError(
        msg(
            "The table {table} does not have the rows in the list of imports, so a part of the "
            "store is missing or older.",
            table=table,
        ),
        CHECK,
    )


def foreign_table(table: str) -> DamagedFactsError:
    """A table that another store has written."""
    return DamagedFactsError(msg("The table {table} belongs to another store.", table=table), CHECK)


def foreign_state(place: str) -> ForeignStateError:
    """Facts of one store and the state of another."""
    return ForeignStateError(
        msg(
            "The list of imports and the imported rows in {place} belong to different stores.",
            place=place,
        ),
        msg(
            "Restore the state.db (or name the database with --state) of these rows, or "
            "restore a backup into a new folder: python -m data restore."
        ),
    )


def lost_state(place: str) -> LostStateError:
    """Facts without a state."""
    return LostStateError(
        msg(
            "The list of imports is gone (state.db, or its tables in the database), but the "
            "imported rows exist: {place}",
            place=place,
        ),
        RESTORE,
    )


def older_state(last: int, given: int) -> ForeignStateError:
    """A state from before the newest imports: it was restored from a copy."""
    return ForeignStateError(
        msg(
            "The list of imports is older than the imported rows. It does not have imports "
            "{first} to {last}, so their rows are not shown.",
            first=last + 1,
            last=given,
        ),
        RESTORE,
    )
