"""LinkedIn Campaign Manager export: ad performance and conversions by day or period, in UTC.

Days are UTC whatever the account’s zone. The date is where a row’s period starts: in a report
that is not broken down by day, all rows have the first day of the report. “Clicks” are all
chargeable clicks; those to the landing page are counted apart.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from data.base.issue import Question
from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.ad_reports import NULLS, ask_when_undated, dated, with_period
from data.sources.kit.checks import Priced
from data.sources.kit.header_metadata import stated
from data.sources.kit.periods import answered_period, ask_period, period_in
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
from data.tables.schema import AD_COSTS
from i18n.message import msg

_DAY = column("date", en=("Start Date (in UTC)", "Date (in UTC)"))
FIELDS = (
    _DAY,
    column("account", en="Account Name"),
    column("currency", en="Currency"),
    column("campaign", en="Campaign Name"),
    column("campaign_type", en="Campaign Type"),
    column("ad_group", en="Ad Set Name"),
    column("ad", en=("Creative Name", "Ad Name")),
    column("spend", en="Total Spent"),
    column("impressions", en="Impressions"),
    column("reach", en="Reach"),
    column("clicks", en="Clicks"),
    column("link_clicks", en="Clicks to Landing Page"),
    column("conversions", en="Conversions"),
    column("conversion_value", en=("Total Conversion Value", "Conversion Value")),
    column("leads", en="Leads"),
    column("_conversion", en=("Conversion Name", "Conversion Type")),
)
_ONE_AD = ("date", "period_from", "account", "campaign", "ad_group", "ad")
_REPEATED = ("spend", "impressions", "reach", "clicks", "link_clicks", "leads")


def _period(raw: RawTable) -> tuple[date, date] | None:
    lines = stated(raw)
    return period_in(f"{lines.get('report start')} - {lines.get('report end')}")


def _ask(raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    """The period, where the line that states it is damaged and no row states it either."""
    damaged = "report end" in stated(raw) and _period(raw) is None
    return ask_period() if damaged else ask_when_undated(_period, _DAY)(raw, given)


def _finish(rows: TypedRows) -> pl.DataFrame:
    frame = dated(_period)(rows)
    span = _period(rows.raw) or answered_period(rows.given)
    several = rows.raw.witnesses is not None  # so long a file is no list of one day
    if not several and span is not None and span[0] != span[1] and (frame["date"] == span[0]).all():
        frame = with_period(frame, span)
    by_conversion = "_conversion" in rows.columns or any(
        normalise(line).startswith("conversion performance")
        for record in rows.raw.preamble
        for line in record
    )
    return _counted_once(frame) if by_conversion else frame


def _counted_once(frame: pl.DataFrame) -> pl.DataFrame:
    """An ad’s row is repeated for each of its conversions: what it cost counts once.

    Where the rows of an ad differ in cost, they are parts of it and all add up.
    """
    if not frame.select((pl.col("spend").n_unique().over(_ONE_AD) == 1).all()).item():
        return frame
    first = pl.int_range(pl.len()).over(_ONE_AD) == 0
    return frame.with_columns(pl.when(first).then(name).alias(name) for name in _REPEATED)


_PERFORMANCE = SheetSpec(
    table=AD_COSTS,
    signature=("campaign", "spend", "impressions"),
    fields=FIELDS,
    required=("campaign", "period_from"),
    constants=(("platform", "linkedin_ads"),),
    dates=DateStyle.MDY,
    nulls=NULLS,
    grouping=True,
    ask=_ask,
    checks=(Priced("spend"),),
    finish=_finish,
    ignores=ignored(
        *("Account ID", "Campaign ID", "Campaign Group*", "Campaign Status", "Ad ID"),
        *("Campaign Objective", "Campaign Start Date", "Campaign End Date"),
        *("Ad Introduction Text", "Ad Headline", "Click URL", "Cost Type"),
        *("Clicks to LinkedIn Page", "Total Social Actions", "Reactions", "Comments"),
        *("Shares", "Follows", "Other Clicks", "Event Registrations", "Viral *"),
        *("Total Engagements", "Lead Forms Opened", "Carousel Card", "Card *"),
        *(
            "Click Through Rate",
            "Average CP*",
            "Engagement Rate",
        ),
        *(
            "Conversion Type",
            "Post-Click Conversions",
            "View-Through Conversions",
            "Cost per *",
        ),
    ),
)
# The cost of an ad is repeated with each of its conversions and counts once, wherever they are:
# rows of one ad may lie in different pieces, so the file is never read in pieces.
_CONVERSIONS = replace(_PERFORMANCE, signature=(*_PERFORMANCE.signature, "_conversion"), whole=True)

SOURCE = Source(
    id="linkedin_ads",
    network=None,
    label=msg("LinkedIn ads"),
    doc=msg(
        "LinkedIn Campaign Manager › Campaigns › Export › Campaign performance, time breakdown Daily › CSV. Known from header names only."
    ),
    sheets=(
        _CONVERSIONS,
        _PERFORMANCE,
    ),
    layouts=(
        Layout("performance report", "en", LayoutEvidence.HEADERS, "linkedin_ads_performance.csv"),
        Layout("conversion report", "en", LayoutEvidence.HEADERS, "linkedin_ads_conversions.csv"),
    ),
    limits=msg("Days are UTC, so they differ from the account’s own days by some hours."),
)
