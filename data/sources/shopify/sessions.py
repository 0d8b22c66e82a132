"""Shopify reports of sessions by day, week, month, quarter or year.

“Online store visitors” is Shopify’s own name and proves a report. One with nothing but a time
and “Sessions” might be of any tool: it is read where the name of the file is that of a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import polars as pl

from data.base.issue import Level, Question
from data.reading.names import normalise
from data.reading.table import Finding, RawTable
from data.sources.kit.ad_reports import with_period
from data.sources.kit.calendar_periods import UNITS, calendar_periods
from data.sources.kit.periods import answered_period, ask_period
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    ReadContext,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import WEB_SESSIONS
from i18n.message import Message, msg

_DAY = column("date", en=("Day", "Date"))
_DIMENSIONS = (
    column("source", en="UTM source"),
    column("medium", en="UTM medium"),
    column("campaign", en="UTM campaign"),
    column("content", en="UTM content"),
    column("term", en="UTM term"),
)
_FIGURES = (
    column("sessions", en="Sessions"),
    column("users", en="Online store visitors"),
    column("views", en="Pageviews"),
    column("_cart", en="Sessions with cart additions"),
)
_TIMES = frozenset(name for field in (_DAY, *UNITS) for _, name in field.names)
# “Sessions by social referrer”, with spaces, hyphens or underscores in the file's name.
_SOCIAL = re.compile(r"social[ _-]?referr", re.IGNORECASE)


def _more(raw: RawTable) -> Message | None:
    """A time and figures are all that the name of a file can vouch for."""
    known = {name for field in _FIGURES for _, name in field.names}
    names = [normalise(name) for name in raw.header if name.strip()]
    timed = any(name in _TIMES for name in names)
    if timed and all(name in _TIMES or name in known for name in names):
        return None
    return msg("This report of sessions has unknown columns")


def _ask(raw: RawTable, _given: ReadContext) -> tuple[Question, ...]:
    return () if any(normalise(name) in _TIMES for name in raw.header) else ask_period()


def _only_social(rows: TypedRows) -> Iterator[Finding]:
    if _SOCIAL.search(rows.given.file):
        yield Finding(
            Level.WARNING,
            msg("This report has only the sessions that came from social networks"),
            msg("To count all sessions, import the report “Sessions over time” as well."),
        )


def _finish(rows: TypedRows) -> pl.DataFrame:
    dimensions = [field.to for field in _DIMENSIONS if field.to in rows.columns]
    if _SOCIAL.search(rows.given.file):
        dimensions.append("social_referrer")
    frame = rows.frame.with_columns(report=pl.lit(",".join(("date", *dimensions))))
    if "date" in rows.columns:
        return frame
    if not any(unit.to in rows.columns for unit in UNITS):
        return with_period(frame, answered_period(rows.given))
    return calendar_periods(frame, rows.columns)


_SHEET = partial(
    SheetSpec,
    table=WEB_SESSIONS,
    fields=(_DAY, *UNITS, *_DIMENSIONS, *_FIGURES),
    required=("period_from",),
    ask=_ask,
    checks=(_only_social,),
    finish=_finish,
    ignores=ignored(
        *("Sessions that reached checkout", "Sessions that completed checkout"),
        *("Average session duration", "Bounce rate", "Conversion rate", "* rate"),
    ),
)

SOURCE = Source(
    id="shopify.sessions",
    network=None,
    label=msg("Shopify sessions"),
    doc=msg(
        "Shopify › Analytics › Reports › Sessions over time, by day › Export › CSV. Do not "
        "rename the file."
    ),
    sheets=(
        _SHEET(signature=("sessions", "users")),
        _SHEET(signature=("users", "_cart")),
        _SHEET(
            signature=("sessions",),
            unfit=_more,
            file_name=r"shopify|sessions[ _-](over[ _-]time|by|attributed)",
        ),
    ),
    layouts=(
        Layout(
            "weeks, by social referrer",
            "en",
            LayoutEvidence.FILE,
            "Sessions by social referrer - 2026.csv",
        ),
        Layout("days, with tags", "en", LayoutEvidence.HEADERS, "shopify_sessions.csv"),
    ),
    limits=msg(
        "Visitors of a period do not add up. Sessions that completed a checkout are not key "
        "events and are not read. The site is not named. If Google Analytics covers a day, its "
        "values take priority."
    ),
)
