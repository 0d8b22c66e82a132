"""The story of a report: what its sections say, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from metrics.decisions.progress import DecisionProgress, evaluate, most_urgent_first
from report.evidence.steps import NextStep, steps
from report.evidence.story_base import StoryBase


@dataclass(frozen=True)
class Story(StoryBase):
    """What every section is made from."""

    @cached_property
    def steps(self) -> tuple[NextStep, ...]:
        """What to do next, the most urgent first."""
        return steps(self)

    @cached_property
    def decided(self) -> tuple[DecisionProgress, ...]:
        """Earlier decisions that are open, or were settled since the period began; urgent ones first."""
        if self.newest is None:
            return ()
        made = self.made_at.date()
        earlier = [one for one in self.ground.decisions if one.decision.decided_on < made]
        found = evaluate(self.facts, earlier, self.newest, self.ground.hosts)
        since = self.request.start
        return most_urgent_first(
            one for one in found if not one.is_settled or one.stored.decision.due >= since
        )

    @property
    def ask(self) -> NextStep | None:
        """The decision that is needed."""
        return next((step for step in self.steps if step.is_decision), None)
