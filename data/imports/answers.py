"""Answers to import questions: parses a file with the answers that it asks for, and only those."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.base.issue import Issue, Level, Question, Where
from data.imports.reader import Reader
from data.sources.kit.parse_result import ParseResult
from i18n.message import msg


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave with the answers it used; ``issues`` are about answers that do not fit."""

    loaded: ParseResult
    used: Mapping[str, str]
    issues: tuple[Issue, ...]


def answers_for(file: str, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that are meant for ``file``, by short key.

    ``Reach.csv:network`` is for that file alone and goes before a plain ``network``.

    >>> answers_for("may/Reach.csv", {"network": "facebook", "Reach.csv:network": "instagram"})
    {'network': 'instagram'}
    """
    general = {key: value for key, value in answers.items() if ":" not in key}
    own = {}
    for key, value in answers.items():
        name, colon, short = key.rpartition(":")
        if colon and (file == name or file.endswith(f"/{name}")):
            own[short] = value
    return general | own


def read(reader: Reader, given: Mapping[str, str]) -> Reading:
    """The file, read again with those of the ``given`` answers that it asks for.

    An answer that a file does not ask for makes no difference to it, so that the same file is
    recognised whatever was answered for its neighbours.
    """
    # Read again until nothing new is asked: one answer may bring up the next question.
    loaded, used = reader.load({}), dict[str, str]()
    while fitting := {
        question.key: given[question.key]
        for question in (*loaded.questions, *loaded.optional)
        if question.key not in used and _fits(question, given)
    }:
        used |= fitting
        loaded = reader.load(used)
    return Reading(loaded, used, tuple(_misfits(reader.file, loaded.questions, given)))


def _fits(question: Question, given: Mapping[str, str]) -> bool:
    choices = [choice for choice, _ in question.choices]
    return question.key in given and (not choices or given[question.key] in choices)


def _misfits(file: str, questions: Iterable[Question], given: Mapping[str, str]) -> Iterable[Issue]:
    for question in questions:
        if question.key in given:
            choices = ", ".join(choice for choice, _ in question.choices)
            yield Issue(
                Level.WARNING,
                Where(file),
                msg(
                    "“{answer}” does not answer the question “{key}”",
                    answer=given[question.key],
                    key=question.key,
                ),
                msg("Choose one of: {choices}.", choices=choices)
                if choices
                else msg("Give another answer."),
            )
