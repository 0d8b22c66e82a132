"""Facebook Page Insights export (until 2021): daily metrics of a page, one row per day.

Hundreds of columns: every figure per day, week and 28 days, and one column per country, city,
language and age. Only the figures of the day add up; those of weeks and of 28 days overlap.
Page likes were what followers are today: all of them are the stock, new ones the follows.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.facebook.insights_headers import (
    descriptions,
    is_group,
    page_named,
    told_apart,
    with_groups,
)
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
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import msg

_SIGNS = frozenset({"date", "lifetime total likes", "daily new likes"})


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    main = next((raw for raw in tables if {normalise(n) for n in raw.header} >= _SIGNS), None)
    if main is None:
        return Reshaped()
    groups = tuple(raw for raw in tables if is_group(raw, "date"))
    return Reshaped((with_groups(told_apart(main), groups, "date"),), (main, *groups))


def _finish(rows: TypedRows) -> pl.DataFrame:
    """The page, and link clicks: a blank kind of click is 0 where clicks are counted: the kinds add up to all clicks."""
    done = rows.frame.with_columns(account=pl.lit(page_named(rows.given), pl.String))
    if not {"clicks", "link_clicks"} <= rows.columns.keys():
        return done
    counted = pl.when(pl.col("clicks").is_not_null()).then(0)
    return done.with_columns(link_clicks=pl.coalesce("link_clicks", counted))


SOURCE = Source(
    id="facebook.insights_page",
    network="facebook",
    label=msg("Facebook page by day (Page Insights, until 2021)"),
    doc=msg("Facebook Page › Insights › Export data › Page data, as it was until 2021."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "followers", "follows"),
            fields=(
                column("date", en="Date"),
                column("followers", en="Lifetime Total Likes"),
                column("follows", en="Daily New Likes"),
                column("unfollows", en="Daily Unlikes"),
                column("reach", en="Daily Total Reach"),
                column("impressions", en="Daily Total Impressions"),
                column("profile_visits", en="Daily Logged-in Page Views"),
                column("clicks", en="Daily Page consumptions"),
                column("link_clicks", en="Daily Page consumptions by type - link clicks"),
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "facebook"), ("use", "unknown")),
            dates=DateStyle.MDY,
            exclude=(descriptions("date"),),
            ignores=ignored(
                "Daily *", "Weekly *", "28 Days *", "Lifetime *", "*:day*", "*:week*", "*:days_28*"
            ),
            finish=_finish,
        ),
    ),
    reshape=_reshape,
    uneven=lambda _raw: True,  # rows stay records; one of descriptions may be moved
    layouts=(
        Layout("2014", "en", LayoutEvidence.FILE, "facebook_insights_page_2014.csv"),
        Layout("2015–2016", "en", LayoutEvidence.FILE, "facebook_insights_page_2016.csv"),
        Layout("2014–2017 (.xls)", "en", LayoutEvidence.DESCRIBED, "facebook_insights_page.xls"),
    ),
    limits=msg(
        "The page is not named. Paid and organic results come together. Page likes are read as "
        "followers, as Facebook counts them today."
    ),
)
