"""Caveats of non-randomised comparisons: confounding by channel, weekday or period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from data.facts.source import FactSource
from i18n.message import Message, Part, msg, plural
from metrics.engine import query_metrics
from metrics.experiments.pairs import VariantPair
from metrics.experiments.query import PERIOD, ComparisonQuery
from metrics.experiments.rates import VariantRate
from metrics.experiments.units import ChanceUnit
from metrics.question.names import key_name

APART = 0.1
"""How much the share of a value must differ between variants before it is reported."""

Mix = Mapping[str, Mapping[str, float]]
NOT_DEALT = msg("Not a randomised test. It shows what happened, not why.")
LOOK_OFTEN = msg(
    "The verdict uses the wider interval, which stays valid however often you look. The "
    "narrower one is valid for a single look, planned in advance."
)
_PERIODS = msg("These variants are periods, so season and other changes count too.")
_SIDE_BY_SIDE = msg(
    "Variants that ran on the same days are compared day by day, so good and bad days of both "
    "cancel out."
)
_BY_UNIT = {
    ChanceUnit.DAY: msg(
        "Days vary more than single cases do, so random variation is estimated from whole days."
    ),
    ChanceUnit.WEEK: msg(
        "Neighbouring days are alike or not shared, so random variation is estimated from weeks."
    ),
    ChanceUnit.FOUR_WEEKS: msg(
        "The difference drifts for weeks, so random variation is estimated from periods of "
        "four weeks."
    ),
    ChanceUnit.POST: msg(
        "Posts vary more than single cases do, so random variation is estimated from whole posts."
    ),
}
_SINGLE_POSTS = msg(
    "Two posts are a single case each. Compare groups of posts, such as networks, to learn more."
)
_DIFFERS = {
    "channel": msg(
        "The channels differ: {share_a} of “{a}” came through {channel}, {share_b} of “{b}”."
    ),
    "network": msg("The networks differ: {share_a} of “{a}” was on {network}, {share_b} of “{b}”."),
    "weekend": msg(
        "The weekdays differ: {share_a} of “{a}” fell on a weekend, {share_b} of “{b}”."
    ),
    "month": msg("The times differ: {share_a} of “{a}” fell in {month}, {share_b} of “{b}”."),
}


def caveats(
    facts: FactSource,
    ask: ComparisonQuery,
    variant_rates: Sequence[VariantRate],
    pairs: Sequence[VariantPair],
) -> tuple[Message, ...]:
    """That it is no proof, how variation is measured, where variants differ, and how often to look.

    Floats in the sentences are shares.
    """
    known = [rate.metric for rate in variant_rates if rate.trials is not None]
    notes = [NOT_DEALT, *([_PERIODS] if ask.by == PERIOD else [])]
    notes += _measured_by(ask, pairs)
    notes += _selected(facts, ask, known[0]) if known else []
    notes += [_many(len(pairs))] if len(pairs) > 1 else []
    return (*notes, LOOK_OFTEN)


def _measured_by(ask: ComparisonQuery, pairs: Sequence[VariantPair]) -> list[Message]:
    """The units of chance of the pairs, and whether pairs share their days."""
    if ask.by == "post":
        return [_SINGLE_POSTS]
    notes = [_SIDE_BY_SIDE] if any(pair.paired for pair in pairs) else []
    units = {pair.unit for pair in pairs}
    return notes + [note for unit, note in _BY_UNIT.items() if unit in units]


def _many(pairs: int) -> Message:
    return plural(
        "{pairs} comparison is made at once. Each must clear a higher bar (Holm’s method), so "
        "all verdicts together are wrong at most once in twenty.",
        "{pairs} comparisons are made at once. Each must clear a higher bar (Holm’s method), "
        "so all verdicts together are wrong at most once in twenty.",
        pairs=pairs,
    )


def _selected(facts: FactSource, ask: ComparisonQuery, metric: str) -> list[Message]:
    """Where the variants' trials differ: in channels or networks, weekdays, months."""
    places = {"post": ("network",), "channel": (), "network": (), "use": ()}
    mixes = {name: _mix(facts, ask, metric, name) for name in places.get(ask.by, ("channel",))}
    days = _mix(facts, ask, metric, "day")
    mixes["weekend"] = _grouped(days, lambda day: "weekend" if day.weekday() > 4 else "")
    # Periods differ in their months by definition.
    if ask.by != PERIOD:
        mixes["month"] = _grouped(days, lambda day: f"{day:%Y-%m}")
    return [note for name, mix in mixes.items() for note in _apart(name, mix)]


def _mix(facts: FactSource, ask: ComparisonQuery, metric: str, by: str) -> Mix:
    """Each variant's trials by ``by``; empty where the files do not have it."""
    by_arm: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for arm, query in ask.questions():
        rows = query_metrics(facts, [metric], replace(query, by=(*ask.keys, by)))
        for row in rows.to_dicts():
            named = row[ask.by] if arm is None else arm
            if named in ask.arms and row[by] is not None and row["denominator"]:
                by_arm[named][str(row[by])] = row["denominator"]
    return by_arm


def _grouped(days: Mix, group: Callable[[date], str]) -> Mix:
    by_arm: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for arm, by_day in days.items():
        for day, trials in by_day.items():
            by_arm[arm][group(date.fromisoformat(day))] += trials
    return by_arm


def _apart(name: str, mix: Mix) -> Iterator[Message]:
    """The value whose share differs most between two variants, if it differs much."""
    shares = {
        arm: {value: part / sum(parts.values()) for value, part in parts.items()}
        for arm, parts in mix.items()
    }
    values = sorted({value for parts in shares.values() for value in parts if value})
    gaps = [
        (high.get(value, 0.0) - low.get(value, 0.0), value, a, b)
        for value in values
        for a, high in shares.items()
        for b, low in shares.items()
    ]
    gap, value, a, b = max(gaps, default=(0.0, "", "", ""))
    if gap > APART:
        share_a, share_b = shares[a][value], shares[b].get(value, 0.0)
        named = key_name(name, value) if name in {"channel", "network"} else value
        template_values: dict[str, Part] = {name: named, "share_a": share_a, "share_b": share_b}
        yield _DIFFERS[name].filled(a=a, b=b, **template_values)
