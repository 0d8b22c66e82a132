"""What every headless command has in common: its options, the opened store, how it answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol, TypeVar

import click

from data.log import configure
from data.store import Store
from data.store.migrations import NewerStoreError

_F = TypeVar("_F", bound=Callable[..., Any])

store_option = click.option(
    "--store",
    "location",
    default="store",
    show_default=True,
    help="Folder or object-store URL of the store.",
)
state_option = click.option(
    "--state",
    "state_url",
    envvar="UTMOST_STATE_URL",
    help="URL of the database for the state, for example postgresql://…; by default a file in the store.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "fr"]),
    default="en",
    show_default=True,
    help="Language of the answer.",
)


def door(command: _F) -> _F:
    """The options that every command takes."""
    for option in (language_option, json_option, state_option, store_option):
        command = option(command)
    return command


@contextmanager
def opened(location: str, state_url: str | None) -> Iterator[Store]:
    """The store, closed again at the end."""
    configure(location)
    try:
        store = Store.open(location, state_url=state_url)
    except (NewerStoreError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    try:
        yield store
    finally:
        store.close()


def print_lines(lines: Iterable[str]) -> None:
    """Answers in text."""
    for line in lines:
        click.echo(line)


class Removable(Protocol):
    """Something that was kept and may have been removed, with who and when."""

    @property
    def saved_at(self) -> datetime:
        """When it was kept."""

    @property
    def saved_by(self) -> str:
        """Who kept it."""

    @property
    def removed_at(self) -> datetime | None:
        """When it was removed, None where it was not."""

    @property
    def removed_by(self) -> str:
        """Who removed it."""


def who_and_when(kept: Removable) -> dict[str, str | None]:
    """Who kept and removed something, ready for JSON."""
    return {
        "saved_at": kept.saved_at.isoformat(),
        "saved_by": kept.saved_by,
        "removed_at": None if kept.removed_at is None else kept.removed_at.isoformat(),
        "removed_by": kept.removed_by,
    }


def print_json(value: Any) -> None:
    """Answers in JSON, letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
