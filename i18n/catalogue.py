"""gettext catalogues read as they are, one `<language>.po` per language.

English is the catalogue key, so it needs no file. A further language is one more `.po`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from data.base.message import Message, Value
from i18n import format as shown

HERE = Path(__file__).parent
DEFAULT = "en"
ISO_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that can be shown, English first."""
    return (DEFAULT, *sorted(path.stem for path in HERE.glob("*.po")))


@cache
def catalogue(language: str) -> dict[str, str]:
    """English sentence → sentence in ``language``; empty for English itself."""
    path = HERE / f"{language}.po"
    if language not in languages() or not path.exists():
        return {}
    with path.open("rb") as file:
        entries = read_po(file, locale=language)
    return {str(e.id): str(e.string) for e in entries if e.id and e.string}


def render(message: Message, language: str) -> str:
    """A message in ``language``, its values written as that language writes them."""
    known = catalogue(language)
    return message.render(
        language,
        lambda text: known.get(text, text),
        lambda value: _said(value, language),
        lambda q: shown.figure(q.value, q.unit, q.currency, language),
    )


def _said(value: Value, language: str) -> str:
    """A value of a message; the lower layers write days as ISO text, people do not."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return shown.day(date.fromisoformat(value), language)
    return shown.plain(value, language)
