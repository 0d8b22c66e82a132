"""The bullet of a goal: actual, planned pace, target and forecast as a small picture."""

from __future__ import annotations

from metrics.goals.progress import Progress
from metrics.goals.status import GoalStatus
from ui.marks import BulletMark, bullet

# Closed goals are quiet: nothing can be decided about them any more.
_ROLES = {
    GoalStatus.ON_TRACK: "now",
    GoalStatus.CLOSE: "warn",
    GoalStatus.BEHIND: "bad",
}


def picture(found: Progress, width: int, height: int) -> str:
    """The bullet of a goal as SVG, in pixels; what is not known is not drawn."""
    goal, ahead = found.goal, found.outlook
    pace = found.expected_today
    values = BulletMark(
        actual=found.done,
        target=goal.target,
        # A rate has no pace but its target, and a closed goal has none any more.
        pace=None if pace == goal.target or found.status not in _ROLES else pace,
        low=ahead.low if ahead else None,
        high=ahead.high if ahead else None,
    )
    return bullet(values, _ROLES.get(found.status, "before"), width, height)
