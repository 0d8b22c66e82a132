"""``python -m metrics returns``: cost, CPL, CAC, ROAS and ROI over models and random variation."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from cli.bridge import bridge_json, bridge_text
from cli.options import DAY, Call, common_options, print_json
from data.facts.facts import Facts
from i18n.message import Message
from metrics.attribution.query import AttributionQuery
from metrics.definitions.registry import Unit, cost_metric
from metrics.maturing.maturity import MaturityStage
from metrics.question.query import Query
from metrics.results.plain_text import UNKNOWN, shown, table
from metrics.returns.bridge import Bridge, bridge
from metrics.returns.estimate import Bounds, Range
from metrics.returns.roi import KEYS, RoiRow, RoiTable, Share, complete_period, returns
from metrics.returns.roi_text import (
    growing,
    may_still_buy,
    overhead_sentence,
    reading,
    too_few,
    why_no_cost_per_result,
    why_no_return,
)
from metrics.statistics.maturity import SHARE_LEVEL

_APART = ("maturity", "final_customers", "final_value", "counted_customers", "counted_value")


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
    """Show costs and ROI of channels, campaigns or paid and unpaid, across models and random variation."""
    try:
        query = Query(start.date(), end.date())
    except ValueError as error:
        raise click.UsageError(f"{error}") from error
    with call.store() as store:
        facts = Facts(store)
        query = complete_period(facts, query)
        found = returns(facts, query, by, share=Share(share))
        joined = bridge(
            facts, AttributionQuery(query.start, query.end, (by,), events=found.counted.events)
        )
        still_open = may_still_buy(facts, query.end) if found.has_customers else None
    if call.as_json:
        output = _json(found, query, call.language)
        print_json(
            output
            | {
                "still_open": still_open and still_open.render(call.language),
                "bridge": bridge_json(joined),
            }
        )
    else:
        click.echo(_text(found, joined, still_open, call.language))


def _json(found: RoiTable, query: Query, language: str) -> dict[str, Any]:
    return {
        "period": {"from": str(query.start), "to": str(query.end)},
        "by": found.by,
        "counted": found.counted.metric,
        "evidence": found.evidence.value,
        "models": [model.id for model in found.models],
        "currency": found.currency,
        "cost": found.total_cost,
        "overhead": found.apart,
        "overhead_shared": found.shared.value,
        "converted": [message.render(language) for message in found.converted],
        "deals": found.deals,
        "mature": 1.0 if found.maturity is None else found.maturity.share,
        "growing": [message.render(language) for message in growing(found)],
        "rows": [_row(row, found, language) for row in found.rows],
    }


def _row(row: RoiRow, found: RoiTable, language: str) -> dict[str, Any]:
    reasons = {"why": why_no_return(row, found), "why_cpl": why_no_cost_per_result(row)}
    own = {k: v for k, v in asdict(row).items() if k not in _APART}
    said = {name: why and why.render(language) for name, why in reasons.items()}
    return own | _expected(row) | said


def _expected(row: RoiRow) -> dict[str, Any]:
    """How much is known of what a row's leads buy in the end, and what is expected of it."""
    grown = row.maturity
    if grown is None:
        return {"mature": 1.0, "expected": None}
    if row.stage is not MaturityStage.GROWING:
        return {"mature": grown.share, "expected": None}
    expected = {
        "customers": row.final_customers and asdict(row.final_customers),
        "value": row.final_value and asdict(row.final_value),
        "level": SHARE_LEVEL,
        "as_of": str(grown.until),
    }
    return {"mature": grown.share, "expected": expected}


def _text(found: RoiTable, joined: Bridge, still_open: Message | None, language: str) -> str:
    result, cost = found.counted.metric, cost_metric(found.counted.metric) or "cost per result"
    head = [found.by, "cost", result, "deals", cost, "CAC", "ROAS", "ROI revenue", "ROI margin"]
    lines = [table(head, [_line(row, found, language) for row in found.rows])]
    amount = shown(found.apart, Unit.MONEY, language, found.currency)
    overhead = overhead_sentence(found, amount)
    lines += [overhead.render(language)] if overhead else []
    lines += [message.render(language) for message in found.converted]
    notes = (reading(found), too_few(found), *growing(found), still_open)
    lines += [note.render(language) for note in notes if note is not None]
    steps = bridge_text(joined, language)
    lines += ["", steps] if steps else []
    return "\n".join(lines)


def _line(row: RoiRow, found: RoiTable, language: str) -> list[str]:
    def money(value: Bounds | None) -> str:
        return _bounds(value, Unit.MONEY, language, found.currency)

    return [
        row.key or "?",
        shown(row.cost, Unit.MONEY, language, found.currency),
        _range(row.leads, Unit.RATIO, language),
        str(row.deals),
        money(row.cpl),
        money(row.cac),
        _bounds(row.roas, Unit.RATIO, language),
        _bounds(row.roi, Unit.PERCENT, language),
        _bounds(row.roi_margin, Unit.PERCENT, language),
    ]


def _bounds(value: Bounds | None, unit: Unit, language: str, currency: str | None = None) -> str:
    """The figure where there is one, and the range."""
    if value is None:
        return UNKNOWN

    def written(end: float) -> str:
        return shown(end, unit, language, currency)

    ends = f"{written(value.low)} – {'∞' if value.high is None else written(value.high)}"
    return ends if value.middle is None else f"{written(value.middle)} ({ends})"


def _range(value: Range | None, unit: Unit, language: str, currency: str | None = None) -> str:
    if value is None:
        return UNKNOWN
    ends = dict.fromkeys(shown(end, unit, language, currency) for end in (value.low, value.high))
    return " – ".join(ends)
