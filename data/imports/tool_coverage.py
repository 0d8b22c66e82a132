"""Which days the files of each tool cover, and what is missing of a period.

A tool is what a manager exports from: a network, an ad platform, a CRM. It may have several sources
(posts, followers, ads) and files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from data.facts.coverage import OwnerCoverage, Span
from data.imports.summary import stored_summary
from data.sources.registry import SOURCES
from data.store import Import
from data.tables.coverage import Coverage

_MAPPED = "mapping."
# Tables that say how it was on one day, often that of the import: they cover no period.
_SNAPSHOTS = frozenset({"audience", "rates"})


class MissingPart(StrEnum):
    """Which days of a period are missing."""

    ALL = "all"
    START = "start"
    END = "end"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class MissingDays:
    """What is missing of a period in one table.

    ``day`` is the first covered day where the start is missing, the last one where the end is, or
    where all of it is the last one that any file covers. ``count`` is how many days are missing.
    """

    table: str
    part: MissingPart
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class TableLane:
    """The runs of days that the files of a tool cover in one table, in order."""

    table: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ToolCoverage:
    """One tool: its visible imports (newest first), a lane a table, what is missing of the period.

    ``judged`` are its tables of which days can be missing.
    """

    id: str
    imports: tuple[Import, ...]
    lanes: tuple[TableLane, ...]
    missing: tuple[MissingDays, ...]
    judged: frozenset[str]

    @property
    def absent(self) -> bool:
        """Whether its files hold nothing of the period."""
        gone = {part.table for part in self.missing if part.part is MissingPart.ALL}
        return bool(gone) and self.judged <= gone

    @property
    def rows(self) -> int:
        """How many rows its files hold."""
        return sum(extent.rows for entry in self.imports for extent in entry.extents.values())

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that its files fill."""
        return tuple(dict.fromkeys(table for entry in self.imports for table in entry.extents))

    @property
    def span(self) -> Span | None:
        """The first and the last day that is covered; None where no row has a day."""
        spans = [span for lane in self.lanes for span in lane.spans]
        if not spans:
            return None
        return min(start for start, _ in spans), max(end for _, end in spans)


def covered_span(extents: Mapping[str, Coverage]) -> Span | None:
    """The first and the last day that an import covers; None where its tables cover none."""
    held = [extent for table, extent in extents.items() if table not in _SNAPSHOTS]
    starts = [extent.start for extent in held if extent.start is not None]
    ends = [extent.end for extent in held if extent.end is not None]
    return (min(starts), max(ends)) if starts and ends else None


def tool_id(source: str | None, network: str | None) -> str:
    """The tool of a source; a network's own where the file is about it.

    >>> tool_id("linkedin.page_content", "linkedin"), tool_id("google_ads.campaigns", None)
    ('linkedin', 'google_ads')
    >>> tool_id("meta.days", "instagram"), tool_id("mapping.1", "threads"), tool_id(None, None)
    ('instagram', 'mapping.1', '')
    """
    if source is None:
        return ""
    if source.startswith(_MAPPED):
        return source
    known = SOURCES.get(source)
    if network and (known is None or not _is_bill(source)):
        return network
    return source.split(".")[0]


def _is_bill(source: str) -> bool:
    return all(sheet.table.name == "ad_costs" for sheet in SOURCES[source].sheets)


def tool_of(entry: Import) -> str:
    """The tool of an import."""
    summary = stored_summary(entry.summary)
    return tool_id(summary.source, summary.network)


def tool_coverage(
    imports: Sequence[Import], owners: Iterable[OwnerCoverage], period: Span | None
) -> tuple[ToolCoverage, ...]:
    """The tools of visible imports, those with most missing first, each with its lanes.

    ``owners`` are the covered days by owner; ``period`` is what they are compared with.
    """
    by_tool: dict[str, list[Import]] = {}
    for entry in reversed(imports):
        by_tool.setdefault(tool_of(entry), []).append(entry)
    sources = {
        tool: {entry.summary.get("source") for entry in entries}
        for tool, entries in by_tool.items()
    }
    owned: dict[str, list[OwnerCoverage]] = {tool: [] for tool in by_tool}
    for owner in owners:
        for tool in _tools_of(owner, sources):
            owned[tool].append(owner)
    found = [_tool(tool, entries, owned[tool], period) for tool, entries in by_tool.items()]
    return tuple(sorted(found, key=lambda one: (-_days_missing(one), one.id)))


def _tool(
    tool: str, entries: Sequence[Import], owners: Sequence[OwnerCoverage], period: Span | None
) -> ToolCoverage:
    judged = {owner.owner.table for owner in owners}
    judged |= {"costs"} if any("costs" in entry.extents for entry in entries) else set()
    return ToolCoverage(
        tool,
        tuple(entries),
        _lanes(entries, owners),
        _missing(entries, owners, period),
        frozenset(judged),
    )


def _days_missing(tool: ToolCoverage) -> int:
    return max((missing.count for missing in tool.missing), default=0)


def _tools_of(
    owner: OwnerCoverage, sources: Mapping[str, AbstractSet[str | None]]
) -> tuple[str, ...]:
    """The tools whose files an owner's rows come from; ``sources`` are those of each tool."""
    found = dict[str, None]()
    for source in owner.sources:
        for tool in (tool_id(source, owner.owner.network), tool_id(source, None)):
            if source in sources.get(tool, ()):
                found[tool] = None
                break
    return tuple(found)


def _lanes(entries: Iterable[Import], owners: Iterable[OwnerCoverage]) -> tuple[TableLane, ...]:
    spans: dict[str, list[Span]] = {}
    for owner in owners:
        spans.setdefault(owner.owner.table, []).extend(owner.spans)
    owned = set(spans)
    for entry in entries:
        for table, extent in entry.extents.items():
            if (
                table not in owned | _SNAPSHOTS
                and extent.start is not None
                and extent.end is not None
            ):
                spans.setdefault(table, []).append((extent.start, extent.end))
    return tuple(TableLane(table, _joined(spans[table])) for table in sorted(spans))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without overlaps, those that follow one another as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + timedelta(days=1):
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


def _missing(
    entries: Iterable[Import], owners: Sequence[OwnerCoverage], period: Span | None
) -> tuple[MissingDays, ...]:
    """What is missing of the period, of each table that of its worst account, most days first."""
    if period is None:
        return ()
    worst: dict[str, MissingDays] = {}
    found = [_missing_of(owner, period) for owner in owners]
    for missing in (*filter(None, found), *_missing_costs(entries, period)):
        known = worst.get(missing.table)
        if known is None or missing.count > known.count:
            worst[missing.table] = missing
    return tuple(sorted(worst.values(), key=lambda one: -one.count))


def _missing_of(owner: OwnerCoverage, period: Span) -> MissingDays | None:
    start, end = period
    days = (end - start).days + 1
    count = days - round(owner.share(start, end) * days)
    if not count:
        return None
    quiet = timedelta(days=owner.quiet)
    table, first, last = owner.owner.table, owner.first - quiet, owner.last + quiet
    if count == days:
        return MissingDays(table, MissingPart.ALL, owner.last, count)
    if last < end:
        return MissingDays(table, MissingPart.END, owner.last, count)
    if first > start:
        return MissingDays(table, MissingPart.START, owner.first, count)
    return MissingDays(table, MissingPart.INSIDE, owner.first, count)


def _missing_costs(entries: Iterable[Import], period: Span) -> Iterable[MissingDays]:
    """The days after the last one of files of costs, which have no account."""
    ends = [entry.extents["costs"].end for entry in entries if "costs" in entry.extents]
    last = max((end for end in ends if end is not None), default=None)
    if last is not None and last < period[1]:
        days = (period[1] - period[0]).days + 1
        count = min((period[1] - last).days, days)
        yield MissingDays(
            "costs", MissingPart.ALL if count == days else MissingPart.END, last, count
        )
