"""Figures of measures: from additive partials to values, each unknown with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from metrics.engine.measures import is_money
from metrics.engine.partials import Slot
from metrics.engine.reasons import WhyNull
from metrics.question.query import Query


@dataclass(frozen=True, slots=True)
class Figures:
    """The sums of one measure, which is called ``slot`` in a frame it may share with others.

    ``frame`` (None: nothing anywhere) has the question's keys and the columns that start with
    the slot: ``_sum``, ``_rows`` that match, those of them ``_known``, those known before a
    condition was put (``_base``), where tags are repaired how many of the known ones
    (``_repaired``), and of money the lowest and highest currency code (``_low`` and ``_high``:
    equal unless currencies are mixed; empty: not named). ``_refused``, where it is there and not
    null, says why nothing can be told of a key. A key that is not in the frame is unknown because
    of ``absent``, but zero in a bucket that is ``covered`` (named by its first day): there the
    files list whatever happened, and do not list this. Without a time key, any covered bucket
    means that the question is covered.
    ``networks`` are those of posts, or of accounts with a stock, where the two may be divided.
    """

    frame: pl.LazyFrame | None
    slot: str
    absent: WhyNull
    covered: frozenset[date] = frozenset()
    networks: frozenset[str] = frozenset()


def key_types(query: Query) -> dict[str, pl.DataType]:
    """The types of the question's keys, in its order."""
    return {key: pl.Date() if key == query.grain else pl.String() for key in query.by}


def unanswered(why: WhyNull) -> Figures:
    """No value anywhere, for one reason."""
    return Figures(None, "", why)


def frames(figures: Iterable[Figures]) -> list[pl.LazyFrame]:
    """The frames behind some figures, each once."""
    shared = {id(found.frame): found.frame for found in figures if found.frame is not None}
    return list(shared.values())


def regroup(frame: pl.LazyFrame, keys: Sequence[str], *exprs: pl.Expr) -> pl.LazyFrame:
    """``group_by(keys).agg(exprs)`` that also serves without keys; ``_all`` counts the rows."""
    counted = (*exprs, pl.len().alias("_all"))
    return frame.group_by(keys).agg(*counted) if keys else frame.select(*counted)


COUNTS = ("sum", "rows", "known", "base")


@lru_cache(maxsize=256)  # the questions of a page ask for the same measures again and again
def _sums(slots: tuple[Slot, ...], *, mended: bool) -> list[pl.Expr]:
    """The partials of all measures added up, side by side."""
    counted = (*COUNTS, "repaired") if mended else COUNTS
    money = [slot.name for slot in slots if is_money(slot.measure)]
    exprs = [pl.col([f"{slot.name}_{part}" for slot in slots for part in counted]).sum()]
    if money:
        exprs.append(pl.col([f"{name}_low" for name in money]).min())
        exprs.append(pl.col([f"{name}_high" for name in money]).max())
    return exprs


def from_partials(
    parts: pl.LazyFrame, slots: Sequence[Slot], query: Query, *, mended: bool
) -> pl.LazyFrame:
    """The sums that partials (with the question's keys, buckets included) add up to.

    ``mended``: the partials tell how many rows have repaired tags.
    """
    added = regroup(parts, query.by, *_sums(tuple(slots), mended=mended))
    return typed(added.filter(pl.col("_all") > 0), query)


def typed(frame: pl.LazyFrame, query: Query) -> pl.LazyFrame:
    """The frame with the question's keys in their types."""
    return frame.with_columns(pl.col(key).cast(dtype) for key, dtype in key_types(query).items())


def refuse(frame: pl.LazyFrame, keys: pl.LazyFrame, why: WhyNull, query: Query) -> pl.LazyFrame:
    """The sums without those of ``keys``: nothing can be told of these, for the reason given."""
    kept = frame.join(keys, on=query.by, how="anti", nulls_equal=True)
    refused = keys.unique().with_columns(_refused=pl.lit(why.value))
    return pl.concat([kept, refused], how="diagonal")
