"""``python -m data forget`` and ``retention``: what is stored of people, and for how long."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from changes.people import forget_person, redact_stored, set_retention
from cli.options import Call, by_option, common_options, print_json, print_lines
from data.store.retention import Retention, retention
from data.values.audit import Actor
from i18n.message import Message, msg, plural

_STDIN = "-"
_WORDS = {"all": None, "none": 0}
_MOST = 1_200  # months


@click.command("forget")
@click.argument("identifiers", nargs=-1, metavar="E-MAIL|PHONE|- …")
@click.option(
    "--id",
    "ids",
    multiple=True,
    help="The id of a lead, an order or a click of the person, as files have it; may be repeated.",
)
@by_option
@common_options
def forget(call: Call, identifiers: Sequence[str], ids: Sequence[str], who: Actor) -> None:
    """Forget one person: give every name, address or id of them in files.

    With - it is read from standard input, one a line, so that it is not in the shell's history. No
    value changes, and later imports skip the person. Exit status 1: nothing led to the person.
    """
    given = [text for text in identifiers if text != _STDIN]
    if _STDIN in identifiers:
        given += [line.strip() for line in sys.stdin if line.strip()]
    if not given and not ids:
        raise click.UsageError("Give an e-mail address, a phone number or an id, or - for standard input.")  # fmt: skip
    with call.store() as store:
        removed = forget_person(store, given, who, ids)
    if call.as_json:
        print_json(removed.to_json())
    else:
        print_lines(call.text(line) for line in removed.sentences())
    if not removed.found:
        sys.exit(1)


@click.command("redact")
@by_option
@common_options
def redact(call: Call, who: Actor) -> None:
    """Redact people in the files and facts that an earlier version stored.

    Files that cannot be read lose e-mail addresses and phone numbers only, or do not change.
    """
    with call.store() as store:
        done = redact_stored(store, who)
    if call.as_json:
        print_json({"uploads": done.uploads, "rows": done.rows, "not_read": done.not_read})
        return
    lines = [
        plural("{n} stored file was redacted.", "{n} stored files were redacted.", n=done.uploads),
        plural("{n} row of facts was redacted.", "{n} rows of facts were redacted.", n=done.rows),
    ]
    if done.not_read:
        lines.append(
            plural(
                "{n} stored file could not be read. Undo its import with --erase, then import "
                "it again.",
                "{n} stored files could not be read. Undo their imports with --erase, then "
                "import them again.",
                n=done.not_read,
            )
        )
    print_lines(map(call.text, lines))


@click.command("retention")
@click.argument("months", required=False, metavar="[MONTHS|all|none]")
@click.option(
    "--undone",
    type=click.IntRange(min=0),
    help="Days until the file of an undone import is deleted.",
)
@by_option
@common_options
def uploads_retention(call: Call, months: str | None, undone: int | None, who: Actor) -> None:
    """Show or choose how long imported files are stored: MONTHS after the import, all, or none.

    Values do not change. A deleted file cannot be read again, nor can its rows be looked up.
    """
    with call.store() as store:
        chosen, removed = retention(store.state.settings), 0
        if months is not None or undone is not None:
            chosen = Retention(
                chosen.months if months is None else _months(months),
                chosen.undone_days if undone is None else undone,
            )
            removed = set_retention(store, chosen, who)
    if call.as_json:
        print_json({"months": chosen.months, "undone_days": chosen.undone_days, "removed": removed})
        return
    lines = [retention_said(chosen), undone_said(chosen)]
    if removed:
        lines.append(plural("{n} stored file was deleted.", "{n} stored files were deleted.", n=removed))  # fmt: skip
    print_lines(map(call.text, lines))


def retention_said(chosen: Retention) -> Message:
    """How long imported files are stored, in a sentence."""
    match chosen.months:
        case None:
            return msg("Imported files are stored as long as the store exists.")
        case 0:
            return msg("Imported files are not stored, only the data read from them.")
        case months:
            return plural(
                "Imported files are stored for {n} month.", "Imported files are stored for {n} months.", n=months
            )  # fmt: skip


def undone_said(chosen: Retention) -> Message:
    """How long files of undone imports are stored, in a sentence."""
    return plural(
        "Files of undone imports are deleted after {n} day.", "Files of undone imports are deleted "
                                                     "after {n} days.", n=chosen.undone_days
    )  # fmt: skip


def _months(text: str) -> int | None:
    if text in _WORDS:
        return _WORDS[text]
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= _MOST:
        raise click.BadParameter("Give a number of months, all or none.", param_hint="MONTHS")
    return int(text)
