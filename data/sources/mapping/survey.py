"""Answers of surveys and forms: known by the questions in their header, and never leads."""

from __future__ import annotations

import re

from data.reading.names import tidy
from data.reading.table import RawTable
from data.sources.mapping.column_names import is_named
from data.sources.mapping.vocabulary import RESPONDENTS

_LONGEST = 40  # letters of a name; what is longer is a sentence
# A question has some words: “Is Video Owner?” is a yes or no of a program.
_ASKS = re.compile(r"(?:\S+\s+){3}\S*.*\?|^¿|？")
_ENDS = re.compile(r"[?？]\s*[)\"'»]*$")
# “How often … [On weekdays]”: one row of a grid of questions.
_ROW_OF_GRID = re.compile(r"\S+\s+\S+\s+\S+.*\[[^\]]+\]$")
_IMPORT_ID = '"importid"'


def asks_questions(raw: RawTable) -> bool:
    """Whether some column is a question, by its name or the records under the header."""
    names = [tidy(name) for name in raw.header]
    return is_survey(raw) or any(len(name) > _LONGEST or _ENDS.search(name) for name in names)


def is_survey(raw: RawTable) -> bool:
    """Whether the columns are surely those of a tool that asks questions."""
    answered = any(is_named(name, RESPONDENTS) for name in raw.header)
    return answered or question_in(raw) is not None or _has_import_ids(raw)


def question_in(raw: RawTable) -> str | None:
    """The first column name that is a question, as the file has it; None where none is."""
    names = [tidy(name) for name in raw.header]
    return next((n for n in names if _ASKS.search(n) or _ROW_OF_GRID.search(n)), None)


def _has_import_ids(raw: RawTable) -> bool:
    """Whether one of the first records names the question of every column for a program."""
    head = raw.frame.head(3).drop("row")
    return any(
        head[column].str.to_lowercase().str.contains(_IMPORT_ID, literal=True).any()
        for column in head.columns
    )
