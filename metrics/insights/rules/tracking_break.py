"""Insight rule: suspected tracking outages, days with hardly any data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.base.channels import UNASSIGNED
from i18n.message import Message, msg
from metrics.definitions.registry import metrics
from metrics.goals.forecast.series import Array
from metrics.insights.evidence import Daily, InsightEvidence
from metrics.insights.insight import Insight, InsightRule, Need, Number, Severity
from metrics.question.names import key_name
from metrics.question.query import Query

SILENT = 0.05  # share of the usual value: a drop to nothing or nearly nothing
EXPECTED = 20.0  # events that usually come on as many days
PARTNERS = 0.5  # share of their usual value that the other metrics still have
LEAST = 28  # known days before the silence
MEMORY = 182  # days before it that show how weeks differ; a whole year would include its seasons
_PARTNER = {"leads": "sessions", "key_events": "sessions", "sessions": "leads"}
_NO_CHANNEL = frozenset({None, UNASSIGNED})
_PAID = "ad_clicks"  # a paid channel without clicks was switched off, not broken


@dataclass(frozen=True, slots=True)
class _Silence:
    """A stretch of days with nearly nothing, and what a usual stretch would have brought."""

    first: int
    days: int
    usual: float
    came: float


def _find(evidence: InsightEvidence) -> Iterator[Insight]:
    """For each metric the total if it dropped, else the channels that did."""
    for name, other in _PARTNER.items():
        now = evidence.now(name)
        whole, partner = (evidence.split(metric_id).get(None) for metric_id in (name, other))
        if now is None or whole is None:
            continue
        silence = _silent(whole, now)
        if silence is not None and partner is not None and _alive(partner, silence):
            yield _finding(evidence, name, None, silence, now, whole.first)
        else:
            yield from _channels(evidence, name, now)


def _channels(evidence: InsightEvidence, name: str, now: Query) -> Iterator[Insight]:
    split = evidence.split(name, "channel")
    for channel, days in split.items():
        # Fewer visits without a channel are a repaired tag, not a broken one.
        silence = _silent(days, now) if channel not in _NO_CHANNEL else None
        others = [own.value for key, own in split.items() if key != channel]
        if silence is None or not others or not _bought(evidence, channel, silence):
            continue
        rest = Daily(days.first, np.nansum(others, axis=0), days.numerator, days.denominator)
        if _alive(rest, silence):
            yield _finding(evidence, name, channel, silence, now, days.first)


def _silent(days: Daily, now: Query) -> _Silence | None:
    """The largest drop in the period, if it is far longer than any before it."""
    last = (now.end - days.first).days + 1
    values = np.nan_to_num(days.value[:last])
    judged = [_judged(values, *run) for run in _runs(values) if run[1] > last - now.days]
    known = [silence for silence in judged if silence is not None]
    return max(known, key=lambda silence: silence.usual, default=None)


def _runs(values: Array) -> Iterator[tuple[int, int]]:
    """Stretches of days with hardly anything for their weekday, each with the day after it."""
    weekday = np.arange(len(values)) % 7
    # Medians, so that a few silent or extreme days do not change what is usual.
    usual = np.array([np.median(values[weekday == day][-12:]) for day in range(7)])
    quiet = values <= SILENT * np.maximum(usual[weekday], 1.0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _judged(values: Array, start: int, end: int) -> _Silence | None:
    begun = np.flatnonzero(values > 0)
    if not len(begun) or start - begun[0] < LEAST:
        return None
    before = values[max(begun[0], start - MEMORY) : start]
    usual, came = _usual(before, end - start), float(values[start:end].sum())
    if usual < EXPECTED * _spread(before) or came > SILENT * usual:
        return None
    # Series with gaps of their own (weekends, closed weeks) need a gap twice as long.
    if end - start <= 2 * _longest_gap(before):
        return None
    return _Silence(start, end - start, usual, came)


def _usual(before: Array, days: int) -> float:
    """What so many days bring by their weekdays, learnt from the eight weeks before."""
    recent = before[-56:]
    place = np.arange(len(recent)) % 7
    counts = np.maximum(np.bincount(place, minlength=7), 1)
    means = np.bincount(place, weights=recent, minlength=7) / counts
    coming = (np.arange(days) + len(recent)) % 7
    return float(means[coming].sum())


def _spread(before: Array) -> float:
    """How much more weeks differ than chance alone makes them (at least 1)."""
    weeks = before[len(before) % 7 :].reshape(-1, 7).sum(axis=1)
    mean = weeks.mean()
    return max(1.0, float(weeks.var(ddof=1)) / float(mean)) if len(weeks) > 1 and mean > 0 else 1.0


def _longest_gap(values: Array) -> int:
    """The longest run of days without anything."""
    marks = np.flatnonzero(np.concatenate([[1.0], values, [1.0]]) > 0)
    return int(np.diff(marks).max()) - 1


def _alive(partner: Daily, silence: _Silence) -> bool:
    """Whether the metric that usually moves along goes on during the drop."""
    values = np.nan_to_num(partner.value)
    usual = _usual(values[: silence.first], silence.days)
    came = float(values[silence.first : silence.first + silence.days].sum())
    return usual >= EXPECTED and came >= PARTNERS * usual


def _bought(evidence: InsightEvidence, channel: str | None, silence: _Silence) -> bool:
    """Whether ads of the channel were still paid for, where any were paid for before."""
    days = evidence.split(_PAID, "channel").get(channel)
    if days is None or not np.nansum(days.value[: silence.first]):
        return True
    during = days.value[silence.first : silence.first + silence.days]
    return bool(np.nansum(during) > 0)


def _finding(
    evidence: InsightEvidence,
    name: str,
    channel: str | None,
    silence: _Silence,
    now: Query,
    first: date,
) -> Insight:
    since = first + timedelta(days=silence.first)
    until = since + timedelta(days=silence.days - 1)
    numbers = (Number("usual", silence.usual), Number("came", silence.came))
    values = {number.name: number.value for number in numbers}
    about = () if channel is None else (("channel", channel),)
    return Insight(
        rule=RULE.id,
        severity=Severity.ALARM,
        message=msg(
            "Tracking may be broken. {metric}: {came} instead of about {usual} from {since} to "
            "{until}, while other metrics are as usual.",
            metric=_metric_label(name, channel),
            since=since.isoformat(),
            until=until.isoformat(),
            **values,
        ),
        advice=msg(
            "Test the form and the site tag, and check whether the export is complete. Values "
            "of these days are too low."
        ),
        keys=(*about, ("metric", name)),
        numbers=numbers,
        basis=evidence.basis((name,), now),
        n=round(silence.usual),
        weight=silence.usual - silence.came,
    )


def _metric_label(name: str, channel: str | None) -> Message:
    label = metrics()[name].label
    if channel is None:
        return label
    part = key_name("channel", channel)
    return msg("{metric} ({channel})", metric=label, channel=part)


RULE = InsightRule(
    id="tracking_break",
    label=msg("Tracking may be broken"),
    find=_find,
    needs=(
        *(Need(name, key) for name in _PARTNER for key in ("", "channel")),
        Need(_PAID, "channel"),
    ),
)
