"""Spotify Ads Manager export: performance by day, below five lines of metadata.

The currency is not in the file. Days after the stated range do occur, because the range is
written in UTC and the rows are the account’s days: they count, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from data.base.issue import Level
from data.reading.table import Finding, RawTable
from data.sources.kit.ad_reports import NULLS, TOTALS, ask_when_undated, by_grain, dated
from data.sources.kit.checks import Priced
from data.sources.kit.header_metadata import stated
from data.sources.kit.periods import period_in
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import AD_COSTS
from i18n.message import msg, plural

_DAY = column("date", en="Date")
FIELDS = (
    column("_first", at=0),
    _DAY,
    column("account", en=("Ad account name", "Account name")),
    column("campaign", en="Campaign name"),
    column("campaign_type", en="Ad format"),
    column("ad_group", en="Ad set name"),
    column("ad", en="Ad name"),
    column("currency", en="Currency"),
    column("spend", en="Spend"),
    column("impressions", en="Impressions"),
    column("reach", en="Reach"),
    column("clicks", en="Clicks"),
    column("conversions", en="Purchases"),
    column("conversion_value", en="Attributed revenue"),
    column("leads", en="Leads"),
    column("_own", en=("Ad played to: 100%", "Completion rate", "Starts")),
)


def _period(raw: RawTable) -> tuple[date, date] | None:
    return period_in(stated(raw).get("report date range", ""))


def _finish(rows: TypedRows) -> pl.DataFrame:
    span = _period(rows.raw)
    frame = dated(_period)(rows)
    return by_grain(frame, stated(rows.raw).get("report granularity"), span and span[1])


def _within_its_range(rows: TypedRows) -> Iterator[Finding]:
    span = _period(rows.raw)
    if span is None or "date" not in rows.columns:
        return
    beyond = rows.frame.filter(~pl.col("date").is_between(*span))
    if beyond.height:
        yield Finding(
            Level.WARNING,
            plural(
                "{count} row is outside the range that the report states: {day}. It is counted",
                "{count} rows are outside the range that the report states, such as {day}. They are counted",
                count=beyond.height,
                day=str(beyond["date"][0]),
            ),
            msg("Nothing to do if this day has passed. Otherwise import the report again later."),
            beyond["source_row"][0],
        )


SOURCE = Source(
    id="spotify_ads",
    network=None,
    label=msg("Spotify ads"),
    doc=msg("Spotify Ads Manager › Campaigns › Export report › Daily › CSV."),
    sheets=(
        SheetSpec(
            table=AD_COSTS,
            signature=("campaign", "spend", "impressions", "_own"),
            fields=FIELDS,
            required=("campaign", "period_from"),
            constants=(("platform", "spotify_ads"),),
            nulls=NULLS,
            grouping=True,
            exclude=(TOTALS,),
            ask=ask_when_undated(_period, _DAY),
            checks=(_within_its_range, Priced("spend")),
            finish=_finish,
            ignores=ignored(
                *("Campaign id", "Ad set id", "Ad id", "Frequency", "CTR", "CPC", "CPM"),
                *("completion rate", "Starts", "Ad played to: *", "page views"),
                *("Adds to cart", "Average order value (AOV)", "Return on ad spend (ROAS)"),
                *("Customer acquisition cost (CAC)", "Start checkouts", "Products"),
            ),
        ),
    ),
    layouts=(Layout("2026", "en", LayoutEvidence.FILE, "spotify_ads.csv"),),
    limits=msg("The currency is not in the file, so the costs are shown without one."),
)
