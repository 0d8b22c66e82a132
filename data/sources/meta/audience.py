"""Meta Business Suite audience export: followers by age, gender, city and country, in shares.

Until 2024 a block is a list (“Top cities”, “Value”) titled with its network; since 2025 the
names are in one row and the shares in the next, and no network is named. Shares are percents,
with or without the sign. A block of daily follows may be among them and is read as one.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.issue import Level
from data.base.table_report import CheckResult
from data.reading.table import Finding
from data.sources.kit.month_decimals import decimal_again
from data.sources.kit.spec import (
    Exclude,
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
)
from data.sources.meta import days
from data.sources.meta.audience_blocks import HEADER, is_list, language_of_block, reshape
from data.sources.meta.titles import answered_network, ask_network
from data.tables.schema import AUDIENCE
from i18n.message import msg, plural

_ROUNDING = 0.02  # twelve groups, each rounded to a tenth of a percent
_EVERYBODY = msg("Shares by age and gender add up to 100%")


def _finish(rows: TypedRows) -> pl.DataFrame:
    network = answered_network(rows.raw, rows.given)
    return rows.frame.with_columns(pl.col("share").round(6), network=pl.lit(network))


def _mended(rows: TypedRows) -> Iterator[Finding]:
    turned = rows.frame.filter(decimal_again(pl.col("_written")).is_not_null())
    if turned.height:
        yield Finding(
            Level.WARNING,
            plural(
                "A spreadsheet has turned shares such as {example} into dates. {count} was "
                "corrected",
                "A spreadsheet has turned shares such as {example} into dates. {count} were "
                "corrected",
                count=turned.height,
                example=turned["_written"][0],
            ),
            msg("Compare a few with Meta’s own page, or import the original download."),
            turned["source_row"][0],
        )


def _adds_up(rows: TypedRows) -> Iterator[Finding | CheckResult]:
    """Ages and genders cover everybody; cities and countries are only the first few."""
    everybody = float(rows.frame.filter(pl.col("dimension") == "age_gender")["share"].sum())
    if not everybody:
        return
    off = abs(everybody - 1) > _ROUNDING
    yield CheckResult(_EVERYBODY, 1, int(off), everybody - 1, _ROUNDING)
    if off:
        yield Finding(
            Level.WARNING,
            msg(
                "The shares by age and gender add up to {share}%, not 100%",
                share=round(100 * everybody, 1),
            ),
            msg("The file was probably edited or re-saved. Import the original download."),
            rows.frame["source_row"][0],
        )


SOURCE = Source(
    id="meta.audience",
    network=None,
    label=msg("Meta audience (Facebook, Instagram)"),
    doc=msg("Meta Business Suite › Insights › Audience › Export (Audience.csv)."),
    sheets=(
        SheetSpec(
            table=AUDIENCE,
            signature=("dimension", "value", "share"),
            fields=(
                column("dimension", en=HEADER[0]),
                column("value", en=HEADER[1]),
                column("share", en=HEADER[2], scale=0.01),
                column("_written", at=3, dtype=pl.String()),
            ),
            required=(),
            exclude=(
                Exclude(
                    msg("Pages liked by followers"),
                    pl.col("dimension") == "page",
                ),
            ),
            checks=(_mended, _adds_up),
            language=language_of_block,
            ask=ask_network,
            finish=_finish,
        ),
        days.SHEET,
    ),
    reshape=reshape,
    uneven=is_list,
    layouts=(
        Layout("2020–2024", "en", LayoutEvidence.FILE, "meta_audience_listed.csv"),
        Layout("2023, re-saved with tabs", "en", LayoutEvidence.FILE, "meta_audience_tabs.csv"),
        Layout("2024", "pt", LayoutEvidence.HEADERS, "meta_audience_listed_pt.csv"),
        Layout("since 2025", "en", LayoutEvidence.FILE, "meta_audience_wide.csv"),
        Layout("since 2025", "pt", LayoutEvidence.FILE, "meta_audience_wide_pt.csv"),
        Layout("2025, re-saved by Excel", "en", LayoutEvidence.FILE, "meta_audience_mangled.csv"),
    ),
    limits=msg(
        "Shares of the first ten cities and countries only. Numbers of followers have no date "
        "and are skipped. The file does not say when it was made."
    ),
)
