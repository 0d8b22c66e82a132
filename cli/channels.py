"""``python -m data channels``: custom channel rules, listed, previewed, added, exported, moved."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from changes.utm import add_channel_rules, remove_channel_rule, swap_channel_rules
from cli.options import Call, by_option, common_options, print_json, print_lines
from cli.render.utm import render_log, render_moves, rule_json
from data.base.channels import Use
from data.base.json_values import from_json, to_json
from data.facts.facts import Facts
from data.store import Store
from data.store.tagging import StoredRule
from data.utm.channel_presets import PRESETS
from data.utm.channel_rules_file import parse_rules
from data.utm.rule_preview import preview, with_rule
from data.values.audit import Actor
from data.values.channel_rule import TESTED, ChannelRule
from data.values.condition import Condition, TaggingError

_F = TypeVar("_F", bound=Callable[..., Any])


@click.group("channels")
def channels() -> None:
    """Custom channels: rules that run after GA4's; the first that matches decides."""


def _log(store: Store) -> list[StoredRule]:
    return [stored for stored in store.state.tagging.log() if isinstance(stored.rule, ChannelRule)]


def _in_force(store: Store) -> list[int]:
    return [stored.id for stored in _log(store) if stored.undone_at is None]


@channels.command("list")
@common_options
def list_(call: Call) -> None:
    """List the rules in their order, deleted ones too."""
    with call.store() as store:
        log = _log(store)
    if call.as_json:
        print_json([rule_json(stored) for stored in log])
    else:
        print_lines(render_log(log, call.language))


def _described(command: _F) -> _F:
    # The last one comes first: --help lists options in the reverse of the order they are added in.
    for option in (
        click.option("--preset", type=click.Choice(sorted(PRESETS)), help="A ready-made rule."),
        click.option("--use", type=click.Choice([use.value for use in Use]), default="unknown", help="Whether a custom channel is paid."),
        click.option(
            "--when", multiple=True, metavar="COLUMN=VALUE",
            help="= equals, *= contains, ^= starts with, $= ends with; several values: a|b. All must match.",
        ),
        click.option("--channel", help="GA4’s English name of a channel, or the name of a custom one."),
    ):  # fmt: skip
        command = option(command)
    return command


def _rule(parts: dict[str, Any]) -> ChannelRule:
    if parts["preset"]:
        return PRESETS[parts["preset"]]()
    try:
        when = [to_json(Condition.parse(one, TESTED)) for one in parts["when"]]
        value = {"channel": parts["channel"] or "", "use": parts["use"], "when": when}
        return from_json(ChannelRule, value)
    except TaggingError as error:
        raise click.UsageError(str(error)) from error


@channels.command("preview")
@_described
@common_options
def preview_(call: Call, **parts: Any) -> None:
    """Show which rows a rule would move to another channel; nothing is changed."""
    rule = _rule(parts)
    with call.store() as store:
        facts = Facts(store)
        moves = preview(facts, with_rule(facts.inputs.tagging, rule))
    if call.as_json:
        print_json([move.to_json() for move in moves])
    else:
        print_lines(render_moves(moves, call.language))


@channels.command("add")
@_described
@by_option
@click.option("--why", default="", help="The reason, for the audit log.")
@common_options
def add(call: Call, who: Actor, why: str, **parts: Any) -> None:
    """Add a rule at the end of the list; it applies at once."""
    _add(call, [_rule(parts)], who, why)


def _add(call: Call, rules: Sequence[ChannelRule], who: Actor, why: str) -> None:
    with call.store() as store:
        ids = add_channel_rules(store, rules, who, why)
        added = [stored for stored in _log(store) if stored.id in ids]
    if call.as_json:
        print_json([rule_json(stored) for stored in added])
    else:
        print_lines(render_log(added, call.language))


@channels.command("export")
@common_options
def export(call: Call) -> None:
    """Write the active rules as JSON, for another store."""
    with call.store() as store:
        rules = store.tagging().channels
    print_json([to_json(rule) for rule in rules])


@channels.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@by_option
@click.option("--why", default="", help="The reason, for the audit log.")
@common_options
def import_(call: Call, path: Path, who: Actor, why: str) -> None:
    """Add the rules of a JSON file at the end of the list."""
    try:
        rules = parse_rules(path.read_text("utf-8"))
    except TaggingError as error:
        raise click.ClickException(f"{path}: {error}") from error
    _add(call, rules, who, why)


@channels.command("remove")
@click.argument("rule_id", type=int)
@by_option
@common_options
def remove(call: Call, rule_id: int, who: Actor) -> None:
    """Delete a rule; the list still shows it."""
    with call.store() as store:
        gone = remove_channel_rule(store, rule_id, who)
    if not gone:
        raise click.ClickException(f"There is no channel rule {rule_id} in force.")
    if call.as_json:
        print_json({"id": rule_id, "removed": True})
    else:
        click.echo(rule_id)


@channels.command("move")
@click.argument("rule_id", type=int)
@click.argument("where", type=click.Choice(["up", "down"]))
@by_option
@common_options
def move(call: Call, rule_id: int, where: str, who: Actor) -> None:
    """Move a rule up or down."""
    with call.store() as store:
        order = _in_force(store)
        place = order.index(rule_id) if rule_id in order else -1
        other = place + (-1 if where == "up" else 1)
        if place < 0 or not 0 <= other < len(order):
            click.echo(f"Rule {rule_id} cannot move {where}.", err=True)
            sys.exit(1)
        swap_channel_rules(store, rule_id, order[other], who)
        order = _in_force(store)
    if call.as_json:
        print_json(order)
    else:
        click.echo(" ".join(str(n) for n in order))
