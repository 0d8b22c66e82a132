"""``python -m metrics findings``: insights of a period, and dismissing or restoring them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import click

from changes.dismissals import dismiss as dismiss_insight
from changes.dismissals import restore as restore_insight
from cli.comparison import compare_option
from cli.options import DAY, Call, audit_fields, by_option, common_options, print_json, print_lines
from data.base import json_values
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import Actor
from data.values.dismissal import Dismissal, StoredDismissal
from i18n.message import msg, plural
from metrics.comparison.periods import Compare, ComparedWith
from metrics.goals.repository import stored
from metrics.insights.dismissed import PartitionedInsights, evidence_for, partition_dismissed
from metrics.insights.engine import insights
from metrics.insights.insight import Insight
from metrics.insights.messages import render, to_json
from metrics.question.query import Query
from metrics.results.overview import overview

_F = TypeVar("_F", bound=Callable[..., Any])
# Both ends count: a period of 90 days.
_USUAL = timedelta(days=89)
_NOTHING = msg("No notable change. Variations are within normal fluctuation.")
_MORE_DISMISSED = plural(
    "{n} more dismissed. See: python -m metrics findings dismissed",
    "{n} more dismissed. See: python -m metrics findings dismissed",
)
_DISMISSED = msg("Dismissed as number {n}. It returns when new data changes it.")
_NO_SUCH = msg("No insight {name} in this period. See the ids: python -m metrics findings --json")
_NONE = msg("No insight is dismissed.")
_BACK = msg("Insight {n} is restored.")
_UNKNOWN = msg("No dismissed insight {n}. See the list: python -m metrics findings dismissed")


def _period(command: _F) -> _F:
    """The options of the period and its comparison."""
    for option in (
        compare_option(default=Compare.PREVIOUS),
        click.option(
            "--to",
            "end",
            type=DAY,
            default=None,
            help="Last day; by default the last complete one.",
        ),
        click.option(
            "--from",
            "start",
            type=DAY,
            default=None,
            help="First day; by default a period of 90 days.",
        ),
    ):
        command = option(command)
    return command


@click.group("findings", invoke_without_command=True)
@_period
@common_options
@click.pass_context
def findings_group(
    context: click.Context,
    /,
    call: Call,
    *,
    start: datetime | None,
    end: datetime | None,
    compare: ComparedWith,
) -> None:
    """Show the insights of a period, the most serious first, each with an action."""
    if context.invoked_subcommand is not None:
        return
    with call.store() as store:
        found = _found(store, start, end, compare)
    if call.as_json:
        print_json([to_json(finding, call.language) for finding in found.standing])
        return
    for finding in found.standing:
        said, advice = render(finding, call.language)
        print_lines([f"{finding.severity.value:8}{said}", f"{'':8}{advice}"])
    if not found.standing:
        print_lines([call.text(_NOTHING)])
    if found.dismissed:
        print_lines([call.text(_MORE_DISMISSED.filled(n=len(found.dismissed)))])


@findings_group.command("dismiss")
@click.argument("finding_id")
@click.option("--why", required=True, help="Why it needs no action.")
@by_option
@_period
@common_options
def dismiss(
    call: Call,
    finding_id: str,
    *,
    why: str,
    who: Actor,
    start: datetime | None,
    end: datetime | None,
    compare: ComparedWith,
) -> None:
    """Dismiss an insight until new data changes it."""
    with call.store() as store:
        active = _found(store, start, end, compare).standing
        known = {finding.id: finding for finding in active}
        number = _dismiss(store, known.get(finding_id), why, who)
    if number is None:
        print_lines([call.text(_NO_SUCH.filled(name=finding_id))])
        sys.exit(1)
    if call.as_json:
        print_json({"id": number, "finding": finding_id})
    else:
        print_lines([call.text(_DISMISSED.filled(n=number))])


@findings_group.command("dismissed")
@common_options
def dismissed(call: Call) -> None:
    """List all dismissals, restored ones too."""
    with call.store() as store:
        log = store.state.dismissals.log()
    if call.as_json:
        print_json([_json(stored_dismissal) for stored_dismissal in log])
    else:
        print_lines([_line(stored_dismissal) for stored_dismissal in log] or [call.text(_NONE)])


@findings_group.command("restore")
@click.argument("dismissal_id", type=int)
@by_option
@common_options
def restore(call: Call, dismissal_id: int, who: Actor) -> None:
    """Restore a dismissed insight; the list still shows the dismissal."""
    with call.store() as store:
        removed = restore_insight(store, dismissal_id, who)
    if call.as_json:
        print_json({"id": dismissal_id, "restored": removed})
    else:
        print_lines([call.text((_BACK if removed else _UNKNOWN).filled(n=dismissal_id))])
    if not removed:
        sys.exit(1)


def _found(
    store: Store, start: datetime | None, end: datetime | None, compare: ComparedWith
) -> PartitionedInsights:
    facts = Facts(store)
    query = _asked(end.date() if end else overview(facts).last, start)
    goals = stored(store.state)
    found = insights(facts, goals, query, compare) if query else ()
    return partition_dismissed(store.state.dismissals.log(), found)


def _asked(last: date | None, start: datetime | None) -> Query | None:
    if last is None:
        return None
    try:
        return Query(start.date() if start else last - _USUAL, last)
    except ValueError as error:
        raise click.UsageError(f"{error}") from error


def _dismiss(store: Store, finding: Insight | None, why: str, who: Actor) -> int | None:
    if finding is None:
        return None
    try:
        return dismiss_insight(store, Dismissal(evidence_for(finding), why), who)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _json(stored_dismissal: StoredDismissal) -> dict[str, Any]:
    return {
        "id": stored_dismissal.id,
        **json_values.to_json(stored_dismissal.dismissal),
        **audit_fields(stored_dismissal),
    }


def _line(stored_dismissal: StoredDismissal) -> str:
    mark = "✕" if stored_dismissal.removed_at else " "
    fields = (
        stored_dismissal.saved_at.date().isoformat(),
        stored_dismissal.saved_by,
        stored_dismissal.dismissal.why,
    )
    said = " · ".join(part for part in fields if part)
    return f"{mark}{stored_dismissal.id:>4}  {stored_dismissal.dismissal.evidence.subject} ({said})"
