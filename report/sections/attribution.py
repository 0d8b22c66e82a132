"""Section “Attribution”: conversions by channel under every model."""

from __future__ import annotations

from dataclasses import replace

from i18n.message import Message, msg, plural
from metrics.attribution.answer import attribute
from metrics.attribution.compare import Comparison, Spread, compared, headline
from metrics.attribution.load_aggregates import span
from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery
from metrics.definitions.registry import Unit
from report.document.model import Amount, Audience, ReportColumn, ReportTable, Section, Text
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import channel, named_sentence


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
    table = ReportTable(
        "attribution.table",
        msg("Conversions by channel under every model"),
        (
            ReportColumn("channel", msg("Channel")),
            *(ReportColumn(answer.model.id, answer.model.label, Unit.RATIO) for answer in answers),
        ),
        tuple(_row(spread) for spread in comparison.spreads),
        case.basis(["conversions"], answers[0].conversions),
    )
    blocks = (
        table,
        Text("attribution.notes", (named_sentence("attribution.apart", _apart(comparison)),)),
    )
    return Section("attribution", named_sentence("attribution.title", _title(comparison)), blocks)


def _row(spread: Spread) -> tuple[Message | Amount, ...]:
    amounts = [Amount(conversions, Unit.RATIO) for conversions in spread.conversions]
    return channel(spread.keys[0]), *amounts


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
