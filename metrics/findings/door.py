"""``python -m metrics findings``: what stands out in a period."""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from data.door import door, opened, print_json, print_lines
from data.facts import Facts
from data.message import msg
from metrics.findings.find import findings
from metrics.findings.words import to_json, told
from metrics.goals.stored import stored
from metrics.overview import overview
from metrics.periods import Compare
from metrics.query import Query

_DAY = click.DateTime(["%Y-%m-%d"])
_USUAL = timedelta(days=89)
_NOTHING = msg(
    "Nothing stands out in this period: what moved is within what chance explains.",
    fr="Rien ne ressort sur cette période\u00a0: les variations restent dans ce que le hasard explique.",
)


@click.command("findings")
@click.option("--from", "start", type=_DAY, default=None, help="First day; 90 days back.")
@click.option("--to", "end", type=_DAY, default=None, help="Last day; the last complete one.")
@click.option(
    "--compare",
    type=click.Choice([c.value for c in Compare]),
    default=Compare.PREVIOUS.value,
    show_default=True,
)
@door
def findings_command(
    location: str,
    state_url: str | None,
    as_json: bool,
    language: str,
    start: datetime | None,
    end: datetime | None,
    compare: str,
) -> None:
    """What stands out in a period, the worst news first, with what to do about it."""
    with opened(location, state_url) as store:
        facts = Facts(store)
        last = end.date() if end else overview(facts).last
        query = None
        if last is not None:
            query = _asked(Query(last - _USUAL, last), start)
        goals = stored(store.state)
        found = findings(facts, goals, query, Compare(compare)) if query else ()
    if as_json:
        print_json([to_json(finding, language) for finding in found])
        return
    for finding in found:
        said, advice = told(finding, language)
        print_lines([f"{finding.severity.value:8}{said}", f"{'':8}{advice}"])
    if not found:
        print_lines([_NOTHING.render(language)])


def _asked(usual: Query, start: datetime | None) -> Query:
    try:
        return Query(start.date(), usual.end) if start else usual
    except ValueError as error:
        raise click.UsageError(f"{error}") from error
