"""Section “Seen and liked”: vanity metrics with their related results."""

from __future__ import annotations

from i18n.message import Message, msg
from metrics.results.results import Vanity
from report.document.model import Amount, Audience, ReportColumn, ReportTable, Section
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import amount, describe_change, named_sentence

_COLUMNS = (
    ReportColumn("seen", msg("Vanity metric")),
    ReportColumn("value", msg("Value")),
    ReportColumn("change", msg("Change")),
    ReportColumn("partner", msg("Related result")),
    ReportColumn("counts", msg("Value")),
)


def _make(case: ReportData) -> Section | None:
    pairs = case.vanity
    if not pairs:
        return None
    title = msg("Vanity metrics, next to the results they should drive")
    table = ReportTable(
        "vanity.table",
        msg("Vanity metrics and related results"),
        _COLUMNS,
        tuple(_row(pair) for pair in pairs),
        case.counted([pair.shown.figure.metric.id for pair in pairs]),
    )
    return Section("vanity", named_sentence("vanity.title", title), (table,))


def _row(pair: Vanity) -> tuple[Message | Amount | None, ...]:
    seen, partner = pair.shown.figure, pair.partner
    # Nothing is compared across a series break, and the cell then says why.
    change = describe_change(pair.shown.change) or pair.shown.change.why
    return seen.metric.label, amount(seen), change, partner.metric.label, amount(partner)


SECTION = SectionSpec("vanity", msg("Vanity metrics"), 85, _make, Audience.MANAGER, appendix=True)
