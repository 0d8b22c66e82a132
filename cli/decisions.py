"""The decision log: ``python -m report decisions list | add | close | remove``."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import Any

import click

from changes.decisions import close_decision, log_decision, remove_decision
from cli.filters import filter_options
from cli.options import DAY, Call, audit_fields, by_option, common_options, print_json, print_lines
from data.base.json_values import to_json
from data.facts.facts import Facts
from data.imports.upload import present_day
from data.store import Store
from data.utm.audit.run_checks import own_hosts
from data.values.audit import Actor
from data.values.decision import (
    Decision,
    DecisionAnswer,
    DecisionLever,
    DecisionMeasure,
    one_line,
)
from data.values.filter_values import FIELDS
from i18n.message import Message, msg
from metrics.decisions.progress import DecisionProgress, evaluate, most_urgent_first
from metrics.definitions.registry import metrics
from metrics.results.overview import overview

_NONE = msg("No decision is logged yet. Log one: python -m report decisions add TEXT --due DAY")
_LOGGED = msg("Decision {n} is logged. The next report says what came of it.")
_CLOSED = msg("Decision {n} is closed.")
_REMOVED = msg("Decision {n} is deleted. Reports no longer have it.")
_UNKNOWN = msg("There is no decision {n}. See the list: python -m report decisions list")
_NOT_OPEN = msg("There is no decision {n} to close. See the list: python -m report decisions list")


@click.group("decisions")
def decisions_group() -> None:
    """Log what was decided, and see what was done, what is late, and what it did."""


@decisions_group.command("list")
@common_options
def list_(call: Call) -> None:
    """List the decisions with their measured state, the most urgent first."""
    with call.store() as store:
        found = _measured(store)
    if call.as_json:
        print_json([_json(one, call) for one in found])
    else:
        lines = [line for one in found for line in _lines(one, call)]
        print_lines(lines or [call.text(_NONE)])


def _measured(store: Store) -> tuple[DecisionProgress, ...]:
    facts = Facts(store)
    newest = overview(facts).last or present_day()
    hosts = own_hosts(store.state.settings)
    return most_urgent_first(evaluate(facts, store.state.decisions.current(), newest, hosts))


def _json(one: DecisionProgress, call: Call) -> dict[str, Any]:
    stored = one.stored
    return {
        "id": stored.id,
        "state": one.state.value,
        "message": call.text(one.message),
        "value": one.value,
        "measured_in": one.currency,
        "until": None if one.until is None else one.until.isoformat(),
        "before": one.before,
        **to_json(stored.decision),
        "closed_on": None if stored.closed_on is None else stored.closed_on.isoformat(),
        "closed_by": stored.closed_by,
        "outcome": stored.outcome,
        **audit_fields(stored),
    }


def _lines(one: DecisionProgress, call: Call) -> tuple[str, str]:
    decision, state = one.stored.decision, call.text(one.state.label)
    owner = f" ({decision.owner})" if decision.owner else ""
    return (
        f"{one.stored.id:>4}  {decision.due}  {state:<16}{decision.text}{owner}",
        f"{'':6}{call.text(one.message)}",
    )


@decisions_group.command("add")
@click.argument("text")
@click.option("--due", type=DAY, required=True, help="The day by which it is to be done.")
@click.option("--decided", type=DAY, help="The day of the decision; by default today.")
@click.option(
    "--lever",
    type=click.Choice([lever.value for lever in DecisionLever]),
    default=DecisionLever.OTHER.value,
    show_default=True,
    help="What it changes.",
)
@click.option("--owner", default="", help="Who does it.")
@click.option("--declined", is_flag=True, help="It was proposed, and the answer was no.")
@click.option("--reason", default="", help="Why it was decided so.")
@click.option("--amount", type=float, help="The money that it moves.")
@click.option("--currency", default="", help="The currency of the amount, such as EUR.")
@click.option("--metric", default="", help="The metric that measures it; see: metrics catalogue.")
@click.option("--from", "start", type=DAY, help="First day of the measure.")
@click.option("--to", "end", type=DAY, help="Last day of the measure.")
@click.option("--at-least", type=float, help="Done from this value on, in the metric's unit.")
@click.option("--at-most", type=float, help="Done up to this value, once the days are over.")
@click.option("--metric-currency", default="", help="The currency of an amount that is measured.")
@filter_options
@click.option("--expected-low", type=float, help="The lowest value that is expected.")
@click.option("--expected-high", type=float, help="The highest value that is expected.")
@click.option(
    "--utm-issue", default="", help="Done once this UTM issue is gone; see: data hygiene."
)
@click.option("--proposal", default="", help="The id of the step of a report that proposed it.")
@by_option
@common_options
def add(call: Call, text: str, who: Actor, **asked: Any) -> None:
    """Log a decision, with the question that measures it where there is one."""
    try:
        decision = _decision(text, asked)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    with call.store() as store:
        number = log_decision(store, decision, who)
    if call.as_json:
        print_json({"id": number, **to_json(decision)})
    else:
        print_lines([call.text(_LOGGED.filled(n=number))])


def _decision(text: str, asked: dict[str, Any]) -> Decision:
    decided = asked["decided"]
    return Decision(
        text,
        present_day() if decided is None else decided.date(),
        asked["due"].date(),
        DecisionLever(asked["lever"]),
        asked["owner"],
        DecisionAnswer.DECLINED if asked["declined"] else DecisionAnswer.ACCEPTED,
        asked["reason"],
        asked["amount"],
        asked["currency"],
        asked["expected_low"],
        asked["expected_high"],
        _measure(asked),
        asked["proposal"],
    )


def _measure(asked: dict[str, Any]) -> DecisionMeasure | None:
    """The measure that the options name; None without any. Raises click.UsageError."""
    own = {
        "metric": asked["metric"],
        "start": _day(asked["start"]),
        "end": _day(asked["end"]),
        "at_least": asked["at_least"],
        "at_most": asked["at_most"],
        "currency": asked["metric_currency"],
        "utm_issue": asked["utm_issue"],
        "excluded": asked["exclude"],
        **{field: asked[key] for key, field in FIELDS.items()},
    }
    if all(value in (None, "", ()) for value in own.values()):
        return None
    if own["metric"] and own["metric"] not in metrics():
        raise click.UsageError(f"No such metric: {own['metric']}. See: catalogue")
    return DecisionMeasure(**own)


def _day(given: datetime | None) -> date | None:
    return None if given is None else given.date()


@decisions_group.command("close")
@click.argument("decision_id", type=int)
@click.option("--outcome", required=True, help="What came of it.")
@by_option
@common_options
def close(call: Call, decision_id: int, outcome: str, who: Actor) -> None:
    """Close a decision with what came of it; only its measure makes it done."""
    try:
        came = one_line(outcome)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if not came:
        raise click.UsageError("say what came of it: --outcome TEXT")
    with call.store() as store:
        closed = close_decision(store, decision_id, came, who)
    _answer(call, decision_id, _CLOSED if closed else _NOT_OPEN, {"closed": closed})


@decisions_group.command("remove")
@click.argument("decision_id", type=int)
@by_option
@common_options
def remove(call: Call, decision_id: int, who: Actor) -> None:
    """Delete a decision that should not have been logged."""
    with call.store() as store:
        removed = remove_decision(store, decision_id, who)
    _answer(call, decision_id, _REMOVED if removed else _UNKNOWN, {"removed": removed})


def _answer(call: Call, decision_id: int, said: Message, result: dict[str, bool]) -> None:
    """Says what was done; a decision that is not there ends with 1."""
    if call.as_json:
        print_json({"id": decision_id, **result})
    else:
        print_lines([call.text(said.filled(n=decision_id))])
    if not all(result.values()):
        sys.exit(1)
