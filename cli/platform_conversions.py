"""``python -m metrics claims``: platform-reported conversions next to attributed ones."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from cli.credited_events import EVERY, wanted_events
from cli.options import DAY, Call, common_options, print_json
from data.facts.facts import Facts
from metrics.attribution.query import LOOKBACK_DAYS, AttributionQuery
from metrics.definitions.registry import Unit
from metrics.results.plain_text import UNKNOWN, shown, table
from metrics.returns.estimate import Range
from metrics.returns.platform_conversions import (
    NO_CONVERSIONS_REPORTED,
    PlatformComparison,
    PlatformConversions,
    claims,
    headline,
)


@click.command("claims")
@click.option("--from", "start", type=DAY, required=True, help="First day.")
@click.option("--to", "end", type=DAY, required=True, help="Last day.")
@click.option("--lookback", type=click.IntRange(min=1), default=LOOKBACK_DAYS, show_default=True)
@click.option(
    "--event",
    "events",
    multiple=True,
    help=f"Only conversions with this name; repeatable. {EVERY}: all of the site. By default what counts for you.",
)
@common_options
def claims_command(
    call: Call, start: datetime, end: datetime, lookback: int, events: tuple[str, ...]
) -> None:
    """Compare the conversions each ad platform reports with those attributed to its visits."""
    with call.store() as store:
        names = wanted_events(store, events)
        try:
            ask = AttributionQuery(start.date(), end.date(), lookback_days=lookback, events=names)
        except ValueError as error:
            raise click.UsageError(f"{error}") from error
        found = claims(Facts(store), ask)
    if call.as_json:
        print_json(_json(found, ask, call.language))
    else:
        click.echo(_text(found, call.language))


def _json(found: PlatformComparison, ask: AttributionQuery, language: str) -> dict[str, Any]:
    return {
        "period": {"from": str(ask.start), "to": str(ask.end)},
        "evidence": found.evidence.value,
        "counted": found.counted or "conversions",
        "models": [model.id for model in found.models],
        "claimed": found.claimed,
        "happened": found.happened,
        "credited_to_paid": found.paid and asdict(found.paid),
        "value": found.value,
        "currency": found.currency,
        "message": (headline(found) or NO_CONVERSIONS_REPORTED).render(language),
        "rows": [_row(reported, language) for reported in found.rows],
    }


def _row(reported: PlatformConversions, language: str) -> dict[str, Any]:
    row = asdict(reported)
    del row["campaigns"]
    return row | {
        "why": reported.why and reported.why.message.render(language),
        "why_null": reported.why,
    }


def _text(found: PlatformComparison, language: str) -> str:
    head = ["platform", "claims", "credited", "claimed value", "credited value"]
    lines = [(headline(found) or NO_CONVERSIONS_REPORTED).render(language)]
    if found.rows:
        lines.append(table(head, [_line(reported, found, language) for reported in found.rows]))
    lines += [
        f"· {reported.platform}: {reported.why.message.render(language)}"
        for reported in found.rows
        if reported.why
    ]
    return "\n".join(lines)


def _line(reported: PlatformConversions, found: PlatformComparison, language: str) -> list[str]:
    return [
        reported.platform or "?",
        shown(reported.claimed, Unit.RATIO, language),
        _range(reported.credited, Unit.RATIO, language),
        shown(reported.claimed_value, Unit.MONEY, language, reported.currency),
        _range(reported.credited_value, Unit.MONEY, language, found.currency),
    ]


def _range(value: Range | None, unit: Unit, language: str, currency: str | None = None) -> str:
    if value is None:
        return UNKNOWN
    ends = dict.fromkeys(shown(end, unit, language, currency) for end in (value.low, value.high))
    return " – ".join(ends)
