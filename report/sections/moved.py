"""What moved and why: the outcomes against the period before, and the curve of the first of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data.message import Message, Part, msg
from metrics.answer import answer
from metrics.breaks import breaks
from metrics.query import Query
from metrics.registry import Metric
from metrics.results import Headline
from report.case import Case
from report.model import Amount, Audience, Chart, Column, Mark, Role, Section, Series, Shape, Table
from report.say import amount, moved, quantity, said, span
from report.section import Kind

_LONGEST_BY_DAY = 35  # days: of a longer period weeks tell more than weekends do
_COLUMNS = (
    Column("figure", msg("Figure", fr="Chiffre")),
    Column("now", msg("This period", fr="Cette période")),
    Column("before", msg("Before", fr="Avant")),
    Column("change", msg("Change", fr="Évolution")),
)


def _make(case: Case) -> Section | None:
    first = case.outcome("leads") or next(iter(case.known), None)
    if first is None:
        return None
    curve, table = _curve(case, first), _table(case)
    blocks = (curve, table) if table and case.shows(Audience.MANAGER) else (curve,)
    return Section("moved", said("moved.title", _title(first)), blocks)


def _curve(case: Case, first: Headline) -> Chart:
    metric, before = first.figure.metric, first.before
    grain = "day" if case.query.days <= _LONGEST_BY_DAY else "week"
    days, values = _line(case, metric, case.query, grain)
    lines = [Series(span(case.query.start, case.query.end), Role.ACTUAL, values)]
    if before is not None and first.earlier_value is not None:
        past = _line(case, metric, before, grain)[1]
        same = (*past, *[None] * len(days))[: len(days)]
        lines.append(Series(span(before.start, before.end), Role.COMPARISON, same))
    figure = first.figure
    return Chart(
        id="moved.curve",
        title=_by(metric, grain),
        shape=Shape.LINE,
        positions=days,
        series=tuple(lines),
        unit=metric.unit,
        basis=case.basis([metric.id], figure.n, figure.repaired),
        alt=_alt(first, grain),
        currency=figure.currency,
        marks=_marks(case, metric),
    )


def _line(
    case: Case, metric: Metric, query: Query, grain: str
) -> tuple[tuple[date, ...], tuple[float | None, ...]]:
    """The metric a day or a week; weeks that stick out of the period hold its days only."""
    found = answer(case.facts, [metric.id], replace(query, by=(grain,))).sort(grain)
    days: tuple[date, ...] = tuple(found[grain].to_list())
    return days, tuple(found["value"].to_list())


def _by(metric: Metric, grain: str) -> Message:
    if grain == "day":
        return msg("{name} by day", fr="{name} par jour", name=metric.label)
    return msg("{name} by week", fr="{name} par semaine", name=metric.label)


def _alt(first: Headline, grain: str) -> Message:
    return msg(
        "{what}: {value} altogether.",
        fr="{what}\u00a0: {value} au total.",
        what=_by(first.figure.metric, grain),
        value=quantity(first.figure),
    )


def _marks(case: Case, metric: Metric) -> tuple[Mark, ...]:
    """Where the series itself changed."""
    found = breaks(case.facts, metric, case.query.start, case.query.end)
    return tuple(Mark(one.last, one.what) for one in found)


def _table(case: Case) -> Table | None:
    told = [found for found in case.known if moved(found.change)]
    if not told:
        return None
    return Table(
        "moved.table",
        msg(
            "Every outcome against the period before",
            fr="Tous les résultats face à la période antérieure",
        ),
        _COLUMNS,
        tuple(_row(found) for found in told),
        case.basis([found.figure.metric.id for found in told]),
    )


def _row(found: Headline) -> tuple[Message | Amount | None, ...]:
    figure = found.figure
    before = Amount(found.earlier_value, figure.metric.unit, figure.currency)
    return figure.metric.label, amount(figure), before, moved(found.change)


def _title(first: Headline) -> Message:
    change = moved(first.change)
    told: dict[str, Part] = {"name": first.figure.metric.label, "value": quantity(first.figure)}
    if change is None:
        return msg(
            "{name}: {value}, with nothing to compare it with",
            fr="{name}\u00a0: {value}, sans comparaison possible",
            **told,
        )
    return msg("{name}: {change}", fr="{name}\u00a0: {change}", change=change, **told)


SECTION = Kind("moved", msg("What moved and why", fr="Ce qui a changé, et pourquoi"), 40, _make)
