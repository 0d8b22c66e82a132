"""Data overview: the days covered, and the channels, campaigns, networks and accounts with data."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from data.base.channels import CHANNELS
from data.facts.coverage import OwnerCoverage
from data.facts.coverage import coverage as owners_coverage
from data.facts.facts import Facts
from data.facts.source import collect_all
from metrics.engine import DATED, coverage, expect, query_metrics
from metrics.question.query import Query
from metrics.results.default_period import default_period

_BUSINESS = ("web_sessions", "leads")
# The tables that can be filtered by network, and those by account.
_BY_NETWORK = ("posts", "account_days")
_BY_ACCOUNT = (*_BY_NETWORK, "ad_costs", "email_sends")
_ASKED = ("sessions", "leads", "ad_spend")


@dataclass(frozen=True, slots=True)
class Overview:
    """``first`` and ``last`` are None while nothing is imported.

    ``last`` is the day that "the last 28 days" ends with: the latest one up to which most of what
    the company has is known, and no later than the end of its outcomes (visits, leads, orders).
    ``period`` is set where rows are about whole weeks or months, so that a choice of days would
    find nothing: the latest of these.
    """

    first: date | None = None
    last: date | None = None
    channels: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    period: tuple[date, date] | None = None


def overview(facts: Facts) -> Overview:
    """The span of the facts, and what they can be filtered by."""
    spans = collect_all([coverage(facts, table) for table in DATED])
    known = {
        table: (span["first"].item(), span["last"].item())
        for table, span in zip(DATED, spans, strict=True)
        if span["last"].item() is not None
    }
    if not known:
        return Overview()
    first = min(start for start, _ in known.values())
    owners = owners_coverage(facts)
    opening = default_period(owners)
    last = max(end for _, end in known.values()) if opening is None else opening.last
    # Two queries about the same tables follow, so the roll-up pays off at once.
    expect(facts, [*_BUSINESS, "ad_costs"])
    span = (first, max(end for _, end in known.values()))
    channels = _values(facts, "channel", span)
    order = list(CHANNELS)
    return Overview(
        first,
        last,
        tuple(sorted(channels, key=lambda c: (order.index(c) if c in order else len(order), c))),
        tuple(sorted(_values(facts, "campaign", span))),
        tuple(sorted(_of_owners(owners, _BY_NETWORK, "network") | _values(facts, "network", span))),
        tuple(sorted(_of_owners(owners, _BY_ACCOUNT, "account"))),
        None if opening is None else opening.dates,
    )


def _of_owners(owners: Sequence[OwnerCoverage], tables: Collection[str], part: str) -> set[str]:
    """The networks or accounts whose rows are known."""
    found = (getattr(one.owner, part) for one in owners if one.owner.table in tables)
    return {name for name in found if name}


def _values(facts: Facts, key: str, span: tuple[date, date]) -> set[str]:
    rows = query_metrics(facts, _ASKED, Query(*span, by=(key,)))
    return {value for value in rows.filter(rows["rows"] > 0)[key].to_list() if value}
