"""The headless door to the data: ``python -m data``.

Exit status: 0 done, 1 something was refused or needs an answer, 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from data.channel_docs import page as channels_page
from data.demo import imported
from data.demo.generate import Scale
from data.diagnostics import write_bundle
from data.docs import page
from data.door import door, opened, print_json, print_lines, state_option, store_option
from data.ga4.cli import synced
from data.ga4.connections import connections
from data.hygiene.cli import hygiene, repairs
from data.imports import FileResult, import_paths
from data.imports.result import issue_json
from data.imports.summary import Summary
from data.imports.tell import tell_file, tell_import, tell_issues
from data.links.cli import links
from data.mapping.cli import mappings
from data.message import Message, msg
from data.rows import WRITERS, select_rows
from data.schema import TABLES
from data.store import Import
from data.tagging.cli import channels


@click.group()
def cli() -> None:
    """Import exports, look at what was imported, take it back."""


@cli.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="KEY=VALUE",
    help="Answer what a file asks: network=facebook, or Reach.csv:network=facebook for one file.",
)
@click.option(
    "--progress/--no-progress",
    default=None,
    help="Show how far it is; by default where somebody is watching.",
)
@door
def import_(
    paths: Sequence[Path],
    answers: Sequence[str],
    progress: bool | None,
    location: str,
    state_url: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Import files, folders and zips. Ctrl+C leaves out what is not finished."""
    given = dict(_pair(answer, "--answer") for answer in answers)
    watched = sys.stderr.isatty() if progress is None else progress
    with opened(location, state_url) as store:
        results = import_paths(store, paths, given, on_progress=_watch if watched else None)
    _tell(results, as_json, language)


@cli.command("demo")
@click.option(
    "--seed", default=imported.SEED, show_default=True, help="Another seed, another world."
)
@click.option(
    "--scale", type=click.Choice(["small", "large"]), default="small", show_default=True,
    help="large: twelve times the traffic.",
)  # fmt: skip
@door
def demo(
    seed: int, scale: Scale, location: str, state_url: str | None, as_json: bool, language: str
) -> None:
    """Write the demo company's exports and import them."""
    with opened(location, state_url) as store:
        results = imported.install(store, seed=seed, scale=scale, language=language)
    _tell(results, as_json, language)


for command in (mappings, synced, connections, hygiene, repairs, channels, links):
    cli.add_command(command)


@cli.command("docs")
@click.option(
    "--out", default="docs/sources.md", show_default=True, type=click.Path(path_type=Path)
)
def docs(out: Path) -> None:
    """Write the page about the sources and, beside it, the one about channels."""
    for path, text in ((out, page()), (out.with_name("channels.md"), channels_page())):
        path.write_text(text, "utf-8")
        click.echo(str(path))


@cli.command("imports")
@door
def imports(location: str, state_url: str | None, as_json: bool, language: str) -> None:
    """List every import, oldest first."""
    with opened(location, state_url) as store:
        entries = store.state.ledger.all()
    if as_json:
        print_json([_entry_json(entry) for entry in entries])
    else:
        print_lines(tell_import(entry, language) for entry in entries)


@cli.command("undo")
@click.argument("import_id", type=int)
@door
def undo(
    import_id: int, location: str, state_url: str | None, as_json: bool, language: str
) -> None:
    """Take an import back; what it had replaced counts again."""
    with opened(location, state_url) as store:
        undone = store.undo(import_id)
        entry = store.state.ledger.get(import_id)
    if as_json:
        status = None if entry is None else entry.status.value
        print_json({"import_id": import_id, "undone": undone, "status": status})
    else:
        told = _undone(import_id) if undone else _nothing_to_undo(import_id)
        print_lines([told.render(language)])
    if not undone:
        sys.exit(1)


@cli.command("rows")
@click.argument("table", type=click.Choice(sorted(TABLES)))
@click.option(
    "--format", "format_", type=click.Choice(sorted(WRITERS)), default="csv", show_default=True
)
@click.option(
    "--where", multiple=True, metavar="COLUMN=VALUE", help="Only these rows; may be repeated."
)
@click.option("--raw", is_flag=True, help="Tags as they were imported, without repairs.")
@store_option
@state_option
def rows(
    table: str, format_: str, where: Sequence[str], raw: bool, location: str, state_url: str | None
) -> None:
    """Write the rows of a table to standard output.

    These are the rows that figures are made of: of overlapping imports, the ones that count, with
    repaired tags. With --where import_id=N they are all rows of that import, as it told them.
    """
    wanted = dict(_pair(condition, "--where") for condition in where)
    with opened(location, state_url) as store:
        try:
            found = select_rows(store, table, wanted, raw=raw)
        except KeyError as error:
            raise click.BadParameter(
                f"{table} has no column {error}.", param_hint="--where"
            ) from error
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--where") from error
        WRITERS[format_](found, sys.stdout.buffer)


@cli.command("issues")
@click.argument("import_id", type=int)
@door
def issues(
    import_id: int, location: str, state_url: str | None, as_json: bool, language: str
) -> None:
    """Show what was noticed, left out and set aside in an import."""
    with opened(location, state_url) as store:
        entry = store.state.ledger.get(import_id)
        aside = store.state.ledger.quarantine(import_id)
    if entry is None:
        raise click.ClickException(_no_import(import_id).render(language))
    if as_json:
        print_json(_issues_json(entry, aside, language))
    else:
        print_lines(tell_issues(entry, aside, language))


def _issues_json(entry: Import, aside: Sequence[Any], language: str) -> dict[str, Any]:
    found = Summary.from_json(entry.summary).issues if entry.summary else ()
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
            for row in aside
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
    """One line on standard error that is written over and over."""
    share = done / files if files else 1.0
    click.echo(f"\r{share:4.0%} {name[-60:]:<60}", err=True, nl=done >= files)


def _tell(results: Sequence[FileResult], as_json: bool, language: str) -> None:
    if as_json:
        print_json([result.to_json(language) for result in results])
    else:
        print_lines(line for result in results for line in tell_file(result, language))
    if not all(result.outcome.settled for result in results):
        sys.exit(1)


@cli.command("diagnostics")
@store_option
@state_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    default="utmost-diagnostics.zip",
    show_default=True,
    help="Where the file is written.",
)
def diagnostics(location: str, state_url: str | None, out: Path) -> None:
    """Write what a bug report needs: versions, counts, the log. No rows, names or addresses."""
    with opened(location, state_url) as store:
        write_bundle(store, out)
    click.echo(str(out))


def _pair(text: str, option: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"“{text}” is not of the form KEY=VALUE.", param_hint=option)
    return key.strip(), value.strip()


def _undone(import_id: int) -> Message:
    return msg("Import {n} is undone.", fr="L’import {n} est annulé.", n=import_id)


def _nothing_to_undo(import_id: int) -> Message:
    return msg(
        "There is no import {n} to undo. See the list: python -m data imports",
        fr="Il n’y a pas d’import {n} à annuler. Voyez la liste : python -m data imports",
        n=import_id,
    )


def _no_import(import_id: int) -> Message:
    return msg(
        "There is no import {n}. See the list: python -m data imports",
        fr="Il n’y a pas d’import {n}. Voyez la liste : python -m data imports",
        n=import_id,
    )
