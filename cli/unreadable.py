"""``python -m data unreadable``: entries that are damaged and left out, and deleting them."""

from __future__ import annotations

import click

from changes.unreadable import UnreadableEntry, delete_unreadable, unreadable
from cli.options import Call, by_option, common_options, print_json, print_lines
from data.store.discard import EntryKind
from data.values.audit import Actor
from i18n.message import Message, msg

_NONE = msg("Every entry can be read.")


@click.group("unreadable")
def unreadable_group() -> None:
    """List and delete damaged entries, such as goals, costs, rules and links."""


@unreadable_group.command("list")
@common_options
def list_(call: Call) -> None:
    """List the damaged entries; no page, report or metric uses them."""
    with call.store() as store:
        found = unreadable(store.state)
    if call.as_json:
        print_json([{"kind": entry.kind.value, "id": entry.id} for entry in found])
    else:
        print_lines([f"{entry.kind}  {entry.id}" for entry in found] or [call.text(_NONE)])


@unreadable_group.command("delete")
@click.argument("kind", type=click.Choice([kind.value for kind in EntryKind]))
@click.argument("entry_id")
@by_option
@common_options
def delete(call: Call, kind: str, entry_id: str, who: Actor) -> None:
    """Delete a damaged entry for good. One that can be read is never deleted."""
    entry = UnreadableEntry(EntryKind(kind), entry_id)
    with call.store() as store:
        if not delete_unreadable(store, entry, who):
            raise click.ClickException(call.text(_no_entry(entry)))
    if call.as_json:
        print_json({"kind": kind, "id": entry_id, "deleted": True})
    else:
        click.echo(f"{kind}  {entry_id}")


def _no_entry(entry: UnreadableEntry) -> Message:
    return msg(
        "There is no damaged {kind} {id}. See the list: python -m data unreadable list",
        kind=entry.kind.value,
        id=entry.id,
    )
