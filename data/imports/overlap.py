"""Overlapping imports: the same things from another source under ids that cannot be matched."""

from __future__ import annotations

from collections.abc import Mapping

from data.base.issue import Issue, Level, Where
from data.sources.kit.parse_result import ParseResult
from data.sources.registry import SOURCES
from data.store import Import, Store
from data.tables.coverage import Coverage
from i18n.message import msg


def overlapping(
    store: Store, file: str, loaded: ParseResult, extents: Mapping[str, Coverage]
) -> tuple[Issue, ...]:
    """A warning for every visible import of the same days that would count twice next to this file.

    ``extents`` are what the file holds of each table.
    """
    related = related_to(loaded.source)
    if not related:
        return ()
    return tuple(
        _warning(file, entry)
        for entry in store.state.ledger.done_from(related)
        if _same_network(loaded.network, entry.summary.get("network"))
        and _shares_days(extents, entry)
    )


def related_to(source: str | None) -> tuple[str, ...]:
    """The sources that may have the same things as ``source`` under other ids."""
    return tuple(other for other in SOURCES if _repeats(source, other))


def _repeats(one: str | None, other: str | None) -> bool:
    # One of the two sources declares the pair: it holds in both orders of import.
    pairs = ((one, other), (other, one))
    return any(a in SOURCES and b in SOURCES[a].repeats for a, b in pairs if a and b)


def _same_network(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _shares_days(extents: Mapping[str, Coverage], entry: Import) -> bool:
    shared = extents.keys() & entry.extents.keys()
    return any(_touch(extents[name], entry.extents[name]) for name in shared)


def _touch(one: Coverage, other: Coverage) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True  # without days an overlap cannot be ruled out
    return one.start <= other.end and other.start <= one.end


def _warning(file: str, entry: Import) -> Issue:
    source = SOURCES[entry.summary["source"]]
    return Issue(
        Level.WARNING,
        Where(file),
        msg(
            "Import {n} ({source}) covers the same days with other ids, so both count",
            n=entry.id,
            source=source.label,
        ),
        msg("Undo one of the two."),
    )
