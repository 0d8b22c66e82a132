"""Section “What moved and why”: waterfall, trend, and outcomes against the period before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from i18n.message import Message, Part, Quantity, msg
from metrics.definitions.registry import Metric, Unit
from metrics.engine import query_metrics
from metrics.question.calendar import whole
from metrics.question.query import Query
from metrics.results.decompose import Decomposition
from metrics.results.results import Headline
from report.document.model import (
    Amount,
    Audience,
    Chart,
    ChartShape,
    ReportColumn,
    ReportTable,
    Section,
    Series,
    SeriesRole,
    Text,
)
from report.evidence.data_access import ReportData
from report.evidence.insights import explaining, sentence
from report.evidence.section import SectionSpec
from report.wording.format_values import (
    amount,
    describe_change,
    is_flat,
    judged_change,
    metric,
    named_sentence,
    quantity,
    span,
)

_LONGEST_BY_DAY = 35  # days; over a longer period the dips of weekends hide the trend
_COLUMNS = (
    ReportColumn("figure", msg("Figure")),
    ReportColumn("now", msg("This period")),
    ReportColumn("before", msg("Before")),
    ReportColumn("change", msg("Change")),
)

_BEFORE, _NOW = msg("Before"), msg("This period")
_EFFECTS = {
    "volume": msg("Number of visits"),
    "mix": msg("Where visits came from"),
    "rate": msg("Share of visits that became results"),
    "other": msg("Without a visit"),
}
_BECAUSE = {
    "volume": msg("by the number of visits"),
    "mix": msg("by where visits came from"),
    "rate": msg("by how often a visit became a result"),
    "other": msg("without a visit that is known"),
}


def _make(case: ReportData) -> Section | None:
    first = case.first
    if first is None:
        return None
    steps = _steps(case, case.apart) if case.apart else None
    table = _table(case) if case.shows(Audience.MANAGER) else None
    why = tuple(sentence(insight) for insight in explaining(case.findings))
    text = Text("moved.why", why) if why else None
    blocks = [block for block in (steps, text, _curve(case, first), table) if block is not None]
    # The title names a cause only where chance does not explain the change.
    cause = case.apart if why and not is_flat(first.change) else None
    return Section("moved", named_sentence("moved.title", _title(first, cause)), tuple(blocks))


def _steps(case: ReportData, apart: Decomposition) -> Chart:
    """From the period before to this one; the steps add up exactly."""
    effects = _effects(apart)
    return Chart(
        id="moved.steps",
        title=msg("What moved “{name}”", name=metric(apart.metric)),
        shape=ChartShape.STEPS,
        positions=(_BEFORE, *(_EFFECTS[name] for name in effects), _NOW),
        series=(
            Series(
                metric(apart.metric),
                SeriesRole.ACTUAL,
                (apart.before, *effects.values(), apart.now),
            ),
        ),
        unit=Unit.COUNT,
        basis=case.counted([apart.metric, "sessions"]),
        alt=msg(
            "“{name}” from {before} to {now}, step by step.",
            name=metric(apart.metric),
            before=Quantity(apart.before, Unit.COUNT.value),
            now=Quantity(apart.now, Unit.COUNT.value),
        ),
    )


def _effects(apart: Decomposition) -> dict[str, float]:
    """The steps; results without visits only where there are any."""
    all_effects = {
        "volume": apart.volume,
        "mix": apart.mix,
        "rate": apart.rate,
        "other": apart.other,
    }
    return {name: value for name, value in all_effects.items() if value or name != "other"}


def _curve(case: ReportData, first: Headline) -> Chart:
    own, before = first.figure.metric, first.before
    grain = "day" if case.query.days <= _LONGEST_BY_DAY else "week"
    days, values = _line(case, own, case.query, grain)
    lines = [Series(span(case.query.start, case.query.end), SeriesRole.ACTUAL, values)]
    if before is not None and first.earlier_value is not None:
        past = _line(case, own, before, grain)[1]
        # Both lines start at the left edge, so the earlier period is cut or padded to the same
        # length.
        same = (*past, *[None] * len(days))[: len(days)]
        lines.append(Series(span(before.start, before.end), SeriesRole.COMPARISON, same))
    figure = first.figure
    return Chart(
        id="moved.curve",
        title=_by(own, grain),
        shape=ChartShape.LINE,
        positions=days,
        series=tuple(lines),
        unit=own.unit,
        basis=case.basis([own.id], figure.rows, figure.repaired),
        alt=_alt(first, grain),
        currency=figure.currency,
        marks=case.marks(case.query, own),
    )


def _line(
    case: ReportData, own: Metric, query: Query, grain: str
) -> tuple[tuple[date, ...], tuple[float | None, ...]]:
    """The metric a day or a whole week."""
    rows = query_metrics(case.facts, [own.id], replace(query, by=(grain,))).sort(grain)
    rows = rows.filter(whole(query, grain))
    days: tuple[date, ...] = tuple(rows[grain].to_list())
    return days, tuple(rows["value"].to_list())


def _by(own: Metric, grain: str) -> Message:
    if grain == "day":
        return msg("{name} by day", name=own.label)
    return msg("{name} by whole week", name=own.label)


def _alt(first: Headline, grain: str) -> Message:
    return msg(
        "{what}: {value} altogether.",
        what=_by(first.figure.metric, grain),
        value=quantity(first.figure),
    )


def _table(case: ReportData) -> ReportTable | None:
    changed = [outcome for outcome in case.known if describe_change(outcome.change)]
    if not changed:
        return None
    return ReportTable(
        "moved.table",
        msg("Every outcome against the period before"),
        _COLUMNS,
        tuple(_row(outcome) for outcome in changed),
        case.basis([outcome.figure.metric.id for outcome in changed]),
    )


def _row(outcome: Headline) -> tuple[Message | Amount | None, ...]:
    figure = outcome.figure
    before = Amount(outcome.earlier_value, figure.metric.unit, figure.currency)
    return figure.metric.label, amount(figure), before, describe_change(outcome.change)


def _title(first: Headline, apart: Decomposition | None) -> Message:
    change = judged_change(first.change)
    if change is not None and apart is not None:
        return msg(
            "{name}: {change}, most of it {why}",
            name=first.figure.metric.label,
            change=change,
            why=_BECAUSE[_strongest(apart)],
        )
    values: dict[str, Part] = {"name": first.figure.metric.label, "value": quantity(first.figure)}
    if change is None:
        return msg("{name}: {value}, with nothing to compare it with", **values)
    return msg("{name}: {change}", change=change, **values)


def _strongest(apart: Decomposition) -> str:
    """The step that goes furthest in the direction of the change."""
    way = 1 if apart.now > apart.before else -1
    return max(_effects(apart).items(), key=lambda effect: way * effect[1])[0]


SECTION = SectionSpec("moved", msg("What moved and why"), 40, _make)
