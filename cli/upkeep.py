"""``python -m data check|backup|restore|repair``: is a store sound, and what to do when it is not."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import click

from changes import upkeep
from changes.people import forget_as_in
from cli.options import Call, by_option, common_options, print_json, print_lines
from cli.render.imports import render_file
from data.base.issue import Issue
from data.imports.result import issue_json
from data.store import Store
from data.store.damage import LostStateError
from data.store.private import only_for_owner
from data.store.upkeep.backup import Backup, back_up, on_object_store
from data.store.upkeep.backup import restore as unpack
from data.store.upkeep.check import check as look
from data.values.audit import Actor
from i18n.message import Message, msg, plural

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("check")
@common_options
def check(call: Call) -> None:
    """Check every file of the store for changes and missing data.

    Nothing is changed. Exit status 1 when something is wrong.
    """
    with call.damaged_store() as store:
        found = look(store)
        notices = tuple(store.notices)
    issues = (*notices, *found.issues)
    if call.as_json:
        print_json(
            {
                "sound": found.sound and not notices,
                "imports": found.imports,
                "issues": [issue_json(issue, call.language) for issue in issues],
            }
        )
    else:
        print_lines(_issues(call, issues))
        if not issues:
            print_lines([call.text(msg("Everything is as it was written."))])
    if issues:
        sys.exit(1)


@click.command("backup")
@click.argument("file", type=_FILE)
@common_options
def backup(call: Call, file: Path) -> None:
    """Write the whole store into one file: data, settings, goals, uploads. You can go on working."""
    with call.store() as store:
        made = back_up(store, file)
    _print_backup(call, file, made, _backed_up(file, made))


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--forgotten-of",
    "replaced",
    metavar="STORE",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The store that the backup replaces: who was forgotten there is forgotten again.",
)
@by_option
@common_options
def restore(call: Call, file: Path, replaced: Path | None, who: Actor) -> None:
    """Restore a backup into the folder of --store, which must be empty or not there."""
    only_for_owner()
    if "://" in call.location:
        raise on_object_store()
    made = unpack(file, Path(call.location), call.state_url)
    with call.store() as store:
        if replaced is not None:
            with closing(Store.open(replaced)) as other:
                forget_as_in(store, other, who)
        issues = look(store).issues
    line = _restored(Path(call.location), made, asks=replaced is None)
    _print_backup(call, file, made, line, issues)
    if issues:
        sys.exit(1)


@click.command("repair")
@by_option
@common_options
def repair(call: Call, who: Actor) -> None:
    """Move damaged files away, and read the stored files of their imports again.

    Also makes a new list of imports from the stored uploads when state.db is gone. Exit status 1
    when an import could not be repaired.
    """
    try:
        with call.damaged_store() as store:
            done = upkeep.repair(store, who)
    except LostStateError:
        if call.state_url is not None or "://" in call.location:
            raise
        done = upkeep.rebuild(Path(call.location).resolve(), who)
    if call.as_json:
        print_json(
            {
                "read_again": done.read_again,
                "undone": done.undone,
                "set_aside": done.aside,
                "rows_removed": done.removed,
                "recovered": [result.to_json(call.language) for result in done.recovered],
                "issues": [issue_json(issue, call.language) for issue in done.issues],
            }
        )
    else:
        print_lines(call.text(line) for line in _repaired(done))
        print_lines(
            line for result in done.recovered for line in render_file(result, call.language)
        )
        print_lines(_issues(call, done.issues))
    if done.issues:
        sys.exit(1)


COMMANDS = (check, backup, restore, repair)


def _print_backup(
    call: Call, file: Path, made: Backup, line: Message, issues: Iterable[Issue] = ()
) -> None:
    if call.as_json:
        found = [issue_json(issue, call.language) for issue in issues]
        print_json(
            {
                "file": str(file),
                "files": made.files,
                "bytes": made.size,
                "made_at": made.made_at,
                "issues": found,
            }
        )
    else:
        print_lines([call.text(line), *_issues(call, issues)])


def _issues(call: Call, issues: Iterable[Issue]) -> Iterator[str]:
    for issue in issues:
        place = f"{issue.where}: " if str(issue.where) else ""
        yield f"{place}{call.text(issue.what)} {call.text(issue.fix)}"


def _repaired(done: upkeep.Repaired) -> Iterator[Message]:
    if done.nothing:
        yield msg("There was nothing to repair.")
    if done.aside:
        yield plural(
            "{n} damaged file or table is moved to the folder “damaged” of the store.",
            "{n} damaged files or tables are moved to the folder “damaged” of the store.",
            n=done.aside,
        )
    if done.read_again:
        yield plural(
            "{n} import was read again from its stored upload.",
            "{n} imports were read again from their stored uploads.",
            n=len(done.read_again),
        )
    if done.removed:
        yield plural(
            "{n} row of an unknown import is deleted.",
            "{n} rows of unknown imports are deleted.",
            n=done.removed,
        )


def _backed_up(file: Path, made: Backup) -> Message:
    return plural(
        "{n} file is saved in {file}, and each was read back and compared.",
        "{n} files are saved in {file}, and each was read back and compared.",
        n=made.files,
        file=str(file),
    )


def _restored(place: Path, made: Backup, *, asks: bool) -> Message:
    if asks:
        return msg(
            "The backup of {day} is restored to {place}. Forget again the people who asked to "
            "be forgotten since then.",
            day=made.made_at[:10],
            place=str(place),
        )
    return msg(
        "The backup of {day} is restored to {place}, without the people who were forgotten since then.",
        day=made.made_at[:10],
        place=str(place),
    )
