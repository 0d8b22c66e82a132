"""What the files of Google Analytics 4 share: columns, property, period and the report's name.

Rates are fractions and engagement time is an average per session: both are turned back into
the figures they were made of, because only those add up.
"""

from __future__ import annotations

import re
from datetime import date, datetime

import polars as pl

from data.issue import Question
from data.reading.names import normalise
from data.reading.table import RawTable
from data.schema import WEB_SESSIONS
from data.sources.declare import Exclude, Given, Rows, Sheet, Unfit, column
from data.sources.periods import answered_period, ask_period

_FLOAT = pl.Float64()

_DIMENSIONS = (
    column("date", en="Date", fr="Date", de="Datum"),
    column("_nth", en="Nth day", fr="Nième jour", de="N-ter Tag", dtype=pl.Int64()),
    column(
        "_hour",
        en="Date + hour (YYYYMMDDHH)",
        fr="Date + heure (AAAAMMJJHH)",
        de="Datum + Stunde (JJJJMMTTHH)",
    ),
    column(
        "channel_group",
        en=(
            "Session primary channel group (Default Channel Group)",
            "Session default channel group",
            "Session default channel grouping",
        ),
        fr=(
            "Groupe de canaux principal de la session (Groupe de canaux par défaut)",
            "Groupe de canaux par défaut de la session",
        ),
        de=(
            "Sitzung – primäre Channelgruppe (Standard-Channelgruppe)",
            "Standard-Channelgruppe der Sitzung",
        ),
    ),
    column(
        "_source_medium",
        en="Session source / medium",
        fr=("Source/support de la session", "Source / support de la session"),
        de=("Sitzung – Quelle/Medium", "Sitzung – Quelle / Medium"),
    ),
    column(
        "source",
        en=("Session source", "Session manual source"),
        fr="Source de la session",
        de="Sitzung – Quelle",
    ),
    column(
        "medium",
        en=("Session medium", "Session manual medium"),
        fr="Support de la session",
        de="Sitzung – Medium",
    ),
    column(
        "campaign",
        en=("Session campaign", "Session manual campaign name"),
        fr=("Campagne de la session", "Campagne"),
        de="Sitzung – Kampagne",
    ),
    column(
        "content",
        en="Session manual ad content",
        fr="Contenu d'annonce manuel de la session",
        de="Sitzung – manueller Anzeigeninhalt",
    ),
    column(
        "term",
        en="Session manual term",
        fr="Terme manuel de la session",
        de="Sitzung – manueller Begriff",
    ),
    column(
        "landing_page",
        en=("Landing page + query string", "Landing page"),
        fr=("Page de destination + chaîne de requête", "Page de destination"),
        de=("Landingpage + Abfragestring", "Landingpage"),
    ),
    column(
        "page",
        en=(
            "Page path and screen class",
            "Page path + query string and screen class",
            "Page path + query string",
            "Page path",
        ),
        fr=("Chemin de la page et classe de l'écran", "Chemin de la page"),
        de=("Seitenpfad und Bildschirmklasse", "Seitenpfad"),
        ja="ページパス + クエリ文字列",
    ),
    column("event_name", en="Event name", fr="Nom de l'événement", de="Ereignisname"),
)

_MEASURES = (
    column("sessions", en="Sessions", fr="Sessions", de="Sitzungen", ja="セッション"),
    column(
        "engaged_sessions",
        en="Engaged sessions",
        fr="Sessions avec engagement",
        de="Sitzungen mit Interaktionen",
    ),
    column(
        "users",
        en=("Total users", "Active users", "Users"),
        fr=("Nombre total d'utilisateurs", "Utilisateurs actifs", "Utilisateurs"),
        de=("Nutzer insgesamt", "Aktive Nutzer", "Nutzer"),
        ja=("総ユーザー数", "アクティブ ユーザー"),
    ),
    column("new_users", en="New users", fr="Nouveaux utilisateurs", de="Neue Nutzer"),
    column("views", en="Views", fr="Vues", de="Aufrufe", ja="表示回数"),
    column("events", en="Event count", fr="Nombre d'événements", de="Ereignisanzahl"),
    column(
        "key_events",
        en=("Key events", "Conversions"),
        fr=("Événements clés", "Conversions"),
        de=("Schlüsselereignisse", "Conversions"),
    ),
    column(
        "_key_rate",
        en=("Session key event rate", "Session conversion rate"),
        fr=("Taux d'événements clés par session", "Taux de conversion par session"),
        de=("Schlüsselereignisrate für Sitzungen", "Conversion-Rate der Sitzungen"),
        dtype=_FLOAT,
    ),
    column(
        "_engagement",
        en="Average engagement time per session",
        fr="Durée moyenne d'engagement par session",
        de="Durchschnittliche Interaktionsdauer pro Sitzung",
        dtype=_FLOAT,
    ),
    column("revenue", en="Total revenue", fr="Revenu total", de="Gesamtumsatz"),
)

# The names of a report's dimensions in the order in which they are joined, whatever the
# order of the columns: the same breakdown is the same report.
_NAMES = {
    "date": ("date",),
    "_nth": ("date",),
    "_hour": ("date", "hour"),
    "channel_group": ("channel_group",),
    "_source_medium": ("source", "medium"),
    **{name: (name,) for name in ("source", "medium", "campaign", "content", "term")},
    **{name: (name,) for name in ("landing_page", "page", "event_name")},
}
_DAYS = frozenset({"date", "_nth", "_hour"})
# A day that is counted from the period's start needs that start.
_DAY_NAMES = frozenset(n for d in _DIMENSIONS if d.to in {"date", "_hour"} for _, n in d.names)
_CHANNEL_NAMES = frozenset(n for d in _DIMENSIONS if d.to == "channel_group" for _, n in d.names)

_STATED = re.compile(r"^#[^:]*:\s*(\d{8})$")
_RANGE = re.compile(r"^#\s*(\d{8})-(\d{8})$")
_PROPERTY = re.compile(
    r"^#\s*(?:property|propriété|propiedad|propriedade|proprietà|プロパティ)\s*:\s*(.+)$",
    re.IGNORECASE,
)


def sheets(unfit: Unfit, exclude: tuple[Exclude, ...] = ()) -> tuple[Sheet, ...]:
    """A sheet for each figure that makes a table a report; the first one present decides."""
    return tuple(
        Sheet(
            table=WEB_SESSIONS,
            signature=(figure,),
            fields=(column("_first", at=0), *_DIMENSIONS, *_MEASURES),
            required=("period_from",),
            exclude=exclude,
            unfit=unfit,
            ask=_ask,
            finish=finish,
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
    return any(normalise(name) in _CHANNEL_NAMES for name in raw.header)


def finish(rows: Rows) -> pl.DataFrame:
    """Property, report and period, and the figures behind rates and averages.

    A row without a day of its own stands for the whole period and is never spread over days.
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
            key_event_sessions=(_share("_key_rate") * pl.col("sessions")).round()
        )
    if "_engagement" in rows.columns:
        done = done.with_columns(engagement_seconds=pl.col("_engagement") * pl.col("sessions"))
    return done


def _ask(raw: RawTable, _given: Given) -> tuple[Question, ...]:
    """Asks for the period when neither the lines above the table nor its rows tell it."""
    dated = any(normalise(name) in _DAY_NAMES for name in raw.header)
    return () if dated or _period(raw) is not None else ask_period()


def _period(raw: RawTable) -> tuple[date, date] | None:
    return _stated_period(raw) or range_period(raw)


def _dated(rows: Rows, frame: pl.DataFrame) -> pl.DataFrame:
    first, last = _period(rows.raw) or answered_period(rows.given) or (None, None)
    if "_hour" in rows.columns:
        written = pl.col("_hour").str.slice(0, 8).str.to_date("%Y%m%d", strict=False)
        frame = frame.with_columns(date=written)
    elif "_nth" in rows.columns:
        frame = frame.with_columns(date=pl.lit(first, pl.Date) + pl.duration(days="_nth"))
    if _DAYS & rows.columns.keys():
        return frame.with_columns(period_from="date", period_to="date")
    return frame.with_columns(period_from=pl.lit(first, pl.Date), period_to=pl.lit(last, pl.Date))


def _share(name: str) -> pl.Expr:
    """A rate as a fraction; a spreadsheet that re-saved the file may have written percent."""
    return pl.when(pl.col(name).max() > 1).then(pl.col(name) / 100).otherwise(pl.col(name))


def _report(rows: Rows) -> str:
    """The dimensions of a table joined by commas; unknown ones by their header, after the rest."""
    known = [name for to, names in _NAMES.items() if to in rows.columns for name in names]
    header = [normalise(name) for name in rows.raw.header]
    used = {normalise(written) for to, written in rows.columns.items() if to != "_first"}
    figures = {field.to for field in _MEASURES}
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
        return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007  # a day has no time zone
    except ValueError:
        return None
