"""Source names of a table in a period, as users know them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.facts.coverage import OwnerCoverage
from data.sources.registry import SOURCES
from data.store.ledger import Import
from data.tables.coverage import Coverage
from i18n.message import Message, joined, msg, verbatim
from metrics.comparison.sentences import name_of
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
    "search_days": msg("Search results"),
    "email_sends": msg("E-mail sendings"),
}
"""The display names of the canonical tables."""


def named(
    imports: Iterable[Import], tables: Iterable[str], start: date, end: date
) -> tuple[Message, ...]:
    """The sources whose files have data of the tables in the period, each once.

    A table that no file fills is named itself: its rows were entered by hand.
    """
    done, labels = tuple(imports), list[Message]()
    for table in tables:
        with_table = [entry for entry in done if table in entry.extents]
        inside = [entry for entry in with_table if _meets(entry.extents[table], start, end)]
        labels += [label(entry) for entry in inside] if with_table else [TABLES.get(table, UNKNOWN)]
    return tuple(dict.fromkeys(labels))


def label(entry: Import) -> Message:
    """The name of the source that an import came from; a mapped file goes by its own name."""
    source = SOURCES.get(str(entry.summary.get("source")))
    return source.label if source is not None else verbatim(entry.file)


def _meets(extent: Coverage, start: date, end: date) -> bool:
    if extent.start is None or extent.end is None:
        return True
    return extent.start <= end and extent.end >= start


def owner_label(owner: OwnerCoverage) -> Message:
    """Whose days they are: the network and account, or the sources where rows have neither."""
    whose = (name_of(owner),) if owner.owner.network or owner.owner.account else _labels(owner)
    return joined((TABLES[owner.owner.table], *whose))


def _labels(owner: OwnerCoverage) -> tuple[Message, ...]:
    return tuple(SOURCES[source].label for source in owner.sources if source in SOURCES)
