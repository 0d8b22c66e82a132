"""The headless door of the metrics: ``python -m metrics report | goals | findings | …``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from data.facts import Facts
from data.log import configure
from data.message import msg
from data.store import Store
from metrics.annotations_door import annotations_group
from metrics.attribution.door import attribute_command
from metrics.claims_door import claims_command
from metrics.docs import page
from metrics.experiments.door import compare_command, experiments_group
from metrics.findings.door import findings_group
from metrics.goals.door import goals_command
from metrics.growth import GROUPS
from metrics.periods import Compare
from metrics.query import KEYS, Query
from metrics.registry import metrics
from metrics.returns_door import returns_command
from metrics.shapes import entry, growth_report, report
from metrics.text import growth_table, shown, table

_NOTHING = msg(
    "No figure is known for this question. Choose another period or split, or import more files.",
    fr="Aucun chiffre n’est connu pour cette question. Choisissez une autre période ou une autre répartition, ou importez d’autres fichiers.",
)
_NO_POSTS = msg(
    "No export of posts holds these. Import the export of the network’s posts, and import it again later to see the growth.",
    fr="Aucun export de publications ne les contient. Importez l’export des publications du réseau, puis importez-le à nouveau plus tard pour voir la progression.",
)
_DAY = click.DateTime(["%Y-%m-%d"])


def _store_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--lang", type=click.Choice(["en", "fr"]), default="en", help="Language."),
        click.option("--json", "as_json", is_flag=True, help="Answer in JSON."),
        click.option("--store", "location", default="store", help="Folder or URL of the store."),
    ):
        command = option(command)
    return command


@contextmanager
def _opened(location: str) -> Iterator[Store]:
    configure(location)
    store = Store.open(location)
    try:
        yield store
    finally:
        store.close()


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@click.group()
def main() -> None:
    """Results, goals and definitions."""


@main.command("report")
@click.option("--from", "start", type=_DAY, required=True, help="First day.")
@click.option("--to", "end", type=_DAY, required=True, help="Last day.")
@click.option("--by", multiple=True, type=click.Choice(KEYS), help="Split by; repeatable.")
@click.option("--use", multiple=True, type=click.Choice(["organic", "paid", "unknown"]))
@click.option("--channel", multiple=True, help="Only this channel; repeatable.")
@click.option("--network", multiple=True, help="Only this network; repeatable.")
@click.option("--campaign", multiple=True, help="Only this campaign; repeatable.")
@click.option("--metric", multiple=True, help="Only this metric; repeatable.")
@click.option("--compare", type=click.Choice([c.value for c in Compare]), default="none")
@_store_options
def report_command(location: str, as_json: bool, lang: str, **asked: Any) -> None:
    """What a period brought, metric by metric."""
    names = asked["metric"] or [m.id for m in metrics().values() if m.numerator or as_json]
    unknown = [name for name in names if name not in metrics()]
    if unknown:
        raise click.UsageError(f"No such metric: {', '.join(unknown)}. See: catalogue")
    query = _query(asked)
    with _opened(location) as store:
        found = report(Facts(store), names, query, Compare(asked["compare"]), lang)
    if as_json:
        _print_json(found)
    else:
        known = [row for row in found["rows"] if row["value"] is not None or asked["metric"]]
        click.echo(_report_table(known, query, lang) if known else _NOTHING.render(lang))
        for crossed in found["breaks"]:
            click.echo(f"! {crossed['what']}")


def _query(asked: dict[str, Any]) -> Query:
    try:
        return Query(
            asked["start"].date(),
            asked["end"].date(),
            asked["channel"],
            asked["use"],
            asked["network"],
            asked["campaign"],
            asked["by"],
        )
    except ValueError as error:
        raise click.UsageError(f"{error}") from error


def _report_table(rows: list[dict[str, Any]], query: Query, lang: str) -> str:
    lines = []
    mended = ["repaired"] if any(row["repaired"] for row in rows) else []
    for row in rows:
        metric = metrics()[row["metric"]]
        value = shown(row["value"], metric.unit, lang, row["currency"])
        keys = [str(row[key]) if row[key] is not None else "?" for key in query.by]
        counts = [str(row[name]) for name in ("n", *mended)]
        lines.append([*keys, metric.label.render(lang), value, *counts, row["why"] or ""])
    return table([*query.by, "metric", "value", "n", *mended, "why"], lines)


main.add_command(attribute_command)
main.add_command(returns_command)
main.add_command(claims_command)
main.add_command(compare_command)
main.add_command(experiments_group)
main.add_command(findings_group)
main.add_command(goals_command)
main.add_command(annotations_group)


@main.command("growth")
@click.option("--post", "posts", multiple=True, help="Only the post with this id; repeatable.")
@click.option("--network", "networks", multiple=True, help="Only this network; repeatable.")
@click.option(
    "--by",
    type=click.Choice(["post", *GROUPS]),
    default="post",
    show_default=True,
    help="Each post by itself, or the posts of each group together.",
)
@_store_options
def growth_command(
    location: str,
    as_json: bool,
    lang: str,
    posts: tuple[str, ...],
    networks: tuple[str, ...],
    by: str,
) -> None:
    """What posts gained from one export of them to the next."""
    with _opened(location) as store:
        found = growth_report(Facts(store), networks, posts, by)
    if as_json:
        _print_json(found)
    else:
        click.echo(growth_table(found["rows"]) if found["rows"] else _NO_POSTS.render(lang))


@main.command("catalogue")
@_store_options
def catalogue_command(location: str, as_json: bool, lang: str) -> None:
    """Every metric and what it means."""
    del location  # definitions are the same in every store
    if as_json:
        _print_json([entry(metric, lang) for metric in metrics().values()])
        return
    rows = [
        [metric.id, metric.tier.value, metric.label.render(lang), metric.doc.render(lang)]
        for metric in metrics().values()
    ]
    click.echo(table(["id", "tier", "label", "definition"], rows))


@main.command("docs")
@click.option("--out", type=click.Path(path_type=Path), default=Path("docs/metrics.md"))
def docs_command(out: Path) -> None:
    """Write the catalogue's page of the documentation."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(), encoding="utf-8")
    click.echo(str(out))
