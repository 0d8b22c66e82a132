"""Goal status: label, shape and sentence for each case, and the thresholds of likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from i18n.message import Message, Part, msg


class GoalStatus(StrEnum):
    """The status of a goal."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    CLOSE = "close"
    BEHIND = "behind"
    REACHED = "reached"
    MISSED = "missed"
    NOT_MEASURABLE = "not_measurable"

    @property
    def label(self) -> Message:
        """The status in a word or two."""
        return _VERDICTS[self].label

    @property
    def shape(self) -> str:
        """A shape that shows the status without colour."""
        return _VERDICTS[self].shape

    def sentence(self, **values: str | float | None) -> Message:
        """What the status means and what to do, with the goal's numbers."""
        template = _VERDICTS[self].sentence
        return template.filled(**values)

    def odds(self, **values: Part) -> Message:
        """The sentence where a likelihood is known."""
        template = _ODDS.get(self, _VERDICTS[self].sentence)
        return template.filled(**values)


def by_chance(chance: float, before: GoalStatus | None) -> GoalStatus:
    """On track from 70 %, at risk below 30 %, uncertain between.

    The status ``before`` is left only below 60 % or above 40 % (hysteresis), so that chance
    alone does not make it flicker.

    >>> by_chance(0.65, GoalStatus.ON_TRACK).value, by_chance(0.65, GoalStatus.CLOSE).value
    ('on_track', 'close')
    """
    on_track = _STAYS_ON_TRACK if before is GoalStatus.ON_TRACK else _ON_TRACK
    behind = _STAYS_BEHIND if before is GoalStatus.BEHIND else _BEHIND
    if chance >= on_track:
        return GoalStatus.ON_TRACK
    return GoalStatus.BEHIND if chance < behind else GoalStatus.CLOSE


def undecided(chance: float) -> bool:
    """Whether the status depends on the one before."""
    return by_chance(chance, GoalStatus.ON_TRACK) != by_chance(chance, GoalStatus.BEHIND)


_ON_TRACK, _STAYS_ON_TRACK = 0.7, 0.6
_BEHIND, _STAYS_BEHIND = 0.3, 0.4


@dataclass(frozen=True, slots=True)
class _Verdict:
    label: Message
    shape: str
    sentence: Message


_VERDICTS = {
    GoalStatus.NOT_STARTED: _Verdict(
        msg("Not started"),
        "circle-open",
        msg("The goal starts on {start}."),
    ),
    GoalStatus.ON_TRACK: _Verdict(
        msg("On track"),
        "circle",
        msg("{done} so far, {expected} expected by now. Keep going."),
    ),
    GoalStatus.CLOSE: _Verdict(
        msg("Uncertain"),
        "diamond",
        msg(
            "{done} so far, {expected} expected by now: random variation alone explains the difference. Watch it."
        ),
    ),
    GoalStatus.BEHIND: _Verdict(
        msg("At risk"),
        "triangle-down",
        msg("{done} so far, {expected} expected by now. Change the plan or the target."),
    ),
    GoalStatus.REACHED: _Verdict(
        msg("Reached"),
        "star",
        msg("{done} for a target of {target}."),
    ),
    GoalStatus.MISSED: _Verdict(
        msg("Missed"),
        "x",
        msg("{done} for a target of {target}."),
    ),
    GoalStatus.NOT_MEASURABLE: _Verdict(
        msg("No data"),
        "square-open",
        msg("There is no figure for this goal in its period yet. Import the file that holds it."),
    ),
}

_ODDS = {
    GoalStatus.ON_TRACK: msg(
        "{done} so far, {expected} expected by now; the likelihood of meeting the target of {target} is {chance}. Keep going."
    ),
    GoalStatus.CLOSE: msg(
        "{done} so far, {expected} expected by now; the likelihood of meeting the target of {target} is {chance}. It can still go either way: watch it."
    ),
    GoalStatus.BEHIND: msg(
        "{done} so far, {expected} expected by now; the likelihood of meeting the target of {target} is {chance}. Change the plan or the target."
    ),
}
