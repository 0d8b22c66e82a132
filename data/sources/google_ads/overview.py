"""Google Ads overview cards: a small table each, with the period in the name of the file.

Amounts carry the sign of the account's currency. The card of single words counts a search once
for each of its words, so it is not read; those of age, gender and hour have no costs.
"""

from __future__ import annotations

import re
from datetime import date

import polars as pl

from data.base.issue import Question
from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.google_ads.columns import CONSTANTS, FIELDS, NULLS
from data.sources.kit.ad_reports import with_period
from data.sources.kit.checks import Priced
from data.sources.kit.periods import answered_period, ask_period, period_in
from data.sources.kit.spec import (
    FieldSpec,
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
from i18n.message import Message, msg

_DATE = column("date", en="Date")
_FIGURES = (
    *(field for field in FIELDS if field.to in {"spend", "clicks", "conversions"}),
    column("impressions", en=("Impressions", "Impr.")),
)
# Of Google alone: other platforms write these figures in other words.
_OWN = column("_own", en=("Avg. CPC", "Cost / conv.", "Conv. rate", "Avg. cost"))
_IGNORES = ignored(
    *("CTR", "Avg. CPC", "Avg. cost", "Conv. rate", "Cost / conv.", "Interactions"),
    *("Match type", "Criterion Status", "Campaign Status", "Ad Group Status"),
    *("Campaign Group Name", "*(Comparison)"),
)
_NAMED = re.compile(r"\(?(\d{4})\.(\d{2})\.(\d{2})(?:-(\d{4})\.(\d{2})\.(\d{2}))?\)")


def _period(file: str) -> tuple[date, date] | None:
    """The period in a name such as “Devices(2026.02.05-2026.02.10).csv”; of one day that day."""
    if (found := _NAMED.search(file)) is None:
        return None
    first = "-".join(found.group(1, 2, 3))
    last = "-".join(found.group(4, 5, 6)) if found[4] else first
    return period_in(f"{first} - {last}")


def _ask(raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    dated = normalise(raw.header[0]) == normalise("Date")
    return () if dated or _period(given.file) is not None else ask_period()


def _card(report: str | None, *fields: FieldSpec, file_name: str = "") -> SheetSpec:
    """The card with these columns next to the figures; all others must be those of a card."""
    every = (*fields, *_FIGURES)
    known = {name for field in every for _, name in field.names}

    def unfit(raw: RawTable) -> Message | None:
        header = {normalise(name) for name in raw.header}
        if all(name in known or sheet.knows_and_ignores(name) for name in header):
            return None
        return msg("A card of the Google Ads overview has only its own columns")

    def finish(rows: TypedRows) -> pl.DataFrame:
        frame = rows.frame.with_columns(report=pl.lit(report, pl.String))
        if "date" in rows.columns:
            return frame
        return with_period(frame, _period(rows.given.file) or answered_period(rows.given))

    sheet = SheetSpec(
        table=AD_COSTS,
        signature=(*(field.to for field in fields), "spend"),
        fields=every,
        required=("period_from",),
        constants=CONSTANTS,
        dates=DateStyle.ENGLISH,
        nulls=NULLS,
        grouping=True,
        unfit=unfit,
        ask=_ask,
        checks=(Priced("spend"),),
        finish=finish,
        ignores=_IGNORES,
        file_name=file_name,
    )
    return sheet


SOURCE = Source(
    id="google_ads.overview",
    network=None,
    label=msg("Google Ads overview cards"),
    doc=msg("Google Ads › Overview › Download overview cards, each card as .csv."),
    sheets=(
        _card(None, _DATE, _OWN),
        _card(None, _DATE, file_name=r"time.?series"),
        _card("device", column("_part", en="Device")),
        _card("network", column("_part", en="Network"), _OWN),
        _card("keyword", column("_part", en="Search Keyword"), column("_own", en="Match type")),
        _card("search_term", column("_part", en="Search"), column("_own", en="Conversions")),
        _card(
            "campaign", column("campaign", en="Campaign Name"), column("_own", en="Campaign Status")
        ),
    ),
    layouts=(
        Layout(
            "time series",
            "en",
            LayoutEvidence.FILE,
            "google_ads_time_series(2026.02.05-2026.02.07).csv",
        ),
        Layout(
            "devices", "en", LayoutEvidence.FILE, "google_ads_devices(2026.02.05-2026.02.10).csv"
        ),
        Layout(
            "networks", "en", LayoutEvidence.FILE, "google_ads_networks(2026.02.05-2026.02.10).csv"
        ),
        Layout(
            "search keywords",
            "en",
            LayoutEvidence.FILE,
            "google_ads_search_keywords(2026.02.05-2026.02.10).csv",
        ),
        Layout(
            "searches",
            "en",
            LayoutEvidence.FILE,
            "google_ads_searches(Search_2026.02.05-2026.02.10).csv",
        ),
        Layout(
            "campaigns",
            "en",
            LayoutEvidence.HEADERS,
            "google_ads_campaigns(2026.02.05-2026.02.10).csv",
        ),
    ),
    limits=msg(
        "Only the time series has days. The other cards may show the largest rows only, so "
        "they count only if no fuller report of these days is imported."
    ),
)
