"""Text that can be shown in any language: a template, its values and an optional French twin.

Bottom layer: this module imports nothing from the project.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence as a value: English template, named values, French template.

    The English template is also the catalogue key, so that a further language needs
    only a catalogue. Values are inserted with ``str.format`` placeholders.

    >>> str(msg("{rows} rows set aside", fr="{rows} lignes mises de côté", rows=3))
    '3 rows set aside'
    >>> msg("{rows} rows set aside", fr="{rows} lignes mises de côté", rows=3).render("fr")
    '3 lignes mises de côté'
    """

    text: str
    fr: str | None = None
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.render("en")

    def render(
        self,
        language: str,
        translate: Callable[[str], str] | None = None,
        show: Callable[[Value], str] | None = None,
    ) -> str:
        """The sentence in ``language``.

        ``translate`` looks a template up in a catalogue (returning it unchanged when it is
        missing); the inline French serves next, English last. ``show`` formats values.
        """
        template = self.text
        if translate is not None:
            template = translate(self.text)
        if template == self.text and language == "fr" and self.fr is not None:
            template = self.fr
        shown = {name: value if show is None else show(value) for name, value in self.values}
        return template.format(**shown) if shown else template

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value that ``from_json`` turns back into an equal message."""
        return {"text": self.text, "fr": self.fr, "values": [list(pair) for pair in self.values]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Message:
        """The message that ``to_json`` described."""
        return cls(value["text"], value["fr"], tuple((n, v) for n, v in value["values"]))


def msg(text: str, /, fr: str | None = None, **values: Value) -> Message:
    """A message; ``msg`` is also the marker that catalogue extraction looks for."""
    return Message(text, fr, tuple(values.items()))
