"""LinkedIn page visitors export: page views by day and by demographic group, days in UTC."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from data.reading.dates import DateStyle, to_days
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.checks import AddsUp
from data.sources.kit.periods import period_above
from data.sources.kit.recognise import fits
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    Reshaped,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.linkedin.groups import GROUP, named
from data.tables.schema import ACCOUNT_DAYS, BREAKDOWN
from i18n.message import msg, msg_in

_INT = pl.Int64()
_DAY = column("date", en="Date", es="Fecha", fr="Date", pt="Data")


def _by_day(raw: RawTable) -> bool:
    return normalise(raw.header[0]) in {name for _, name in _DAY.names}


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """The sheets of groups with the period that the sheet of days covers; nothing without it.

    A workbook put together from several exports is left to other sources.
    """
    mine = tuple(raw for raw in tables if any(True for _ in fits(raw, SOURCE)))
    days = next((raw for raw in mine if _by_day(raw)), None)
    if days is None or len(mine) < sum(bool(raw.header) for raw in tables):
        return Reshaped()
    known = to_days(days.frame["c0"], DateStyle.MDY).values.drop_nulls()
    period = " - ".join(map(str, (known.min(), known.max())))
    dated = (raw if raw is days else replace(raw, preamble=((period,),)) for raw in mine)
    return Reshaped(tuple(dated), mine)


def _finish_groups(rows: TypedRows) -> pl.DataFrame:
    first, last = period_above(rows.raw) or (None, None)
    return named(rows).with_columns(
        period_from=pl.lit(first, pl.Date), period_to=pl.lit(last, pl.Date)
    )


# Views of all pages count as visits of the profile: visits themselves are not in the export.
# Views by groups of people are views, not people: they are a breakdown, never an audience.
SOURCE = Source(
    id="linkedin.page_visitors",
    network="linkedin",
    label=msg("LinkedIn page visitors"),
    doc=msg("LinkedIn page › Analytics › Visitors › Export."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "profile_visits", "viewers"),
            fields=(
                _DAY,
                column(
                    "_desktop",
                    dtype=_INT,
                    en="Total page views (desktop)",
                    pt="Total de visualizações da página (computadores)",
                ),
                column(
                    "_mobile",
                    dtype=_INT,
                    en="Total page views (mobile)",
                    pt="Total de visualizações da página (dispositivos móveis)",
                ),
                column(
                    "profile_visits",
                    en="Total page views (total)",
                    pt="Total de visualizações da página (total)",
                ),
                column(
                    "viewers",
                    en="Total unique visitors (total)",
                    pt="Total de visitantes únicos (total)",
                ),
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "linkedin"), ("use", "unknown")),
            dates=DateStyle.MDY,
            checks=(
                AddsUp(
                    "profile_visits",
                    ("_desktop", "_mobile"),
                    msg_in("LinkedIn Page", "Page views"),
                ),
            ),
            ignores=ignored(
                "Overview *",
                "Life *",
                "Jobs *",
                "Total unique visitors (desktop)",
                "Total unique visitors (mobile)",
                "Total de visitantes únicos (*",
            ),
        ),
        SheetSpec(
            table=BREAKDOWN,
            signature=("value", "views"),
            fields=(GROUP, column("views", en="Total views", pt="Total de visualizações")),
            required=("value",),
            unique=("value",),
            constants=(("network", "linkedin"),),
            finish=_finish_groups,
        ),
    ),
    reshape=_reshape,
    layouts=(
        Layout("since 2024", "en", LayoutEvidence.FILE, "maison-volta_visitors_1769000000000.xls"),
        Layout("since 2024", "pt", LayoutEvidence.HEADERS, "linkedin_page_visitors_pt.csv"),
    ),
    limits=msg(
        "At most 365 days. Groups of people come as page views over the whole period, about a hundred places and industries."
    ),
)
