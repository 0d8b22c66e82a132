"""Demo goals of the fictitious company: one met, some on their way, one at risk.

Each target is what the days so far lead to, times a factor, so that every seed and day shows the
same picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from data.base.json_values import text_map
from data.demo.world import World
from data.store import State
from i18n.message import Message, msg

SETTING = "demo_goals"  # the ids of the goals that were ever made here, by what they are about
_MORE = msg("More quote requests (demo)")
_CHEAPER = msg("A lower cost of each request (demo)")


@dataclass(frozen=True, slots=True)
class _Wish:
    """A goal; ``factor`` is its target against what the days so far lead to."""

    metric: str
    factor: float
    owner: str
    objective: Message
    mission: Message
    kind: str = "cumulative"
    channel: str = ""
    use: str = ""
    guard: str = ""
    over: bool = False  # its period is over already

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.metric, self.channel, self.use)))


_WISHES = (
    _Wish("leads", 0.95, "Claire Vasseur", _MORE,
          msg("Fill the planners' calendar until the end of the year."), guard="cpl"),
    _Wish("leads", 0.8, "Hugo Lambert", _MORE,
          msg("The newsletter brings former visitors back."),
          channel="Email", over=True),
    _Wish("leads", 1.22, "Nadia Ferrand", _MORE,
          msg("Paid posts find households that do not know us."),
          channel="Paid Social", use="paid", guard="lead_rate"),
    _Wish("referrals", 0.85, "Hugo Lambert", _MORE,
          msg("Posts show what we know and lead to the site."),
          channel="Organic Social", use="organic", guard="lead_rate"),
    _Wish("lead_rate", 0.84, "Nadia Ferrand", _MORE,
          msg("Those who search find an answer and ask for a quote."),
          kind="rate", channel="Organic Search", use="organic"),
    _Wish("cpl", 1.35, "Claire Vasseur", _CHEAPER,
          msg("Bought searches bring requests at a known price."),
          kind="ceiling", channel="Paid Search", use="paid"),
)  # fmt: skip


def made(state: State) -> dict[str, str]:
    """The ids of the goals that were ever made here, by what they are about."""
    return dict(state.settings.read(SETTING, text_map, dict[str, str]()))


def payloads(world: World, language: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The goals as ``metrics.goals.goal.Goal`` writes them: about two months back, one ahead."""
    month = world.last.replace(day=1)
    start, end = _months(month, -2), _months(month, 2) - timedelta(days=1)
    for wish in _WISHES:
        until = month - timedelta(days=1) if wish.over else end
        seen = min(until, world.last)
        target = wish.factor * _so_far(world, wish, start, seen)
        if wish.kind == "cumulative":
            # A cumulative goal ends later than the days so far: its target grows with its days.
            target *= ((until - start).days + 1) / ((seen - start).days + 1)
        yield wish.name, {
            "id": "", "metric": wish.metric, "target": _round(target), "kind": wish.kind,
            "start": start.isoformat(), "end": until.isoformat(),
            "direction": "stay_below" if wish.kind == "ceiling" else "reach",
            "channel": wish.channel, "use": wish.use, "network": "", "campaign": "",
            "baseline": None, "objective": wish.objective.render(language),
            "mission": wish.mission.render(language), "owner": wish.owner, "acknowledged": False,
            "archived": False, "share": 0.8, "guard": wish.guard, "review": "monthly",
            "aimed_since": start.isoformat(),
        }  # fmt: skip


def _so_far(world: World, wish: _Wish, start: date, end: date) -> float:
    rows = world.traffic.filter(pl.col("date").is_between(start, end))
    if wish.channel:
        rows = rows.filter(channel=wish.channel)
    leads, sessions = _sums(rows, ("leads", "sessions"))
    match wish.metric:
        case "leads":
            return leads
        case "referrals":
            return sessions
        case "lead_rate":
            return leads / sessions
    spent = world.spend.filter(pl.col("date").is_between(start, end), platform="google_ads")
    return _sums(spent, ("spend",))[0] / leads


def _sums(rows: pl.DataFrame, names: Sequence[str]) -> list[float]:
    return [float(rows[name].sum()) for name in names]


def _months(first: date, count: int) -> date:
    number = first.year * 12 + first.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def _round(target: float) -> float:
    """Two significant digits: no company sets a goal of 1,237 leads."""
    return (
        float(f"{target:.2g}") if target < 1 else float(round(target, 1 - len(f"{target:.0f}") + 1))
    )
