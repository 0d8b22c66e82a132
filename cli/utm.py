"""``python -m data hygiene`` and ``repairs``: UTM audit and tag corrections."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from changes.settings import set_own_hosts
from changes.utm import add_corrections, undo_correction
from cli.options import Call, by_option, common_options, print_json, print_lines
from cli.render.utm import render_issue, render_log, render_moves, rule_json, said
from data.base.json_values import to_json
from data.facts.facts import Facts
from data.store import Store
from data.utm.audit.run_checks import own_hosts, run_checks
from data.utm.rule_preview import preview, with_rule
from data.values.audit import Actor
from data.values.condition import Condition, TaggingError
from data.values.correction import MENDED, TAGS, Correction, CorrectionKind
from i18n.message import msg

_F = TypeVar("_F", bound=Callable[..., Any])
_CLEAN = msg("No UTM issues found.")


@click.command("hygiene")
@click.option(
    "--own-host", "hosts", multiple=True, help="A host of your own site; saved for later runs."
)
@by_option
@common_options
def hygiene(call: Call, hosts: Sequence[str], who: Actor) -> None:
    """List UTM issues, most severe first."""
    with call.store() as store:
        own: Sequence[str] = own_hosts(store.state.settings)
        if hosts:
            own = set_own_hosts(store, [*own, *hosts], who)
        found = run_checks(Facts(store), own)
    if call.as_json:
        print_json([finding.to_json(call.language) for finding in found])
    else:
        print_lines(line for finding in found for line in render_issue(finding, call.language))
        if not found:
            print_lines([call.text(_CLEAN)])


def _described(command: _F) -> _F:
    """The options that choose corrections: by the findings that propose them, or part by part."""
    for option in (
        click.option("--table", "tables", multiple=True, type=click.Choice(MENDED)),
        click.option(
            "--where",
            multiple=True,
            metavar="TAG=VALUE",
            help="Only where this tag has this value; repeatable.",
        ),
        click.option("--to", default="", help="The new value."),
        click.option(
            "--from", "values", multiple=True, help="An exact value to replace; repeatable."
        ),
        click.option("--column", type=click.Choice(TAGS)),
        click.option("--kind", type=click.Choice([kind.value for kind in CorrectionKind])),
        click.argument("finding_ids", nargs=-1, metavar="[ISSUE]..."),
    ):
        command = option(command)
    return command


def _repairs(store: Store, finding_ids: Sequence[str], parts: dict[str, Any]) -> list[Correction]:
    """The chosen corrections. Raises click.UsageError when there is none."""
    if parts["kind"] is not None:
        return [_from_parts(parts)]
    if not finding_ids:
        raise click.UsageError("Name an issue (see: hygiene), or give --kind and --column.")
    issues = {f.id: f for f in run_checks(Facts(store), own_hosts(store.state.settings))}
    repairs = []
    for name in finding_ids:
        repair = issues[name].repair if name in issues else None
        if repair is None:
            raise click.UsageError(f"“{name}” is no issue with a fix. See: hygiene")
        repairs.append(repair)
    return repairs


def _from_parts(parts: dict[str, Any]) -> Correction:
    try:
        where = tuple(Condition.parse(one, frozenset(TAGS)) for one in parts["where"])
        kind, column, tables = (
            CorrectionKind(parts["kind"]),
            parts["column"] or "",
            tuple(parts["tables"]),
        )
        return Correction(
            kind, column, tuple(parts["values"]), parts["to"], where, tables
        ).checked()
    except TaggingError as error:
        raise click.UsageError(str(error)) from error


@click.group("repairs")
def repairs() -> None:
    """Preview, apply and undo fixes of UTM tags."""


@repairs.command("list")
@common_options
def list_(call: Call) -> None:
    """List every fix, undone ones too, in the order in which they apply."""
    with call.store() as store:
        log = [
            stored for stored in store.state.tagging.log() if isinstance(stored.rule, Correction)
        ]
    if call.as_json:
        print_json([rule_json(stored) for stored in log])
    else:
        print_lines(render_log(log, call.language))


@repairs.command("preview")
@_described
@common_options
def preview_(call: Call, finding_ids: Sequence[str], **parts: Any) -> None:
    """Show which rows fixes would move to another channel; nothing is changed."""
    with call.store() as store:
        made, facts = _repairs(store, finding_ids, parts), Facts(store)
        moves = preview(facts, with_rule(facts.inputs.tagging, *made))
    if call.as_json:
        print_json([move.to_json() for move in moves])
    else:
        print_lines(render_moves(moves, call.language))


@repairs.command("apply")
@_described
@by_option
@click.option("--why", default="", help="The reason, for the audit log.")
@common_options
def apply(call: Call, finding_ids: Sequence[str], who: Actor, why: str, **parts: Any) -> None:
    """Apply fixes; imported data is not changed, and each fix can be undone."""
    with call.store() as store:
        made = _repairs(store, finding_ids, parts)
        ids = add_corrections(store, made, who, why)
    if call.as_json:
        print_json([{"id": n, **to_json(one)} for n, one in zip(ids, made, strict=True)])
    else:
        print_lines(f"{n:>4}  {said(one, call.language)}" for n, one in zip(ids, made, strict=True))


@repairs.command("undo")
@click.argument("rule_id", type=int)
@by_option
@common_options
def undo(call: Call, rule_id: int, who: Actor) -> None:
    """Undo a fix; all values are as they were without it."""
    with call.store() as store:
        undone = undo_correction(store, rule_id, who)
    _print_undone(call, rule_id, undone)


def _print_undone(call: Call, rule_id: int, undone: bool) -> None:
    answer = msg("Fix {n} is undone.", n=rule_id)
    if not undone:
        answer = msg(
            "There is no fix {n} in force. See the list: python -m data repairs list", n=rule_id
        )
    if call.as_json:
        print_json({"id": rule_id, "undone": undone})
    else:
        print_lines([call.text(answer)])
    if not undone:
        sys.exit(1)
