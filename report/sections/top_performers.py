"""Section “What works”: campaigns and posts by leads, with significance of their order."""

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
    provenance = case.counted(["leads", "sessions"])
    detailed = case.shows(Audience.MANAGER)
    blocks: list[Block] = [
        *([_chart(campaigns, provenance)] if campaigns else []),
        *([_table(campaigns, provenance)] if campaigns and detailed else []),
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
    by_campaign = case.divided(_ASKED, "campaign")
    # GA4's placeholders such as “(not set)” are not campaigns.
    named = [
        (name, row) for name, row in by_campaign.items() if (name or "").lower() not in NO_VALUES
    ]
    known = [(name, row) for name, row in named if name and row["leads"].value]
    # Ties go by name: equal data must give an equal report.
    return sorted(known, key=lambda campaign: (-(campaign[1]["leads"].value or 0), campaign[0]))


def _chart(campaigns: Sequence[Campaign], provenance: Provenance) -> Chart:
    first = campaigns[:_DRAWN]
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
        basis=provenance,
        alt=plural(
            "Leads of {n} campaign. {name} has {value}.",
            "Leads of {n} campaigns. {name} has {value}.",
            n=len(first),
            name=first[0][0],
            value=first[0][1]["leads"].value,
        ),
    )


def _table(campaigns: Sequence[Campaign], provenance: Provenance) -> ReportTable:
    columns = [ReportColumn("campaign", msg("Campaign"))]
    columns += [
        ReportColumn(name, metric(name), row.metric.unit) for name, row in campaigns[0][1].items()
    ]
    return ReportTable(
        "works.campaigns",
        msg("Campaigns by leads, with 95% intervals"),
        tuple(columns),
        tuple(
            (name, *(amount(figure, bounded=True) for figure in row.values()))
            for name, row in campaigns
        ),
        provenance,
    )


def _ahead(campaigns: Sequence[Campaign]) -> bool:
    """Whether the first campaign is ahead by more than chance: the intervals do not overlap."""
    first, second = (amount(row["leads"], bounded=True) for _, row in campaigns[:2])
    return not overlap(first, second)


def _title(campaigns: Sequence[Campaign]) -> Message:
    if not campaigns:
        return msg("Posts that generated visits and leads")
    values: dict[str, Part] = {
        "value": Quantity(campaigns[0][1]["leads"].value, Unit.COUNT.value),
        "name": campaigns[0][0],
    }
    if len(campaigns) == 1:
        return msg("“{name}” is the only campaign with leads ({value})", **values)
    if _ahead(campaigns):
        return msg(
            "“{name}” generated the most leads: {value}, clearly more than the next campaign",
            **values,
        )
    return plural(
        "No campaign is clearly first: “{name}” ({value} lead) and “{next}” may differ by "
        "random variation",
        "No campaign is clearly first: “{name}” ({value} leads) and “{next}” may differ by "
        "random variation",
        **values,
        next=campaigns[1][0],
    )


def _order(campaigns: Sequence[Campaign]) -> Message:
    if len(campaigns) > 1 and not _ahead(campaigns):
        return msg("The intervals of the first campaigns overlap, so their order is not a ranking.")
    return msg("Leads count for the campaign in their UTM tags.")


SECTION = SectionSpec(
    "works", msg("Top campaigns and posts"), 83, _make, Audience.MANAGER, appendix=True
)
