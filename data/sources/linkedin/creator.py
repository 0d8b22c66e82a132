"""LinkedIn creator analytics export: daily metrics, posts and followers, five sheets of a workbook.

Days are in two sheets; the sheet of posts holds two lists side by side, each in its own order,
so a record is not one post; the number of followers is above the new ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from data.base.issue import Level
from data.base.table_report import CheckResult
from data.reading.dates import DateStyle
from data.reading.table import Finding
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, TypedRows, column
from data.sources.linkedin.creator_parts import (
    DAY,
    ENGAGEMENTS,
    FOLLOWS,
    GROUPS,
    IMPRESSIONS,
    PUBLISHED,
    URL,
    reshape,
    told,
)
from data.sources.linkedin.ids import identified
from data.tables.schema import ACCOUNT_DAYS, AUDIENCE, POSTS
from i18n.message import msg

_SHARE = column("share", en="Percentage", it="Percentuale")


def _as_stated(rows: TypedRows) -> Iterator[Finding | CheckResult]:
    """Impressions by day add up to those of the overall sheet."""
    stated = told(rows.raw, "impressions") or ""
    if not stated.isdecimal():
        return
    off = int(stated) - int(rows.frame["impressions"].sum())
    claim = msg("Impressions by day = overall impressions")
    yield CheckResult(claim, 1, int(off != 0), off)
    if off:
        yield Finding(
            Level.WARNING,
            msg(
                "The impressions by day differ by {off} from the {stated} of the first sheet",
                off=off,
                stated=int(stated),
            ),
            msg("If sheets were edited or deleted, import the file exactly as downloaded."),
        )


def _finish_groups(rows: TypedRows) -> pl.DataFrame:
    """Shares as fractions, whether the file writes 0.127 or 13%."""
    percent = pl.col("_written").str.ends_with("%")
    share = pl.when(percent).then(pl.col("share") / 100).otherwise("share")
    return _as_of_last_day(rows, "as_of").with_columns(share=share)


def _finish_posts(rows: TypedRows) -> pl.DataFrame:
    return identified(_as_of_last_day(rows, "observed_at"))


def _of_member(rows: TypedRows) -> pl.DataFrame:
    """The rows with the account that the links name, so that no page of the same day gets in."""
    return rows.frame.with_columns(account=pl.lit(told(rows.raw, "account"), pl.String))


def _as_of_last_day(rows: TypedRows, column: str) -> pl.DataFrame:
    """The rows as of the day up to which the export goes, if it says one."""
    day = pl.lit(told(rows.raw, "last"), pl.String).str.to_date("%Y-%m-%d", strict=False)
    is_day = rows.frame.schema[column] == pl.Date
    known = day if is_day else day.cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    return _of_member(rows).with_columns(pl.coalesce(known, column).alias(column))


_LINKEDIN = (("network", "linkedin"),)
_ORGANIC = (*_LINKEDIN, ("use", "unknown"))

SOURCE = Source(
    id="linkedin.creator",
    network="linkedin",
    label=msg("LinkedIn creator analytics"),
    doc=msg("LinkedIn › your profile › Analytics › Post impressions › Export."),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("permalink", "published_on"),
            fields=(URL, PUBLISHED, ENGAGEMENTS, IMPRESSIONS),
            required=("post_id",),
            unique=("post_id",),
            constants=_ORGANIC,
            dates=DateStyle.ASK,
            zone="UTC",
            finish=_finish_posts,
        ),
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "impressions", "interactions"),
            fields=(DAY, IMPRESSIONS, ENGAGEMENTS, FOLLOWS, column("followers", at=4)),
            required=("date",),
            unique=("date",),
            constants=_ORGANIC,
            dates=DateStyle.ASK,
            checks=(_as_stated,),
            finish=_of_member,
        ),
        SheetSpec(
            table=AUDIENCE,
            signature=("dimension", "value", "share"),
            fields=(
                GROUPS,
                column("value", en="Value", it="Valore"),
                _SHARE,
                replace(_SHARE, to="_written"),
            ),
            required=("dimension", "value"),
            unique=("dimension", "value"),
            constants=_LINKEDIN,
            nulls=("< 1%", "<1%"),
            finish=_finish_groups,
        ),
    ),
    reshape=reshape,
    layouts=(
        Layout("2024", "en", LayoutEvidence.FILE, "linkedin_creator_en.xlsx"),
        Layout("since 2025", "it", LayoutEvidence.FILE, "linkedin_creator_it.xlsx"),
    ),
    limits=msg(
        "Only the 50 best posts, without clicks, texts or reactions. Members reached over the "
        "whole period are not read, because they belong to no day."
    ),
)
