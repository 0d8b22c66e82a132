"""Combines the sums of measures into metric values: aligns them on the query's keys and divides.

A query result has a few thousand cells at most: they are laid out as numpy arrays, a row per
measure and a place per row of the grid, which takes a fraction of the time that planning a query
over them does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics.definitions.measures import Distinct, Last, Measure, absent_is_zero, is_money, may_lack
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Metric, Unit
from metrics.engine.query_result import Figures, frames, key_types
from metrics.question.query import Query

ANSWER = {
    "metric": pl.String(),
    "value": pl.Float64(),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "rows": pl.Int64(),
    "repaired": pl.Int64(),
    "currency": pl.String(),
    "why_null": pl.String(),
}
EVERYTHING = "_all"  # the only column of the grid where a query has no keys

Summed = Mapping[int, pl.DataFrame]  # the collected frames behind figures, by id(lazy frame)

_Numbers = NDArray[np.float64]  # nan: unknown
_Integers = NDArray[np.int64]
_Flags = NDArray[np.bool_]

_REASONS = tuple(WhyNull)
_CODE = {why: code for code, why in enumerate(_REASONS)}
_NONE = -1  # the code of no reason, and of no currency
_WORDS = pl.Series([*(why.value for why in _REASONS), None], dtype=pl.String)


@dataclass(frozen=True, slots=True)
class _Term:
    """One measure of a metric for every row of the grid.

    ``low`` and ``high`` are places among the currencies of the answer, ``why`` codes of reasons.
    ``lacking``: unknown for a reason for which the sum goes without it.
    """

    sign: int
    value: _Numbers
    n: _Numbers
    repaired: _Numbers
    low: _Numbers
    high: _Numbers
    why: _Integers
    lacking: _Flags


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The sums behind an answer, and which rows of them belong to which rows of the grid."""

    grid: pl.DataFrame
    query: Query
    figures: Mapping[Measure, Figures]
    sums: Summed
    places: Mapping[int, tuple[_Integers, _Integers]]
    covered: Mapping[frozenset[date], _Flags]
    currencies: tuple[str, ...]


def summed(figures: Iterable[Figures]) -> Summed:
    """The frames behind some figures as data, all worked out at once."""
    lazy = frames(figures)
    collected = pl.collect_all(lazy, engine="in-memory")
    return {id(frame): data for frame, data in zip(lazy, collected, strict=True)}


def combine(
    requested: Sequence[Metric],
    grid: pl.DataFrame,
    figures: Mapping[Measure, Figures],
    sums: Summed,
    query: Query,
) -> pl.DataFrame:
    """The row of ``ANSWER`` of every metric for every row of ``grid``."""
    types = pl.Schema({**key_types(query), **ANSWER})
    if not requested:
        return pl.DataFrame(schema=types)
    sheet = _Sheet(
        grid,
        query,
        figures,
        sums,
        _places(grid, sums, query),
        # Most measures share their covered days, so each set of days is laid out once.
        {days: _covered(days, grid, query) for days in {f.covered for f in figures.values()}},
        _currencies(figures, sums),
    )
    columns_by_metric = [_columns(metric, sheet) for metric in requested]
    columns = {
        name: np.concatenate([own[name] for own in columns_by_metric])
        for name in columns_by_metric[0]
    }
    named = pl.Series([*sheet.currencies, None], dtype=pl.String)
    coded = {
        "metric": pl.Series([metric.id for metric in requested]).gather(
            np.repeat(np.arange(len(requested)), grid.height)
        ),
        "currency": named.gather(_index(columns.pop("currency"), named)),
        "why_null": _WORDS.gather(_index(columns.pop("why"), _WORDS)),
        **{name: pl.Series(values, nan_to_null=True) for name, values in columns.items()},
    }
    keys = pl.concat([grid.select(query.by)] * len(requested)).to_dict()
    return pl.DataFrame({**keys, **coded}, schema_overrides=types).select(types.names())


# Reasons and currencies are codes in the arrays: only the result needs them as words.
def _index(codes: _Numbers, words: pl.Series) -> _Integers:
    """The places of coded words; no code takes the last, which is null."""
    return np.where(codes == _NONE, len(words) - 1, codes).astype(np.int64)


def _places(
    grid: pl.DataFrame, sums: Summed, query: Query
) -> dict[int, tuple[_Integers, _Integers]]:
    """Of every frame the rows whose keys the grid has, and where it has them."""
    if not query.by:
        return {name: (at := np.arange(frame.height), at) for name, frame in sums.items()}
    keys = [frame.lazy().select(query.by) for frame in sums.values()]
    if not keys:
        return {}
    # One join for all frames: planning a join costs more than running it on a few thousand rows.
    grid_keys = grid.lazy().select(query.by).with_row_index("_place")
    matches = (
        pl.concat(keys)
        .with_row_index("_at")
        .join(grid_keys, on=query.by, nulls_equal=True)
        .select("_at", "_place")
        .collect(engine="in-memory")
    )
    at, place = (matches[name].to_numpy().astype(np.int64) for name in matches.columns)
    places, begin = {}, 0
    for name, frame in sums.items():
        in_frame = (at >= begin) & (at < begin + frame.height)
        places[name] = at[in_frame] - begin, place[in_frame]
        begin += frame.height
    return places


def _currencies(figures: Mapping[Measure, Figures], sums: Summed) -> tuple[str, ...]:
    codes: set[str | None] = set()
    for measure, figure in figures.items():
        if is_money(measure) and figure.frame is not None:
            frame = sums[id(figure.frame)]
            codes.update(*(frame[f"{figure.slot}_{end}"].unique() for end in ("low", "high")))
    return tuple(sorted(code for code in codes if code is not None))


def _columns(metric: Metric, sheet: _Sheet) -> dict[str, _Numbers]:
    """The columns of a metric, words as codes; a side is null as soon as one term is.

    Terms that a sum can go without are left out where they have no row, but not all of a side.
    """
    over, under = ([_term(m, sheet) for m in side] for side in metric.measures)
    terms = [*over, *under] if over else [*under, _unknown(sheet)]
    (numerator, counted), (denominator, divided) = _side(over, sheet), _side(under, sheet)
    # fmin and fmax skip nan, so a term without money does not hide the currency of the others.
    low = np.fmin.reduce([term.low for term in terms])
    high = np.fmax.reduce([term.high for term in terms])
    mixed = (low != high) & ~np.isnan(low)
    unnamed = low == (sheet.currencies.index("") if "" in sheet.currencies else _NONE)
    # A reason of one term comes first; those about the whole ratio only apply to what is left.
    why = _first(terms, (bool(over) & ~counted) | (bool(under) & ~divided))
    reasons = {
        WhyNull.UNKNOWN_CURRENCY: mixed & unnamed,
        WhyNull.MIXED_CURRENCIES: mixed & ~unnamed,
        WhyNull.ZERO_DENOMINATOR: denominator == 0,
    }
    for reason, holds in reasons.items():
        why = np.where((why == _NONE) & holds, _CODE[reason], why)
    # Posts of one network over the followers of another would give a rate that means nothing. Split
    # by network, each row has its own followers.
    if "network" not in sheet.query.by and _mixes_networks(metric, sheet.figures):
        why = np.full_like(why, _CODE[WhyNull.OTHER_NETWORKS])
    known = why == _NONE
    with np.errstate(divide="ignore", invalid="ignore"):
        value = metric.scale * (numerator / denominator if metric.denominator else numerator)
    unclear = (why == _CODE[WhyNull.MIXED_CURRENCIES]) | (why == _CODE[WhyNull.UNKNOWN_CURRENCY])
    named = known & ~unnamed & ~np.isnan(low) & (metric.unit is Unit.MONEY)
    return {
        "value": np.where(known, value, np.nan),
        "numerator": np.where(unclear, np.nan, numerator),
        "denominator": denominator,
        "rows": np.max([term.n for term in terms], axis=0),  # the larger side of a ratio
        "repaired": np.max([term.repaired for term in terms], axis=0),
        "currency": np.where(named, low, _NONE),
        "why": why,
    }


def _term(measure: Measure, sheet: _Sheet) -> _Term:
    """Where a key has no figure: zero if the files cover it, otherwise unknown and why."""
    figure, none = sheet.figures[measure], np.full(sheet.grid.height, np.nan)
    zero = sheet.covered[figure.covered]
    value, why = np.where(zero, 0.0, np.nan), np.where(zero, _NONE, _CODE[figure.absent])
    n, repaired, low, high = np.zeros_like(none), np.zeros_like(none), none.copy(), none.copy()
    if figure.frame is not None:
        frame, (at, place) = sheet.sums[id(figure.frame)], sheet.places[id(figure.frame)]

        def part(name: str) -> _Numbers:
            return frame[f"{figure.slot}_{name}"].cast(pl.Float64).to_numpy()[at]

        sums, rows, known = part("sum"), part("rows"), part("known")
        reasons = _why(measure, rows, known, part("base"))
        if "_refused" in frame.columns:
            refused = _coded(frame["_refused"], _WORDS[:-1])[at]
            reasons = np.where(np.isnan(refused), reasons, refused)
        value[place], why[place] = np.where(reasons == _NONE, sums, np.nan), reasons
        n[place] = np.nan_to_num(known)
        if f"{figure.slot}_repaired" in frame.columns:
            repaired[place] = np.nan_to_num(part("repaired"))
        if is_money(measure):
            for line, end in ((low, "low"), (high, "high")):
                line[place] = _coded(frame[f"{figure.slot}_{end}"], sheet.currencies)[at]
    lacks = _lacks(measure)
    lacking = np.isnan(value) & np.isin(why, lacks) if lacks else np.zeros(len(value), dtype=bool)
    return _Term(measure.sign, value, n, repaired, low, high, why, lacking)


@cache
def _lacks(measure: Measure) -> tuple[int, ...]:
    """The codes of the reasons for which a sum is made without the measure."""
    return tuple(_CODE[reason] for reason in _REASONS if may_lack(measure, reason))


def _coded(words: pl.Series, among: Iterable[str]) -> _Numbers:
    """The places of words in a list; nan: none."""
    return words.cast(pl.Enum(among)).to_physical().cast(pl.Float64).to_numpy()


def _unknown(sheet: _Sheet) -> _Term:
    """The term of a metric without measures: always unknown."""
    rows = sheet.grid.height
    none, zero = np.full(rows, np.nan), np.zeros(rows)
    why = np.full(rows, _CODE[WhyNull.NEEDS_OTHER_DATA])
    return _Term(1, none, zero, zero, none, none, why, np.zeros(rows, dtype=bool))


def _covered(days: frozenset[date], grid: pl.DataFrame, query: Query) -> _Flags:
    """The rows of the grid whose days the files cover completely."""
    if query.grain is None or not days:
        return np.full(grid.height, bool(days))
    listed = np.array(list(days), dtype="datetime64[D]")
    return np.isin(grid[query.grain].to_numpy().astype("datetime64[D]"), listed)


def _why(measure: Measure, rows: _Numbers, known: _Numbers, base: _Numbers) -> _Integers:
    """Why the sums of some rows are unknown."""
    nothing = (rows == 0) & (absent_is_zero(measure) | (base > 0))
    why = np.where((known == 0) & ~nothing, _CODE[WhyNull.NOT_IN_EXPORT], _NONE)
    if isinstance(measure, Distinct):
        # Unique people of two rows may be the same people, so only a single row has a value.
        return np.where((known > 0) & (rows > 1), _CODE[WhyNull.NOT_ADDITIVE], why)
    return why


def _side(terms: Sequence[_Term], sheet: _Sheet) -> tuple[_Numbers, _Flags]:
    """The sum of the terms of a side, and where any of them counts."""
    total = np.zeros(sheet.grid.height)
    counted = np.zeros(sheet.grid.height, dtype=bool)
    for term in terms:
        total = np.where(term.lacking, total, total + term.sign * term.value)
        counted |= ~term.lacking
    return np.where(counted, total, np.nan), counted


def _first(terms: Sequence[_Term], emptied: _Flags) -> _Integers:
    """The first reason of a term that counts; where a side has none left, of one that lacks."""
    why = np.full(len(emptied), _NONE)
    for lacking in (False, True):
        for term in terms:
            applies = (term.lacking & emptied) if lacking else ~term.lacking
            why = np.where((why == _NONE) & applies, term.why, why)
    return why


def _mixes_networks(metric: Metric, figures: Mapping[Measure, Figures]) -> bool:
    """Whether posts of one network would be divided by the followers of another."""
    over, under = metric.measures
    follower_networks = [figures[m].networks for m in under if isinstance(m, Last)]
    post_networks = [figures[m].networks for m in over if m.table == "posts"]
    return bool(
        follower_networks
        and post_networks
        and post_networks[0] - follower_networks[0]
        and follower_networks[0]
    )
