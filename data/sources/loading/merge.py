"""Merges the chunks of a large file: issues, counts, checks and duplicates, as if read at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl

from data.base.issue import Excluded, Issue
from data.base.table_report import CheckResult, RecognitionReport
from data.reading.table import Finding, RawTable
from data.sources.kit.parse_result import ParseResult
from data.sources.kit.quarantine import QuarantinedRows, repeated_before
from data.sources.kit.recognise import Match
from data.sources.kit.totals import held_against_totals
from i18n.message import Message, Part

_ADDED = frozenset({"count", "difference"})  # values of messages that count rows
_MOST_QUARANTINED = 50_000  # quarantined records that are stored with their text; all are counted


@dataclass(slots=True)
class Merged:
    """Adds up the results of the pieces; rows whose identity an earlier piece had are quarantined."""

    match: Match
    file: str
    issues: list[Issue] = field(default_factory=list)
    excluded: list[Excluded] = field(default_factory=list)
    understood: tuple[RecognitionReport, ...] = ()
    quarantined: int = 0
    sums: dict[str, float] = field(default_factory=dict)
    rows: int = 0
    _totals: list[pl.DataFrame] = field(default_factory=list)
    _quarantined: list[pl.DataFrame] = field(default_factory=list)
    _seen: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.UInt64))

    @property
    def quarantine(self) -> pl.DataFrame | None:
        """The quarantined records, as many as are stored with their text."""
        return pl.concat(self._quarantined) if self._quarantined else None

    def add(self, loaded: ParseResult, raw: RawTable) -> ParseResult:
        """The piece without the rows that repeat an earlier one's identity."""
        loaded = self._without_repeats(loaded, raw)
        self.issues = _added(self.issues, loaded.issues)
        self.excluded = _counted(self.excluded, loaded.excluded)
        self.understood = _together(self.understood, loaded.understood)
        self._sum_up(loaded)
        self._totals += [] if loaded.totals is None else [loaded.totals]
        if loaded.quarantine is not None:
            room = _MOST_QUARANTINED - sum(frame.height for frame in self._quarantined)
            self.quarantined += loaded.quarantine.height
            self._quarantined.append(loaded.quarantine.head(max(room, 0)))
        return loaded

    def whole(self, loaded: ParseResult) -> ParseResult:
        """``loaded`` with the findings of all pieces."""
        findings, checks = self._held_against_totals()
        issues = (finding.at(self.file, self.match.raw.sheet) for finding in findings)
        return replace(
            loaded,
            issues=(*self.issues, *issues),
            excluded=tuple(self.excluded),
            understood=tuple(
                replace(one, checks=(*one.checks, *checks)) for one in self.understood
            ),
            quarantine=self.quarantine,
            totals=None,
        )

    def _held_against_totals(self) -> tuple[tuple[Finding, ...], tuple[CheckResult, ...]]:
        if not self._totals:
            return (), ()
        totals = pl.concat(self._totals)
        findings, checks, _short = held_against_totals(self.match, self.sums, self.rows, totals)
        return findings, checks

    def _sum_up(self, loaded: ParseResult) -> None:
        table = self.match.sheet.table
        rows = loaded.tables.get(table.name)
        if rows is None:
            return
        self.rows += rows.height
        for name in table.measures:
            self.sums[name] = self.sums.get(name, 0.0) + float(rows[name].sum() or 0)

    def _without_repeats(self, loaded: ParseResult, raw: RawTable) -> ParseResult:
        unique, table = self.match.sheet.unique, self.match.sheet.table.name
        rows = loaded.tables.get(table)
        if not unique or rows is None:
            return loaded
        # Only hashes of identities are remembered: eight bytes for every row of the file.
        hashes = rows.select(unique).hash_rows()
        seen = hashes.is_in(self._seen.implode()) & rows[unique[-1]].is_not_null()
        again = rows.filter(seen)["source_row"].to_list()
        self._seen = pl.concat([self._seen, hashes])
        if not again:
            return loaded
        repeats = QuarantinedRows.of(repeated_before(self.match, again), raw)
        known = [frame for frame in (loaded.quarantine, repeats.frame) if frame is not None]
        found = (finding.at(self.file, raw.sheet) for finding in repeats.findings)
        first_seen = rows.filter(~pl.col("source_row").is_in(again))
        return replace(
            loaded,
            tables={**loaded.tables, table: first_seen},
            quarantine=pl.concat(known),
            issues=(*loaded.issues, *found),
        )


def _added(before: list[Issue], new: tuple[Issue, ...]) -> list[Issue]:
    """Issues of one kind become one, at the place of the first."""
    merged = {_kind(issue): issue for issue in before}
    for issue in new:
        known = merged.get(_kind(issue))
        merged[_kind(issue)] = (
            issue if known is None else replace(known, what=_sum(known.what, issue.what))
        )
    return list(merged.values())


def _kind(issue: Issue) -> tuple[object, ...]:
    # By template, not by sentence: the counts in it differ from piece to piece.
    return issue.level, issue.where.sheet, issue.where.column, issue.what.text, issue.fix.text


def _sum(one: Message, other: Message) -> Message:
    more = dict(other.values)
    return replace(
        one, values=tuple((name, _plus(name, value, more.get(name))) for name, value in one.values)
    )


def _plus(name: str, one: Part, other: Part | None) -> Part:
    both = isinstance(one, int | float) and isinstance(other, int | float)
    return one + other if both and name in _ADDED else one  # type: ignore[operator]  # numbers, as checked


def _counted(before: list[Excluded], new: tuple[Excluded, ...]) -> list[Excluded]:
    counts = {item.what: item.count for item in before}
    for item in new:
        counts[item.what] = counts.get(item.what, 0) + item.count
    return [Excluded(what, count) for what, count in counts.items()]


def _together(
    before: tuple[RecognitionReport, ...], new: tuple[RecognitionReport, ...]
) -> tuple[RecognitionReport, ...]:
    # A piece without a usable row has no report of its own.
    paired = tuple(
        replace(one, checks=_checks(one.checks, other.checks))
        for one, other in zip(before, new, strict=False)
    )
    return (*paired, *before[len(paired) :], *new[len(paired) :])


def _checks(
    before: tuple[CheckResult, ...], new: tuple[CheckResult, ...]
) -> tuple[CheckResult, ...]:
    merged = {check.what: check for check in before}
    for check in new:
        known = merged.get(check.what)
        merged[check.what] = check if known is None else _more(known, check)
    return tuple(merged.values())


def _more(one: CheckResult, other: CheckResult) -> CheckResult:
    return replace(
        one,
        compared=one.compared + other.compared,
        off=one.off + other.off,
        difference=one.difference + other.difference,
    )
