"""YouTube Studio totals by day (Totals.csv): one metric, named by the header."""

from __future__ import annotations

from dataclasses import replace

from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source
from data.sources.kit.unused_metric import unused_metric
from data.sources.youtube.columns import (
    DAY,
    NETWORK,
    OTHER_METRICS,
    by_day,
    is_metric,
    metrics_of,
    totals_row,
)
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import Message, msg


def _unfit(raw: RawTable) -> Message | None:
    """A day and one metric; more of them only next to watch time, which no other export has."""
    metrics = raw.header[1:]
    named = by_day(raw) and not raw.preamble and all(is_metric(name) for name in metrics)
    if named and (len(metrics) == 1 or _has_watch_time(raw)):
        return None
    return msg("This is a list of days, but not a day and one metric as in YouTube’s Totals.csv")


def _has_watch_time(raw: RawTable) -> bool:
    wanted = next(field for field in metrics_of(ACCOUNT_DAYS) if field.to == "watch_seconds")
    return bool({name for _, name in wanted.names} & {normalise(name) for name in raw.header})


SHEET = SheetSpec(
    table=ACCOUNT_DAYS,
    signature=("date",),
    fields=(DAY, *metrics_of(ACCOUNT_DAYS)),
    required=("date",),
    unique=("date",),
    constants=(NETWORK, ("use", "unknown")),
    dates=DateStyle.ENGLISH,
    exclude=(totals_row("date"),),
    checks=(unused_metric,),
    unfit=_unfit,
    ignores=OTHER_METRICS,
)

_WITH_WATCH_TIME = replace(SHEET, signature=("date", "watch_seconds"))
# Two plain columns could come from anywhere: only the name of the file shows what it is.
_NAMED = replace(SHEET, file_name=r"youtube|totals?\b|totaux|totales|totali|totais|gesamtwerte")

SOURCE = Source(
    id="youtube.totals",
    network="youtube",
    label=msg("YouTube totals by day (Studio)"),
    doc=msg("YouTube Studio › Analytics › Advanced mode › Export › CSV: Totals.csv in the zip."),
    sheets=(_WITH_WATCH_TIME, _NAMED),
    repeats=("hootsuite.account", "sprout.profiles"),
    layouts=(
        Layout("2020", "de", LayoutEvidence.FILE, "youtube_totals_de.csv"),
        Layout("2021–2025", "en", LayoutEvidence.FILE, "youtube_totals_en.csv"),
        Layout("2023–2025", "pt", LayoutEvidence.FILE, "youtube_totals_pt.csv"),
    ),
    limits=msg(
        "One metric per file, the one of the chart. An export of the channel’s whole life "
        "begins with years of zeros."
    ),
)
