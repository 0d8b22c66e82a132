"""Command-line options that every command shares: store, state, language, JSON output."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from changes.unreadable import left_out, unreadable
from data.base.json_values import StoredValueError
from data.base.log import configure
from data.store import STATE_VARIABLE, STORE_VARIABLE, Store
from data.store.faults import is_panic, logged_issue
from data.store.migrations import NewerStoreError
from data.store.private import only_for_owner
from data.values.audit import Actor, Via
from i18n.catalogue import DEFAULT, languages
from i18n.message import Message
from i18n.render import render

_F = TypeVar("_F", bound=Callable[..., Any])

DAY = click.DateTime(["%Y-%m-%d"])
LANGUAGE, JSON = "UTMOST_LANG", "UTMOST_JSON"
"""Environment variables of the options, for scripts that run many commands; see also ``data.store``."""
USER = "UTMOST_USER"
"""The environment variable with the user's name, for the audit log."""


@dataclass(frozen=True, slots=True)
class Call:
    """The shared options of one call: the store, the language and the output format."""

    location: str
    state_url: str | None
    language: str
    as_json: bool

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Opens the store and closes it again. Raises click.ClickException if it cannot be opened."""
        only_for_owner()
        configure(self.location)
        try:
            store = Store.open(self.location, state_url=self.state_url)
        except NewerStoreError as error:
            raise click.ClickException(str(error)) from error
        except ValueError as error:
            # Bytes that are no text are a damaged database, not a location that cannot be used.
            if isinstance(error, UnicodeError | StoredValueError):
                raise
            raise click.ClickException(str(error)) from error
        try:
            yield store
            for notice in store.notices:
                click.echo(f"! {self.text(notice.what)} {self.text(notice.fix)}", err=True)
            if damaged := unreadable(store.state):
                click.echo(f"! {self.text(left_out(damaged))}", err=True)
        finally:
            store.close()

    @contextmanager
    def damaged_store(self) -> Iterator[Store]:
        """Opens a store to check or repair it: says nothing itself, raises what is wrong as it is."""
        only_for_owner()
        configure(self.location)
        store = Store.open(self.location, state_url=self.state_url)
        try:
            yield store
        finally:
            store.close()

    def text(self, message: Message) -> str:
        """A message in the language of the output."""
        return render(message, self.language or DEFAULT)


@contextmanager
def faults_in_words(call: Call) -> Iterator[None]:
    """Ends a command whose disk, database or program fails in a sentence: no traceback, status 1.

    The log has the exception. Raises click.ClickException with the exception as its cause; what
    click raises itself passes.
    """
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except BaseException as error:
        # Ctrl+C, and a reader of the output that has gone, are click's to handle.
        is_fault = isinstance(error, Exception) or is_panic(error)
        if not is_fault or getattr(error, "errno", None) == errno.EPIPE:
            raise
        configure(call.location)  # the command may have failed before it opened the store
        issue = logged_issue(error)
        place = f" ({issue.where})" if issue.where.file else ""
        language = call.language or DEFAULT
        what, fix = (render(text, language) for text in (issue.what, issue.fix))
        raise click.ClickException(f"{what}{place}\n{fix}") from error


def common_options(command: _F) -> _F:
    """The options that every command takes; the command receives them as ``call``."""
    return _with_call(command, DEFAULT, "Language of the output.")


def common_options_of_saved(command: _F) -> _F:
    """The common options of a command about a saved report, which has its own language.

    Without ``--lang`` the language of ``call`` is empty, which means the report's own.
    """
    return _with_call(command, None, "Language of the output; by default the report's own.")


def _with_call(command: _F, language: str | None, about: str) -> _F:
    @wraps(command)
    def called(
        *given: Any,
        location: str,
        state_url: str | None,
        language: str | None,
        as_json: bool,
        **rest: Any,
    ) -> Any:
        call = Call(location, state_url, language or "", as_json)
        with faults_in_words(call):
            return command(*given, call=call, **rest)

    wrapped: Any = called
    # The last one comes first: --help lists options in the reverse of the order they are added in.
    for option in (
        click.option(
            "--json", "as_json", is_flag=True, envvar=JSON, help=f"Output as JSON. [{JSON}]"
        ),
        click.option(
            "--lang",
            "language",
            type=click.Choice(languages()),
            envvar=LANGUAGE,
            default=language,
            show_default=language is not None,
            help=f"{about} [{LANGUAGE}]",
        ),
        click.option(
            "--state",
            "state_url",
            envvar=STATE_VARIABLE,
            help="URL of the database for the state, for example postgresql://…; by default a"
            f" file in the store. [{STATE_VARIABLE}]",
        ),
        click.option(
            "--store",
            "location",
            envvar=STORE_VARIABLE,
            default="store",
            show_default=True,
            help=f"Folder or object-store URL of the store. [{STORE_VARIABLE}]",
        ),
    ):
        wrapped = option(wrapped)
    decorated: _F = wrapped
    return decorated


def actor(name: str = "") -> Actor:
    """The user of the command line: ``name``, else the one in UTMOST_USER, else unknown.

    The login name of the machine is not used: commands often run under a shared account.
    """
    return Actor(name.strip() or os.environ.get(USER, "").strip(), Via.COMMAND)


def _actor_of(_context: click.Context, _option: click.Parameter, name: str) -> Actor:
    return actor(name)


by_option = click.option(
    "--by",
    "who",
    default="",
    metavar="NAME",
    callback=_actor_of,
    help=f"Who makes this change, for the audit log. [{USER}]",
)
"""The option of every command that changes data; the command receives an ``Actor`` as ``who``."""


def print_lines(lines: Iterable[str]) -> None:
    """Prints text output."""
    for line in lines:
        click.echo(line)


class Removable(Protocol):
    """Something that is saved and may have been removed, with who and when."""

    @property
    def saved_at(self) -> datetime:
        """When it was saved."""

    @property
    def saved_by(self) -> str:
        """Who saved it."""

    @property
    def removed_at(self) -> datetime | None:
        """When it was removed, None where it was not."""

    @property
    def removed_by(self) -> str:
        """Who removed it."""


def audit_fields(record: Removable) -> dict[str, str | None]:
    """Who saved and removed something, ready for JSON."""
    return {
        "saved_at": record.saved_at.isoformat(),
        "saved_by": record.saved_by,
        "removed_at": None if record.removed_at is None else record.removed_at.isoformat(),
        "removed_by": record.removed_by,
    }


def print_json(value: Any) -> None:
    """Prints JSON output; letters outside ASCII are not escaped."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_written(call: Call, paths: Iterable[Path]) -> None:
    """Prints the names of the files that a command wrote."""
    names = [str(path) for path in paths]
    if call.as_json:
        print_json({"files": names})
    else:
        print_lines(names)
