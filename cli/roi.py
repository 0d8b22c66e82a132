"""``python -m metrics returns``: cost, CPL, CAC, ROAS and ROI as ranges over attribution models."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from cli.options import DAY, Call, common_options, print_json
from data.facts.facts import Facts
from metrics.definitions.registry import Unit
from metrics.question.query import Query
from metrics.results.plain_text import UNKNOWN, shown, table
from metrics.returns.attributed import Range
from metrics.returns.roi import KEYS, ReturnsBasis, RoiRow, RoiTable, Share, returns
from metrics.returns.roi_text import LAST_CLICK, overhead_told


@click.command("returns")
@click.option("--by", type=click.Choice(KEYS), default="channel", show_default=True)
@click.option("--from", "start", type=DAY, required=True, help="First day.")
@click.option("--to", "end", type=DAY, required=True, help="Last day.")
@click.option(
    "--share",
    type=click.Choice([share.value for share in Share]),
    default=Share.NONE.value,
    show_default=True,
    help="Spread overhead in proportion to this.",
)
@common_options
def returns_command(call: Call, by: str, start: datetime, end: datetime, share: str) -> None:
    """Show cost and return of channels, campaigns or uses, over all attribution models."""
    try:
        query = Query(start.date(), end.date())
    except ValueError as error:
        raise click.UsageError(f"{error}") from error
    with call.store() as store:
        found = returns(Facts(store), query, by, share=Share(share))
    if call.as_json:
        print_json(_json(found, query, call.language))
    else:
        click.echo(_text(found, call.language))


def _json(found: RoiTable, query: Query, language: str) -> dict[str, Any]:
    return {
        "period": {"from": str(query.start), "to": str(query.end)},
        "by": found.by,
        "evidence": found.evidence.value,
        "models": [model.id for model in found.models],
        "currency": found.currency,
        "cost": found.total_cost,
        "overhead": found.apart,
        "overhead_shared": found.shared.value,
        "converted": [message.render(language) for message in found.converted],
        "rows": [asdict(row) for row in found.rows],
    }


def _text(found: RoiTable, language: str) -> str:
    head = [found.by, "cost", "leads", "CPL", "CAC", "ROAS", "ROI revenue", "ROI margin"]
    lines = [table(head, [_line(row, found, language) for row in found.rows])]
    amount = shown(found.apart, Unit.MONEY, language, found.currency)
    overhead = overhead_told(found, amount)
    lines += [overhead.render(language)] if overhead else []
    lines += [message.render(language) for message in found.converted]
    lines += [LAST_CLICK.render(language)] if found.evidence is ReturnsBasis.LAST_CLICK else []
    return "\n".join(lines)


def _line(row: RoiRow, found: RoiTable, language: str) -> list[str]:
    def money(value: Range | None) -> str:
        return _range(value, Unit.MONEY, language, found.currency)

    return [
        row.key or "?",
        shown(row.cost, Unit.MONEY, language, found.currency),
        _range(row.leads, Unit.RATIO, language),
        money(row.cpl),
        shown(row.cac, Unit.MONEY, language, found.currency),
        _range(row.roas, Unit.RATIO, language),
        _range(row.roi, Unit.PERCENT, language),
        _range(row.roi_margin, Unit.PERCENT, language),
    ]


def _range(value: Range | None, unit: Unit, language: str, currency: str | None = None) -> str:
    if value is None:
        return UNKNOWN
    ends = dict.fromkeys(shown(end, unit, language, currency) for end in (value.low, value.high))
    return " – ".join(ends)
