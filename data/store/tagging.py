"""UTM correction and channel rules, with author, time and reason; undone ones stay in the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from data.base.json_values import from_json, to_json
from data.store.clock import instant, now
from data.store.database.engine import Database
from data.store.ledger import bump
from data.store.readable import Readings, read_each
from data.store.relations import TAGGING
from data.values.channel_rule import ChannelRule
from data.values.correction import Correction
from data.values.rules import Tagging

_REPAIR, _CHANNEL = "repair", "channel"
Rule = Correction | ChannelRule


@dataclass(frozen=True, slots=True)
class StoredRule:
    """A rule as it was saved; ``undone_at`` is None as long as it is in force."""

    id: int
    rule: Rule
    saved_at: datetime
    saved_by: str
    why: str
    undone_at: datetime | None
    undone_by: str


@dataclass(frozen=True, slots=True)
class TaggingRules:
    """The log of one store. Every change is a new version of the facts."""

    database: Database

    def active(self) -> Tagging:
        """The rules in force: repairs as they were made, channel rules as they are ordered."""
        rules = [one.rule for one in self.log() if one.undone_at is None]
        return Tagging(
            tuple(rule for rule in rules if isinstance(rule, Correction)),
            tuple(rule for rule in rules if isinstance(rule, ChannelRule)),
        )

    def log(self) -> tuple[StoredRule, ...]:
        """Every rule ever saved, those that were undone as well, in the order they work in."""
        return self._read().values

    def unreadable(self) -> tuple[str, ...]:
        """The ids of rules that are damaged; they are not in force, and not in the log."""
        return self._read().unreadable

    def _read(self) -> Readings[StoredRule]:
        query = sa.select(TAGGING).order_by(TAGGING.c.position, TAGGING.c.id)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _rule, itemgetter("id"))

    def add(self, rules: Iterable[Rule], *, by: str = "", why: str = "") -> tuple[int, ...]:
        """Put rules in force after the others; gives their ids."""
        added = []
        with self.database.write() as connection:
            last = connection.execute(sa.select(sa.func.max(TAGGING.c.position))).scalar() or 0
            for place, rule in enumerate(rules, last + 1):
                row = {
                    "kind": _REPAIR if isinstance(rule, Correction) else _CHANNEL,
                    "payload": to_json(rule),
                    "position": place,
                    "saved_at": now(),
                    "saved_by": by,
                    "why": why,
                    "undone_by": "",
                }
                made = connection.execute(sa.insert(TAGGING).values(row).returning(TAGGING.c.id))
                added.append(int(made.scalar_one()))
            bump(connection)
        return tuple(added)

    def undo(self, rule_id: int, *, by: str = "") -> bool:
        """Take a rule back; it stays in the log. False when it is not in force."""
        change = (
            sa.update(TAGGING)
            .where(TAGGING.c.id == rule_id, TAGGING.c.undone_at.is_(None))
            .values(undone_at=now(), undone_by=by)
        )
        with self.database.write() as connection:
            undone = connection.execute(change).rowcount == 1
            if undone:
                bump(connection)
        return undone

    def swap(self, first: int, second: int) -> bool:
        """Let two rules change places. False when one of them does not exist."""
        where = TAGGING.c.id.in_((first, second))
        with self.database.write() as connection:
            found = sa.select(TAGGING.c.id, TAGGING.c.position).where(where).with_for_update()
            places = {row.id: row.position for row in connection.execute(found)}
            if len(places) != 2:
                return False
            for one, other in ((first, second), (second, first)):
                move = sa.update(TAGGING).where(TAGGING.c.id == one)
                connection.execute(move.values(position=places[other]))
            bump(connection)
        return True


def _rule(row: Mapping[Any, Any]) -> StoredRule:
    kind: type[Correction | ChannelRule] = Correction if row["kind"] == _REPAIR else ChannelRule
    undone = row["undone_at"]
    return StoredRule(
        id=row["id"],
        rule=from_json(kind, row["payload"]),
        saved_at=instant(row["saved_at"]),
        saved_by=row["saved_by"],
        why=row["why"],
        undone_at=None if undone is None else instant(undone),
        undone_by=row["undone_by"],
    )
