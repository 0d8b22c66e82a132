"""``python -m metrics``: metrics, attribution, ROI, goals and insights on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.annotations import annotations_group
from cli.attribution import attribute_command
from cli.comparison import compare_option
from cli.coverage import coverage_lines
from cli.docs.metrics import page
from cli.docs.statements import page as statements_page
from cli.experiments import compare_command, experiments_group
from cli.filters import filter_options
from cli.goals import goals_command
from cli.insights import findings_group
from cli.json_output import entry, growth_report, report
from cli.options import DAY, Call, common_options, print_json, print_lines, print_written
from cli.outcomes import outcomes_command
from cli.platform_conversions import claims_command
from cli.roi import returns_command
from data.facts.facts import Facts
from i18n.message import msg
from metrics.comparison.periods import Compare
from metrics.content.growth import GROUPS
from metrics.definitions.registry import metrics
from metrics.question.query import KEYS, Query
from metrics.results.empty_answer import EmptyAnswer, empty_answer
from metrics.results.plain_text import growth_table, shown, table

_NOTHING = msg(
    "No value for this selection. Choose another period or breakdown, or import more files."
)
_NEAREST = msg("The nearest period with data:")
_NO_POSTS = msg(
    "No export of posts has these. Import the network’s post export now, and again later to "
    "see the growth."
)


@click.group()
def main() -> None:
    """Results, goals and definitions."""


@main.command("report")
@click.option("--from", "start", type=DAY, required=True, help="First day.")
@click.option("--to", "end", type=DAY, required=True, help="Last day.")
@click.option("--by", multiple=True, type=click.Choice(KEYS), help="Break down by; repeatable.")
@filter_options
@click.option("--metric", multiple=True, help="Only this metric; repeatable.")
@compare_option(default=Compare.NONE)
@common_options
def report_command(call: Call, **asked: Any) -> None:
    """Show the metrics of a period."""
    # Nothing can be shown of a metric without a numerator; JSON has it with the reason.
    names = asked["metric"] or [m.id for m in metrics().values() if m.numerator or call.as_json]
    unknown = [name for name in names if name not in metrics()]
    if unknown:
        raise click.UsageError(f"No such metric: {', '.join(unknown)}. See: catalogue")
    query = _query(asked)
    with call.store() as store:
        facts = Facts(store)
        found = report(facts, names, query, asked["compare"], call.language)
        without = [row["value"] is None for row in found["rows"]]
        empty = empty_answer(facts, query.start, query.end) if all(without) else None
    if call.as_json:
        print_json(found | {"nearest_period": _nearest(empty)})
    else:
        known = [row for row in found["rows"] if row["value"] is not None or asked["metric"]]
        click.echo(_report_table(known, query, call.language) if known else call.text(_NOTHING))
        if empty is not None and empty.nearest is not None:
            print_lines(coverage_lines(call, empty.covered))
            start, end = empty.nearest
            print_lines([f"{call.text(_NEAREST)} --from {start} --to {end}"])
        for crossed in found["breaks"]:
            click.echo(f"! {crossed['what']}")


def _nearest(empty: EmptyAnswer | None) -> dict[str, Any] | None:
    if empty is None or empty.nearest is None:
        return None
    return {"start": str(empty.nearest[0]), "end": str(empty.nearest[1])}


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
            asked["account"],
            frozenset(asked["exclude"]),
        )
    except ValueError as error:
        raise click.UsageError(f"{error}") from error


def _report_table(rows: list[dict[str, Any]], query: Query, lang: str) -> str:
    lines = []
    corrected = ["repaired"] if any(row["repaired"] for row in rows) else []
    for row in rows:
        metric = metrics()[row["metric"]]
        value = shown(row["value"], metric.unit, lang, row["currency"])
        keys = [str(row[key]) if row[key] is not None else "?" for key in query.by]
        counts = [str(row[name]) for name in ("rows", *corrected)]
        lines.append([*keys, metric.label.render(lang), value, *counts, row["why"] or ""])
    return table([*query.by, "metric", "value", "rows", *corrected, "why"], lines)


main.add_command(attribute_command)
main.add_command(returns_command)
main.add_command(claims_command)
main.add_command(compare_command)
main.add_command(experiments_group)
main.add_command(findings_group)
main.add_command(goals_command)
main.add_command(annotations_group)
main.add_command(outcomes_command)


@main.command("growth")
@click.option("--post", "posts", multiple=True, help="Only the post with this id; repeatable.")
@click.option("--network", "networks", multiple=True, help="Only this network; repeatable.")
@click.option(
    "--by",
    type=click.Choice(["post", *GROUPS]),
    default="post",
    show_default=True,
    help="Per post, or summed for each group of posts.",
)
@common_options
def growth_command(call: Call, posts: tuple[str, ...], networks: tuple[str, ...], by: str) -> None:
    """Show what posts gained from one export to the next."""
    with call.store() as store:
        found = growth_report(Facts(store), networks, posts, by)
    if call.as_json:
        print_json(found)
    else:
        click.echo(growth_table(found["rows"]) if found["rows"] else call.text(_NO_POSTS))


@main.command("catalogue")
@common_options
def catalogue_command(call: Call) -> None:
    """List every metric with its definition."""
    if call.as_json:
        print_json([entry(metric, call.language) for metric in metrics().values()])
        return
    rows = [
        [
            metric.id,
            metric.stage.value,
            call.text(metric.label),
            call.text(metric.doc),
        ]
        for metric in metrics().values()
    ]
    click.echo(table(["id", "tier", "label", "definition"], rows))


@main.command("docs")
@click.option("--out", type=click.Path(path_type=Path), default=Path("docs/metrics.md"))
@common_options
def docs_command(call: Call, out: Path) -> None:
    """Write the documentation page of the metrics and, next to it, that of what is said of them."""
    out.parent.mkdir(parents=True, exist_ok=True)
    pages = {out: page(), out.with_name("statements.md"): statements_page()}
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
    print_written(call, pages)
