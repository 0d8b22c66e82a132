"""YouTube Studio breakdown export (country, age, traffic source …): zip of CSVs or its table."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import polars as pl

from data.base.issue import Question
from data.reading.dates import DateStyle, to_days
from data.reading.table import RawTable
from data.sources.kit.checks import TotalsRow
from data.sources.kit.periods import answered_period, ask_period, period_above, period_in
from data.sources.kit.recognise import fits
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    ReadContext,
    Reshaped,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.youtube.chart import GROUPS_BY_DAY
from data.sources.youtube.columns import NETWORK, OTHER_METRICS, by_day, metrics_of, totals_row
from data.sources.youtube.groups import GROUP, is_group, named
from data.sources.youtube.totals import SHEET as TOTALS_BY_DAY
from data.tables.schema import AUDIENCE, BREAKDOWN
from i18n.message import Message, msg

# As in “Geography 2026-02-01_2026-03-01 Maison Volta.zip”.
_NAMED = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})")


def _unfit(raw: RawTable) -> Message | None:
    if raw.header and is_group(raw.header[0]):
        return None
    return msg("The first column does not say how YouTube’s values are broken down")


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """The table with the period that the days next to it cover, if they are there."""
    if not any(raw.header and is_group(raw.header[0]) for raw in tables):
        return Reshaped()
    mine = tuple(raw for raw in tables if any(True for _ in fits(raw, SOURCE)))
    period = _covered(mine)
    above = ((period,),) if period else ()
    dated = (raw if by_day(raw) else replace(raw, preamble=above) for raw in mine)
    return Reshaped(tuple(dated), mine)


def _covered(tables: tuple[RawTable, ...]) -> str | None:
    """First and last day of chart data and totals, as text."""
    days = [to_days(raw.frame["c0"], DateStyle.ENGLISH).values for raw in tables if by_day(raw)]
    known = pl.concat(days).drop_nulls() if days else pl.Series(dtype=pl.Date)
    return None if known.is_empty() else " - ".join(map(str, (known.min(), known.max())))


def _ask(raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    """Asks for the period of a table that comes alone; the name of the file makes the guess."""
    if period_above(raw) is not None:
        return ()
    guesses = _named_period(given.file)
    return tuple(replace(q, guess=g) for q, g in zip(ask_period(), guesses, strict=True))


def _named_period(file: str) -> tuple[str, str] | tuple[None, None]:
    """First and last day as the name tells them; it ends with the day after the last one."""
    found = _NAMED.search(file)
    period = period_in(" - ".join(found.groups())) if found else None
    if period is None:
        return None, None
    return str(period[0]), str(max(period[0], period[1] - timedelta(days=1)))


def _finish(rows: TypedRows) -> pl.DataFrame:
    first, last = period_above(rows.raw) or answered_period(rows.given) or (None, None)
    detailed = {"_kind", "_title"} & rows.columns.keys()  # either shows what a row is about
    frame = _detailed(rows.frame) if detailed else named(rows)
    return frame.with_columns(period_from=pl.lit(first, pl.Date), period_to=pl.lit(last, pl.Date))


def _detailed(frame: pl.DataFrame) -> pl.DataFrame:
    """What lies behind one source, such as single videos: by title, with the code where needed.

    It is a dimension of its own, for it repeats views that the sources hold already.
    """
    title = pl.coalesce("_title", "value") if "_title" in frame.columns else pl.col("value")
    told_apart = pl.format("{} ({})", title, "value")
    value = pl.when(title.is_duplicated()).then(told_apart).otherwise(title)
    return frame.with_columns(value=value, dimension=pl.lit("traffic_source_detail"))


SOURCE = Source(
    id="youtube.breakdown",
    network="youtube",
    label=msg("YouTube by country, age, traffic source… (Studio)"),
    doc=msg(
        "YouTube Studio › Analytics › Advanced mode › Geography, Viewer age, Traffic source… › "
        "Export › CSV."
    ),
    sheets=(
        SheetSpec(
            table=BREAKDOWN,
            signature=("value", "watch_seconds"),
            fields=(
                GROUP,
                column("_kind", en="Source type"),
                column("_title", en="Source title"),
                *metrics_of(BREAKDOWN),
            ),
            required=("value",),
            unique=("value",),
            constants=(NETWORK,),
            exclude=(totals_row("value"),),
            checks=(TotalsRow(("views", "watch_seconds", "impressions"), tolerance=0.02),),
            unfit=_unfit,
            ask=_ask,
            finish=_finish,
            ignores=OTHER_METRICS,
        ),
        SheetSpec(
            table=AUDIENCE,
            signature=("value", "share"),
            fields=(
                GROUP,
                column(  # of views; a percentage without its sign
                    "share",
                    scale=0.01,
                    en="Views (%)",
                    de="Aufrufe (%)",
                    es="Visualizaciones (%)",
                    fr="Vues (%)",
                    it="Visualizzazioni (%)",
                    pt="Visualizações (%)",
                ),
            ),
            required=("value",),
            unique=("value",),
            constants=(NETWORK,),
            exclude=(totals_row("value"),),
            unfit=_unfit,
            finish=named,
            ignores=(
                *OTHER_METRICS,
                *ignored("Watch time (hours) (%)", "Tempo de exibição (horas) (%)"),
            ),
        ),
        GROUPS_BY_DAY,
        TOTALS_BY_DAY,
    ),
    bundle=True,
    reshape=_reshape,
    layouts=(
        Layout("2021", "en", LayoutEvidence.FILE, "youtube_geography_en.csv"),
        Layout("2022", "en", LayoutEvidence.FILE, "youtube_subscription_en.csv"),
        Layout("2023", "pt", LayoutEvidence.FILE, "youtube_age_pt.csv"),
        Layout(
            "2024–2026, behind one source",
            "en",
            LayoutEvidence.HEADERS,
            "youtube_traffic_detail_en.csv",
        ),
        Layout("2025, zip", "pt", LayoutEvidence.FILE, "youtube_traffic_pt.zip"),
    ),
    limits=msg(
        "At most 500 rows. A table alone does not state its period, which is asked. Age and "
        "gender are shares of views only."
    ),
)
