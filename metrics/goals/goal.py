"""The goal value object: metric, selection, target and period, with its JSON form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from metrics.definitions.registry import Additivity, Polarity, metrics
from metrics.question.query import Query

_AIM = (
    *("metric", "target", "start", "end", "kind", "direction", "share"),
    *("channel", "use", "network", "campaign"),
)


class GoalDirection(StrEnum):
    """What the target is: something to reach, or a line not to cross."""

    REACH = "reach"
    STAY_BELOW = "stay_below"


@dataclass(frozen=True, slots=True)
class Goal:
    """A target for one metric of one selection, from ``start`` to ``end`` (both included).

    ``channel``, ``use``, ``network`` and ``campaign`` are empty where everything counts.
    ``share`` is the share of whole weeks that must meet the target (weekly thresholds only).
    ``objective`` is the business objective it serves, ``mission`` one sentence on what the
    channel is for. ``acknowledged`` says that a vanity metric was chosen knowingly, ``guard`` is
    the metric that must not suffer meanwhile, ``review`` how often it is looked at together.
    ``aimed_since`` is the day on which what it aims at was saved; None where no one noted it.
    """

    id: str
    metric: str
    target: float
    start: date
    end: date
    kind: str
    direction: GoalDirection = GoalDirection.REACH
    channel: str = ""
    use: str = ""
    network: str = ""
    campaign: str = ""
    baseline: float | None = None
    objective: str = ""
    mission: str = ""
    owner: str = ""
    acknowledged: bool = False
    archived: bool = False
    share: float = 0.8
    guard: str = ""
    review: str = ""
    aimed_since: date | None = field(default=None, compare=False)

    @property
    def pursued_since(self) -> date:
        """The first day on which anyone could work for it."""
        return max(self.start, self.aimed_since or self.start)

    @property
    def days(self) -> int:
        """Length of the goal's period in days."""
        return (self.end - self.start).days + 1

    def query(self, start: date, end: date, by: tuple[str, ...] = ()) -> Query:
        """The query for the goal's selection over any period."""
        chosen = (self.channel, self.use, self.network, self.campaign)
        channels, uses, networks, campaigns = ((value,) if value else () for value in chosen)
        return Query(start, end, channels, uses, networks, campaigns, by)

    def aims_like(self, other: Goal) -> bool:
        """Whether both aim at the same figure in the same period."""
        return all(getattr(self, name) == getattr(other, name) for name in _AIM)

    def met_by(self, value: float) -> bool:
        """Whether ``value`` is on the right side of the target."""
        return (
            value <= self.target
            if self.direction is GoalDirection.STAY_BELOW
            else value >= self.target
        )


def usual_kind(metric_id: str) -> tuple[str, GoalDirection]:
    """The default kind and direction of a goal for the metric."""
    metric = metrics()[metric_id]
    if metric.polarity is Polarity.LOWER:
        return "ceiling", GoalDirection.STAY_BELOW
    kinds = {Additivity.RATIO: "rate", Additivity.STOCK: "stock"}
    return kinds.get(metric.additivity, "cumulative"), GoalDirection.REACH
