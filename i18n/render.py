"""Messages as people of each language read them: their words, numbers and days."""

from __future__ import annotations

import re
from datetime import date

from i18n import format as shown
from i18n.message import Message, Value

# A real month and day, and nothing besides: a campaign “2026-13” stays as it is.
_ISO_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def render(message: Message, language: str) -> str:
    """A message in ``language``, its values written as that language writes them."""
    text = message.render(
        language,
        lambda value: value_text(value, language),
        lambda q: shown.format_metric(q.value, q.unit, q.currency, language),
    )
    return shown.one_stop(text)


def value_text(value: Value, language: str) -> str:
    """A value of a message; the lower layers write days as ISO text, people do not."""
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return shown.day(date.fromisoformat(value), language)
    return shown.plain(value, language)
