"""Import questions that any source may ask (order of day and month), and invalid answers."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from data.base.issue import Level, Question
from data.reading.table import Finding
from data.sources.kit.spec import ReadContext
from i18n.message import msg

DATE_ORDER = "date_order"
DATE_ORDERS = (
    ("dmy", msg("Day first: 31/12")),
    ("mdy", msg("Month first: 12/31")),
)


def date_order(text: pl.DataFrame, columns: list[str]) -> tuple[Question, ...]:
    """Asks for the order of day and month, showing a date that could be read both ways."""
    shown = next((text[c].drop_nulls()[0] for c in columns if text[c].drop_nulls().len()), "")
    prompt = msg("In dates like “{example}”, which comes first?", example=shown)
    return (Question(DATE_ORDER, prompt, DATE_ORDERS, "dmy"),)


def wrong_answers(asked: Iterable[Question], given: ReadContext) -> Iterable[Finding]:
    """An error for every answer that is none of the choices."""
    for question in asked:
        answer = given.answers.get(question.key)
        choices = [choice for choice, _ in question.choices]
        if answer is not None and choices and answer not in choices:
            yield Finding(
                Level.ERROR,
                msg("“{answer}” is not an answer to “{key}”", answer=answer, key=question.key),
                msg("Choose one of: {choices}", choices=", ".join(choices)),
            )
