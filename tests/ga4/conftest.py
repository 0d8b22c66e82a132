"""A property served on this machine, and a sync of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from data.ga4.access import Access
from data.ga4.calls import Clock
from data.ga4.endpoint import Endpoint
from data.ga4.outcome import SyncOutcome
from data.ga4.sync import SyncPeriod, sync
from data.store import Store
from data.store.ga4 import Connection
from tests.ga4.server import World, over_grpc, rest

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


@dataclass
class Time:
    """A clock that does not move, but for those who sleep."""

    present: datetime = NOW
    slept: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.present, self.slept.append)


@dataclass
class Property:
    """The property as its owner sees it: change it, fetch it."""

    store: Store
    world: World
    url: str
    time: Time

    def access(self, page_rows: int = 100_000) -> Access:
        return Access(Endpoint.parse(self.url), clock=self.time.clock, page_rows=page_rows)

    def fetch(
        self,
        first: date | None = date(2026, 3, 10),
        last: date | None = None,
        *,
        page_rows: int = 100_000,
        again: bool = False,
        on_progress: Callable[[int, int], object] | None = None,
        **changed: object,
    ) -> SyncOutcome:
        connection = self.store.state.ga4.get("42") or Connection("42", "42")
        connection = Connection(**{**_fields(connection), **changed})  # type: ignore[arg-type]
        span = SyncPeriod(first, last, again)
        return sync(self.store, connection, span, self.access(page_rows), on_progress)

    def sessions(self, report: str = "date,channel_group") -> int:
        rows = self.frame("web_sessions")
        return rows.filter(rows["report"] == report)["sessions"].sum()

    def frame(self, table: str):
        from data.facts.facts import Facts

        return Facts(self.store).frame(table).collect()


def _fields(connection: Connection) -> dict[str, object]:
    return {name: getattr(connection, name) for name in Connection.__slots__}


SERVERS = {"rest": rest, "grpc": over_grpc}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(params=["rest", "grpc"])
def both(request, store, world):
    """The property over each transport."""
    with SERVERS[request.param](world) as url:
        yield Property(store, world, url, Time())


@pytest.fixture
def ga4(store, world):
    """The property over gRPC, where the transport makes no difference."""
    with over_grpc(world) as url:
        yield Property(store, world, url, Time())
