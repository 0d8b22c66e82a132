"""What is said about a comparison: why there is none, what it leaves out, how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateutil.easter import easter

from data.base.networks import network_name
from data.facts.coverage import OwnerCoverage
from i18n.message import Message, Quantity, joined, msg, plural, verbatim
from metrics.comparison.change import MATTERS, Change, ChangeDirection, ChangeUnit
from metrics.comparison.like_for_like import AnsweredDays, LikeForLike
from metrics.comparison.periods import Alignment
from metrics.question.query import Query
from metrics.statistics.period_change import Method, PeriodChange

CURRENCIES = msg("The two periods are in different currencies. Choose a reporting currency.")
_SHORT = msg("The files give neither single days nor whole weeks, so there is no verdict.")
_WIDE = msg("This metric varies too much from week to week for a verdict.")
_NOTHING = msg("Too few cases in both periods for a percentage.")
UNEQUAL_ROWS = msg(
    "Not compared, because the files give whole weeks or months. Those inside the two periods "
    "have different numbers of days."
)
SEASON = msg("Less than a year of data. A season would look the same.")
_SAME = msg("Same accounts in both periods. Not in the change: {owners}.")
_EASTER = msg("Easter falls in only one of the two periods.")
_TABLES = {
    "leads": msg("CRM leads"),
    "web_sessions": msg("web analytics"),
    "web_key_events": msg("key events"),
    "touches": msg("visits"),
    "conversions": msg("conversions"),
    "search_days": msg("search results"),
    "email_sends": msg("e-mails sent"),
}
_NAMED = 3  # accounts named in a sentence
_LONGEST_WITH_EASTER = timedelta(days=92)


def no_verdict(
    found: PeriodChange | None, last_week: tuple[date, date] | None = None
) -> Message | None:
    """Why a change has no interval; None where it has one.

    ``last_week`` is the last whole week that the files have one row of.
    """
    if found is None or found.method is Method.NO_COVERAGE:
        if last_week is None:
            return _SHORT
        return msg(
            "The files give whole weeks, the last one from {start} to {end}. Choose whole weeks for a verdict.",
            start=str(last_week[0]),
            end=str(last_week[1]),
        )
    if found.method is Method.NOTHING:
        return _NOTHING
    if found.method is Method.NO_HISTORY:
        return plural(
            "No verdict yet. Import {weeks} more week of history.",
            "No verdict yet. Import {weeks} more weeks of history.",
            weeks=found.weeks_missing,
        )
    return None


def not_covered(split: LikeForLike, now: Query, before: Query) -> Message:
    """Why nothing can be compared: no file covers both periods."""
    missing = (
        ((*split.only_now, *split.partly), before),
        ((*split.only_before, *split.partly), now),
    )
    for those, period in missing:
        if those:
            return msg(
                "Not compared, because no file of {owners} covers all of {start} to {end}.",
                owners=_named(those),
                start=str(period.start),
                end=str(period.end),
            )
    return msg("Not compared, because no file covers both periods.")


def cut(now: Query, asked: Query, planned: Quantity | None = None) -> tuple[Message, ...]:
    """That a period ends with its data, before the days that were asked for.

    ``planned`` are costs that are entered for the days after it.
    """
    if now.end >= asked.end:
        return ()
    said = msg("Data through {day}.", day=str(now.end))
    if planned is None:
        return (said,)
    return (said, msg("Later planned costs ({amount}) are not included.", amount=planned))


def whole_rows(answered: AnsweredDays | None) -> tuple[Message, ...]:
    """That a figure is about fewer days than were asked for, where rows of longer periods are cut."""
    if answered is None:
        return ()
    said = msg(
        "The files give whole weeks or months, so the value is that of {start} to {end}.",
        start=str(answered.first),
        end=str(answered.last),
    )
    return (said,)


def notes(
    now: Query,
    before: Query,
    kind: Alignment | None,
    left_out: Sequence[OwnerCoverage],
    found: PeriodChange | None,
) -> tuple[Message, ...]:
    """What else to know about a comparison."""
    said: list[Message] = []
    if kind is Alignment.WEEKDAYS:
        said.append(
            plural(
                "Same weekdays: compared with {weeks} week earlier.",
                "Same weekdays: compared with {weeks} weeks earlier.",
                weeks=(now.start - before.start).days // 7,
            )
        )
    if left_out:
        said.append(_SAME.filled(owners=_named(left_out)))
    if found is not None and found.moved and not found.year_known:
        said.append(SEASON)
    if _easter_in_one(now, before):
        said.append(_EASTER)
    return tuple(said)


def interval(change: Change) -> Message | None:
    """How sure a change is, in a sentence; None where it has no interval."""
    if change.low is None or change.high is None:
        return _WIDE if change.direction is ChangeDirection.UNCLEAR else None
    if change.direction is ChangeDirection.STEADY:
        return msg(
            "No notable change: at most {matters} up or down.",
            matters=Quantity(MATTERS / 100, "percent-rate"),
        )
    ends = {"low": step(change.low, change.unit), "high": step(change.high, change.unit)}
    if change.moved:
        return msg("Between {low} and {high}. This metric rarely varies that much.", **ends)
    return msg("Between {low} and {high}. This is within its random variation.", **ends)


def step(value: float, unit: ChangeUnit) -> Quantity:
    """A change inside a sentence, with its sign."""
    if unit is ChangeUnit.POINTS:
        return Quantity(value, "change-points")
    return Quantity(value / 100, "change-percent")


def name_of(coverage: OwnerCoverage) -> Message:
    """Whose rows they are, as people name it."""
    owner = coverage.owner
    network = network_name(owner.network) if owner.network else ""
    if "_" in network:  # an ad platform that is no network
        network = network.replace("_", " ").title()
    named = [verbatim(part) for part in (network, owner.account) if part]
    return joined(named, " ") if named else _TABLES.get(owner.table, verbatim(owner.table))


def _named(those: Sequence[OwnerCoverage]) -> Message:
    names = list(dict.fromkeys(name_of(one) for one in those))
    shown = joined(names[:_NAMED], ", ")
    if len(names) <= _NAMED:
        return shown
    return msg("{names} and {more} more", names=shown, more=len(names) - _NAMED)


def _easter_in_one(now: Query, before: Query) -> bool:
    inside = []
    for period in (now, before):
        if period.end - period.start > _LONGEST_WITH_EASTER:
            return False
        years = range(period.start.year, period.end.year + 1)
        inside.append(any(_within(easter(year), period) for year in years))
    return inside[0] != inside[1]


def _within(day: date, period: Query) -> bool:
    return period.start <= day <= period.end
