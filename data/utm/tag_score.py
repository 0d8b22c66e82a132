"""UTM issues in a period: the share of sessions that have one, each issue's size, what fixes move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from data.facts.facts import Facts
from data.utm.audit.evidence import NO_VALUES
from data.utm.audit.utm_issue import UtmIssue
from data.utm.impact import by_month, combinations, read_with
from data.utm.rule_preview import with_rule
from data.values.correction import TAGS, Correction
from data.values.rules import Tagging

# Mediums that Google Analytics writes itself, where a link has no UTM tags.
_WRITTEN_BY_GA4 = NO_VALUES | {"organic", "referral"}
_LEADS = "leads"
_COUNTED = ("sessions", _LEADS)


@dataclass(frozen=True, slots=True)
class IssueSize:
    """An issue in a period: its sessions and leads, and the channels of most of them.

    ``sessions`` and ``leads`` are None where they are unknown, such as for an issue about posts.
    ``before`` and ``after`` are the channel now and with the fix; None where it does not change.
    """

    issue: UtmIssue
    sessions: int | None
    leads: int | None
    before: str | None = None
    after: str | None = None

    @property
    def is_absent(self) -> bool:
        """Whether nothing in the period has the issue."""
        return self.issue.about_tags is not None and not self.sessions and not self.leads


@dataclass(frozen=True, slots=True)
class TagScore:
    """Sessions of a period: all, those with UTM tags, those with at least one issue; None: unknown.

    ``leads`` and ``wrong_leads`` are the same of leads. ``sizes`` are the issues in their order. ``months`` has a row per calendar month, in the period
    or not: month, sessions, wrong. ``is_without_visits`` says that no file has any visit.
    """

    sessions: int | None
    tagged: int
    wrong: int
    leads: int | None
    wrong_leads: int
    sizes: tuple[IssueSize, ...]
    months: pl.DataFrame
    is_without_visits: bool = False

    @property
    def right(self) -> int | None:
        """Of 100 sessions, how many have no issue, rounded down; None without sessions."""
        if not self.sessions:
            return None
        return 100 * (self.sessions - self.wrong) // self.sessions


def tag_score(facts: Facts, issues: Sequence[UtmIssue], start: date, end: date) -> TagScore:
    """How many sessions of a period the issues are about, each session counted once."""
    raw = {table: by_month(facts, table, start, end) for table in (_visits(facts), _LEADS)}
    frames = {table: _read(frame, table, facts.inputs.tagging) for table, frame in raw.items()}
    rows = pl.concat(frames.values(), how="diagonal_relaxed")
    wrong = [one.about_tags.fill_null(value=False) for one in issues if one.about_tags is not None]
    marked = rows.with_columns(wrong=pl.any_horizontal(wrong) if wrong else pl.lit(value=False))
    visits = marked.filter(pl.col("table") != _LEADS)
    within = visits.filter("within")
    led = marked.filter(pl.col("table") == _LEADS, "within")
    own = ~pl.col("medium").fill_null("").str.to_lowercase().is_in(_WRITTEN_BY_GA4)
    months = visits.drop_nulls("month").group_by("month").agg(
        pl.col("sessions").sum(), wrong=pl.col("sessions").filter("wrong").sum()
    )  # fmt: skip
    return TagScore(
        _sum(within, "sessions"),
        _sum(within.filter(own), "sessions") or 0,
        _sum(within.filter("wrong"), "sessions") or 0,
        _sum(led, _LEADS),
        _sum(led.filter("wrong"), _LEADS) or 0,
        tuple(_size(facts, one, raw, frames) for one in issues),
        months.sort("month"),
        combinations(facts, _visits(facts)).is_empty(),
    )


def moved(
    facts: Facts, fixes: Sequence[Correction], start: date, end: date
) -> tuple[pl.DataFrame, dict[str, int]]:
    """What fixes move in a period: by channel, and in all.

    The frame has a row per channel that changes, the largest change first: channel, and the
    differences of sessions and leads. The sums are the sessions and leads that change channel.
    """
    rules = with_rule(facts.inputs.tagging, *fixes)
    frames = []
    for table in (_visits(facts), _LEADS):
        raw = by_month(facts, table, start, end).filter("within")
        before, after = (_read(raw, table, one) for one in (facts.inputs.tagging, rules))
        frames.append(before.select("channel", *_COUNTED, new=after["channel"]))
    rows = pl.concat(frames).filter(pl.col("channel").ne_missing(pl.col("new")))
    sums = {name: int(rows[name].sum()) for name in _COUNTED}
    gone = rows.select("channel", *(-pl.col(name) for name in _COUNTED))
    come = rows.select(pl.col("new").alias("channel"), *_COUNTED)
    both = pl.concat([gone, come]).group_by("channel").agg(pl.col(_COUNTED).sum())
    changed = both.filter(pl.any_horizontal(pl.col(name) != 0 for name in _COUNTED))
    order = pl.max_horizontal(pl.col(name).abs() for name in _COUNTED)
    return changed.sort(order, "channel", descending=[True, False]), sums


def _visits(facts: Facts) -> str:
    # Visits of single people only where there is no report: they are the same visits.
    return "touches" if combinations(facts, "web_sessions").is_empty() else "web_sessions"


def _read(raw: pl.DataFrame, table: str, tagging: Tagging) -> pl.DataFrame:
    read = read_with(raw, table, tagging)
    missing = [pl.lit(None, pl.String).alias(name) for name in TAGS if name not in read.columns]
    rows = read.with_columns(*missing, table=pl.lit(table))
    return rows.select("table", *TAGS, "channel", "month", "within", *_COUNTED)


def _size(
    facts: Facts,
    issue: UtmIssue,
    raw: dict[str, pl.DataFrame],
    frames: dict[str, pl.DataFrame],
) -> IssueSize:
    if issue.about_tags is None:
        return IssueSize(issue, None, None)
    concerned = issue.about_tags.fill_null(value=False) & pl.col("within")
    masks = {table: frame.select(concerned).to_series() for table, frame in frames.items()}
    rows = pl.concat([frames[table].filter(mask) for table, mask in masks.items()])
    if rows.is_empty():
        return IssueSize(issue, 0, None)
    size = IssueSize(issue, _sum(rows, "sessions"), _sum(rows, _LEADS))
    if issue.repair is None:
        return size
    rules = with_rule(facts.inputs.tagging, issue.repair)
    after = pl.concat(
        [_read(raw[table].filter(mask), table, rules) for table, mask in masks.items()]
    )
    both = rows.with_columns(new=after["channel"])
    moves = both.filter(pl.col("channel").ne_missing(pl.col("new"))).group_by("channel", "new")
    largest = moves.agg(pl.col(_COUNTED).sum()).sort(*_COUNTED, "channel", descending=True)
    if largest.is_empty():
        return size
    before, new = largest.select("channel", "new").row(0)
    return IssueSize(issue, size.sessions, size.leads, before, new)


def _sum(rows: pl.DataFrame, name: str) -> int | None:
    return int(rows[name].sum()) if rows[name].count() else None
