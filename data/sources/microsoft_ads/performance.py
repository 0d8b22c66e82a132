"""Microsoft Advertising performance reports, of the web interface and of the API.

The lines above the table state how many rows it has, whether figures may still change, and
the time that a row covers; a copyright line ends the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl

from data.base.issue import Level
from data.base.table_report import CheckResult
from data.reading.dates import DateStyle, is_of_our_time
from data.reading.names import normalise
from data.reading.table import Finding, RawTable
from data.sources.kit.ad_reports import NULLS, TOTALS, ask_when_undated, by_grain, dated
from data.sources.kit.checks import Priced
from data.sources.kit.header_metadata import stated
from data.sources.kit.spec import (
    Exclude,
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import AD_COSTS
from i18n.message import Message, msg, plural

_DAY = column("date", en=("Gregorian date", "GregorianDate", "TimePeriod", "Time period"))
FIELDS = (
    column("_first", at=0),
    _DAY,
    column("account", en=("Account name", "AccountName")),
    column("campaign", en=("Campaign name", "CampaignName", "Campaign")),
    column("campaign_type", en=("Campaign type", "CampaignType")),
    column("ad_group", en=("Ad group", "Ad group name", "AdGroupName")),
    column("ad", en=("Ad title", "AdTitle")),
    column("currency", en=("Currency code", "CurrencyCode")),
    column("spend", en="Spend"),
    column("impressions", en=("Impressions", "Impr.")),
    column("clicks", en="Clicks"),
    column("conversions", en="Conversions"),
    column("conversion_value", en="Revenue"),
)
_OWN_DAYS = frozenset(map(normalise, ("Gregorian date", "GregorianDate", "TimePeriod")))
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_FOOTER = Exclude(
    msg("Copyright line"),
    # “©2026 Microsoft Corporation. All rights reserved.” is the last line; a campaign may be called
    # Microsoft.
    pl.col("_first").str.contains(r"^\s*[©@]\s*\d{4} Microsoft"),
)


def _unfit(raw: RawTable) -> Message | None:
    """Its columns are everyday names: the lines above or the column of the day must be its own."""
    own = "potential incomplete data" in stated(raw)
    if own or any(normalise(name) in _OWN_DAYS for name in raw.header):
        return None
    return msg(
        "This looks like a Microsoft Advertising report, but the lines above the table are missing"
    )


def _period(raw: RawTable) -> tuple[date, date] | None:
    """The period as “Report Time: 1/31/2026” or “1/1/2026,1/31/2026” states it."""
    found = _SLASHED.findall(stated(raw).get("report time", ""))
    try:
        days = [date(int(year), int(month), int(day)) for month, day, year in found]
    except ValueError:
        return None
    return (days[0], days[-1]) if days and all(map(is_of_our_time, days)) else None


def _finish(rows: TypedRows) -> pl.DataFrame:
    span = _period(rows.raw)
    frame = dated(_period)(rows)
    return by_grain(frame, stated(rows.raw).get("report aggregation"), span and span[1])


def _as_many_rows(rows: TypedRows) -> Iterator[Finding | CheckResult]:
    """The number of rows that the file states is the number of rows read.

    A file that is read piece by piece never shows all its rows at once.
    """
    said = stated(rows.raw).get("rows", "").replace(",", "")
    if not said.isdigit() or rows.raw.witnesses is not None:
        return
    expected, read = int(said), rows.frame.height
    claim = msg("Rows stated = rows read")
    yield CheckResult(claim, 1, int(expected != read), expected - read)
    if expected != read:
        yield Finding(
            Level.WARNING,
            plural(
                "The file states {expected} row but has {read}",
                "The file states {expected} rows but has {read}",
                expected=expected,
                read=read,
            ),
            msg("It was edited or cut off. Download the report again and import it unchanged."),
        )


def _complete(rows: TypedRows) -> Iterator[Finding]:
    if stated(rows.raw).get("potential incomplete data", "").casefold() == "true":
        yield Finding(
            Level.WARNING,
            msg("The report says that its last days may be incomplete"),
            msg("Import it again in a few days. The newer values replace these."),
        )


SOURCE = Source(
    id="microsoft_ads",
    network=None,
    label=msg("Microsoft ads"),
    doc=msg(
        "Microsoft Advertising › Reports › Performance › Campaign, with Currency code, by day › Download › CSV. Known from the vendor’s documentation."
    ),
    sheets=(
        SheetSpec(
            table=AD_COSTS,
            signature=("campaign", "spend", "impressions"),
            fields=FIELDS,
            required=("campaign", "period_from"),
            constants=(("platform", "microsoft_ads"),),
            dates=DateStyle.MDY,
            nulls=NULLS,
            grouping=True,
            exclude=(_FOOTER, TOTALS),
            unfit=_unfit,
            ask=ask_when_undated(_period, _DAY),
            checks=(_as_many_rows, _complete, Priced("spend")),
            finish=_finish,
            ignores=ignored(
                *("Account number", "AccountNumber", "Account ID", "AccountId"),
                *("Campaign ID", "CampaignId", "Campaign status", "CampaignStatus"),
                *("Ad group ID", "AdGroupId", "Ad ID", "AdId", "CTR", "Ctr"),
                *("Avg. CPC", "AverageCpc", "Avg. position", "AveragePosition"),
                *("Conv. rate", "ConversionRate", "CPA", "CostPerConversion"),
                *("Return on ad spend", "ReturnOnAdSpend", "Device type", "DeviceType"),
            ),
        ),
    ),
    layouts=(
        Layout("API names, by day", "en", LayoutEvidence.DESCRIBED, "microsoft_ads_api.csv"),
        Layout(
            "web interface, summary", "en", LayoutEvidence.DESCRIBED, "microsoft_ads_summary.csv"
        ),
    ),
    limits=msg("Conversions of the last days still change. A later import replaces them."),
)
