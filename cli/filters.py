"""The options of filters: only these channels, networks, accounts and campaigns, or all but these."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from data.values.filter_values import FIELDS

_F = TypeVar("_F", bound=Callable[..., Any])


def filter_options(command: _F) -> _F:
    """The command with ``channel``, ``use``, ``network``, ``account``, ``campaign``, ``exclude``."""
    options = (
        click.option("--use", multiple=True, type=click.Choice(["organic", "paid", "unknown"])),
        click.option("--channel", multiple=True, help="Only this channel; repeatable."),
        click.option("--network", multiple=True, help="Only this network; repeatable."),
        click.option("--account", multiple=True, help="Only this account; repeatable."),
        click.option("--campaign", multiple=True, help="Only this campaign; repeatable."),
        click.option(
            "--exclude",
            multiple=True,
            type=click.Choice(list(FIELDS)),
            help="Leave out the values that are given for this filter instead; repeatable.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
