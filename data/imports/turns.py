"""Turns: uploads of several people share one process in the order in which they came.

Reading a file takes a processor and memory for seconds, a very large one for minutes. So only a
few are read at a time, of the large ones fewer still: a place is always left for small files.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

LARGE_TURN = 16 << 20  # bytes from which an upload may take minutes
_LOOK = 0.5  # seconds between two looks at the line: who has gone away is noticed then

Waiting = Callable[[int], object]
"""Gets how many uploads come first, again and again; what it raises gives the place up."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ticket:
    """One upload in the line."""

    large: bool


@dataclass(slots=True)
class Turns:
    """The line of uploads: ``places`` are served at a time, ``for_large`` of them large ones."""

    places: int = 2
    for_large: int = 1
    _line: list[_Ticket] = field(default_factory=list)
    _served: list[_Ticket] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def turn(self, size: int, waiting: Waiting) -> Iterator[None]:
        """Waits until an upload of ``size`` bytes may be read, and gives its place back at the end."""
        ticket = _Ticket(size >= LARGE_TURN)
        with self._changed:
            self._line.append(ticket)
        try:
            while (ahead := self._look(ticket)) is not None:
                waiting(ahead)  # without the lock: what it does may take a while, or raise
                self._wait(ticket)
            yield
        finally:
            self._leave(ticket)

    def _look(self, ticket: _Ticket) -> int | None:
        """None where it is now the ticket's turn, else how many uploads come first."""
        with self._changed:
            if self._is_next(ticket):
                self._line.remove(ticket)
                self._served.append(ticket)
                self._changed.notify_all()  # the next may have a place as well
                return None
            return len(self._served) + self._line.index(ticket)

    def _wait(self, ticket: _Ticket) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_next(ticket), _LOOK)

    def _is_next(self, ticket: _Ticket) -> bool:
        """Whether no one who came earlier can take the place that the ticket needs."""
        return next((one for one in self._line if self._fits(one)), None) is ticket

    def _fits(self, ticket: _Ticket) -> bool:
        large = sum(one.large for one in self._served)
        return len(self._served) < self.places and not (ticket.large and large >= self.for_large)

    def _leave(self, ticket: _Ticket) -> None:
        with self._changed:
            (self._line if ticket in self._line else self._served).remove(ticket)
            self._changed.notify_all()
