"""Section “Channels”: results and costs by channel, organic and paid separately."""

from __future__ import annotations

from typing import Any

from i18n.message import Message, Quantity, msg
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Unit, metrics
from metrics.results.results import CHANNEL_TABLE, channel_table
from report.document.model import (
    Amount,
    Audience,
    Block,
    ReportColumn,
    ReportTable,
    Section,
    Text,
)
from report.evidence.bridge import bridge_sentence, bridge_table
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import channel, metric, named_sentence, use


def _make(case: ReportData) -> Section | None:
    rows = channel_table(case.facts, case.query).to_dicts()
    known_metrics = [name for name in CHANNEL_TABLE if any(row[name] is not None for row in rows)]
    if not known_metrics:
        return None
    columns = [
        ReportColumn("channel", msg("Channel")),
        ReportColumn("use", msg("Use")),
        *(ReportColumn(name, metric(name), metrics()[name].unit) for name in known_metrics),
    ]
    table = ReportTable(
        "channels.table",
        msg("Every channel, the most leads first"),
        tuple(columns),
        tuple(_row(row, known_metrics) for row in rows),
        case.counted(known_metrics),
    )
    bridge = bridge_table(case, "channels.bridge")
    sentence = bridge_sentence(case)
    blocks: list[Block] = [table] if bridge is None else [table, bridge]
    if sentence is not None:
        blocks.append(Text("channels.notes", (named_sentence("channels.by_visits", sentence),)))
    return Section("channels", named_sentence("channels.title", _title(rows)), tuple(blocks))


def _row(row: dict[str, Any], known_metrics: list[str]) -> tuple[Message | Amount, ...]:
    cells = [
        Amount(
            row[name],
            metrics()[name].unit,
            row.get(f"{name}_currency"),
            row.get(f"{name}_low"),
            row.get(f"{name}_high"),
            None if row[f"{name}_why"] is None else WhyNull(row[f"{name}_why"]),
        )
        for name in known_metrics
    ]
    return channel(row["channel"]), use(row["use"]), *cells


def _title(rows: list[dict[str, Any]]) -> Message:
    # Nobody leads by being unknown: leads without a channel are in the table only.
    known = [row for row in rows if row["leads"] and row["channel"]]
    if not known:
        return msg("Visits by channel; no lead can be set against them")
    return msg(
        "{name} generated the most leads ({leads}, last click)",
        name=channel(known[0]["channel"]),
        leads=Quantity(known[0]["leads"], Unit.COUNT.value),
    )


SECTION = SectionSpec("channels", msg("Channels"), 35, _make, Audience.MANAGER)
