"""Which sources stand behind a table in a period, by the names that people know them by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.sources.registry import SOURCES
from data.store.ledger import Import
from data.tables.coverage import Coverage
from i18n.message import Message, msg, verbatim
from report.wording.format_values import UNKNOWN

TABLES = {
    "posts": msg("Posts"),
    "account_days": msg("Accounts by day"),
    "web_sessions": msg("Web analytics"),
    "web_key_events": msg("Key events"),
    "touches": msg("Visits"),
    "conversions": msg("Conversions"),
    "ad_costs": msg("Ad costs"),
    "costs": msg("Other costs"),
    "leads": msg("Leads"),
    "post_days": msg("Posts by day"),
    "audience": msg("Audience"),
    "breakdown": msg("Breakdowns"),
    "breakdown_days": msg("Breakdowns by day"),
    "mentions": msg("Mentions"),
    "rates": msg("Exchange rates"),
}
"""The canonical tables as people call them."""


def named(
    imports: Iterable[Import], tables: Iterable[str], start: date, end: date
) -> tuple[Message, ...]:
    """The sources whose files tell something of the tables in the period, each once.

    A table that no file fills is named itself: its rows were entered by hand.
    """
    done, found = tuple(imports), list[Message]()
    for table in tables:
        holding = [one for one in done if table in one.extents]
        inside = [one for one in holding if _meets(one.extents[table], start, end)]
        found += [label(one) for one in inside] if holding else [TABLES.get(table, UNKNOWN)]
    return tuple(dict.fromkeys(found))


def label(one: Import) -> Message:
    """The name of the source that an import came from; a mapped file goes by its own name."""
    source = SOURCES.get(str(one.summary.get("source")))
    return source.label if source is not None else verbatim(one.file)


def _meets(extent: Coverage, start: date, end: date) -> bool:
    if extent.start is None or extent.end is None:
        return True
    return extent.start <= end and extent.end >= start
