"""``python -m data log``: the audit log, who changed what and when."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import click

from changes.acts import ACTS, NAME_UNKNOWN, VIA
from cli.options import DAY, Call, common_options, print_json, print_lines
from data.values.audit import AuditEntry
from i18n.message import msg

_NONE = msg("No change is recorded for this selection.")


@click.command("log")
@click.option("--since", type=DAY, help="Only changes from this day on (UTC).")
@click.option(
    "--act", metavar="ACT", help="Only this act (cost.add), or all acts on one thing (cost)."
)
@click.option(
    "--who", metavar="NAME", help="Only changes by this person; empty for unknown people."
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help="How many changes, the newest first.",
)
@common_options
def log(
    call: Call, *, since: datetime | None, act: str | None, who: str | None, limit: int
) -> None:
    """Show who changed what and when, the newest first. Entries are never changed or deleted."""
    # A day typed on the command line has no zone, and entries have UTC.
    first = None if since is None else since.replace(tzinfo=UTC)
    if act is not None and not _is_act(act):
        raise click.BadParameter(f"choose from {', '.join(ACTS)}.", param_hint="--act")
    with call.store() as store:
        found = store.state.audit.entries(since=first, act=act, who=who, limit=limit)
    if call.as_json:
        print_json([entry.to_json() for entry in found])
    else:
        print_lines([_line(call, entry) for entry in found] or [call.text(_NONE)])


def _is_act(act: str) -> bool:
    return any(name == act or name.startswith(f"{act}.") for name in ACTS)


def _line(call: Call, entry: AuditEntry) -> str:
    name = entry.who.name or call.text(NAME_UNKNOWN)
    head = f"{entry.id:>6}  {entry.at:%Y-%m-%d %H:%M:%S}  {entry.act:18} {entry.subject}"
    states = (entry.before, entry.after)
    change = " → ".join("–" if value is None else _compact(value) for value in states)
    parts = (head, f"{name}, {call.text(VIA[entry.who.via])}", change, entry.why)
    return "  ".join(part for part in parts if part)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
