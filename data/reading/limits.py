"""Limits of one upload: a frozen declaration, and the budget of what the upload has used.

An upload is what one person gives at once: a file on a page, or a path on the command line. One
budget goes through all levels of archives in it, so that no level can begin to count anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.reading.table import MAX_CELLS, Unreadable
from i18n.message import Message, msg, plural

_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one upload may use.

    ``unpacked`` is bytes of all files in an archive, on all levels, parts of workbooks included;
    ``member`` those of one of them, which is held in memory, ``whole`` those of a text among several
    up to which it is read at once and not piece by piece. ``ratio`` is unpacked to packed bytes:
    text exports shrink 5- to 30-fold, zip bombs a thousandfold. ``spare`` bytes may be over the
    ratio, because a short repetitive text is no bomb. ``listed`` is bytes of the list at the end of
    an archive. ``seconds`` of processor time and ``memory`` in bytes are those of the child process,
    which gets ``seconds_per_mb`` more for every megabyte of a file of records. ``text_seconds`` is
    the processor time for reading the texts of one archive. ``silence`` is how many seconds the
    child may say nothing.
    """

    unpacked: int = 256 * _MB
    member: int = 75 * _MB
    whole: int = 64 * _MB
    members: int = 5_000
    listed: int = 16 * _MB
    depth: int = 3
    ratio: int = 200
    spare: int = 4 * _MB
    cells: int = MAX_CELLS
    seconds: int = 12
    seconds_per_mb: int = 1
    text_seconds: int = 120
    memory: int = 700 * _MB
    silence: int = 120


UPLOAD = Limits()
IN_PARTS = msg("Unpack it and import the folder in parts.")
AS_CSV = msg("Copy the table alone into a new workbook, or export as CSV.")


def took_longer_than(seconds: int) -> Message:
    """The sentence about what was stopped after so many seconds of processor time."""
    most = plural("{n} second", "{n} seconds", n=seconds)
    return msg("Reading it took more than {most}, so it was stopped", most=most)


class OverLimit(Unreadable):
    """The verdict about an upload that is over a limit as a whole."""


@dataclass(slots=True)
class UploadBudget:
    """What an upload of ``packed`` bytes has used so far of its limits, through all its levels.

    ``fix`` is what to do where a limit is reached.
    """

    packed: int
    limits: Limits = UPLOAD
    fix: Message = IN_PARTS
    unpacked: int = 0
    members: int = 0
    excess: int = 0
    cells: int = 0

    def add_members(self, count: int) -> None:
        """Counts the files of one more archive. Raises OverLimit where they are too many."""
        self.members += count
        if self.members > self.limits.members:
            most = plural("{n} file", "{n} files", n=self.limits.members)
            raise self._over(msg("It holds more than {most}", most=most))

    def check_declared(self, size: int) -> None:
        """Whether so many more bytes fit, before any is unpacked. Raises OverLimit."""
        self._check(self.unpacked + size, self.excess)

    def add_bytes(self, size: int, packed: int) -> None:
        """Counts ``size`` bytes that were unpacked from ``packed``. Raises OverLimit."""
        self.unpacked += size
        # What is over the ratio adds up: random bytes next to a bomb do not make up for it.
        self.excess += max(0, size - self.limits.ratio * packed)
        self._check(self.unpacked, self.excess)

    def check_member(self, size: int) -> None:
        """Whether one file may be so large. Raises OverLimit."""
        if size > self.limits.member:
            raise self._over(
                msg(
                    "A file in it is larger than {n} MB",
                    n=self.limits.member // _MB,
                )
            )

    def add_cells(self, count: int) -> None:
        """Counts cells of workbooks. Raises OverLimit where they are too many."""
        self.cells += count
        if self.cells > self.limits.cells:
            most = plural("{n} cell", "{n} cells", n=self.limits.cells)
            raise self._over(msg("Its workbooks hold more than {most}", most=most))

    def _check(self, unpacked: int, excess: int) -> None:
        limits = self.limits
        if unpacked > limits.unpacked:
            raise self._over(msg("Unpacked it is more than {n} MB", n=limits.unpacked // _MB))
        if excess > limits.spare or unpacked > limits.spare + limits.ratio * self.packed:
            raise self._over(
                plural(
                    "It would unpack to more than {n} time its size",
                    "It would unpack to more than {n} times its size",
                    n=limits.ratio,
                )
            )

    def _over(self, what: Message) -> OverLimit:
        return OverLimit(what, self.fix)
