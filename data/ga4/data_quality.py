"""Data quality notices of GA4 answers: thresholding, “(other)” row, sampling, truncation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from data.base.issue import Issue, Level, Where
from data.ga4.quality_flags import Notes
from data.ga4.reports import COARSE
from data.store.ga4 import SETTLED
from i18n.message import Message, Value, msg, plural

Told = Iterable[tuple[date, Mapping[str, Notes]]]


@dataclass(frozen=True, slots=True)
class _Remark:
    level: Level
    holds: Callable[[Notes], bool]
    what: Message
    fix: Message | None = None  # by which reports are affected


_EVERYWHERE = msg("Values by channel are affected too. Read small ones with care.")
_DETAILS = msg(
    "Only breakdowns by campaign, source or landing page are affected, not totals by channel."
)
_REMARKS = (
    _Remark(
        Level.WARNING,
        lambda notes: notes.thresholded,
        plural(
            "Google withheld rows about few people on {days} day",
            "Google withheld rows about few people on {days} days",
        ),
    ),
    _Remark(
        Level.WARNING,
        lambda notes: notes.other_row,
        plural(
            "Google grouped rare values as “(other)” on {days} day",
            "Google grouped rare values as “(other)” on {days} days",
        ),
    ),
    _Remark(
        Level.WARNING,
        lambda notes: notes.sampled,
        plural(
            "Google estimated the values of {days} day from a part of the events, {share} at worst",
            "Google estimated the values of {days} days from a part of the events, {share} at "
            "worst",
        ),
        msg("Use them as estimates. The BigQuery export has every event."),
    ),
    _Remark(
        Level.WARNING,
        lambda notes: bool(notes.truncated),
        plural(
            "Google cut off data of {days} day: {reasons}",
            "Google cut off data of {days} days: {reasons}",
        ),
    ),
    _Remark(
        Level.WARNING,
        lambda notes: bool(notes.hidden),
        plural(
            "The account may not see {hidden}: unknown on {days} day, not zero",
            "The account may not see {hidden}: unknown on {days} days, not zero",
        ),
        msg(
            "In Google Analytics, give the account the role Viewer without the restriction on revenue or cost data."
        ),
    ),
    _Remark(
        Level.NOTE,
        lambda notes: bool(notes.empty),
        plural(
            "Google explains why {days} day is empty: {empty}",
            "Google explains why {days} days are empty: {empty}",
        ),
        msg("Check the site tag."),
    ),
)


def remarks(flags_by_day: Told, place: Where) -> tuple[Issue, ...]:
    """One issue per kind of quality flag, over all days that have it."""
    days = list(flags_by_day)
    return tuple(issue for remark in _REMARKS if (issue := _issue(remark, days, place)))


def growing(fetched: Mapping[date, date], place: Where) -> tuple[Issue, ...]:
    """A note on the days (each with that of its fetching) that Google may still change."""
    days = [day for day, as_of in fetched.items() if as_of - day < SETTLED]
    if not days:
        return ()
    what = msg(
        "The values of {first} to {last} were synced early and may still increase",
        first=str(min(days)),
        last=str(max(days)),
    )
    fix = msg("The next sync updates these days.")
    return (Issue(Level.NOTE, place, what, fix),)


def _issue(
    remark: _Remark, flags_by_day: list[tuple[date, Mapping[str, Notes]]], place: Where
) -> Issue | None:
    concerned = [
        (d, name, n) for d, by in flags_by_day for name, n in by.items() if remark.holds(n)
    ]
    if not concerned:
        return None
    merged = Notes()
    for _day, _name, notes in concerned:
        merged = merged.also(notes)
    values: dict[str, Value] = {
        "days": len({day for day, _, _ in concerned}),
        "share": f"{merged.read / max(merged.space, 1):.1%}",
        "reasons": "; ".join(merged.truncated),
        "hidden": ", ".join(merged.hidden),
        "empty": merged.empty,
    }
    used = {name: value for name, value in values.items() if "{" + name + "}" in remark.what.text}
    what = remark.what.filled(**used)
    # Flags of fine reports do not affect metrics by channel, which come from coarse ones.
    details = COARSE.isdisjoint(name for _, name, _ in concerned)
    return Issue(remark.level, place, what, remark.fix or (_DETAILS if details else _EVERYWHERE))
