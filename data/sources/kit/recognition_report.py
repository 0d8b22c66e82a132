"""Recognition report: which columns of a table were used, ignored or unknown, and its checks."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from data.base.table_report import CheckResult, RecognitionReport
from data.reading.dates import DateStyle
from data.reading.names import tidy
from data.sources.kit.recognise import Match


def build_report(
    match: Match, order: DateStyle, checks: Iterable[CheckResult] = ()
) -> RecognitionReport:
    """How the table of ``match`` was read, its dates in ``order``."""
    sheet, header, positions = match.sheet, match.raw.header, match.located.positions
    fields = {at: to for to, at in positions.items() if not to.startswith("_")}
    helpers = {at for to, at in positions.items() if to.startswith("_")} - fields.keys()
    rest = {at: tidy(name) for at, name in enumerate(header) if at not in fields and tidy(name)}
    others = [name for at, name in rest.items() if at not in helpers]
    ignored = [name for name in others if sheet.knows_and_ignores(name)]
    searched = [name for name in others if sheet.searches(name)]
    return RecognitionReport(
        sheet=match.raw.sheet,
        table=sheet.table.name,
        evidence=tuple(tidy(header[positions[to]]) for to in sheet.signature),
        used=tuple((tidy(header[at]), to) for at, to in sorted(fields.items())),
        helping=tuple(name for at, name in rest.items() if at in helpers or name in searched),
        ignored=tuple(name for name in ignored if name not in searched),
        unknown=tuple(name for name in others if name not in ignored),
        zone=sheet.zone if _has_times(match) else None,
        dates=order.value,
        checks=tuple(checks),
    )


def _has_times(match: Match) -> bool:
    schema = match.sheet.table.schema
    return any(isinstance(schema.get(to), pl.Datetime) for to in match.located.positions)
