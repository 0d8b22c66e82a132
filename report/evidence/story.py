"""The story of a report: what its sections say, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from report.evidence.steps import Step, steps
from report.evidence.story_base import StoryBase


@dataclass(frozen=True)
class Story(StoryBase):
    """What every section is made from."""

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What to do next, the most urgent first."""
        return steps(self)

    @property
    def ask(self) -> Step | None:
        """The decision that is needed."""
        return next((step for step in self.steps if step.is_decision), None)
