"""The option ``--compare``: a word, or a span of days of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from metrics.comparison.periods import Compare, ComparedWith, compared_with


class ComparisonType(click.ParamType[ComparedWith]):
    """previous, year, weekdays, none, or FROM..TO."""

    name = "comparison"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """What ``--help`` shows."""
        return f"[{'|'.join(kind.value for kind in Compare)}|FROM..TO]"

    def convert(self, value: Any, param: Any, ctx: Any) -> ComparedWith:
        """The comparison that a text names."""
        try:
            return compared_with(str(value))
        except ValueError:
            words = ", ".join(kind.value for kind in Compare)
            self.fail(f"choose from {words}, or write 2026-01-01..2026-01-31.", param, ctx)


def compare_option(default: Compare) -> Callable[[Any], Any]:
    """The option, with what it is where nothing is given."""
    return click.option(
        "--compare",
        type=ComparisonType(),
        default=default.value,
        show_default=True,
        help="previous: the calendar month, quarter or year before, else moved by whole weeks; "
        "year: the same dates a year earlier; weekdays: moved by whole weeks.",
    )
