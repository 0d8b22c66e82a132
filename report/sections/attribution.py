"""Section “Attribution”: conversions by channel under every model, and the conversion rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from i18n.message import Message, msg
from metrics.attribution.answer import attribute
from metrics.attribution.compare import Comparison, Spread, compared, headline
from metrics.attribution.conversion_rate import LABEL, MEANING, RateSplit, rate_split
from metrics.attribution.model import registered
from metrics.definitions.registry import Unit
from report.document.model import Amount, Audience, Block, ReportColumn, ReportTable, Section, Text
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import channel, named_sentence

_OTHERS = msg("All others")


def _make(case: ReportData) -> Section | None:
    # Attribution models need visits of single people; sums per channel are not enough.
    if not case.credited.is_on_paths:
        return None
    ask, label = case.credit, case.company.metric(case.credited.metric).label
    # Unbounded: the table has no intervals, and their bootstrap takes the longest.
    answers = attribute(case.facts, ask, registered().values(), bounded=False)
    comparison = compared(answers)
    if not comparison.known:
        return None
    bridge = case.bridge
    own_tags = {row.key: row.tags for row in bridge.rows}
    # What Channels counts is next to the models, so that no one looks for the difference.
    tags = (
        [ReportColumn("tags", msg("By UTM tags (last click)"), Unit.RATIO)]
        if bridge.counted
        else []
    )
    table = ReportTable(
        "attribution.table",
        msg("{what} by channel and model", what=label),
        (
            ReportColumn("channel", msg("Channel")),
            *tags,
            *(ReportColumn(answer.model.id, answer.model.label, Unit.RATIO) for answer in answers),
        ),
        tuple(_row(spread, own_tags if tags else None) for spread in comparison.spreads),
        case.basis([case.credited.metric], n=answers[0].conversions),
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
    return Section(
        "attribution", named_sentence("attribution.title", _title(comparison, label)), blocks
    )


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
    total = (msg("Conversion rate of all paths"), Amount(split.rate, Unit.PERCENT))
    return ReportTable(
        "attribution.rates",
        LABEL,
        (
            ReportColumn("channel", msg("Channel")),
            ReportColumn("rate", msg("Effect on the conversion rate"), Unit.PERCENT),
        ),
        (*rows, total),
        replace(table.basis, n=split.journeys),
    )


def _title(comparison: Comparison, label: Message) -> Message:
    # A channel is named in the reader's language, which is known only when a format writes it.
    return headline(comparison, channel(comparison.known[0].keys[0]), label)


def _apart(comparison: Comparison) -> Message:
    left, every = round(comparison.answers[0].unattributed), comparison.answers[0].conversions
    if left == 0:
        return msg("{all} in total, each with a known visit before.", all=every)
    return msg(
        "{n} of {all} without a known visit before, so no channel gets credit.", n=left, all=every
    )


SECTION = SectionSpec("attribution", msg("Attribution"), 84, _make, Audience.ANALYST, appendix=True)
