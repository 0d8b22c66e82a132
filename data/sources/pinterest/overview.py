"""Pinterest analytics overview export: settings, one daily metric, top boards and top pins.

What boards and pins show are figures of the period, of pins without a date and partly of other
people: they are breakdowns of the account, never posts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from data.base.issue import Level
from data.reading.names import normalise, tidy
from data.reading.table import Finding, RawTable
from data.sources.kit.periods import period_above
from data.sources.kit.recognise import fits
from data.sources.kit.spec import (
    Exclude,
    Layout,
    LayoutEvidence,
    Reshaped,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.kit.unused_metric import unused_metric
from data.tables.schema import ACCOUNT_DAYS, BREAKDOWN
from i18n.message import Message, msg

Lines = tuple[tuple[str, ...], ...]

_TITLE = "analytics overview"
_DEFAULTS = {"", "all", "all pins", "not included"}
_FILTERS = ("devices", "source", "age", "gender", "claimed accounts", "format")
_USES = {"organic": "organic", "paid": "paid", "paid and earned": "paid"}


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """The tables with the period and the settings above them; nothing without the title."""
    top = tables[0].top if tables else ()
    if not top or normalise(top[0][0]) != _TITLE:
        return Reshaped()
    above = (*top[1:], *_settings(tables[0]))
    mine = (raw for raw in tables if any(True for _ in fits(raw, SOURCE)))
    return Reshaped(tuple(replace(raw, preamble=above) for raw in mine), tables)


def _settings(raw: RawTable) -> Lines:
    """Name and value of every setting, which the general reader has taken for a table."""
    if len(raw.header) < 2:
        return ()
    rows = raw.frame.select("c0", pl.col("c1").fill_null("")).rows()
    return (raw.header[:2], *((str(name), str(value)) for name, value in rows))


def _setting(raw: RawTable, name: str) -> str:
    found = (line[1] for line in raw.preamble if len(line) == 2 and normalise(line[0]) == name)
    return tidy(next(found, ""))


def _unfit(raw: RawTable) -> Message | None:
    if len(raw.header) > 1:
        return None
    return msg("The days of this Pinterest overview have no values")


def _narrowed(rows: TypedRows) -> Iterator[Finding]:
    """A warning when a setting leaves out part of the account."""
    values = {name: _setting(rows.raw, name) for name in _FILTERS}
    chosen = [f"{name}: {v}" for name, v in values.items() if normalise(v) not in _DEFAULTS]
    if chosen:
        yield Finding(
            Level.WARNING,
            msg(
                "The export shows only a part of the account ({settings}), so its values are "
                "not totals",
                settings=", ".join(chosen),
            ),
            msg("Clear the filters in Pinterest’s overview and export again."),
        )


def _finish_days(rows: TypedRows) -> pl.DataFrame:
    kind = _USES.get(normalise(_setting(rows.raw, "content types")), "unknown")
    return rows.frame.with_columns(use=pl.lit(kind))


def _finish_items(rows: TypedRows) -> pl.DataFrame:
    """Links to pins or to boards, over the period that the file names."""
    first, last = period_above(rows.raw) or (None, None)
    pin = pl.col("value").str.contains("/pin/", literal=True)
    return rows.frame.with_columns(
        dimension=pl.when(pin).then(pl.lit("pin")).otherwise(pl.lit("board")),
        period_from=pl.lit(first, pl.Date),
        period_to=pl.lit(last, pl.Date),
    )


_NOTES = msg("Notes below the tables")

SOURCE = Source(
    id="pinterest.overview",
    network="pinterest",
    label=msg("Pinterest overview"),
    doc=msg("Pinterest › Analytics › Overview › Export: one file per metric."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date",),
            fields=(
                column("date", en="Date"),
                column("impressions", en="Impressions"),
                column("reach", en="Total audience"),  # who saw or engaged with the pins
                column("interactions", en=("Engagements", "Engagement")),
                column("clicks", en="Pin clicks"),
                column("link_clicks", en="Outbound clicks"),
                column("saves", en="Saves"),
                column("views", en="Video views"),
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "pinterest"),),
            # A note is a sentence: twenty characters or more, and no figure among the first four.
            exclude=(Exclude(_NOTES, pl.col("date").str.contains(r"^[^\d]{4}.{16}")),),
            checks=(unused_metric, _narrowed),
            unfit=_unfit,
            finish=_finish_days,
            ignores=ignored("Engaged audience", "Monthly *"),
        ),
        SheetSpec(
            table=BREAKDOWN,
            signature=("value",),
            fields=(
                column("value", en="Pinterest Link"),
                column("impressions", en="Impressions"),
                column("interactions", en=("Engagements", "Engagement")),
                column("views", en="Video views"),
            ),
            required=("value",),
            unique=("value",),
            constants=(("network", "pinterest"),),
            exclude=(Exclude(_NOTES, ~pl.col("value").str.starts_with("http")),),
            finish=_finish_items,
            ignores=ignored(
                *("Pin clicks", "Outbound clicks", "Saves", "Total audience"),
                *("Content Type", "Source", "Canonical", "Format"),
            ),
        ),
    ),
    reshape=_reshape,
    uneven=lambda _raw: True,  # rows stay records; titles of a single cell are among the settings
    repeats=("hootsuite.account", "sprout.profiles"),
    layouts=(
        Layout("2024", "en", LayoutEvidence.FILE, "pinterest_overview_audience.csv"),
        Layout("2025", "en", LayoutEvidence.FILE, "pinterest_overview_impressions.csv"),
    ),
    limits=msg(
        "One metric per file. The last days are estimates that change later. Boards and pins "
        "cover the last six months and have no dates of publication."
    ),
)
