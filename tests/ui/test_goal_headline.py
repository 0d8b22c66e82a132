"""The answer of the page Goals, for each mix of goals."""

from types import SimpleNamespace

import pytest

from metrics.goals.status import GoalStatus
from ui.components.goals.headline import answer


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ("", "No goals yet"),
        ("not_started", "No goal is running yet"),
        ("reached reached", "2 goals reached, none running"),
        ("missed", "1 goal missed, none running"),
        ("reached missed", "1 of 2 closed goals reached, none running"),
        ("on_track", "1 running goal: on track"),
        ("close reached", "1 running goal: uncertain"),
        ("on_track on_track", "All 2 running goals on track"),
        ("behind close", "None of 2 running goals on track"),
        ("on_track behind reached", "1 of 2 running goals on track"),
        ("on_track not_measurable", "1 of 2 running goals on track"),
    ],
)
def test_only_a_verdict_counts_as_on_track(statuses, expected):
    found = [SimpleNamespace(status=GoalStatus(one)) for one in statuses.split()]
    assert answer(found) == expected
