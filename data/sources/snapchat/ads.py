"""Snapchat Ads Manager export: one row per day, or for the time from start to end.

Known from how others read it. “Swipe ups” open what is attached to the ad, which need not be
a page of the web: they are clicks of any kind.
"""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from data.sources.kit.ad_reports import NULLS, TOTALS, ask_when_undated, dated, no_metadata
from data.sources.kit.checks import Priced
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
from i18n.message import msg

_DATE = pl.Date()
_DAY = column("date", en=("Day", "Date"))
_START = column("_from", en="Start Time", dtype=_DATE)
FIELDS = (
    column("_first", at=0),
    _DAY,
    _START,
    column("_to", en="End Time", dtype=_DATE),
    column("_until", en="End Time"),
    column("account", en="Ad Account Name"),
    column("campaign", en="Campaign Name"),
    column("ad_group", en=("Ad Set Name", "Ad Squad Name")),
    column("ad", en="Ad Name"),
    column("currency", en="Currency"),
    column(
        "spend", en=("Amount Spent", "Spend", "Amount Spent ({currency})", "Spend ({currency})")
    ),
    column("impressions", en=("Paid Impressions", "Impressions")),
    column("reach", en=("Paid Reach", "Reach")),
    column("clicks", en=("Swipe Ups", "Swipe-Ups", "Swipes", "Clicks")),
    column("conversions", en="Purchases"),
    column("conversion_value", en="Purchases Value"),
    column("leads", en="Leads"),
    column("_own", en=("Paid Impressions", "Swipe Ups", "Swipe-Ups", "Swipes", "Swipe Up Rate")),
)
# “2026-03-08 00:00:00” and “…T0:00”, but neither “10:00” nor “00:30”.
_MIDNIGHT = r"[ T]0?0:00(?::00)?"


def _finish(rows: TypedRows) -> pl.DataFrame:
    """The period of rows without a day; an end at midnight is the day before it."""
    if "date" in rows.columns or not {"_from", "_to"} <= rows.columns.keys():
        return dated(no_metadata)(rows)
    to_midnight = pl.col("_until").str.contains(_MIDNIGHT) & (pl.col("_to") > pl.col("_from"))
    last = pl.when(to_midnight).then(pl.col("_to") - timedelta(days=1)).otherwise("_to")
    return rows.frame.with_columns(
        period_from="_from",
        period_to=last,
        date=pl.when(last == pl.col("_from")).then("_from"),
    )


SOURCE = Source(
    id="snapchat_ads",
    network=None,
    label=msg("Snapchat ads"),
    doc=msg(
        "Snapchat Ads Manager › Reports › by day › Export › CSV. Known from others’ descriptions only."
    ),
    sheets=(
        SheetSpec(
            table=AD_COSTS,
            signature=("campaign", "spend", "impressions", "_own"),
            fields=FIELDS,
            required=("campaign", "period_from"),
            constants=(("platform", "snapchat_ads"),),
            nulls=NULLS,
            grouping=True,
            exclude=(TOTALS,),
            ask=ask_when_undated(no_metadata, _DAY, _START),
            checks=(Priced("spend"),),
            finish=_finish,
            ignores=ignored(
                *("Campaign ID", "Ad Set ID", "Ad Squad ID", "Ad ID", "Swipe Up Rate"),
                *("eCPM", "Paid eCPM", "eCPSU", "Frequency", "Paid Frequency", "Video Views"),
            ),
        ),
    ),
    layouts=(Layout("current", "en", LayoutEvidence.DESCRIBED, "snapchat_ads.csv"),),
    limits=msg(
        "No original export was available. Compare a few values with Ads Manager after the "
        "first import."
    ),
)
