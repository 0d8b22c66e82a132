"""Section “Attribution”: conversions by channel under every model, and the conversion rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from i18n.message import Message, msg, plural
from metrics.attribution.answer import attribute
from metrics.attribution.compare import Comparison, Spread, compared, headline
from metrics.attribution.conversion_rate import LABEL, MEANING, RateSplit, rate_split
from metrics.attribution.load_aggregates import span
from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery
from metrics.definitions.registry import Unit
from report.document.model import Amount, Audience, Block, ReportColumn, ReportTable, Section, Text
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import channel, named_sentence

_OTHERS = msg("All others")


def _make(case: ReportData) -> Section | None:
    # Attribution models need visits of single people; sums per channel are not enough.
    visits = case.facts.frame("touches").head(1).collect()
    if visits.is_empty() or span(case.facts, ()) is None:
        return None
    ask = AttributionQuery(case.request.start, case.request.end, ("channel",))
    # Unbounded: the table has no intervals, and their bootstrap takes the longest.
    answers = attribute(case.facts, ask, registered().values(), bounded=False)
    comparison = compared(answers)
    if not comparison.spreads:
        return None
    bridge = case.bridge
    own_tags = {row.key: row.tags for row in bridge.rows}
    # What Channels counts is next to the models, so that nobody looks for the difference.
    tags = [ReportColumn("tags", msg("By own UTM tags"), Unit.RATIO)] if bridge.counted else []
    table = ReportTable(
        "attribution.table",
        msg("Conversions by channel under every model"),
        (
            ReportColumn("channel", msg("Channel")),
            *tags,
            *(ReportColumn(answer.model.id, answer.model.label, Unit.RATIO) for answer in answers),
        ),
        tuple(_row(spread, own_tags if tags else None) for spread in comparison.spreads),
        case.basis(["conversions"], n=answers[0].conversions),
    )
    split = rate_split(case.facts, ask)
    notes = [named_sentence("attribution.apart", _apart(comparison))]
    if split.rate is not None:
        notes.append(named_sentence("attribution.rate", MEANING))
    blocks: tuple[Block, ...] = (
        table,
        *([_rates(split, table)] if split.rate is not None else []),
        Text("attribution.notes", tuple(notes)),
    )
    return Section("attribution", named_sentence("attribution.title", _title(comparison)), blocks)


def _row(
    spread: Spread, own_tags: Mapping[str | None, Fraction | None] | None
) -> tuple[Message | Amount, ...]:
    amounts = [Amount(conversions, Unit.RATIO) for conversions in spread.conversions]
    if own_tags is not None:
        amounts.insert(0, Amount(float(own_tags.get(spread.keys[0]) or 0), Unit.RATIO))
    return channel(spread.keys[0]), *amounts


def _rates(split: RateSplit, table: ReportTable) -> ReportTable:
    """What explains the conversion rate: points of a rate, in a table of their own."""
    rows = [
        (_OTHERS if part.together else channel(part.keys[0]), Amount(part.rate, Unit.PERCENT))
        for part in split.parts
    ]
    total = (msg("Conversion rate of all journeys"), Amount(split.rate, Unit.PERCENT))
    return ReportTable(
        "attribution.rates",
        LABEL,
        (
            ReportColumn("channel", msg("Channel")),
            ReportColumn("rate", msg("Adds to the conversion rate"), Unit.PERCENT),
        ),
        (*rows, total),
        replace(table.basis, n=split.journeys),
    )


def _title(comparison: Comparison) -> Message:
    # A channel is named in the reader's language, which is known only when a format writes it.
    message = headline(comparison, "")
    named = {"name": channel(comparison.spreads[0].keys[0])}
    return replace(message, values=tuple((k, named.get(k, v)) for k, v in message.values))


def _apart(comparison: Comparison) -> Message:
    if round(comparison.answers[0].unattributed) == 0:
        return plural(
            "{all} conversion, which came after a known visit.",
            "All {all} conversions came after a known visit.",
            all=comparison.answers[0].conversions,
        )
    return plural(
        "{n} conversion out of {all} had no visit before it and is credited to no channel.",
        "{n} conversions out of {all} had no visit before them and are credited to no channel.",
        n=round(comparison.answers[0].unattributed),
        all=comparison.answers[0].conversions,
    )


SECTION = SectionSpec("attribution", msg("Attribution"), 38, _make, Audience.ANALYST)
