"""Google Analytics 4 standard report or overview export: one row per group for the whole period."""

from __future__ import annotations

from data.reading.table import RawTable
from data.sources.ga4.table import by_channel, is_commented, range_period, refuse, sheets
from data.sources.kit.spec import Layout, LayoutEvidence, Source
from i18n.message import Message, msg


def _unfit(raw: RawTable) -> Message | None:
    if is_commented(raw) and range_period(raw) is None:
        return None
    return msg(
        "This looks like a Google Analytics report, but the lines beginning with # are missing"
    )


def _widest(tables: tuple[RawTable, ...]) -> tuple[RawTable, ...]:
    """One section: all of them show the same traffic, cut in other ways.

    A report of 2021–22 repeats its table with more and more columns; an overview has one
    section by session channel, which is the one that results need.
    """
    return (max(tables, key=lambda raw: (by_channel(raw), len(raw.header), raw.frame.height)),)


SOURCE = Source(
    id="ga4.report",
    network=None,
    label=msg("Google Analytics report"),
    doc=msg(
        "Google Analytics › Reports › Acquisition › Traffic acquisition › Share › Download file › CSV."
    ),
    sheets=sheets(_unfit),
    choose=_widest,
    refuse=refuse,
    layouts=(
        Layout(
            "2021–2022, three sections", "en", LayoutEvidence.FILE, "ga4_report_three_sections.csv"
        ),
        Layout("2023–2024", "en", LayoutEvidence.FILE, "ga4_report_2023.csv"),
        Layout("since 2025", "en", LayoutEvidence.FILE, "ga4_report.csv"),
        Layout("overview", "en", LayoutEvidence.FILE, "ga4_overview.csv"),
        Layout(
            "re-saved by a spreadsheet", "fr", LayoutEvidence.DESCRIBED, "ga4_report_fr_resaved.csv"
        ),
        Layout("since 2025", "de", LayoutEvidence.DESCRIBED, "ga4_report_de.csv"),
        Layout("pages", "ja", LayoutEvidence.DESCRIBED, "ga4_report_ja.csv"),
    ),
    limits=msg(
        "A standard report has no days, because it covers its whole period. For days, export "
        "an exploration with the dimension Date. Users do not add up."
    ),
)
