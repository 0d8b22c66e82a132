"""Applies UTM corrections when facts are read, once per distinct combination of tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import unquote_plus

import narwhals as nw
import polars as pl

from data.channels.default_channels import channel_of
from data.tables.schema import TABLES
from data.values.correction import TAGS, Correction, CorrectionKind

REPAIRED = "_repaired"
_OLD = "_old_"
_DIRECT = {"source": "(direct)", "medium": "(none)", "campaign": "(direct)"}


def changes(rows: pl.LazyFrame, table: str, repairs: Iterable[Correction]) -> pl.DataFrame:
    """One row per combination of tags that the corrections change.

    It has each tag in its new form and, under ``_old_…``, in its old one.
    """
    columns = [name for name in (*TAGS, "channel_group") if name in TABLES[table].schema]
    before = rows.select(columns).unique().collect(engine="streaming")
    after = before
    # In the order they were made, each on the result of the earlier ones.
    for repair in repairs:
        if repair.concerns(table):
            after = _applied(after, table, repair)
    if {"source", "medium", "channel_group"} <= set(columns):
        after = after.with_columns(channel_group=_regrouped(before, after))
    old = before.rename(lambda name: f"{_OLD}{name}")
    both = pl.concat([after, old], how="horizontal")
    moved = [pl.col(name).ne_missing(pl.col(f"{_OLD}{name}")) for name in columns]
    return both.filter(pl.any_horizontal(moved))


def repaired(rows: pl.LazyFrame, changed: pl.DataFrame) -> pl.LazyFrame:
    """The rows with their corrected tags, and ``_repaired``: whether any of their tags changed."""
    columns = rows.collect_schema().names()
    old = [name for name in changed.columns if name.startswith(_OLD)]
    tags = [name.removeprefix(_OLD) for name in old]
    new = changed.lazy().rename({name: f"_new_{name}" for name in tags})
    keyed = new.with_columns(pl.lit(value=True).alias(REPAIRED))
    joined = rows.join(
        keyed, left_on=tags, right_on=old, how="left", nulls_equal=True, maintain_order="left"
    )
    corrected = {
        name: pl.when(REPAIRED).then(f"_new_{name}").otherwise(name).alias(name) for name in tags
    }
    return joined.select(
        *(corrected.get(name, pl.col(name)) for name in columns),
        pl.col(REPAIRED).fill_null(value=False),
    )


def _applied(frame: pl.DataFrame, table: str, repair: Correction) -> pl.DataFrame:
    chosen = pl.lit(value=True)
    if repair.values and repair.kind is not CorrectionKind.STRIP:
        chosen = pl.col(repair.column).is_in(repair.values)
    if repair.where:
        lower = _lower(frame, [condition.column for condition in repair.where])
        holds = [condition.holds(nw.col(condition.column)) for condition in repair.where]
        (mask,) = lower.select(nw.all_horizontal(*holds, ignore_nulls=False)).to_native()
        chosen &= pl.lit(mask)
    changed = {
        name: pl.when(chosen & pl.col(repair.column).is_not_null()).then(new).otherwise(name)
        for name, new in _new(frame, table, repair).items()
    }
    return frame.with_columns(**changed)


def _new(frame: pl.DataFrame, table: str, repair: Correction) -> dict[str, pl.Expr]:
    """The new value of each changed column where the correction applies."""
    value = pl.col(repair.column)
    match repair.kind:
        case CorrectionKind.REPLACE:
            return {repair.column: pl.lit(repair.to)}
        case CorrectionKind.FOLD:
            return {repair.column: value.str.to_lowercase()}
        case CorrectionKind.DECODE:
            written = frame[repair.column].drop_nulls().unique().to_list()
            return {repair.column: value.replace({text: decoded(text) for text in written})}
        case CorrectionKind.STRIP:
            return {repair.column: value.map_elements(_stripping(repair), pl.String)}
        case CorrectionKind.DIRECT:
            own = {name for name in TAGS if name in TABLES[table].schema}
            bare = table == "touches"  # a visit without a source has null tags there
            return {n: pl.lit(None if bare else _DIRECT.get(n), pl.String) for n in own}


def decoded(text: str) -> str:
    """A value of a link fully decoded, however often it was encoded.

    >>> decoded("summer%2520sale+now")
    'summer sale now'
    """
    while (plain := unquote_plus(text)) != text:
        text = plain
    return text


def _stripping(repair: Correction) -> Callable[[str], str]:
    def strip(text: str) -> str:
        while prefix := next((v for v in repair.values if v and text.startswith(v)), None):
            text = text.removeprefix(prefix)
        return text

    return strip


def _lower(frame: pl.DataFrame, columns: Iterable[str]) -> nw.DataFrame[pl.DataFrame]:
    low = [pl.col(name).fill_null("").str.to_lowercase() for name in dict.fromkeys(columns)]
    return nw.from_native(frame.select(low))


def _regrouped(before: pl.DataFrame, after: pl.DataFrame) -> pl.Series:
    """The channel that GA4 gave, unless the rules give the corrected tags another one than the raw.

    GA4 knows more than the tags say, so its channel stays as long as the correction changes
    nothing.
    """
    tags = ("source", "medium", "campaign")
    old, new = (
        _lower(frame, tags).select(channel=channel_of()).to_native()["channel"]
        for frame in (before, after)
    )
    bare = after.select(pl.all_horizontal(pl.col(tags).is_null())).to_series()
    new = pl.repeat("Direct", after.height, eager=True).zip_with(bare, new)
    given = before["channel_group"]
    sourced = before.select(pl.any_horizontal(pl.col("source", "medium").is_not_null())).to_series()
    moved = sourced & given.is_not_null() & (given != "") & (old != new)
    return new.zip_with(moved, given).alias("channel_group")
