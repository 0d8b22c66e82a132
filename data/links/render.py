"""Text and table rendering of campaign links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from data.links.validate import ValidationResult
from data.values.link import Link
from data.values.tags import PARTS
from i18n.message import msg

_NO_CHANNEL = msg("no channel yet")
_MARKS = {"error": "!!", "warning": "!", "note": "·"}


def tell_inspected(link: ValidationResult, language: str) -> Iterator[str]:
    """A finished link, its channel, and what is wrong with it."""
    yield link.url or "–"
    yield f"    {link.channel or _NO_CHANNEL.render(language)}"
    for caution in link.cautions:
        text = f"{caution.what.render(language)} {caution.advice.render(language)}"
        yield f"    {_MARKS[caution.level.value]} {text}"


def tell_links(links: Iterable[Link]) -> Iterator[str]:
    """Saved links, archived ones marked."""
    for link in links:
        away = "" if link.archived_at is None else f"  × {link.archived_at:%Y-%m-%d}"
        notes = [link.saved_by, link.draft.network, link.draft.post, link.draft.note]
        details = " · ".join(note for note in notes if note)
        yield f"{link.id:>4}  {link.draft.url}  [{link.saved_at:%Y-%m-%d} {details}]{away}"


def links_table(links: Sequence[Link]) -> pl.DataFrame:
    """One row per link: id, link, destination, tags, place, and who saved it when."""
    moments = ("saved_at", "changed_at", "archived_at")
    people = ("saved_by", "changed_by", "archived_by")
    records = [
        {
            "id": link.id,
            "link": link.draft.url,
            "destination": link.draft.destination,
            **{f"utm_{part}": link.draft.tags.get(part) for part in PARTS},
            **{name: getattr(link.draft, name) for name in ("network", "post", "note")},
            **{name: getattr(link, name) for name in (*moments, *people)},
        }
        for link in links
    ]
    texts = ("link", "destination", *(f"utm_{p}" for p in PARTS), "network", "post", "note")
    instants = dict.fromkeys(moments, pl.Datetime("us", "UTC"))
    schema = {"id": pl.Int64(), **dict.fromkeys(texts, pl.String()), **instants}
    return pl.DataFrame(records, schema={**schema, **dict.fromkeys(people, pl.String())})


def matching(links: Sequence[Link], wanted: str) -> tuple[Link, ...]:
    """The links in which every wanted word occurs: in the address, tags, post, note or a name."""
    words = wanted.casefold().split()
    return tuple(link for link in links if all(word in _searchable_text(link) for word in words))


def _searchable_text(link: Link) -> str:
    draft = link.draft
    tags = " ".join(value for _, value in draft.tags.items())
    parts = (
        draft.url,
        draft.destination,
        tags,
        draft.network,
        draft.post,
        draft.note,
        link.saved_by,
    )
    return " ".join(parts).casefold()
