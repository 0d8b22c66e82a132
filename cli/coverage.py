"""``python -m data coverage``: which days every source, network and account covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from cli.options import Call, common_options, print_json, print_lines
from data.facts.coverage import OwnerCoverage, Span
from data.facts.coverage import coverage as coverage_of
from data.facts.facts import Facts
from i18n import format as shown
from i18n.message import Message, msg, plural
from metrics.results.default_period import opening_dates
from report.wording.sources import owner_label

_NOTHING = msg("No file with dates is imported yet.")


@click.command("coverage")
@common_options
def coverage(call: Call) -> None:
    """Show which days each source, network and account covers, with gaps."""
    with call.store() as store:
        found = coverage_of(Facts(store))
    opening = opening_dates(found)
    if call.as_json:
        default = None if opening is None else _span(opening)
        print_json({"default_period": default, "coverage": [_json(owner) for owner in found]})
    else:
        print_lines(_lines(call, found, opening))


def _json(owner: OwnerCoverage) -> dict[str, Any]:
    return {
        "table": owner.owner.table,
        "network": owner.owner.network,
        "account": owner.owner.account,
        "sources": list(owner.sources),
        "first": str(owner.first),
        "last": str(owner.last),
        "days": len(owner.days),
        "covered": int(owner.days.sum()),
        "gaps": [_span(gap) for gap in owner.gaps],
        "single_days": bool(owner.single.any()),
    }


def _span(span: Span) -> dict[str, str]:
    return {"start": str(span[0]), "end": str(span[1])}


def _lines(call: Call, found: tuple[OwnerCoverage, ...], opening: Span | None) -> Iterator[str]:
    if opening is None:
        yield call.text(_NOTHING)
        return
    yield from coverage_lines(call, found)
    period = shown.span(*opening, call.language)
    yield call.text(msg("Pages open with {span}.", span=period))


def coverage_lines(call: Call, found: Iterable[OwnerCoverage]) -> Iterator[str]:
    """A line for each owner: the days its files cover, with gaps."""
    for owner in found:
        days = shown.span(owner.first, owner.last, call.language)
        gaps = call.text(_gaps(owner, call.language)) if owner.gaps else ""
        yield f"{days}  {call.text(owner_label(owner))}{gaps}"


def _gaps(owner: OwnerCoverage, language: str) -> Message:
    spans = ", ".join(shown.span(*gap, language) for gap in owner.gaps)
    return plural(" ({n} gap: {spans})", " ({n} gaps: {spans})", n=len(owner.gaps), spans=spans)
