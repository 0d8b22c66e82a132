"""JSON output of the ``python -m metrics`` commands: reports, growth, goals, definitions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from data.base.json_values import to_json
from data.base.series_break import SeriesBreak
from data.facts.facts import Facts
from data.facts.source import FactSource, collect_all
from i18n.render import render
from metrics.comparison.change import Change
from metrics.comparison.compared import (
    ComparedMetric,
    compared,
    complete_answer,
    complete_days,
)
from metrics.comparison.periods import ComparedWith, alignment, earlier
from metrics.comparison.series_breaks import breaks
from metrics.content.growth import post_growth, summed
from metrics.definitions.formula_text import formula, sides
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Metric, Unit, metrics
from metrics.engine import basis_of, query_with_scan, read
from metrics.goals.forecast.likelihood_text import rounded
from metrics.goals.forecast.outlook import SURE, Outlook
from metrics.goals.progress import Progress
from metrics.maturing.maturity import Maturity, maturity
from metrics.question.query import Query
from metrics.results.plain_text import in_words
from metrics.results.results import sample_size
from metrics.statistics.maturity import LEVEL


def report(
    facts: Facts, names: Sequence[str], query: Query, against: ComparedWith, language: str
) -> dict[str, Any]:
    """The metrics of a period; with a comparison, each row without a split gives its change.

    ``breaks`` are the series breaks inside the period or between it and the earlier one.
    """
    reads = read(facts, query_with_scan(facts, names, query)[1])
    basis = {
        name: " · ".join(m.render(language) for m in basis_of(metrics()[name], reads))
        for name in names
    }
    before = None if query.by else earlier(query, against)
    comparison = None
    if before is None:
        answered = complete_answer(facts, names, query).to_dicts()
        rows = [
            _row(row, basis[row["metric"]], language)
            | ({} if query.by else _growing(facts, query, row))
            for row in answered
        ]
    else:
        found = compared(facts, names, query, against)
        rows = [
            _row(dict(found[name].row), basis[name], language)
            | _expected(found[name].maturity)
            | _moved(found[name], language)
            for name in names
        ]
        kind = alignment(query, against)
        comparison = {"kind": against.value, "days": kind and kind.value} | _period(before)
    return {
        "period": _period(query),
        "comparison": comparison,
        "breaks": _breaks(facts, names, before or query, query, language),
        "rows": rows,
    }


def _breaks(
    facts: FactSource, names: Sequence[str], first: Query, last: Query, language: str
) -> list[dict[str, Any]]:
    crossed: dict[SeriesBreak, list[str]] = {}
    for name in names:
        for found in breaks(
            facts, metrics()[name], first.start, last.end, last.filters.get("network")
        ):
            crossed.setdefault(found, []).append(name)
    return [break_json(found, concerned, language) for found, concerned in crossed.items()]


def break_json(found: SeriesBreak, names: Sequence[str], language: str) -> dict[str, Any]:
    """A series break and the metrics that it affects."""
    return {
        "network": found.network,
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "metrics": list(names),
        "what": render(found.what, language),
        "source": found.source,
    }


def _period(query: Query) -> dict[str, str]:
    return {"from": query.start.isoformat(), "to": query.end.isoformat()}


def _row(row: dict[str, Any], basis: str, language: str) -> dict[str, Any]:
    why = row["why_null"]
    metric = metrics()[row["metric"]]
    count = metric.unit is Unit.COUNT
    values = {key: v.isoformat() if isinstance(v, date) else v for key, v in row.items()}
    values["value"] = _whole(row["value"]) if count else row["value"]
    reason = WhyNull(why).message.render(language) if why else None
    size = sample_size(metric, row["numerator"], row["denominator"])
    return values | {"n": size, "why": reason, "basis": basis}


def _whole(value: float | None) -> float | int | None:
    # Sums are floats, those of counts too: 12 leads are not 12.0.
    return int(value) if value is not None and value == int(value) else value


def _growing(facts: Facts, query: Query, row: dict[str, Any]) -> dict[str, Any]:
    metric = metrics()[row["metric"]]
    return _expected(maturity(facts, metric, complete_days(facts, metric, query), row))


def _expected(grown: Maturity | None) -> dict[str, Any]:
    """How much of a figure's final number is known, and what is expected."""
    if grown is None:
        return {"mature": 1.0, "expected": None}
    forecast = None
    if grown.expected is not None:
        record = grown.record
        forecast = {
            "value": grown.expected,
            "low": grown.low,
            "high": grown.high,
            "level": LEVEL,
            "as_of": str(grown.until),
            "past_error": record and record.error,
            "past_periods": record and record.periods,
        }
    return {"mature": grown.share, "expected": forecast}


def _moved(found: ComparedMetric, language: str) -> dict[str, Any]:
    """A metric's change, the days it is about and what else to know about it."""
    why, known = found.change.why, found.value is not None or found.earlier_value is not None
    return {
        "change": change_json(found.change, language) | _share(found.maturity),
        "previous": found.earlier_value,
        "same_accounts": found.value,
        "why_no_change": why and render(why, language),
        "compared": [_period(found.now), _period(found.before)] if known and found.before else None,
        "notes": [render(note, language) for note in found.notes],
    }


def _share(grown: Maturity | None) -> dict[str, Any]:
    return {"mature": 1.0 if grown is None else grown.share}


def growth_report(
    facts: FactSource, networks: Sequence[str], posts: Sequence[str], by: str
) -> dict[str, Any]:
    """Growth of posts between exports, per post or summed by a column."""
    found = post_growth(facts, networks, posts)
    (frame,) = collect_all([found if by == "post" else summed(found, (by,))])
    return {"by": by, "rows": [_growth_row(row) for row in frame.iter_rows(named=True)]}


def _growth_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat()
        if isinstance(value, date)
        else _whole(value)
        if isinstance(value, float)
        else value
        for key, value in row.items()
    }


def change_json(change: Change, language: str) -> dict[str, Any]:
    """A change with the ends of its 95 % interval, its verdict, and why there is none."""
    return {
        "value": change.value,
        "unit": change.unit.value,
        "low": change.low,
        "high": change.high,
        "direction": change.direction.value,
        "why_none": change.why and render(change.why, language),
    }


def goal_row(progress: Progress, language: str) -> dict[str, Any]:
    """A goal with its progress, status and forecast."""
    figure = progress.figure
    show = partial(in_words, unit=metrics()[progress.goal.metric].unit, language=language)
    return {
        "goal": to_json(progress.goal),
        "as_of": progress.as_of.isoformat(),
        "status": progress.status.value,
        "message": progress.message.render(language, show=show),
        "done": progress.done,
        "expected_today": progress.expected_today,
        "target": progress.goal.target,
        "required_per_day": progress.required_per_day,
        "remaining_days": progress.remaining_days,
        "n": figure and sample_size(figure.metric, figure.numerator, figure.denominator),
        "rows": figure.rows if figure else 0,
        "why_null": figure.why if figure else None,
        "gap_today": progress.gap_today,
        **_outlook(progress.outlook or Outlook(), language),
    }


def _outlook(found: Outlook, language: str) -> dict[str, Any]:
    record = found.calibration
    return {
        "chance": None if found.chance is None else rounded(found.chance),
        "low": found.low,
        "median": found.median,
        "high": found.high,
        "gap_end": found.gap_end,
        "current_per_day": found.current,
        "needed_per_day": found.needed,
        "needed_per_day_for_80": found.surely,
        "targets": {
            f"{sure:.0%}": target for sure, target in zip(SURE, found.targets, strict=False)
        },
        "missing": found.missing and found.missing.render(language),
        "calibration": record
        and {
            "held": record.held,
            "n": record.n,
            "widened": record.widened,
            "message": record.message.render(language),
        },
        "limits": [message.render(language) for message in found.limits],
    }


def _sides(metric: Metric, language: str) -> dict[str, str | None]:
    """What is divided by what, in words; both null for a metric that needs other data."""
    if not metric.numerator:
        return {"numerator": None, "denominator": None}
    over, under = sides(metric)
    return {
        "numerator": over.render(language),
        "denominator": None if under is None else under.render(language),
    }


def entry(metric: Metric, language: str) -> dict[str, Any]:
    """A metric's definition."""
    return {
        "id": metric.id,
        "label": metric.label.render(language),
        "unit": metric.unit.value,
        "tier": metric.stage.value,
        "vanity": metric.vanity,
        "additivity": metric.additivity.value,
        "better": metric.polarity.value,
        "formula": formula(metric, language),
        **_sides(metric, language),
        "doc": metric.doc.render(language),
        "caveat": metric.caveat and metric.caveat.render(language),
        "needs": metric.needs and metric.needs.render(language),
        "partner": metric.partner,
        "source": metric.source.render(language),
    }
