"""``python -m report``: the report of a period as slides (pptx), PDF, web page or workbook."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from changes.reports import save_report
from cli.comparison import compare_option
from cli.decisions import decisions_group
from cli.options import DAY, Call, by_option, common_options
from cli.report_output import (
    OutputRequest,
    answer,
    check_currency,
    snapshot_option,
    writing,
)
from cli.saved_reports import again, listed, snapshot, snapshots
from data.imports.upload import present_day
from data.values.currency import is_code
from metrics.comparison.periods import Compare
from report.document.model import Audience, Request
from report.document.period import last_month
from report.evidence.section import kinds


@click.group(invoke_without_command=True)
@writing
@click.option("--from", "start", type=DAY, help="First day; by default the last complete month.")
@click.option("--to", "end", type=DAY, help="Last day.")
@click.option(
    "--audience",
    type=click.Choice([level.value for level in Audience]),
    default=Audience.MANAGER.value,
    show_default=True,
    help="Who reads it, which decides how detailed it is.",
)
@compare_option(default=Compare.PREVIOUS)
@click.option("--currency", help="Convert amounts to this currency where exchange rates are known.")
@click.option("--title", default="", help="The title of the report.")
@click.option("--drop", multiple=True, help="Skip this section; repeatable.")
@click.option("--save", "name", help="Save the request under this name, for `again`.")
@snapshot_option
@by_option
@common_options
@click.pass_context
def cli(context: click.Context, /, call: Call, **asked: Any) -> None:
    """Write the report of a period as slides, PDF, web page or workbook."""
    if context.invoked_subcommand is not None:
        return
    request, wanted = _request(asked, call.language), OutputRequest.of(asked)
    with call.store() as store:
        report = answer(call, store, request, wanted, who=asked["who"], kept_as=asked["kept_as"])
        if asked["name"]:
            save_report(store, asked["name"], request, asked["who"])
    check_currency(report)


for command in (again, decisions_group, listed, snapshot, snapshots):
    cli.add_command(command)


def _request(asked: dict[str, Any], language: str) -> Request:
    unknown = [name for name in asked["drop"] if name not in kinds()]
    if unknown:
        known = ", ".join(kinds())
        raise click.UsageError(f"no section is called {', '.join(unknown)}; choose from {known}")
    if asked["currency"] is not None and not is_code(asked["currency"]):
        raise click.UsageError("a currency is three letters, such as EUR")
    return Request(
        *_period(asked["start"], asked["end"]),
        language=language,
        audience=Audience(asked["audience"]),
        compare=asked["compare"],
        currency=asked["currency"],
        title=asked["title"],
        dropped=asked["drop"],
    )


def _period(start: datetime | None, end: datetime | None) -> tuple[date, date]:
    if start is None and end is None:
        return last_month(present_day())
    if start is None or end is None:
        raise click.UsageError("give both --from and --to, or none of them for the last month")
    if start > end:
        raise click.UsageError("the period ends before it starts: swap --from and --to")
    return start.date(), end.date()
