"""Section “Can we trust it”: covered days of each source, UTM fixes, and what is not known yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from i18n.message import Message, Part, Quantity, msg, plural
from metrics.definitions.registry import Unit
from metrics.results.results import Headline
from report.document.model import (
    Amount,
    Audience,
    Block,
    Provenance,
    ReportColumn,
    ReportTable,
    RowChart,
    RowShape,
    Section,
    TalkTrack,
    Text,
)
from report.evidence.earlier_periods import periods
from report.evidence.insights import sentence, warning
from report.evidence.section import SectionSpec
from report.evidence.story import Story
from report.evidence.trust import SourceDays
from report.titles.trust import title
from report.wording.format_values import named_sentence

_SHOWN, _FEW = 10, 4  # sources; for executives, who have everything on one slide
_GROWING = 2  # provisional values for executives


def _make(story: Story) -> Section | None:
    sources = story.trust.sources
    if not sources:
        return None
    blocks: list[Block] = [_coverage(story, sources)]
    if story.tags.effects:
        blocks.append(_fixes(story))
    if story.trust.growing:
        blocks.append(_growing(story, story.trust.growing))
    if story.shows(Audience.MANAGER):
        warnings = tuple(sentence(insight) for insight in warning(story.findings)[:_WARNINGS])
        blocks += [Text("trust.warnings", warnings)] if warnings else []
    return Section(
        "trust",
        named_sentence("trust.title", title(story)),
        tuple(blocks),
        talk=_talk(story),
    )


_WARNINGS = 3


def _coverage(story: Story, sources: Sequence[SourceDays]) -> ReportTable:
    start, end = story.request.start, story.request.end
    shown = _SHOWN if story.shows(Audience.MANAGER) else _FEW
    window = (min(periods(story.query)[0].start, start), max(end, story.newest or end))
    return ReportTable(
        "trust.sources",
        msg("Days covered by each source"),
        (
            ReportColumn("source", msg("Source")),
            ReportColumn("from", msg("From")),
            ReportColumn("to", msg("To")),
            ReportColumn("share", msg("Of the period"), Unit.PERCENT),
        ),
        tuple(
            (one.label, one.owner.first, one.owner.last, Amount(one.share, Unit.PERCENT))
            for one in sources
        ),
        Provenance((), story.as_of, rows=len(sources)),
        shown=shown,
        charts=(_spans(story, sources[:shown], window),),
    )


def _spans(story: Story, sources: Sequence[SourceDays], window: tuple[date, date]) -> RowChart:
    complete = sum(one.is_complete for one in sources)
    return RowChart(
        "trust.days",
        msg("Days in the files"),
        RowShape.SPANS,
        plural(
            "{k} source out of {n} covers the whole period.",
            "{k} sources out of {n} cover the whole period.",
            k=complete,
            n=len(sources),
        ),
        Unit.COUNT,
        window=window,
        period=(story.request.start, story.request.end),
        spans=tuple(one.spans for one in sources),
    )  # fmt: skip


def _fixes(story: Story) -> ReportTable:
    return ReportTable(
        "trust.fixes",
        msg("What the proposed UTM fixes would change"),
        (
            ReportColumn("what", msg("Conclusion")),
            ReportColumn("tagged", msg("As tagged"), Unit.COUNT),
            ReportColumn("fixed", msg("With UTM fixes"), Unit.COUNT),
        ),
        tuple((one.label, one.tagged, one.fixed) for one in story.tags.effects),
        Provenance((), story.newest, rows=len(story.tags.causes)),
    )


def _growing(story: Story, found: Sequence[Headline]) -> ReportTable:
    return ReportTable(
        "trust.growing",
        msg("Provisional values"),
        (
            ReportColumn("figure", msg("Metric")),
            ReportColumn("now", msg("So far"), Unit.COUNT),
            ReportColumn("expected", msg("Expected (80% range)"), Unit.COUNT),
            ReportColumn("share", msg("Known so far"), Unit.PERCENT),
        ),
        tuple(_grown(one) for one in found),
        story.basis([one.figure.metric.id for one in found]),
        shown=len(found) if story.shows(Audience.MANAGER) else _GROWING,
    )


def _grown(one: Headline) -> tuple[Message | Amount, ...]:
    figure, grown = one.figure, one.maturity
    assert grown is not None  # noqa: S101  # they grow
    unit, code = figure.metric.unit, figure.currency
    whole = unit is Unit.COUNT

    def rounded(value: float | None) -> float | None:
        return float(round(value)) if value is not None and whole else value

    return (
        figure.metric.label,
        Amount(figure.value, unit, code, why=figure.why),
        Amount(rounded(grown.expected), unit, code, rounded(grown.low), rounded(grown.high)),
        Amount(grown.share, Unit.PERCENT),
    )


def _talk(story: Story) -> TalkTrack | None:
    found = next((one for one in story.trust.growing if one.maturity and one.maturity.record), None)
    if found is None or found.maturity is None or found.maturity.record is None:
        return None
    record = found.maturity.record
    values: dict[str, Part] = {
        "name": found.figure.metric.label,
        "error": Quantity(record.error, Unit.PERCENT.value),
        "checks": plural("{n} check", "{n} checks", n=record.periods),
    }
    return TalkTrack(
        (msg("Sums are complete for the sources that cover the period."),),
        msg("How good are estimates of what is not known yet?"),
        msg(
            "{name}: past estimates at this age were off by {error} on average ({checks}).",
            **values,
        ),
    )


SECTION = SectionSpec("trust", msg("Data quality"), 70, _make)
