"""What works: campaigns and posts by leads, ahead of the others only where chance does not explain it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.utm.audit.evidence import NO_VALUES
from i18n.message import Message, Part, Quantity, msg, plural
from metrics.definitions.registry import Unit
from metrics.results.results import Figure
from report.document.model import (
    Audience,
    Block,
    Chart,
    ChartShape,
    Provenance,
    ReportColumn,
    ReportTable,
    Section,
    Series,
    SeriesRole,
    Text,
)
from report.evidence import posts
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import amount, metric, named_sentence, overlap

_ASKED = ("leads", "sessions", "lead_rate", "ad_spend", "cpl")
_DRAWN = 8
Campaign = tuple[str, Mapping[str, Figure]]


def _make(case: ReportData) -> Section | None:
    campaigns, rows = _campaigns(case), posts.brought(case)
    if not campaigns and rows.is_empty():
        return None
    told = case.counted(["leads", "sessions"])
    detailed = case.shows(Audience.MANAGER)
    blocks: list[Block] = [
        *([_chart(campaigns, told)] if campaigns else []),
        *([_table(campaigns, told)] if campaigns and detailed else []),
        *([posts.table(case, rows)] if not rows.is_empty() and detailed else []),
    ]
    lines = [named_sentence("works.order", _order(campaigns))] if campaigns else []
    lines += posts.notes(case, rows) if detailed else []
    blocks += [Text("works.notes", tuple(lines))] if lines else []
    if not blocks:
        return None
    return Section("works", named_sentence("works.title", _title(campaigns)), tuple(blocks))


def _campaigns(case: ReportData) -> list[Campaign]:
    """The campaigns that brought a lead, the most first."""
    told = case.divided(_ASKED, "campaign")
    named = [(name, row) for name, row in told.items() if (name or "").lower() not in NO_VALUES]
    known = [(name, row) for name, row in named if name and row["leads"].value]
    return sorted(known, key=lambda one: (-(one[1]["leads"].value or 0), one[0]))


def _chart(found: Sequence[Campaign], told: Provenance) -> Chart:
    first = found[:_DRAWN]
    return Chart(
        id="works.chart",
        title=msg("Leads by campaign"),
        shape=ChartShape.BARS,
        positions=tuple(name for name, _ in first),
        series=(
            Series(
                metric("leads"), SeriesRole.ACTUAL, tuple(row["leads"].value for _, row in first)
            ),
        ),
        unit=Unit.COUNT,
        basis=told,
        alt=plural(
            "Leads of {n} campaign; {name} has {value}.",
            "Leads of {n} campaigns; {name} has {value}.",
            n=len(first),
            name=first[0][0],
            value=first[0][1]["leads"].value,
        ),
    )


def _table(found: Sequence[Campaign], told: Provenance) -> ReportTable:
    columns = [ReportColumn("campaign", msg("Campaign"))]
    columns += [
        ReportColumn(name, metric(name), row.metric.unit) for name, row in found[0][1].items()
    ]
    return ReportTable(
        "works.campaigns",
        msg("Campaigns by leads, with 95% intervals"),
        tuple(columns),
        tuple(
            (name, *(amount(figure, bounded=True) for figure in row.values()))
            for name, row in found
        ),
        told,
    )


def _ahead(found: Sequence[Campaign]) -> bool:
    """Whether the first campaign is ahead by more than chance explains."""
    first, second = (amount(row["leads"], bounded=True) for _, row in found[:2])
    return not overlap(first, second)


def _title(found: Sequence[Campaign]) -> Message:
    if not found:
        return msg("Posts that brought visits and leads")
    told: dict[str, Part] = {
        "value": Quantity(found[0][1]["leads"].value, Unit.COUNT.value),
        "name": found[0][0],
    }
    if len(found) == 1:
        return msg("“{name}” is the only campaign with leads ({value})", **told)
    if _ahead(found):
        return msg(
            "“{name}” brought the most leads, {value}, clearly ahead of the next campaign", **told
        )
    return plural(
        "No campaign is clearly ahead: “{name}” ({value} lead) and “{next}” may differ by chance",
        "No campaign is clearly ahead: “{name}” ({value} leads) and “{next}” may differ by chance",
        **told,
        next=found[1][0],
    )


def _order(found: Sequence[Campaign]) -> Message:
    if len(found) > 1 and not _ahead(found):
        return msg("The intervals of the first campaigns overlap: their order is no ranking.")
    return msg("Leads count for the campaign that they were tagged with.")


SECTION = SectionSpec("works", msg("What works"), 50, _make)
