"""Best guesses for questions, from other files of the store; each says why, none is used in silence.

A daily file from Meta often does not say its network. An earlier file of the same name that was
answered does, and so does a company whose files are of one of the two networks only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.base.issue import Question
from data.imports.result import FileResult
from data.imports.summary import Summary
from i18n.message import Message, msg

_NETWORK = "network"
_NUMBERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class SiblingFile:
    """Another file of the store: its name and how it was understood."""

    file: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class GuessedQuestion:
    """A question with its guess; ``why`` says where the guess comes from, None without one."""

    question: Question
    why: Message | None


def guessed(result: FileResult, siblings: Sequence[SiblingFile]) -> tuple[GuessedQuestion, ...]:
    """The questions of a waiting file, each with the best guess that there is."""
    return tuple(_guessed(question, result, siblings) for question in result.summary.questions)


def _guessed(
    question: Question, result: FileResult, siblings: Sequence[SiblingFile]
) -> GuessedQuestion:
    choices = {choice for choice, _ in question.choices}
    if question.guess is not None or not choices:
        named = question.key == _NETWORK and (question.guess or "") in result.file.casefold()
        return GuessedQuestion(question, msg("The file name says so.") if named else None)
    answered, of_networks = _answered(question, result, siblings), _networks(siblings) & choices
    if len(answered & choices) == 1:
        [guess] = answered & choices
        why = msg("An earlier file with this name was answered like this.")
    elif question.key == _NETWORK and len(of_networks) == 1:
        [guess] = of_networks
        why = msg("Your other files are from this network.")
    else:
        return GuessedQuestion(question, None)
    return GuessedQuestion(replace(question, guess=guess), why)


def _answered(question: Question, result: FileResult, siblings: Iterable[SiblingFile]) -> set[str]:
    """How the question was answered for files of the same source and name."""
    return {
        other.summary.answers[question.key]
        for other in siblings
        if other.summary.source == result.summary.source
        and question.key in other.summary.answers
        and _stem(other.file) == _stem(result.file)
    }


def _stem(file: str) -> str:
    """The words of a file name: “may/Reach (2).csv” and “Reach.csv” are alike."""
    return _NUMBERS.sub(" ", file.rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip().casefold()


def _networks(siblings: Iterable[SiblingFile]) -> set[str]:
    """The networks that files of the store are about."""
    return {other.summary.network for other in siblings if other.summary.network}
