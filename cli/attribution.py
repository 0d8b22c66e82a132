"""``python -m metrics attribute``: attribution models as a table or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import click

from cli.options import DAY, Call, common_options, print_json
from data.facts.facts import Facts
from data.facts.source import FactSource
from data.store import Store
from i18n.message import Message, msg, plural
from metrics.attribution.answer import Attribution, Credit, attribute
from metrics.attribution.leads import STEPS, joined
from metrics.attribution.load_aggregates import span
from metrics.attribution.model import Model, ModelSettings, registered
from metrics.attribution.query import KEYS, LOOKBACK_DAYS, AttributionQuery
from metrics.attribution.spark import on_spark
from metrics.definitions.registry import Unit
from metrics.results.plain_text import shown, table

_NO_PATHS = msg(
    "There are no journeys: no import has visits and conversions of single people. Import GA4’s BigQuery export, or the CSV files “touches” and “conversions”."
)
_OTHERS = msg("(all others)")
_UNATTRIBUTED = msg("(no visit known)")


def _few(conversions: int) -> Message:
    return plural(
        "Only {n} conversion: the intervals are wide, and one conversion more may change the order.",
        "Only {n} conversions: the intervals are wide, and one conversion more may change the order.",
        n=conversions,
    )


@click.command("attribute")
@click.option(
    "--model",
    "names",
    multiple=True,
    default=["last_non_direct"],
    show_default=True,
    help=f"{', '.join(registered())}, or all; repeatable.",
)
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(KEYS),
    default=["channel"],
    show_default=True,
    help="What receives the credit; repeatable.",
)
@click.option(
    "--from", "start", type=DAY, help="First day of conversions; by default the first in the data."
)
@click.option(
    "--to", "end", type=DAY, help="Last day of conversions; by default the last in the data."
)
@click.option(
    "--lookback",
    type=click.IntRange(min=1),
    default=LOOKBACK_DAYS,
    show_default=True,
    help="Lookback window: days before a conversion in which visits count.",
)
@click.option(
    "--event",
    "events",
    multiple=True,
    help=f"Only conversions with this name; repeatable. From the CRM: {', '.join(STEPS)}.",
)
@click.option("--order", type=click.IntRange(1, 4), default=1, help="Order of the Markov chain.")
@click.option("--half-life", type=float, default=7.0, help="Half-life of time decay, in days.")
@click.option(
    "--position",
    nargs=2,
    type=float,
    default=(0.4, 0.4),
    help="Position based: shares of the first and last visit.",
)
@click.option(
    "--engine", metavar="ADDRESS", help="Run on Spark: spark://host:port, or local[*] to try it."
)
@common_options
def attribute_command(call: Call, **asked: Any) -> None:
    """Share the credit of conversions among the visits before them."""
    models = _models(asked["names"])
    with call.store() as store, _read_by(asked["engine"], store) as facts:
        question, days = _ask(facts, asked)
        try:
            answers = () if days is None else attribute(facts, question, models)
        except ValueError as error:
            raise click.UsageError(f"{error}: ask for a lower --order or a coarser --by") from error
        leads = joined(facts, question.start, question.end) if question.leads and days else None
    if call.as_json:
        found = [_json(answer, question) for answer in answers] or [_empty(m) for m in models]
        found = [one | ({} if leads is None else {"leads": asdict(leads)}) for one in found]
        print_json(found[0] if len(found) == 1 else found)
        return
    if not answers:
        click.echo(call.text(_NO_PATHS))
    for answer in answers:
        click.echo(_text(answer, question, call.language))


@contextmanager
def _read_by(engine: str | None, store: Store) -> Iterator[FactSource]:
    if engine is None:
        yield Facts(store)
        return
    try:
        with on_spark(store, engine) as facts:
            yield facts
    except ModuleNotFoundError as error:
        raise click.UsageError(
            f"--engine needs PySpark and Java: pip install {error.name}"
        ) from error


def _models(names: Sequence[str]) -> list[Model]:
    models_by_id = registered()
    wanted = list(models_by_id) if "all" in names else [_full(name) for name in names]
    unknown = [name for name in wanted if name not in models_by_id]
    if unknown:
        raise click.UsageError(
            f"No such model: {', '.join(unknown)}. Choose of {', '.join(models_by_id)}"
        )
    return [models_by_id[name] for name in dict.fromkeys(wanted)]


def _full(name: str) -> str:
    """The id of a model for a short or hyphenated name, such as “first” or “position-based”."""
    plain = name.lower().replace("-", "_")
    longer = (plain, f"{plain}_touch", f"{plain}_based")
    return next((model_id for model_id in longer if model_id in registered()), name)


def _ask(
    facts: FactSource, asked: dict[str, Any]
) -> tuple[AttributionQuery, tuple[date, date] | None]:
    """The query, and the days that have conversions (None without any)."""
    start, end = asked["start"], asked["end"]
    first_share, last_share = asked["position"]
    try:
        days = span(facts, asked["events"])
        # Without conversions nothing is asked, but a query needs days to be one.
        first, last = days or (date.min, date.max)
        question = AttributionQuery(
            start.date() if isinstance(start, datetime) else first,
            end.date() if isinstance(end, datetime) else last,
            asked["by"],
            asked["lookback"],
            asked["events"],
            ModelSettings(first_share, last_share, asked["half_life"], asked["order"]),
        )
    except ValueError as error:
        raise click.UsageError(f"{error}") from error
    return question, days


def _json(answer: Attribution, ask: AttributionQuery) -> dict[str, Any]:
    return {
        "model": answer.model.id,
        "lookback": ask.lookback_days,
        "period": {"from": str(ask.start), "to": str(ask.end)},
        "rows": [_row(credit, ask) for credit in answer.credits],
        "totals": {
            "conversions": answer.conversions,
            "value": answer.value,
            "unattributed": answer.unattributed,
        },
        "currency": answer.currency,
        "few": answer.few,
    }


def _row(credit: Credit, ask: AttributionQuery) -> dict[str, Any]:
    keys: dict[str, Any] = dict(zip(ask.by, credit.keys, strict=True))
    return keys | {
        "conversions": credit.conversions,
        "value": credit.value,
        "low": credit.low,
        "high": credit.high,
        "together": credit.together,
    }


def _empty(model: Model) -> dict[str, Any]:
    totals = {"conversions": 0, "value": None, "unattributed": 0}
    return {"model": model.id, "rows": [], "totals": totals}


def _text(answer: Attribution, ask: AttributionQuery, language: str) -> str:
    head = [*ask.by, "conversions", "95%", "value"]
    lines = [_line(credit, answer, ask, language) for credit in answer.credits]
    blank = [""] * (len(ask.by) - 1)
    lines.append(
        [_UNATTRIBUTED.render(language), *blank, _number(answer.unattributed, language), "", ""]
    )
    few = [_few(round(answer.attributed)).render(language)] if answer.few else []
    return "\n".join([answer.model.label.render(language), table(head, lines), *few, ""])


def _line(credit: Credit, answer: Attribution, ask: AttributionQuery, language: str) -> list[str]:
    others = [_OTHERS.render(language), *[""] * (len(ask.by) - 1)]
    bounds = [credit.low, credit.high]
    interval = " – ".join(_number(bound, language) for bound in bounds if bound is not None)
    value = shown(credit.value, Unit.MONEY, language, answer.currency)
    keys = others if credit.together else [key or "?" for key in credit.keys]
    return [*keys, _number(credit.conversions, language), interval, value]


def _number(value: float, language: str) -> str:
    return shown(value, Unit.RATIO, language)
