"""What a comparison of things that nobody dealt out by lot has to say of itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from data.facts.source import FactSource
from i18n.message import Message, Part, msg, plural
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.experiments.query import PERIOD, ComparisonQuery
from metrics.experiments.rates import VariantRate
from metrics.question.names import key_name

APART = 0.1
"""How large a share of the trials has to lie elsewhere before it is told."""

Mix = Mapping[str, Mapping[str, float]]
_SHOWINGS = frozenset({"impressions", "views"})
NOT_DEALT = msg(
    "Nobody was given one or the other by lot: this is a comparison of what happened, not a proof of what caused it."
)
LOOK_OFTEN = msg(
    "Look as often as you like: the verdict follows the wider interval, which stays right however often one looks. The narrower one is right only for a single look at a moment fixed beforehand; stopping as soon as it shows a difference would be wrong far more often than once in twenty."
)
_PERIODS = msg(
    "The arms are different periods: season, prices and everything else that changed between them counts as a difference too."
)
_REPEATED = msg(
    "The same person may be counted several times among what was shown, so that chance moves these rates further than the intervals say."
)
_TOLD = {
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
    facts: FactSource, ask: ComparisonQuery, found: Sequence[VariantRate], pairs: int
) -> tuple[Message, ...]:
    """That it is no proof, where the arms differ in more than what is compared, how to look.

    Floats in the sentences are shares.
    """
    known = [rate.metric for rate in found if rate.trials is not None]
    told = [NOT_DEALT, *([_PERIODS] if ask.by == PERIOD else [])]
    told += _selected(facts, ask, known[0]) if known else []
    told += [_REPEATED] if any(map(_of_showings, ask.metrics)) else []
    told += [_many(pairs)] if pairs > 1 else []
    return (*told, LOOK_OFTEN)


def _many(pairs: int) -> Message:
    return plural(
        "{pairs} comparison is made at once, and among many one is soon found by chance: each has to clear a higher bar (Holm’s method), so that all verdicts together are wrong at most once in twenty.",
        "{pairs} comparisons are made at once, and among many one is soon found by chance: each has to clear a higher bar (Holm’s method), so that all verdicts together are wrong at most once in twenty.",
        pairs=pairs,
    )


def _of_showings(name: str) -> bool:
    return any(not _SHOWINGS.isdisjoint(m.columns) for m in metrics()[name].denominator)


def _selected(facts: FactSource, ask: ComparisonQuery, metric: str) -> list[Message]:
    """Where the arms' trials lie apart: in channels or networks, weekdays, months."""
    places = {"post": ("network",), "channel": (), "network": (), "use": ()}
    mixes = {name: _mix(facts, ask, metric, name) for name in places.get(ask.by, ("channel",))}
    days = _mix(facts, ask, metric, "day")
    mixes["weekend"] = _grouped(days, lambda day: "weekend" if day.weekday() > 4 else "")
    if ask.by != PERIOD:
        mixes["month"] = _grouped(days, lambda day: f"{day:%Y-%m}")
    return [told for name, mix in mixes.items() for told in _apart(name, mix)]


def _mix(facts: FactSource, ask: ComparisonQuery, metric: str, by: str) -> Mix:
    """Each arm's trials by ``by``; empty where the files do not tell."""
    told: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for arm, query in ask.questions():
        rows = query_metrics(facts, [metric], replace(query, by=(*ask.keys, by)))
        for row in rows.to_dicts():
            named = row[ask.by] if arm is None else arm
            if named in ask.arms and row[by] is not None and row["denominator"]:
                told[named][str(row[by])] = row["denominator"]
    return told


def _grouped(days: Mix, group: Callable[[date], str]) -> Mix:
    told: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for arm, by_day in days.items():
        for day, trials in by_day.items():
            told[arm][group(date.fromisoformat(day))] += trials
    return told


def _apart(name: str, mix: Mix) -> Iterator[Message]:
    """The value whose share differs most between two arms, if it differs much."""
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
        told: dict[str, Part] = {name: named, "share_a": share_a, "share_b": share_b}
        yield _TOLD[name].filled(a=a, b=b, **told)
