"""Text and JSON output of comparisons and experiments."""

from __future__ import annotations

from functools import partial
from typing import Any

from data.base.json_values import to_json
from i18n.format import format_metric
from i18n.message import Message, msg, plural
from i18n.render import render
from metrics.definitions.registry import Unit, metrics
from metrics.experiments.compare import Compared
from metrics.experiments.experiment import ExperimentStatus
from metrics.experiments.messages import (
    AFTERWARDS,
    BEFOREHAND,
    UNPLANNED,
    believable,
    ends_on,
    needed,
    sentence,
)
from metrics.experiments.pairs import VariantPair
from metrics.experiments.rates import VariantRate
from metrics.experiments.repository import Stored
from metrics.results.plain_text import UNKNOWN, in_words, shown, table


def _render(message: Message, language: str) -> str:
    return message.render(
        language,
        partial(in_words, unit=Unit.PERCENT, language=language),
        lambda q: format_metric(q.value, q.unit, q.currency, language),
    )


def _verdict(pair: VariantPair, language: str) -> str:
    return _render(sentence(pair), language)


def compared_json(found: Compared, language: str) -> dict[str, Any]:
    """A comparison as JSON; rates, differences and intervals are shares (0 to 1)."""
    query = found.ask.query
    return {
        "metrics": list(found.ask.metrics),
        "by": found.ask.by,
        "period": {"from": str(query.start), "to": str(query.end)},
        "wanted": found.ask.wanted,
        "arms": [_rate_json(rate, language) for rate in found.rates],
        "comparisons": [_pair_json(pair, language) for pair in found.pairs],
        "notes": [_render(note, language) for note in found.notes],
    }


def _rate_json(rate: VariantRate, language: str) -> dict[str, Any]:
    counts = rate.trials
    return {
        "metric": rate.metric,
        "arm": rate.arm,
        "rate": counts and counts.rate,
        "successes": counts and counts.successes,
        "trials": counts and counts.trials,
        "low": rate.low,
        "high": rate.high,
        "units": rate.units,
        "effective": rate.effective,
        "why": rate.why and rate.why.render(language),
    }


def _pair_json(pair: VariantPair, language: str) -> dict[str, Any]:
    more = needed(pair)
    return {
        "metric": pair.metric,
        "a": pair.a.arm,
        "b": pair.b.arm,
        "verdict": pair.verdict.value,
        "message": _verdict(pair, language),
        "difference": pair.difference,
        "rates": pair.rates,
        "anytime": pair.anytime,
        "planned": pair.planned,
        "once": pair.once,
        "p": pair.p,
        "chance": pair.chance,
        "likely": pair.likely,
        "unit": pair.unit and pair.unit.value,
        "paired": pair.paired,
        "units": pair.units,
        "effective": pair.effective,
        "needed": pair.sample
        and {
            "anytime": pair.sample.anytime,
            "once": pair.sample.once,
            "missing": pair.missing,
            "days": pair.days,
            "message": more and more.render(language),
        },
    }


def standing_json(stored: Stored, status: ExperimentStatus, language: str) -> dict[str, Any]:
    """An experiment as JSON, with its status and its comparison."""
    return {
        "id": stored.id,
        **to_json(stored.experiment),
        "state": status.state.value,
        "declared_beforehand": stored.beforehand,
        "planned": status.planned,
        "comparison": status.compared and compared_json(status.compared, language),
    }


def standing_text(stored: Stored, status: ExperimentStatus, language: str) -> str:
    """An experiment in a few lines."""
    head = f"{stored.id}: {stored.experiment.name} · {status.state.label.render(language)}"
    when = (BEFOREHAND if stored.beforehand else AFTERWARDS).render(language)
    pairs = status.compared.pairs if status.compared else ()
    end = status.ends
    lines = [when, *(_verdict(pair, language) for pair in pairs)]
    lines += [] if end is None else [render(ends_on(end), language)]
    return "\n".join([head, *(f"  {line}" for line in lines)])


def compared_text(found: Compared, language: str) -> str:
    """A comparison as tables and sentences."""
    lines = []
    for name in found.ask.metrics:
        own = [rate for rate in found.rates if rate.metric == name]
        head = [found.ask.by, metrics()[name].label.render(language), "95%", "n"]
        lines.append(table(head, [_line(rate, language) for rate in own]))
        for pair in found.of(name):
            more = needed(pair)
            lines += ["", _verdict(pair, language), _interval(pair, language)]
            lines += [more.render(language)] if more else []
        lines.append("")
    guessed = found.ask.wanted is None and any(pair.missing for pair in found.pairs)
    notes = [*([UNPLANNED] if guessed else []), *found.notes]
    return "\n".join([*lines, *(f"· {_render(note, language)}" for note in notes)])


def _line(rate: VariantRate, language: str) -> list[str]:
    if rate.trials is None:
        return [rate.arm, UNKNOWN, UNKNOWN, rate.why.render(language) if rate.why else ""]
    share = partial(shown, unit=Unit.PERCENT, language=language)
    ends = f"{share(rate.low)} – {share(rate.high)}"
    counts = [shown(n, Unit.COUNT, language) for n in (rate.trials.successes, rate.trials.trials)]
    return [rate.arm, share(rate.trials.rate), ends, " / ".join(counts)]


def _interval(pair: VariantPair, language: str) -> str:
    """The difference in percentage points with both intervals."""

    def ends(between: tuple[float, float] | None) -> str:
        points = [shown(100 * end, Unit.RATIO, language) for end in between or ()]
        return " … ".join(points) or UNKNOWN

    if pair.difference is None or pair.once is None or pair.chance is None:
        return ""
    points = 100 * pair.difference
    difference = plural("{points} point", "{points} points", points=points)
    interval = msg(
        "Difference {difference}: {often} (sequential), {once} (single look). Likelihood that "
        "“{a}” is higher: {chance}.",
        difference=difference.replaced({"points": shown(points, Unit.RATIO, language)}),
        often=ends(pair.anytime),
        once=ends(pair.once),
        a=pair.a.arm,
        chance=believable(pair.chance),
    )
    return _render(interval, language)
