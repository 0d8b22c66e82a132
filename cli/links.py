"""``python -m data links``: build, check, save, list and export campaign links."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from changes.links import add_links
from cli.options import Call, by_option, common_options, print_json, print_lines
from data.facts.facts import Facts
from data.links.bulk import as_csv, finished, read_drafts
from data.links.render import links_table, matching, tell_inspected, tell_links
from data.links.validate import ValidationResult, validate_link
from data.links.validation_context import ValidationContext
from data.values.audit import Actor
from data.values.link import Draft
from data.values.tags import PARTS, Tags
from i18n.message import msg

_F = TypeVar("_F", bound=Callable[..., Any])
_NONE = msg("No saved link matches. Save one: python -m data links build URL --save")


@click.group("links")
def links() -> None:
    """Campaign links: create them by the naming convention, check and save them."""


def _save_options(command: _F) -> _F:
    """The options for saving links."""
    for option in (
        by_option,
        click.option("--save", is_flag=True, help="Save the links that can be used."),
    ):  # fmt: skip
        command = option(command)
    return command


def _tagged(command: _F) -> _F:
    # --help lists options in the reverse of the order they are added in.
    for part in reversed(PARTS):
        command = click.option(f"--{part}", default="", help=f"utm_{part}")(command)
    return command


@links.command("build")
@click.argument("destination")
@_tagged
@click.option(
    "--network", default="", help="The network where the link is published, such as facebook."
)
@click.option("--post", default="", help="The id or the address of the post.")
@click.option("--note", default="", help="A note about the link.")
@click.option("--on-own-site", is_flag=True, help="The link is on your own pages.")
@_save_options
@common_options
def build(call: Call, save: bool, who: Actor, **parts: Any) -> None:
    """Create a link and show its warnings."""
    own = {name: value for name, value in parts.items() if name not in PARTS}
    draft = Draft(**own, tags=Tags.of(parts))
    with call.store() as store:
        found = validate_link([draft], ValidationContext.of(store, Facts(store)))
        usable = [one.draft for one in found if one.usable]
        saved = add_links(store, usable, who) if save and usable else ()
    if call.as_json:
        print_json({**found[0].to_json(call.language), "id": saved[0] if saved else None})
    else:
        print_lines(tell_inspected(found[0], call.language))
    _exit_if_unusable(found)


@links.command("bulk")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the finished links to this CSV file.")  # fmt: skip
@_save_options
@common_options
def bulk(call: Call, path: Path, out: Path | None, save: bool, who: Actor) -> None:
    """Create links from a table, one per row."""
    read = read_drafts(path.name, path.read_bytes())
    with call.store() as store:
        found = (
            validate_link(read.drafts, ValidationContext.of(store, Facts(store)))
            if read.drafts
            else ()
        )
        usable = [one.draft for one in found if one.usable]
        saved = add_links(store, usable, who) if save and usable else ()
    if out is not None:
        out.write_bytes(as_csv(finished(read.rows, found, call.language)))
    issues = [f"{i.where}: {call.text(i.what)} {call.text(i.fix)}" for i in read.issues]
    if call.as_json:
        rows = [{"row": n, **one.to_json(call.language)} for n, one in zip(read.rows, found, strict=True)]  # fmt: skip
        print_json({"links": rows, "kept": list(saved), "issues": issues})
    else:
        print_lines(issues)
        print_lines(line for one in found for line in tell_inspected(one, call.language))
    if not found:
        sys.exit(1)
    _exit_if_unusable(found)


def _exit_if_unusable(found: Sequence[ValidationResult]) -> None:
    if not all(one.usable for one in found):
        sys.exit(1)


@links.command("list")
@click.option("--search", default="", help="Only links that contain all these words.")
@click.option(
    "--archived/--in-use",
    default=None,
    help="Only archived links, or only those in use; by default both.",
)
@common_options
def list_(call: Call, search: str, archived: bool | None) -> None:
    """List the saved links."""
    with call.store() as store:
        saved = matching(store.state.links.all(), search)
    wanted = [k for k in saved if archived is None or archived == (k.archived_at is not None)]
    if call.as_json:
        print_json([link.to_json() for link in wanted])
    else:
        print_lines(tell_links(wanted) if wanted else [call.text(_NONE)])


@links.command("export")
@common_options
def export(call: Call) -> None:
    """Write every saved link as CSV."""
    with call.store() as store:
        found = store.state.links.all()
    if call.as_json:
        print_json([link.to_json() for link in found])
    else:
        sys.stdout.buffer.write(as_csv(links_table(found)))
