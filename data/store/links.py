"""Campaign link register: saved links with author and time, archived rather than deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from data.base.json_values import from_json, to_json
from data.store.clock import instant, now
from data.store.database.engine import Database
from data.store.ledger import bump
from data.store.readable import Readings, read_each
from data.store.relations import LINKS
from data.values.link import Draft, Link


@dataclass(frozen=True, slots=True)
class Links:
    """The register of one store. Every change is a new version of the facts: posts get visits."""

    database: Database

    def all(self, *, archived: bool = True) -> tuple[Link, ...]:
        """Every link, oldest first; without those that were archived if wanted."""
        links = self._read().values
        return tuple(link for link in links if archived or link.archived_at is None)

    def unreadable(self) -> tuple[str, ...]:
        """The ids of links that are damaged; ``all`` leaves them out."""
        return self._read().unreadable

    def _read(self) -> Readings[Link]:
        query = sa.select(LINKS).order_by(LINKS.c.id)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _link, itemgetter("id"))

    def add(self, drafts: Iterable[Draft], *, by: str = "") -> tuple[int, ...]:
        """Save links; gives their ids."""
        added = []
        with self.database.write() as connection:
            for draft in drafts:
                row = {"draft": to_json(draft), "saved_at": now(), "saved_by": by}
                empty = {"changed_by": "", "archived_by": ""}
                made = connection.execute(
                    sa.insert(LINKS).values({**row, **empty}).returning(LINKS.c.id)
                )
                added.append(int(made.scalar_one()))
            bump(connection)
        return tuple(added)

    def change(self, link_id: int, draft: Draft, *, by: str = "") -> bool:
        """Replace the draft of a link. False when there is no such link."""
        return self._update(
            LINKS.c.id == link_id, draft=to_json(draft), changed_at=now(), changed_by=by
        )

    def archive(self, link_id: int, *, by: str = "") -> bool:
        """Archive a link; its visits stay its own. False when it is not in use."""
        in_use = (LINKS.c.id == link_id) & LINKS.c.archived_at.is_(None)
        return self._update(in_use, archived_at=now(), archived_by=by)

    def restore(self, link_id: int) -> bool:
        """Take a link into use again. False when it is not archived."""
        away = (LINKS.c.id == link_id) & LINKS.c.archived_at.is_not(None)
        return self._update(away, archived_at=None, archived_by="")

    def _update(self, where: sa.ColumnElement[bool], **values: Any) -> bool:
        with self.database.write() as connection:
            changed = connection.execute(sa.update(LINKS).where(where).values(**values))
            if changed.rowcount == 1:
                bump(connection)
        return changed.rowcount == 1


def _link(row: Mapping[Any, Any]) -> Link:
    moments = {
        name: None if row[name] is None else instant(row[name])
        for name in ("changed_at", "archived_at")
    }
    return Link(
        id=row["id"],
        draft=from_json(Draft, row["draft"]),
        saved_at=instant(row["saved_at"]),
        saved_by=row["saved_by"],
        changed_by=row["changed_by"],
        archived_by=row["archived_by"],
        **moments,
    )
