"""API calls with retries, exponential backoff and quota limits."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from data.ga4.error_catalogue import FAILING, ErrorKind
from data.ga4.problems import ERRORS, Problem, understand
from data.ga4.quota import Limit, Quota

T = TypeVar("T")

_TRIES = 4
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 20.0
_CROWDED_PAUSE, _CROWDED_TRIES = 30.0, 5
# Google stops answering a project after ten server errors in an hour: half of them are ours.
_SERVER_ERRORS = 5


class ApiError(Exception):
    """An error that a retry will not solve, at least not now."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.issue.what))
        self.problem = problem


class QuotaShortError(Exception):
    """What is left of a quota might not be enough for one more request."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit)
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Clock:
    """The current time (UTC) and how to wait, replaceable in tests."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], object] = time.sleep


@dataclass(slots=True)
class Calls:
    """The requests of one sync, counted, with what is left of the quota.

    Server errors and lost connections are retried after growing pauses, few times; too
    many requests at once wait half a minute; a spent quota and a refusal end the sync.
    """

    clock: Clock = field(default_factory=Clock)
    quota: Quota = field(default_factory=Quota.unknown)
    requests: int = 0
    retries: int = 0
    server_errors: int = 0

    def ask(self, work: Callable[[], T]) -> T:
        """The answer to a request. Raises ApiError, and QuotaShortError before the last token."""
        self._leave_some()
        tried: dict[ErrorKind, int] = {}
        while True:
            self.requests += 1
            try:
                return work()
            except ERRORS as error:
                problem = understand(error)
                kind = problem.known.kind
                tried[kind] = tried.get(kind, 0) + 1
                self.server_errors += problem.known is FAILING
                pause = self._pause(kind, tried[kind])
                if pause is None:
                    raise ApiError(problem) from error
            self.retries += 1
            self.clock.sleep(pause)

    def _leave_some(self) -> None:
        if self.quota.crowded:
            self.clock.sleep(_CROWDED_PAUSE)
        short = self.quota.short
        if short is not None:
            raise QuotaShortError(short)

    def _pause(self, kind: ErrorKind, times: int) -> float | None:
        """The seconds to wait before a retry; None when a retry is pointless."""
        if kind is ErrorKind.CROWDED and times < _CROWDED_TRIES:
            return _CROWDED_PAUSE
        if kind is ErrorKind.TEMPORARY and times < _TRIES and self.server_errors < _SERVER_ERRORS:
            longest = min(_FIRST_PAUSE * 2.0 ** (times - 1), _LONGEST_PAUSE)
            # Exponential backoff with jitter: tools that failed together must not all retry
            # together.
            return longest * random.uniform(0.5, 1.0)  # noqa: S311  # spreads requests, no secret
        return None
