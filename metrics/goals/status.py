"""The verdict on a goal: a word, a shape and a sentence for each case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.message import Message, msg


class Status(StrEnum):
    """Where a goal stands."""

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
        """A shape that tells the status without colour."""
        return _VERDICTS[self].shape

    def sentence(self, **values: str | float | None) -> Message:
        """What the status means and what to do, with the goal's numbers."""
        template = _VERDICTS[self].sentence
        return Message(template.text, template.fr, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class _Verdict:
    label: Message
    shape: str
    sentence: Message


_VERDICTS = {
    Status.NOT_STARTED: _Verdict(
        msg("Not started", fr="Pas commencé"),
        "circle-open",
        msg("The goal starts on {start}.", fr="L’objectif commence le {start}."),
    ),
    Status.ON_TRACK: _Verdict(
        msg("On track", fr="En bonne voie"),
        "circle",
        msg(
            "{done} so far, {expected} expected by now. Keep going.",
            fr="{done} à ce jour, {expected} attendus à cette date. Continuez ainsi.",
        ),
    ),
    Status.CLOSE: _Verdict(
        msg("Close to the pace", fr="Proche du rythme"),
        "diamond",
        msg(
            "{done} so far, {expected} expected by now: chance alone explains the difference. Watch it.",
            fr="{done} à ce jour, {expected} attendus à cette date\u00a0: le hasard suffit à expliquer l’écart. À surveiller.",
        ),
    ),
    Status.BEHIND: _Verdict(
        msg("Off the pace", fr="Hors du rythme"),
        "triangle-down",
        msg(
            "{done} so far, {expected} expected by now. Change the plan or the target.",
            fr="{done} à ce jour, {expected} attendus à cette date. Revoyez le plan ou la cible.",
        ),
    ),
    Status.REACHED: _Verdict(
        msg("Reached", fr="Atteint"),
        "star",
        msg("{done} for a target of {target}.", fr="{done} pour une cible de {target}."),
    ),
    Status.MISSED: _Verdict(
        msg("Missed", fr="Manqué"),
        "x",
        msg("{done} for a target of {target}.", fr="{done} pour une cible de {target}."),
    ),
    Status.NOT_MEASURABLE: _Verdict(
        msg("Not measurable", fr="Non mesurable"),
        "square-open",
        msg(
            "There is no figure for this goal in its period yet. Import the file that holds it.",
            fr="Aucun chiffre n’est encore disponible pour cet objectif sur sa période. Importez le fichier qui le contient.",
        ),
    ),
}
