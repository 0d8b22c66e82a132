"""Google Analytics 4 tables: property, period, report name, and counts from rates and averages.

Rates are fractions and engagement time is an average per session: both are turned back into
the figures they were made of, because only those add up.
"""

from __future__ import annotations

import re
from datetime import date, datetime

import polars as pl

from data.base.issue import Level, Question
from data.reading.dates import is_of_our_time
from data.reading.names import normalise
from data.reading.table import Finding, RawTable
from data.sources.ga4.columns import (
    CHANNEL_HEADERS,
    DAY_HEADERS,
    DAYS,
    DIMENSIONS,
    MEASURES,
    REPORT_NAMES,
)
from data.sources.kit.calendar_periods import UNITS, calendar_periods
from data.sources.kit.link_evidence import with_evidence
from data.sources.kit.periods import answered_period, ask_period
from data.sources.kit.spec import Exclude, ReadContext, SheetSpec, TypedRows, Unfit, column, ignored
from data.tables.schema import WEB_SESSIONS
from i18n.message import msg

# “# Start date: 20260301” in any language: only the eight digits are the same everywhere.
_STATED = re.compile(r"^#[^:]*:\s*(\d{8})$")
# “# 20260301-20260331”, as explorations write it.
_RANGE = re.compile(r"^#\s*(\d{8})-(\d{8})$")
_PROPERTY = re.compile(
    r"^#\s*(?:property|propriété|propiedad|propriedade|proprietà|プロパティ)\s*:\s*(.+)$",
    re.IGNORECASE,
)

# Rates and averages that the figures above give again, and what no result is made of.
_IGNORES = ignored(
    *("Engagement rate", "Bounce rate", "Events per session", "Engaged sessions per *"),
    *("Average engagement time per active user", "Average engagement time", "Views per *"),
    *("Event count per *", "Returning users", "User key event rate", "Average session duration"),
    *(
        "Unique user scrolls",
        "Sessions per *",
        "Purchase revenue",
        "Event value",
        "User engagement",
    ),
    *("% New Sessions", "Pages / Session", "Avg. Session Duration", "Goal *"),
    *("Taux d'engagement", "Événements par session", "Taux de rebond", "Vues par *"),
    *("Sessions avec engagement par *", "Durée d'engagement moyenne*"),
    *("Engagement-Rate", "Ereignisse pro Sitzung", "Absprungrate", "Aufrufe pro *"),
    *("Porcentaje de interacciones", "Tasso di coinvolgimento", "Taxa de engajamento"),
)


def sheets(unfit: Unfit, exclude: tuple[Exclude, ...] = ()) -> tuple[SheetSpec, ...]:
    """A sheet for each figure that makes a table a report; the first one present decides."""
    return tuple(
        SheetSpec(
            table=WEB_SESSIONS,
            signature=(figure,),
            fields=(column("_first", at=0), *DIMENSIONS, *UNITS, *MEASURES),
            required=("period_from",),
            exclude=exclude,
            unfit=unfit,
            ask=_ask,
            finish=finish,
            ignores=_IGNORES,
        )
        for figure in ("sessions", "views", "events", "users", "new_users")
    )


def _stated_period(raw: RawTable) -> tuple[date, date] | None:
    """Start and end date as a standard report states them above each section."""
    found = [_day(match[1]) for line in _comments(raw.preamble) if (match := _STATED.match(line))]
    days = [day for day in found if day is not None]
    return (days[0], days[1]) if len(days) >= 2 else None


def range_period(raw: RawTable) -> tuple[date, date] | None:
    """The period as an exploration writes it, in one line."""
    for line in _comments(raw.preamble):
        if found := _RANGE.match(line):
            first, last = _day(found[1]), _day(found[2])
            return (first, last) if first is not None and last is not None else None
    return None


def is_commented(raw: RawTable) -> bool:
    """Whether the file begins with the comment lines of a download."""
    return any(True for _ in _comments(raw.top))


def by_channel(raw: RawTable) -> bool:
    """Whether the rows are broken down by the session's default channel group."""
    return any(normalise(name) in CHANNEL_HEADERS for name in raw.header)


def refuse(tables: tuple[RawTable, ...]) -> Finding | None:
    """Why a download of Google Analytics cannot be read: it has no rows, or no visits in them."""
    named = [raw for raw in tables if raw.header]
    if not named or not is_commented(named[0]) or _period(named[0]) is None:
        return None
    if all(raw.frame.is_empty() for raw in named):
        return Finding(
            Level.ERROR,
            msg("This Google Analytics report has no rows, because nothing happened in its period"),
            msg(
                "Choose a period with data, or export Traffic acquisition, which has sessions by channel."
            ),
        )
    if any(_has_pivot(raw) for raw in named):
        return Finding(
            Level.ERROR,
            msg(
                "This exploration of Google Analytics is broken down in columns, which cannot be read"
            ),
            msg(
                "In the exploration, remove what is under Columns, put it under Rows, and export again."
            ),
        )
    return Finding(
        Level.ERROR,
        msg("This Google Analytics report has no sessions, views, events or users"),
        msg("Export another report: Traffic acquisition, with sessions by channel."),
    )


def _has_pivot(raw: RawTable) -> bool:
    """Whether figures have two names each, one above the other: “desktop” over “Sessions”."""
    measures = {name for field in MEASURES for _, name in field.names}
    names = [normalise(name) for name in raw.header]
    ends = [name for name in names if any(name.endswith(f" {one}") for one in measures)]
    return len(ends) > 1 or names.count("totals") > 0


def finish(rows: TypedRows) -> pl.DataFrame:
    """Property, report and period, and the figures behind rates and averages.

    A row without a day of its own covers the whole period and is never spread over days.
    """
    done = rows.frame.with_columns(
        property=pl.lit(_property(rows.raw), pl.String), report=pl.lit(_report(rows))
    )
    done = _dated(rows, done)
    parts = pl.col("_source_medium").str.split_exact(" / ", 1)
    if "_source_medium" in rows.columns:
        done = done.with_columns(
            source=parts.struct.field("field_0"), medium=parts.struct.field("field_1")
        )
    if "_key_rate" in rows.columns:
        done = done.with_columns(
            key_event_sessions=(_share("_key_rate", rows) * pl.col("sessions")).round()
        )
    if "_engagement" in rows.columns:
        done = done.with_columns(engagement_seconds=pl.col("_engagement") * pl.col("sessions"))
    return _landed(rows, done)


def _landed(rows: TypedRows, frame: pl.DataFrame) -> pl.DataFrame:
    """Source and medium by the address of the page, where the report tells no source itself.

    ``report`` stays: rows whose page has no tags are of no known source, so the report does not
    answer for the traffic by source.
    """
    told = {"source", "medium", "_source_medium", "channel_group"} & rows.columns.keys()
    if told or not {"landing_page", "page"} & rows.columns.keys():
        return frame
    return with_evidence(rows, frame.with_columns(click_id=pl.lit(None, pl.String)))


def _ask(raw: RawTable, _given: ReadContext) -> tuple[Question, ...]:
    """Asks for the period when neither the lines above the table nor its rows state it."""
    dated = any(normalise(name) in DAY_HEADERS for name in raw.header)
    return () if dated or _period(raw) is not None else ask_period()


def _period(raw: RawTable) -> tuple[date, date] | None:
    return _stated_period(raw) or range_period(raw)


def _dated(rows: TypedRows, frame: pl.DataFrame) -> pl.DataFrame:
    first, last = _period(rows.raw) or answered_period(rows.given) or (None, None)
    if "_hour" in rows.columns:
        written = pl.col("_hour").str.slice(0, 8).str.to_date("%Y%m%d", strict=False)
        frame = frame.with_columns(date=written)
    elif "_nth" in rows.columns:
        frame = frame.with_columns(date=pl.lit(first, pl.Date) + pl.duration(days="_nth"))
    if DAYS & rows.columns.keys():
        return frame.with_columns(period_from="date", period_to="date")
    if any(unit.to in rows.columns for unit in UNITS):
        within = None if first is None or last is None else (first, last)
        return calendar_periods(frame, rows.columns, within)
    return frame.with_columns(period_from=pl.lit(first, pl.Date), period_to=pl.lit(last, pl.Date))


def _share(name: str, rows: TypedRows) -> pl.Expr:
    """A rate as a fraction; a spreadsheet that re-saved the file may have written percent."""
    at = rows.raw.header.index(next(h for h in rows.raw.header if h.strip() == rows.columns[name]))
    signed = bool(rows.raw.frame[f"c{at}"].str.contains("%", literal=True).any())
    percent = pl.lit(signed) | (pl.col(name).max() > 1)
    return pl.when(percent).then(pl.col(name) / 100).otherwise(pl.col(name))


def _report(rows: TypedRows) -> str:
    """The dimensions of a table joined by commas; unknown ones by their header, after the rest."""
    known = [name for to, names in REPORT_NAMES.items() if to in rows.columns for name in names]
    header = [normalise(name) for name in rows.raw.header]
    used = {normalise(written) for to, written in rows.columns.items() if to != "_first"}
    figures = {field.to for field in MEASURES}
    first = min(header.index(normalise(w)) for to, w in rows.columns.items() if to in figures)
    unknown = sorted(name for name in header[:first] if name and name not in used)
    return ",".join(dict.fromkeys((*known, *unknown)))


def _property(raw: RawTable) -> str | None:
    """The property's name: after its label, or alone in the first line of an exploration."""
    lines = [line for line in _comments(raw.top) if line.strip("# -")]
    for line in lines:
        if found := _PROPERTY.match(line):
            return found[1].strip()
    return lines[0].lstrip("# ").strip() if lines and range_period(raw) else None


def _comments(preamble: tuple[tuple[str, ...], ...]) -> list[str]:
    """Comment lines; a spreadsheet may have cut one at its commas."""
    return [", ".join(record) for record in preamble if record[0].startswith("#")]


def _day(digits: str) -> date | None:
    """The day of eight digits, None where someone has mistyped them."""
    try:
        day = datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007  # a day has no time zone
    except ValueError:
        return None
    return day if is_of_our_time(day) else None
