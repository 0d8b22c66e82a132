"""``python -m metrics compare`` and ``experiments``: compare variants, list and add A/B tests."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from changes.experiments import declare, remove
from cli.options import DAY, Call, actor, by_option, common_options, print_json
from cli.render.experiments import compared_json, compared_text, standing_json, standing_text
from data.base.json_values import to_json
from data.facts.facts import Facts
from data.values.audit import Actor
from i18n.message import msg
from metrics.experiments.compare import compare
from metrics.experiments.experiment import Experiment, standing
from metrics.experiments.query import KEYS, ComparisonQuery, begin, comparable
from metrics.experiments.repository import stored
from metrics.question.query import Query
from metrics.results.overview import overview

_NOTHING = msg("No test yet. Create one with “experiments add” or on the page Tests.")
_NO_DATA = "Nothing is imported yet, so there is nothing to compare. Import a file first: python -m data import FILE"
_UNKNOWN = "There is no test {n}. See the list: python -m metrics experiments list"


def _arms(command: Any) -> Any:
    for option in (
        click.option("--to", "end", type=DAY, help="Last day; by default the last in the data."),
        click.option(
            "--from", "start", type=DAY, help="First day; by default the first in the data."
        ),
        click.option(
            "--difference",
            "wanted",
            type=float,
            help="Minimum effect to detect, in percentage points.",
        ),
        click.option(
            "--arm",
            "arms",
            multiple=True,
            required=True,
            help="A variant; give two or more. A period is 2026-01-01..2026-01-31.",
        ),
        click.option("--by", type=click.Choice(KEYS), default="campaign", show_default=True),
        click.option(
            "--metric",
            "names",
            multiple=True,
            default=["lead_rate"],
            show_default=True,
            help=f"{', '.join(comparable())}; repeatable.",
        ),
    ):
        command = option(command)
    return command


@click.command("compare")
@_arms
@common_options
def compare_command(call: Call, **asked: Any) -> None:
    """Compare rates of campaigns, channels, posts or periods: real difference or random variation."""
    with call.store() as store:
        facts = Facts(store)
        found = compare(facts, _ask(facts, asked))
    if call.as_json:
        print_json(compared_json(found, call.language))
    else:
        click.echo(compared_text(found, call.language))


def _ask(facts: Facts, asked: dict[str, Any]) -> ComparisonQuery:
    seen = overview(facts)
    if seen.first is None or seen.last is None:
        raise click.ClickException(_NO_DATA)
    start, end = _day(asked["start"]) or seen.first, _day(asked["end"]) or seen.last
    try:
        return ComparisonQuery(
            asked["names"], asked["by"], asked["arms"], Query(start, end), _share(asked["wanted"])
        )
    except ValueError as error:
        raise click.UsageError(f"{error}") from error


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _share(points: float | None) -> float | None:
    return None if points is None else points / 100


@click.group("experiments")
def experiments_group() -> None:
    """Tests and their status."""


@experiments_group.command("list")
@common_options
def list_command(call: Call) -> None:
    """List every test with its status."""
    with call.store() as store:
        facts, experiments = Facts(store), stored(store.state)
        last = overview(facts).last or date.min
        found = [
            (one, standing(facts, one.experiment, last, beforehand=one.beforehand))
            for one in experiments
        ]
    if call.as_json:
        print_json([standing_json(*one, call.language) for one in found])
        return
    for one, status in found:
        click.echo(standing_text(one, status, call.language))
    if not found:
        click.echo(call.text(_NOTHING))


@experiments_group.command("add")
@click.argument("name")
@_arms
@click.option("--hypothesis", default="", help="What you expect and why.")
@click.option("--owner", default="", help="Who owns the test.")
@common_options
def add_command(call: Call, **asked: Any) -> None:
    """Create a test NAME, ideally before it starts."""
    today = date.today()  # noqa: DTZ011  # a calendar day, not an instant
    try:
        made = Experiment(
            asked["name"],
            asked["names"],
            asked["by"],
            asked["arms"],
            _day(asked["start"]) or begin(asked["by"], asked["arms"], today),
            _day(asked["end"]),
            _share(asked["wanted"]),
            asked["hypothesis"],
            asked["owner"],
        )
    except ValueError as error:
        raise click.UsageError(f"{error}") from error
    with call.store() as store:
        added = declare(store, made, actor())
    print_json({"id": added} | to_json(made)) if call.as_json else click.echo(
        f"{added}: {made.name}"
    )


@experiments_group.command("remove")
@click.argument("experiment_id", type=int)
@by_option
@common_options
def remove_command(call: Call, experiment_id: int, who: Actor) -> None:
    """Delete a test."""
    with call.store() as store:
        removed = remove(store, experiment_id, who)
    if call.as_json:
        print_json({"id": experiment_id, "removed": removed})
    if not removed:
        raise click.ClickException(_UNKNOWN.format(n=experiment_id))
