"""YouTube Studio chart data: one metric by day of the top videos or groups."""

from __future__ import annotations

from dataclasses import replace

from data.reading.dates import DateStyle
from data.reading.table import RawTable
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source
from data.sources.youtube.columns import (
    DAY,
    ID,
    NETWORK,
    OTHER_METRICS,
    PUBLISHED,
    TITLE,
    by_day,
    is_metric,
    metrics_of,
    net_for_gained,
)
from data.sources.youtube.groups import GROUP, named
from data.tables.schema import BREAKDOWN_DAYS, POST_DAYS
from i18n.message import Message, msg


def _unfit(raw: RawTable) -> Message | None:
    if by_day(raw) and len(raw.header) > 2 and is_metric(raw.header[-1]):
        return None
    return msg("This is not YouTube’s chart data with a day, a video or group, and one metric")


POSTS_BY_DAY = SheetSpec(
    table=POST_DAYS,
    signature=("date", "post_id", "_title"),
    fields=(DAY, ID, replace(TITLE, to="_title"), *metrics_of(POST_DAYS)),
    required=("date", "post_id"),
    unique=("date", "post_id"),
    constants=(NETWORK,),
    dates=DateStyle.ENGLISH,
    unfit=_unfit,
    finish=net_for_gained,
    ignores=(*OTHER_METRICS, *(name for _, name in PUBLISHED.names)),
)
GROUPS_BY_DAY = SheetSpec(
    table=BREAKDOWN_DAYS,
    signature=("date", "value"),
    fields=(DAY, GROUP, *metrics_of(BREAKDOWN_DAYS)),
    required=("date", "value"),
    unique=("date", "value"),
    constants=(NETWORK,),
    dates=DateStyle.ENGLISH,
    unfit=_unfit,
    finish=named,
    ignores=OTHER_METRICS,
)

SOURCE = Source(
    id="youtube.chart",
    network="youtube",
    label=msg("YouTube chart data (Studio)"),
    doc=msg(
        "YouTube Studio › Analytics › Advanced mode › Export › CSV: Chart data.csv in the zip."
    ),
    sheets=(POSTS_BY_DAY, GROUPS_BY_DAY),
    layouts=(
        Layout("2020", "de", LayoutEvidence.FILE, "youtube_chart_de.csv"),
        Layout("2025", "en", LayoutEvidence.FILE, "youtube_chart_en.csv"),
        Layout("2025, by group", "pt", LayoutEvidence.FILE, "youtube_chart_groups_pt.csv"),
    ),
    limits=msg(
        "Only the videos or groups of the chart, and one metric. It never replaces the "
        "channel’s totals."
    ),
)
