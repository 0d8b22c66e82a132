"""``python -m metrics annotations``: add, list and remove annotations of chart dates."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

import click

from changes.annotations import add_annotation, remove_annotation
from cli.options import DAY, Call, audit_fields, by_option, common_options, print_json, print_lines
from data.base.json_values import to_json
from data.values.annotation import KINDS, Annotation, StoredAnnotation
from data.values.audit import Actor
from i18n.message import msg

_NONE = msg(
    "No annotation is saved yet. Add one: python -m metrics annotations add TEXT --from DAY"
)
_ADDED = msg("Annotation {n} is saved. Charts of its days show it.")
_REMOVED = msg("Annotation {n} is deleted. Charts no longer show it.")
_UNKNOWN = msg("There is no annotation {n}. See the list: python -m metrics annotations list")


@click.group("annotations")
def annotations_group() -> None:
    """Annotate days: campaigns, problems of the site or of tracking."""


@annotations_group.command("add")
@click.argument("text")
@click.option("--from", "first", type=DAY, required=True, help="The day, or the first day.")
@click.option(
    "--to", "last", type=DAY, default=None, help="The last day; by default the first one."
)
@click.option("--kind", type=click.Choice(list(KINDS)), default="other", show_default=True)
@click.option("--channel", default="", help="Only about this channel.")
@click.option("--network", default="", help="Only about this network.")
@by_option
@common_options
def add(
    call: Call,
    text: str,
    *,
    first: datetime,
    last: datetime | None,
    kind: str,
    channel: str,
    network: str,
    who: Actor,
) -> None:
    """Add an annotation."""
    try:
        days = first.date(), (last or first).date()
        note = Annotation(*days, text, kind, channel, network)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    with call.store() as store:
        number = add_annotation(store, note, who)
    if call.as_json:
        print_json({"id": number, **to_json(note)})
    else:
        print_lines([call.text(_ADDED.filled(n=number))])


@annotations_group.command("list")
@common_options
def list_(call: Call) -> None:
    """List all annotations, deleted ones too."""
    with call.store() as store:
        log = store.state.annotations.log()
    if call.as_json:
        print_json([_json(stored) for stored in log])
    else:
        print_lines([_line(stored, call.language) for stored in log] or [call.text(_NONE)])


@annotations_group.command("remove")
@click.argument("note_id", type=int)
@by_option
@common_options
def remove(call: Call, note_id: int, who: Actor) -> None:
    """Delete an annotation from all charts; the list still shows it."""
    with call.store() as store:
        removed = remove_annotation(store, note_id, who)
    if call.as_json:
        print_json({"id": note_id, "removed": removed})
    else:
        print_lines([call.text((_REMOVED if removed else _UNKNOWN).filled(n=note_id))])
    if not removed:
        sys.exit(1)


def _json(stored: StoredAnnotation) -> dict[str, Any]:
    return {"id": stored.id, **to_json(stored.note), **audit_fields(stored)}


def _line(stored: StoredAnnotation, language: str) -> str:
    note = stored.note
    days = str(note.first) if note.first == note.last else f"{note.first} – {note.last}"
    about = [KINDS[note.kind].render(language), note.channel, note.network, stored.saved_by]
    mark = "✕" if stored.removed_at else " "
    details = " · ".join(part for part in about if part)
    return f"{mark}{stored.id:>4}  {days}  {note.text} ({details})"
