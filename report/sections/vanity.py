"""What was seen and liked, each figure beside the one that means business."""

from __future__ import annotations

from i18n.message import Message, msg
from metrics.results.results import Vanity
from report.document.model import Amount, Audience, ReportColumn, ReportTable, Section
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import amount, describe_change, named_sentence

_COLUMNS = (
    ReportColumn("seen", msg("Seen or liked")),
    ReportColumn("value", msg("Value")),
    ReportColumn("change", msg("Change")),
    ReportColumn("partner", msg("Means business")),
    ReportColumn("counts", msg("Value")),
)


def _make(case: ReportData) -> Section | None:
    found = case.vanity
    if not found:
        return None
    title = msg(
        "What was seen and liked says little by itself: read each figure beside what it led to"
    )
    table = ReportTable(
        "vanity.table",
        msg("Vanity figures and their partners"),
        _COLUMNS,
        tuple(_row(one) for one in found),
        case.counted([one.shown.figure.metric.id for one in found]),
    )
    return Section("vanity", named_sentence("vanity.title", title), (table,))


def _row(one: Vanity) -> tuple[Message | Amount | None, ...]:
    seen, partner = one.shown.figure, one.partner
    change = describe_change(one.shown.change) or one.shown.broken
    return seen.metric.label, amount(seen), change, partner.metric.label, amount(partner)


SECTION = SectionSpec("vanity", msg("Seen and liked"), 55, _make, Audience.MANAGER)
