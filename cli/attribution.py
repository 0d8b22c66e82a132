"""``python -m metrics attribute``: attribution models, and the conversion rate, as tables or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import click

from cli.bridge import bridge_json, bridge_text
from cli.credited_events import EVERY, wanted_events
from cli.options import DAY, Call, common_options, print_json
from data.facts.facts import Facts
from data.facts.source import FactSource
from data.store import Store
from i18n.message import Message, msg, plural
from metrics.attribution.answer import Attribution, Credit, attribute
from metrics.attribution.conversion_rate import ID, LABEL, MEANING, RatePart, RateSplit, rate_split
from metrics.attribution.leads import STEPS, joined
from metrics.attribution.load_aggregates import span
from metrics.attribution.model import Model, ModelSettings, registered
from metrics.attribution.query import KEYS, LOOKBACK_DAYS, AttributionQuery
from metrics.attribution.spark import on_spark
from metrics.definitions.registry import Unit
from metrics.results.plain_text import shown, table
from metrics.returns.bridge import Bridge, bridge
from metrics.returns.roi import KEYS as COSTED

_NO_PATHS = msg(
    "No conversion paths yet: no import has the visits and conversions of individual users. "
    "Import GA4’s BigQuery export, or the CSV files “touches” and “conversions”."
)
_OTHERS = msg("(all others)")
_UNATTRIBUTED = msg("(no visit known)")
_RATE = msg("Conversion rate of all paths")


def _few(conversions: int) -> Message:
    return plural(
        "Only {n} conversion. The intervals are wide: one more may change the order.",
        "Only {n} conversions. The intervals are wide: one more may change the order.",
        n=conversions,
    )


@click.command("attribute")
@click.option(
    "--model",
    "names",
    multiple=True,
    default=["last_non_direct"],
    show_default=True,
    help=f"{', '.join(registered())}, or all; repeatable. {ID} explains the conversion rate instead.",
)
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(KEYS),
    default=["channel"],
    show_default=True,
    help="What gets the credit; repeatable.",
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
    help=f"Only conversions with this name; repeatable. From the CRM: {', '.join(STEPS)}. {EVERY}: all of the site. By default what counts for you.",
)
@click.option("--order", type=click.IntRange(1, 4), default=1, help="Order of the Markov chain.")
@click.option("--half-life", type=float, default=7.0, help="Half-life of time decay, in days.")
@click.option(
    "--position",
    nargs=2,
    type=float,
    default=(0.4, 0.4),
    help="Position-based: shares of the first and last visit.",
)
@click.option(
    "--engine", metavar="ADDRESS", help="Run on Spark: spark://host:port, or local[*] to try it."
)
@common_options
def attribute_command(call: Call, **asked: Any) -> None:
    """Attribute conversions to the visits before them."""
    names = asked["names"]
    models = _models([name for name in names if _full(name) != ID])
    with call.store() as store, _read_by(asked["engine"], store) as facts:
        asked["events"] = wanted_events(store, asked["events"])
        question, days = _ask(facts, asked)
        try:
            answers = () if days is None else attribute(facts, question, models)
            splits = [rate_split(facts, question)] if len(models) < len(set(names)) and days else []
        except ValueError as error:
            raise click.UsageError(f"{error}: ask for a lower --order or a coarser --by") from error
        leads = joined(facts, question.start, question.end) if question.leads and days else None
        bridges = [_bridge(facts, question, answer.model) for answer in answers]
    if call.as_json:
        found = [
            _json(answer, question) | ({} if steps is None else {"bridge": bridge_json(steps)})
            for answer, steps in zip(answers, bridges, strict=True)
        ] or [_empty(m) for m in models]
        found += [_rate_json(split, question) for split in splits]
        found = [one | ({} if leads is None else {"leads": asdict(leads)}) for one in found]
        print_json(found[0] if len(found) == 1 else found)
        return
    if not answers and not splits:
        click.echo(call.text(_NO_PATHS))
    for answer, steps in zip(answers, bridges, strict=True):
        click.echo(_text(answer, question, call.language))
        if steps is not None and len(answers) == 1:
            click.echo(bridge_text(steps, call.language))
    for split in splits:
        click.echo(_rate_text(split, question, call.language))


def _bridge(facts: FactSource, question: AttributionQuery, model: Model) -> Bridge | None:
    """The bridge over a model; None by what costs do not have, and on another machine."""
    if len(question.by) != 1 or question.by[0] not in COSTED or not isinstance(facts, Facts):
        return None
    return bridge(facts, question, model.id)


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
    return next((model_id for model_id in longer if model_id in {*registered(), ID}), name)


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
        "shared": credit.shared and dict(zip(("low", "high"), credit.shared, strict=True)),
    }


def _rate_json(split: RateSplit, ask: AttributionQuery) -> dict[str, Any]:
    def row(part: RatePart) -> dict[str, Any]:
        keys: dict[str, Any] = dict(zip(ask.by, part.keys, strict=True))
        return keys | {"rate": part.rate, "together": part.together}

    return {
        "model": ID,
        "lookback": ask.lookback_days,
        "period": {"from": str(ask.start), "to": str(ask.end)},
        "rows": [row(part) for part in split.parts],
        "totals": {
            "journeys": split.journeys,
            "conversions": split.conversions,
            "rate": split.rate,
        },
    }


def _rate_text(split: RateSplit, ask: AttributionQuery, language: str) -> str:
    def points(rate: float) -> str:
        return shown(rate, Unit.PERCENT, language)

    blank = [""] * (len(ask.by) - 1)
    lines = [
        [
            *([_OTHERS.render(language), *blank] if p.together else [key or "?" for key in p.keys]),
            points(p.rate),
        ]
        for p in split.parts
    ]
    if split.rate is not None:
        lines.append([_RATE.render(language), *blank, points(split.rate)])
    head = [*ask.by, "points"]
    return "\n".join([LABEL.render(language), MEANING.render(language), table(head, lines), ""])


def _empty(model: Model) -> dict[str, Any]:
    totals = {"conversions": 0, "value": None, "unattributed": 0}
    return {"model": model.id, "rows": [], "totals": totals}


def _text(answer: Attribution, ask: AttributionQuery, language: str) -> str:
    head = [*ask.by, "conversions", "95%", "value"]
    lines = [_line(credit, answer, language) for credit in answer.credits]
    blank = [""] * (len(ask.by) - 1)
    lines.append(
        [_UNATTRIBUTED.render(language), *blank, _number(answer.unattributed, language), "", ""]
    )
    few = [_few(round(answer.attributed)).render(language)] if answer.few else []
    return "\n".join([answer.model.label.render(language), table(head, lines), *few, ""])


def _line(credit: Credit, answer: Attribution, language: str) -> list[str]:
    bounds = [credit.low, credit.high]
    interval = " – ".join(_number(bound, language) for bound in bounds if bound is not None)
    value = shown(credit.value, Unit.MONEY, language, answer.currency)
    keys = [key or "?" for key in credit.keys]
    return [*keys, _number(credit.conversions, language), interval, value]


def _number(value: float, language: str) -> str:
    return shown(value, Unit.RATIO, language)
