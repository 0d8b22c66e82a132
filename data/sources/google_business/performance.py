"""Google Business Profile performance: one row per place, for the period in the file's name.

A second line describes the columns. Views count people once a day and surface, so they are
people and never added up; calls, directions and clicks are interactions.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import polars as pl

from data.base.issue import Question
from data.reading.names import normalise, tidy
from data.reading.table import RawTable
from data.sources.kit.periods import answered_period, ask_period, period_in
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    ReadContext,
    Reshaped,
    SheetSpec,
    Source,
    TypedRows,
    column,
)
from data.tables.schema import BREAKDOWN
from i18n.message import msg

_PLACE = ("store code", "business name")
_VIEWS = (
    "google search - mobile",
    "google search - desktop",
    "google maps - mobile",
    "google maps - desktop",
)
_ACTIONS = ("calls", "messages", "bookings", "directions", "website clicks")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """A row per place and figure, for tables with views in Search and Maps."""
    mine = tuple(raw for raw in tables if {_PLACE[1], *_VIEWS} <= set(map(normalise, raw.header)))
    return Reshaped(tuple(_long(raw) for raw in mine), mine)


def _long(raw: RawTable) -> RawTable:
    at = {normalise(name): f"c{position}" for position, name in enumerate(raw.header)}
    figures = {at[name]: name for name in (*_VIEWS, *_ACTIONS) if at.get(name) in raw.frame.columns}
    place = [
        pl.col(at[name]).alias(name) if name in at else pl.lit(None, pl.String).alias(name)
        for name in _PLACE
    ]
    rows = raw.frame.with_columns(place).filter(pl.any_horizontal(pl.col(_PLACE).is_not_null()))
    long = rows.unpivot(list(figures), index=["row", *_PLACE]).sort("row", maintain_order=True)
    written = {at: tidy(raw.header[int(at[1:])]) for at in figures}
    name = pl.col("variable").replace(figures)
    viewed = name.is_in(_VIEWS)
    frame = long.select(
        "row",
        c0=_PLACE[0],
        c1=_PLACE[1],
        c2=pl.when(viewed).then(pl.lit("surface")).otherwise(pl.lit("action")),
        c3=pl.col("variable").replace(written),
        c4=pl.when(viewed).then("value"),
        c5=pl.when(~viewed).then("value"),
    )
    header = ("Store code", "Business name", "Kind", "Figure", "People", "Interactions")
    return replace(raw, header=header, frame=frame, widths=None)


def _named(file: str) -> tuple[date, date] | None:
    """The period in a name such as “GMB insights - 2026-3-1 - 2026-3-31.csv”."""
    days = [f"{year}-{int(month):02}-{int(day):02}" for year, month, day in _DAY.findall(file)]
    return period_in(" - ".join(days))


def _ask(_raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    return () if _named(given.file) is not None else ask_period()


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Places of one name are distinguished by their code; the period is that of the file."""
    first, last = _named(rows.given.file) or answered_period(rows.given) or (None, None)
    several = pl.col("_code").n_unique().over("account") > 1
    coded = pl.format("{} ({})", "account", "_code")
    return rows.frame.with_columns(
        account=pl.when(several).then(pl.coalesce(coded, "account")).otherwise("account"),
        period_from=pl.lit(first, pl.Date),
        period_to=pl.lit(last, pl.Date),
    )


SOURCE = Source(
    id="google_business.performance",
    network="google_business",
    label=msg("Google Business Profile performance"),
    doc=msg(
        "Google Business Profile Manager › Businesses › select › Actions › Insights › Download. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=BREAKDOWN,
            signature=("account", "dimension", "value", "people", "interactions"),
            fields=(
                column("_code", en="Store code"),
                column("account", en="Business name"),
                column("dimension", en="Kind"),
                column("value", en="Figure"),
                column("people", en="People"),
                column("interactions", en="Interactions"),
            ),
            required=("account", "period_from"),
            constants=(("network", "google_business"),),
            ask=_ask,
            finish=_finish,
        ),
    ),
    reshape=_reshape,
    layouts=(
        Layout("2026", "en", LayoutEvidence.HEADERS, "google_business_2026-3-1_2026-3-31.csv"),
    ),
    limits=msg(
        "One value for the whole period. People who viewed the profile are counted once a day "
        "and never add up."
    ),
)
