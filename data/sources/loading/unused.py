"""Unused tables: what is said of the tables of a file that the source does not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.base.issue import Issue, Level
from data.reading.names import normalise
from data.reading.sections import has_figures
from data.reading.table import Finding, RawTable
from data.sources.kit.recognise import Match, fits, index_of, is_almost, recognise
from data.sources.kit.spec import ReadContext, SheetSpec, Source
from i18n.message import msg, plural


def unused_tables(
    unused: Iterable[RawTable],
    matches: tuple[Match, ...],
    given: ReadContext,
    sources: tuple[Source, ...],
) -> Iterator[Issue]:
    """Findings about the tables that were not read.

    Another export is a warning, and so is a table like those that were read: its title or its
    header may be damaged, and its figures are missing then.
    """
    source = matches[0].source
    taken = [raw for match in matches for raw in match.taken]
    for table in unused:
        if any(True for _ in fits(table, source)):
            continue
        title = table.title or table.sheet or ", ".join(table.header[:3])
        other = recognise((table,), sources)
        foreign = other[0].source if other else _by_columns(table, source, sources)
        if foreign is not None:
            finding = _foreign(title, foreign)
        elif not table.frame.is_empty() and _is_like(table, taken, source):
            finding = _damaged(title, table)
        else:
            finding = _not_used(title, table)
        yield finding.at(given.file, table.sheet)


def _by_columns(table: RawTable, own: Source, sources: tuple[Source, ...]) -> Source | None:
    """Another source whose columns the table has, although it lacks what is above them."""
    index = index_of(sources)
    fitting = {
        len(found): index.sheets[number][0]
        for number, found in index.found(table.header).items()
        if len(found) > 1 and found.issuperset(index.sheets[number][1].signature)
    }
    best = fitting[max(fitting)] if fitting else None
    return None if best is None or best.id == own.id or table.frame.is_empty() else best


def _is_like(table: RawTable, taken: list[RawTable], source: Source) -> bool:
    """Whether it looks like a table that was read, or has almost the columns of one."""
    names = [normalise(name) for name in table.header]
    # Files of one archive may have equal columns; there the file's name tells them apart.
    beside = [raw for raw in taken if raw.sheet == table.sheet]
    if any(names == [normalise(name) for name in raw.header] for raw in beside):
        return True
    if source.reshape is not None and any(_kind(table) == _kind(raw) for raw in taken):
        return True
    return any(_almost_fits(names, sheet) for sheet in source.sheets)


def _kind(raw: RawTable) -> tuple[bool, ...]:
    """Whether it has one record, and whether the first and the last cell of it are figures."""
    cells = [cell for cell in raw.frame.row(0)[1:] if cell] if raw.frame.height else []
    ends = (cells[0], cells[-1]) if cells else ()
    return (raw.frame.height == 1, *(has_figures((cell,)) for cell in ends))


def _almost_fits(names: list[str], sheet: SheetSpec) -> bool:
    """Whether each column of the signature is there, and one of them but for a letter or two.

    Where all are there as they should be, the sheet has another reason against the table.
    """
    wanted = [{name for _, name in sheet.field_named(to).names} for to in sheet.signature]
    damaged = [known for known in wanted if known.isdisjoint(names)]
    return bool(damaged) and all(
        any(is_almost(name, one) for name in names for one in known) for known in damaged
    )


def _foreign(title: str, source: Source) -> Finding:
    return Finding(
        Level.WARNING,
        msg(
            "“{title}” is another export ({source}) and was not read",
            title=title,
            source=source.label,
        ),
        msg("Save it as a separate file and import that."),
    )


def _damaged(title: str, table: RawTable) -> Finding:
    return Finding(
        Level.WARNING,
        plural(
            "“{title}” ({count} row) was not read, although it looks like a table that was",
            "“{title}” ({count} rows) was not read, although it looks like a table that was",
            count=table.frame.height,
            title=title,
        ),
        msg(
            "Its title or column names may be damaged. Compare them with the other tables, or "
            "import the original download."
        ),
    )


def _not_used(title: str, table: RawTable) -> Finding:
    return Finding(
        Level.NOTE,
        plural(
            "“{title}” ({count} row) is not used yet",
            "“{title}” ({count} rows) is not used yet",
            count=table.frame.height,
            title=title,
        ),
        msg("Nothing to do. The rest was read."),
    )
