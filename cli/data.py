"""``python -m data``: imports, links, UTM tags and Google Analytics on the command line.

Exit status: 0 done, 1 a file was refused or needs an answer, 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from changes import demo as demo_data
from changes import imports as changes
from cli import upkeep
from cli.channels import channels
from cli.coverage import coverage
from cli.docs.channels import page as channels_page
from cli.docs.sources import page
from cli.ga4 import synced
from cli.ga4_connections import connections
from cli.links import links
from cli.log import log
from cli.mappings import mappings
from cli.options import Call, by_option, common_options, print_json, print_lines, print_written
from cli.people import forget, redact, uploads_retention
from cli.render.imports import render_file, render_import, render_issues
from cli.unreadable import unreadable_group
from cli.utm import hygiene, repairs
from cli.zone import zone
from data.demo.generate import Scale
from data.facts.rows import WRITERS, select_rows
from data.imports import FileResult
from data.imports.result import issue_json
from data.imports.summary import stored_summary
from data.store import Import
from data.store.diagnostics import write_bundle
from data.tables.schema import TABLES
from data.values.audit import Actor
from i18n.message import Message, msg


@click.group()
def cli() -> None:
    """Import exports, inspect the imports, undo them."""


@cli.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="KEY=VALUE",
    help="Answer a question about a file: network=facebook, or Reach.csv:network=facebook for one.",
)
@click.option(
    "--progress/--no-progress",
    default=None,
    help="Show progress; by default only on a terminal.",
)
@by_option
@common_options
def import_(
    call: Call, paths: Sequence[Path], answers: Sequence[str], progress: bool | None, who: Actor
) -> None:
    """Import files, folders and zips. After Ctrl+C, unfinished files are not imported."""
    given = dict(_pair(answer, "--answer") for answer in answers)
    watched = sys.stderr.isatty() if progress is None else progress
    with call.store() as store:
        results = changes.import_paths(
            store, paths, who, given, on_progress=_watch if watched else None
        )
    _print_results(call, results)


@cli.command("demo")
@click.option(
    "--seed", default=demo_data.SEED, show_default=True, help="Another seed gives other demo data."
)
@click.option(
    "--scale", type=click.Choice(["small", "large"]), default="small", show_default=True,
    help="large: twelve times the traffic.",
)  # fmt: skip
@by_option
@common_options
def demo(call: Call, seed: int, scale: Scale, who: Actor) -> None:
    """Write the demo company's exports and import them."""
    with call.store() as store:
        results = demo_data.install(store, who, seed=seed, scale=scale, language=call.language)
    _print_results(call, results)


for command in (
    log, coverage, mappings, synced, connections, hygiene, repairs, channels, links, zone,
    *upkeep.COMMANDS,
    forget, uploads_retention, redact,
    unreadable_group,
):  # fmt: skip
    cli.add_command(command)


@cli.command("docs")
@click.option(
    "--out", default="docs/sources.md", show_default=True, type=click.Path(path_type=Path)
)
@common_options
def docs(call: Call, out: Path) -> None:
    """Write the documentation page of the sources and, next to it, that of the channels."""
    pages = {out: page(), out.with_name("channels.md"): channels_page()}
    for path, text in pages.items():
        path.write_text(text, "utf-8")
    print_written(call, pages)


@cli.command("imports")
@common_options
def imports(call: Call) -> None:
    """List every import, oldest first."""
    with call.store() as store:
        entries = store.state.ledger.all()
    if call.as_json:
        print_json([_entry_json(entry) for entry in entries])
    else:
        print_lines(render_import(entry, call.language) for entry in entries)


@cli.command("undo")
@click.argument("import_id", type=int)
@click.option(
    "--erase",
    is_flag=True,
    help="Also delete the stored file and the skipped rows; of an undone import too.",
)
@by_option
@common_options
def undo(call: Call, import_id: int, erase: bool, who: Actor) -> None:
    """Undo an import and restore the rows it replaced."""
    with call.store() as store:
        undone = changes.undo(store, import_id, who)
        erased = erase and changes.erase_upload(store, import_id, who)
        entry = store.state.ledger.get(import_id)
    if call.as_json:
        status = None if entry is None else entry.status.value
        found = {"import_id": import_id, "undone": undone, "status": status}
        print_json(found | ({"erased": erased} if erase else {}))
    else:
        answers = [_undone(import_id) if undone else _nothing_to_undo(import_id)]
        if erase and entry is not None:
            answers = answers if undone else []
            answers.append(_ERASED if erased else _NOT_ERASED)
        print_lines(call.text(answer) for answer in answers)
    if not undone and not erased:
        sys.exit(1)


_ERASED = msg("Its stored file and its skipped rows are deleted.")
_NOT_ERASED = msg("Its stored file stays, because another import or question needs it.")


@cli.command("rows")
@click.argument("table", type=click.Choice(sorted(TABLES)))
@click.option(
    "--format", "format_", type=click.Choice(sorted(WRITERS)), default="csv", show_default=True
)
@click.option(
    "--where", multiple=True, metavar="COLUMN=VALUE", help="Only these rows; may be repeated."
)
@click.option("--raw", is_flag=True, help="UTM tags as imported, without fixes.")
@common_options
def rows(call: Call, table: str, format_: str, where: Sequence[str], raw: bool) -> None:
    """Write the rows of a table to standard output.

    These are the rows that metrics are computed from: where imports overlap, the ones that count,
    with corrected UTM tags. With --where import_id=N they are all rows of that import, as imported.
    """
    wanted = dict(_pair(condition, "--where") for condition in where)
    with call.store() as store:
        try:
            found = select_rows(store, table, wanted, raw=raw)
        except KeyError as error:
            raise click.BadParameter(
                f"{table} has no column {error}.", param_hint="--where"
            ) from error
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--where") from error
        # Bytes, not text: one of the formats is Parquet.
        WRITERS["jsonl" if call.as_json else format_](found, sys.stdout.buffer)


@cli.command("issues")
@click.argument("import_id", type=int)
@common_options
def issues(call: Call, import_id: int) -> None:
    """Show the issues, excluded rows and skipped rows of an import."""
    with call.store() as store:
        entry = store.state.ledger.get(import_id)
        quarantined = store.state.ledger.quarantine(import_id)
    if entry is None:
        raise click.ClickException(call.text(_no_import(import_id)))
    if call.as_json:
        print_json(_issues_json(entry, quarantined, call.language))
    else:
        print_lines(render_issues(entry, quarantined, call.language))


def _issues_json(entry: Import, quarantined: Sequence[Any], language: str) -> dict[str, Any]:
    found = stored_summary(entry.summary).issues if entry.summary else ()
    return {
        "import_id": entry.id,
        "file": entry.file,
        "issues": [issue_json(issue, language) for issue in found],
        "quarantine": [
            {
                "sheet": row["sheet"],
                "row": row["row"],
                "reason": Message.from_json(row["reason"]).render(language),
                "record": row["record"],
            }
            for row in quarantined
        ],
    }


def _entry_json(entry: Import) -> dict[str, Any]:
    return {
        "import_id": entry.id,
        "file": entry.file,
        "sha256": entry.sha256,
        "status": entry.status.value,
        "source": entry.summary.get("source"),
        "network": entry.summary.get("network"),
        "tables": {table: extent.shown() for table, extent in entry.extents.items()},
        "started_at": entry.started_at.isoformat(),
        "finished_at": entry.finished_at and entry.finished_at.isoformat(),
    }


def _watch(done: float, files: int, name: str) -> None:
    """A progress line on standard error, overwritten in place."""
    share = done / files if files else 1.0
    # Padded to one width: a short name must cover what a longer one left on the line.
    click.echo(f"\r{share:4.0%} {name[-60:]:<60}", err=True, nl=done >= files)


def _print_results(call: Call, results: Sequence[FileResult]) -> None:
    if call.as_json:
        print_json([result.to_json(call.language) for result in results])
    else:
        print_lines(line for result in results for line in render_file(result, call.language))
    if not all(result.outcome.settled for result in results):
        sys.exit(1)


@cli.command("diagnostics")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    default="utmost-diagnostics.zip",
    show_default=True,
    help="The file to write.",
)
@common_options
def diagnostics(call: Call, out: Path) -> None:
    """Write what a bug report needs: versions, counts, the log. No rows, names or addresses."""
    with call.store() as store:
        write_bundle(store, out)
    print_written(call, [out])


def _pair(text: str, option: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"“{text}” is not of the form KEY=VALUE.", param_hint=option)
    return key.strip(), value.strip()


def _undone(import_id: int) -> Message:
    return msg("Import {n} is undone.", n=import_id)


def _nothing_to_undo(import_id: int) -> Message:
    return msg("There is no import {n} to undo. See the list: python -m data imports", n=import_id)


def _no_import(import_id: int) -> Message:
    return msg("There is no import {n}. See the list: python -m data imports", n=import_id)
