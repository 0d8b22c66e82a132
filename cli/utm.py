"""``python -m data hygiene`` and ``repairs``: faults in the tags, and what is done about them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from cli.options import common_options, open_store, print_json, print_lines
from cli.render.utm import render_issue, render_log, render_moves, rule_json, said
from data.base.message import msg
from data.facts.facts import Facts
from data.store import Store
from data.utm.audit.run_checks import OWN_HOSTS, run_checks
from data.utm.rule_preview import preview, with_rule
from data.values.condition import Condition, TaggingError
from data.values.correction import MENDED, TAGS, Correction, CorrectionKind

_F = TypeVar("_F", bound=Callable[..., Any])
_CLEAN = msg("No fault was found in the tags.", fr="Aucun défaut de balisage n’a été trouvé.")


@click.command("hygiene")
@click.option("--own-host", "hosts", multiple=True, help="A host of your own; remembered.")
@common_options
def hygiene(
    hosts: Sequence[str], location: str, state_url: str | None, as_json: bool, language: str
) -> None:
    """List the faults in the tags of what was collected, the worst first."""
    with open_store(location, state_url) as store:
        own = _own_hosts(store, hosts)
        found = run_checks(Facts(store), own)
    if as_json:
        print_json([finding.to_json(language) for finding in found])
    else:
        print_lines(line for finding in found for line in render_issue(finding, language))
        if not found:
            print_lines([_CLEAN.render(language)])


def _own_hosts(store: Store, added: Sequence[str]) -> list[str]:
    known: list[str] = store.state.settings.get(OWN_HOSTS, [])
    hosts = sorted({*known, *(host.strip().lower() for host in added)})
    if hosts != known:
        store.state.settings.set(OWN_HOSTS, hosts)
    return hosts


def _described(command: _F) -> _F:
    """The ways to name repairs: by the findings that propose them, or part by part."""
    for option in (
        click.option("--table", "tables", multiple=True, type=click.Choice(MENDED)),
        click.option(
            "--where", multiple=True, metavar="TAG=VALUE", help="Only with this tag, too."
        ),
        click.option("--to", default="", help="What the values become."),
        click.option("--from", "values", multiple=True, help="A value that is meant, exactly."),
        click.option("--column", type=click.Choice(TAGS)),
        click.option("--kind", type=click.Choice([kind.value for kind in CorrectionKind])),
        click.argument("finding_ids", nargs=-1, metavar="[FINDING]..."),
    ):
        command = option(command)
    return command


def _repairs(store: Store, finding_ids: Sequence[str], parts: dict[str, Any]) -> list[Correction]:
    """The repairs that are named. Raises click.UsageError when there is none."""
    if parts["kind"] is not None:
        return [_from_parts(parts)]
    if not finding_ids:
        raise click.UsageError("Name a finding (see: hygiene), or give --kind and --column.")
    known = {f.id: f for f in run_checks(Facts(store), _own_hosts(store, ()))}
    repairs = []
    for name in finding_ids:
        repair = known[name].repair if name in known else None
        if repair is None:
            raise click.UsageError(f"“{name}” is no finding with a repair. See: hygiene")
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
    """Look at repairs of tags before they are made, make them, take them back."""


@repairs.command("list")
@common_options
def list_(location: str, state_url: str | None, as_json: bool, language: str) -> None:
    """Every repair ever made, in the order they work in."""
    with open_store(location, state_url) as store:
        log = [kept for kept in store.state.tagging.log() if isinstance(kept.rule, Correction)]
    if as_json:
        print_json([rule_json(kept) for kept in log])
    else:
        print_lines(render_log(log, language))


@repairs.command("preview")
@_described
@common_options
def preview_(
    finding_ids: Sequence[str], location: str, state_url: str | None, as_json: bool, language: str,
    **parts: Any,
) -> None:  # fmt: skip
    """Show what repairs would move; nothing is changed."""
    with open_store(location, state_url) as store:
        made, facts = _repairs(store, finding_ids, parts), Facts(store)
        moves = preview(facts, with_rule(facts.tagging, *made))
    if as_json:
        print_json([move.to_json() for move in moves])
    else:
        print_lines(render_moves(moves, language))


@repairs.command("apply")
@_described
@click.option("--by", default="", help="Who makes the repair.")
@click.option("--why", default="", help="Why.")
@common_options
def apply(
    finding_ids: Sequence[str], by: str, why: str, location: str, state_url: str | None,
    as_json: bool, language: str, **parts: Any,
) -> None:  # fmt: skip
    """Make repairs; what was imported stays as it is, and each can be undone."""
    with open_store(location, state_url) as store:
        made = _repairs(store, finding_ids, parts)
        ids = store.state.tagging.add(made, by=by, why=why)
    if as_json:
        print_json([{"id": n, **one.to_json()} for n, one in zip(ids, made, strict=True)])
    else:
        print_lines(f"{n:>4}  {said(one, language)}" for n, one in zip(ids, made, strict=True))


@repairs.command("undo")
@click.argument("rule_id", type=int)
@click.option("--by", default="", help="Who takes it back.")
@common_options
def undo(
    rule_id: int, by: str, location: str, state_url: str | None, as_json: bool, language: str
) -> None:
    """Take a repair back; figures are exactly as they were without it."""
    with open_store(location, state_url) as store:
        mine = {k.id for k in store.state.tagging.log() if isinstance(k.rule, Correction)}
        undone = rule_id in mine and store.state.tagging.undo(rule_id, by=by)
    _tell_undone(rule_id, undone, as_json, language)


def _tell_undone(rule_id: int, undone: bool, as_json: bool, language: str) -> None:
    told = msg("Repair {n} is undone.", fr="La correction {n} est annulée.", n=rule_id)
    if not undone:
        told = msg(
            "There is no repair {n} in force. See the list: python -m data repairs list",
            fr="Il n’y a pas de correction {n} en vigueur. Voyez la liste\u00a0: python -m data repairs list",
            n=rule_id,
        )
    if as_json:
        print_json({"id": rule_id, "undone": undone})
    else:
        print_lines([told.render(language)])
    if not undone:
        sys.exit(1)
