"""Section “Channels”: results and costs by channel, organic and paid separately."""

from __future__ import annotations

from typing import Any

from i18n.message import Message, Quantity, msg
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Unit, metrics
from metrics.results.outcomes import OutcomeSet
from metrics.results.results import channel_table
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
from report.wording.format_values import channel, named_sentence, use


def _make(case: ReportData) -> Section | None:
    rows = channel_table(case.facts, case.query).to_dicts()
    company = case.company
    known_metrics = [name for name in company.columns if any(row[name] is not None for row in rows)]
    if not known_metrics:
        return None
    main = _main(company, rows)
    columns = [
        ReportColumn("channel", msg("Channel")),
        ReportColumn("use", msg("Paid or unpaid")),
        *(
            ReportColumn(name, company.metric(name).label, metrics()[name].unit)
            for name in known_metrics
        ),
    ]
    table = ReportTable(
        "channels.table",
        msg("All channels, by {metric}", metric=company.metric(main).label)
        if main
        else msg("All channels"),
        tuple(columns),
        tuple(_row(row, known_metrics) for row in rows),
        case.counted(known_metrics),
    )
    bridge = bridge_table(case, "channels.bridge")
    # Cost and return says it first, where it is in the report.
    said = case.costs_known and "returns" not in case.request.dropped
    sentence = None if said else bridge_sentence(case)
    blocks: list[Block] = [table] if bridge is None else [table, bridge]
    if sentence is not None:
        blocks.append(Text("channels.notes", (named_sentence("channels.by_visits", sentence),)))
    return Section(
        "channels", named_sentence("channels.title", _title(company, rows)), tuple(blocks)
    )


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


def _main(company: OutcomeSet, rows: list[dict[str, Any]]) -> str | None:
    """The first outcome that a channel has some of; None where none has."""
    # No one leads by being unknown: results without a channel are in the table only.
    return next(
        (
            name
            for name in company.results
            if name in company.columns and any(row[name] and row["channel"] for row in rows)
        ),
        None,
    )


def _title(company: OutcomeSet, rows: list[dict[str, Any]]) -> Message:
    main = _main(company, rows)
    if main is None:
        return msg("Sessions by channel, not linked to a result")
    best = next(row for row in rows if row[main] and row["channel"])
    if main == "leads":
        return msg(
            "{name} generated the most leads ({leads}, last click)",
            name=channel(best["channel"]),
            leads=Quantity(best[main], Unit.COUNT.value),
        )
    metric = company.metric(main)
    return msg(
        "{metric} by channel: {name} first with {value}",
        metric=metric.label,
        name=channel(best["channel"]),
        value=Quantity(best[main], metric.unit.value, best.get(f"{main}_currency")),
    )


SECTION = SectionSpec("channels", msg("Channels"), 82, _make, Audience.MANAGER, appendix=True)
