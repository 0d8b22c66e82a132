"""Insight rule: channels and campaigns that changed significantly (best and worst movers)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data.base.channels import UNASSIGNED
from i18n.message import Message, Part, msg
from metrics.definitions.registry import Unit, metrics
from metrics.insights.evidence import Daily, InsightEvidence, PeriodPair
from metrics.insights.insight import OUTCOME, Insight, InsightRule, Need, Number, Severity
from metrics.insights.movement import Movement, movement, with_season
from metrics.question.names import key_name

KEYS = ("channel", "campaign")
LEAST = 20  # events in both periods together
SHOWN = 2  # best and worst of each key


def _find(evidence: InsightEvidence) -> Iterator[Insight]:
    outcome = evidence.outcome()
    pair = evidence.pair(outcome) if outcome else None
    if outcome is None or pair is None:
        return
    candidates = list(_candidates(evidence, outcome, pair))
    # Bonferroni over all candidates: of many channels some move by chance.
    moves = [
        (key, value, moved)
        for key, value, days in candidates
        if (moved := _moved(outcome, days, pair, len(candidates)))
    ]
    for key in KEYS:
        own = [(value, moved) for name, value, moved in moves if name == key]
        for value, moved in _ends(own):
            yield _finding(evidence, outcome, (key, value), moved, pair)


def _candidates(
    evidence: InsightEvidence, outcome: str, pair: PeriodPair
) -> Iterator[tuple[str, str, Daily]]:
    """The series to test; a campaign that is all of a channel is not tested twice.

    Results without a channel say how tags are set: they are no channel that does better or worse.
    """
    seen: set[bytes] = set()
    for key in KEYS:
        for value, days in evidence.compared(outcome, key).items():
            fingerprint = np.nan_to_num(days.value).tobytes()
            if (
                value not in {None, UNASSIGNED}
                and fingerprint not in seen
                and _total(days, pair) >= LEAST
            ):
                seen.add(fingerprint)
                yield key, value, days


def _total(days: Daily, pair: PeriodPair) -> float:
    return sum(float(np.nansum(days.between(query).value)) for query in (pair.now, pair.before))


def _moved(outcome: str, days: Daily, pair: PeriodPair, tests: int) -> Movement | None:
    """The movement where random variation does not explain it, with so many series looked at."""
    moved = movement(metrics()[outcome], days, pair, tests)
    return moved if moved is not None and (moved.rose or moved.fell) else None


def _ends(moves: list[tuple[str, Movement]]) -> list[tuple[str, Movement]]:
    """The best and the worst, by how many events they gained or lost."""
    ordered = sorted(moves, key=lambda entry: entry[1].now - entry[1].before)
    worst = [entry for entry in ordered if entry[1].fell][:SHOWN]
    return worst + [entry for entry in reversed(ordered) if entry[1].rose][:SHOWN]


def _finding(
    evidence: InsightEvidence,
    outcome: str,
    about: tuple[str, str],
    moved: Movement,
    pair: PeriodPair,
) -> Insight:
    size = sorted(abs(end) for end in (moved.low, moved.high))
    shares = {"change": abs(moved.change), "low": size[0], "high": size[1]}
    counts = {"now": moved.now, "before": moved.before}
    numbers = [Number(name, value, Unit.PERCENT) for name, value in shares.items()]
    return Insight(
        rule=RULE.id,
        severity=Severity.GOOD if moved.rose else Severity.WARNING,
        message=_sentence(
            {"metric": evidence.label(outcome), "name": key_name(*about), **shares, **counts},
            rose=moved.rose,
        ),
        advice=with_season(_ADVICE[moved.rose], moved),
        keys=(about, ("metric", outcome)),
        numbers=(*numbers, *(Number(name, value) for name, value in counts.items())),
        basis=evidence.basis((outcome,), pair.now, pair.before),
        n=moved.n,
        weight=abs(moved.now - moved.before),
        low=moved.low,
        high=moved.high,
    )


_ADVICE = {
    True: msg("Find out what was different here, and repeat it."),
    False: msg("Check what changed here on the first days: budget, content, page or tracking."),
}


def _sentence(values: dict[str, Part], *, rose: bool) -> Message:
    if rose:
        return msg(
            "{name}: {metric} up {change} ({low} to {high}), {now} after {before}.", **values
        )
    return msg("{name}: {metric} down {change} ({low} to {high}), {now} after {before}.", **values)


RULE = InsightRule(
    id="movers",
    label=msg("Largest increases and decreases"),
    find=_find,
    needs=tuple(Need(OUTCOME, key) for key in KEYS),
)
