"""A campaign link as somebody wants it: where it leads, its tags, where it will stand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from data.base.json_values import to_json
from data.values.address import build, parse
from data.values.tags import Tags


@dataclass(frozen=True, slots=True)
class Draft:
    """A link before it is saved.

    ``network`` and ``post`` (the post's id or its address) say where it is, as far as that is
    known; ``on_own_site`` that it is on the company's own pages.
    """

    destination: str
    tags: Tags = field(default_factory=Tags)
    network: str = ""
    post: str = ""
    note: str = ""
    on_own_site: bool = False

    @property
    def url(self) -> str:
        """The finished link, empty while the destination is no web address."""
        parsed = parse(self.destination)
        return "" if parsed is None else build(parsed[0], self.tags)

    def put(self, part: str, value: str) -> Draft:
        """The same draft with another destination or another tag."""
        if part == "destination":
            return replace(self, destination=value)
        return replace(self, tags=self.tags.put(part, value))


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was saved; ``archived_at`` is None as long as it is in use."""

    id: int
    draft: Draft
    saved_at: datetime
    saved_by: str
    changed_at: datetime | None = None
    changed_by: str = ""
    archived_at: datetime | None = None
    archived_by: str = ""

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value, the finished link included."""
        draft = to_json(self.draft)
        moments = {
            name: moment and moment.isoformat()
            for name in ("saved_at", "changed_at", "archived_at")
            for moment in [getattr(self, name)]
        }
        people = {name: getattr(self, name) for name in ("saved_by", "changed_by", "archived_by")}
        return {"id": self.id, "url": self.draft.url, **draft, **moments, **people}
