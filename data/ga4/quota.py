"""API quota: what is left of each limit, and when to stop before it is used up.

A property without tokens answers no one, the company's other tools included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

_PACIFIC = ZoneInfo("America/Los_Angeles")  # Google's days of quota end at midnight there
_HOUR = timedelta(hours=1)
_SPARE = 2  # the most expensive request must fit twice, so that other tools keep working


class Limit(StrEnum):
    """The budgets of the Data API, as its answers name them."""

    DAY = "tokens_per_day"
    HOUR = "tokens_per_hour"
    PROJECT_HOUR = "tokens_per_project_per_hour"
    CONCURRENT = "concurrent_requests"
    SERVER_ERRORS = "server_errors_per_project_per_hour"
    THRESHOLDED = "potentially_thresholded_requests_per_hour"

    def returns(self, moment: datetime) -> datetime:
        """When a limit that is used up at ``moment`` (UTC) is reset, at the latest."""
        if self is not Limit.DAY:
            return moment + _HOUR
        there = moment.astimezone(_PACIFIC).date() + timedelta(days=1)
        return datetime.combine(there, time(), _PACIFIC).astimezone(moment.tzinfo)


_COUNTED = (Limit.DAY, Limit.HOUR, Limit.PROJECT_HOUR, Limit.SERVER_ERRORS, Limit.THRESHOLDED)


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left of each limit, and the highest cost of a request; unknown ones are missing."""

    left: Mapping[Limit, int]
    dearest: Mapping[Limit, int]
    spent: Mapping[Limit, int]

    @classmethod
    def unknown(cls) -> Quota:
        """A quota of which nothing is known yet."""
        return cls({}, {}, {})

    def after(self, property_quota: Any) -> Quota:
        """This quota after an answer whose ``property_quota`` (protocol buffer) is ``property_quota``."""
        states = {
            limit: getattr(property_quota, limit.value)
            for limit in Limit
            if property_quota.HasField(limit.value)
        }
        costs = {limit: state.consumed for limit, state in states.items()}
        return Quota(
            {**self.left, **{limit: state.remaining for limit, state in states.items()}},
            {**self.dearest, **{k: max(v, self.dearest.get(k, 0)) for k, v in costs.items()}},
            {**self.spent, **{k: v + self.spent.get(k, 0) for k, v in costs.items()}},
        )

    @property
    def crowded(self) -> bool:
        """Whether the limit of concurrent requests is used up, usually by other tools."""
        return self.left.get(Limit.CONCURRENT, 1) <= 0

    @property
    def short(self) -> Limit | None:
        """The first limit that might not suffice for the next request, None while all do."""
        for limit in _COUNTED:
            needed = max(self.dearest.get(limit, 0), 1) * _SPARE
            if self.left.get(limit, needed) < needed:
                return limit
        return None

    def to_json(self) -> dict[str, Any]:
        """Each budget: what is left, and what was spent here."""
        return {
            limit.value: {"remaining": left, "consumed": self.spent.get(limit, 0)}
            for limit, left in self.left.items()
        }
