"""Who earned the conversions under every model, and what depends on the choice of one."""

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
    visits = case.facts.frame("touches").head(1).collect()
    if visits.is_empty() or span(case.facts, ()) is None:
        return None
    ask = AttributionQuery(case.request.start, case.request.end, ("channel",))
    answers = attribute(case.facts, ask, registered().values(), bounded=False)
    found = compared(answers)
    if not found.spreads:
        return None
    table = ReportTable(
        "attribution.table",
        msg("Conversions by channel under every model"),
        (
            ReportColumn("channel", msg("Channel")),
            *(ReportColumn(one.model.id, one.model.label, Unit.RATIO) for one in answers),
        ),
        tuple(_row(spread) for spread in found.spreads),
        case.basis(["conversions"], answers[0].conversions),
    )
    blocks = (
        table,
        Text("attribution.notes", (named_sentence("attribution.apart", _apart(found)),)),
    )
    return Section("attribution", named_sentence("attribution.title", _title(found)), blocks)


def _row(spread: Spread) -> tuple[Message | Amount, ...]:
    told = [Amount(conversions, Unit.RATIO) for conversions in spread.conversions]
    return channel(spread.keys[0]), *told


def _title(found: Comparison) -> Message:
    message = headline(found, "")
    named = {"name": channel(found.spreads[0].keys[0])}
    return replace(message, values=tuple((k, named.get(k, v)) for k, v in message.values))


def _apart(found: Comparison) -> Message:
    if round(found.answers[0].unattributed) == 0:
        return plural(
            "{all} conversion, which came after a known visit.",
            "All {all} conversions came after a known visit.",
            all=found.answers[0].conversions,
        )
    return plural(
        "{n} conversion out of {all} had no visit before it and is credited to no channel.",
        "{n} conversions out of {all} had no visit before them and are credited to no channel.",
        n=round(found.answers[0].unattributed),
        all=found.answers[0].conversions,
    )


SECTION = SectionSpec("attribution", msg("Attribution"), 38, _make, Audience.ANALYST)
