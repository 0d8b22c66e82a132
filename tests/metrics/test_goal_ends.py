"""The likelihood of any target, from equally likely ends counted by hand."""

import numpy as np
import pytest

from metrics.goals.forecast.ends import GoalEnds
from metrics.goals.forecast.outlook import Outlook

DRAWN = np.array([30.0, 10.0, 20.0, 40.0])


@pytest.mark.parametrize(
    ("target", "reached", "below"),
    [(5, 1.0, 0.0), (10, 1.0, 0.25), (20, 0.75, 0.5), (40, 0.25, 1.0), (41, 0.0, 1.0)],
)
def test_likelihood_counts_the_ends_on_the_right_side(target, reached, below):
    """A target that equals an end is met by it, from above and from below."""
    assert GoalEnds.of(DRAWN, below=False).chance(target) == reached
    assert GoalEnds.of(DRAWN, below=True).chance(target) == below


def test_reachable_targets_lie_at_the_shares_of_the_ends():
    ends = np.arange(101.0)
    assert GoalEnds.of(ends, below=False).reachable(0.8) == pytest.approx(20)
    assert GoalEnds.of(ends, below=True).reachable(0.8) == pytest.approx(80)


def test_unknown_ends_meet_no_target_and_have_no_span():
    assert GoalEnds.of(np.array([np.nan, 8.0]), below=False).chance(5) == 0.5
    assert GoalEnds.of(np.array([np.nan, np.inf]), below=True).span(0.1) is None


def test_another_target_keeps_the_forecast():
    ends = GoalEnds.of(DRAWN, below=False)
    found = Outlook(chance=0.0, low=10.0, median=25.0, high=40.0, gap_end=-25.0, ends=ends)
    other = found.aimed_at(20.0)
    assert (other.chance, other.gap_end) == (0.75, 5.0)
    assert (other.low, other.median, other.high) == (10.0, 25.0, 40.0)
    assert Outlook().aimed_at(3.0) == Outlook()
