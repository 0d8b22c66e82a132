"""Text that can be shown in any language: a template, its values and an optional French twin.

Bottom layer: this module imports nothing from the project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Union

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number inside a sentence with the unit it is written in (a word of ``Unit``)."""

    value: float | None
    unit: str
    currency: str | None = None

    def __str__(self) -> str:
        return f"{self.value:.10g}" if self.value is not None else "–"


Part = Union[Value, Quantity, "Message"]
"""What may stand in a sentence: a plain value, a number with its unit, or a further sentence."""


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
    values: tuple[tuple[str, Part], ...] = ()

    def __str__(self) -> str:
        return self.render("en")

    def render(
        self,
        language: str,
        translate: Callable[[str], str] | None = None,
        show: Callable[[Value], str] | None = None,
        measure: Callable[[Quantity], str] = str,
    ) -> str:
        """The sentence in ``language``, further sentences in it likewise.

        The inline French comes first, for a page may use the same English words in another
        sense. ``translate`` looks a template up in a catalogue (returning it unchanged when it
        is missing). ``show`` formats values and ``measure`` numbers with a unit.
        """

        def told(part: Part) -> object:
            if isinstance(part, Message):
                return part.render(language, translate, show, measure)
            if isinstance(part, Quantity):
                return measure(part)
            return part if show is None else show(part)

        if language == "fr" and self.fr is not None:
            template = self.fr
        else:
            template = self.text if translate is None else translate(self.text)
        shown = {name: told(part) for name, part in self.values}
        return template.format(**shown) if shown else template

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value that ``from_json`` turns back into an equal message."""
        values = [[name, _packed(part)] for name, part in self.values]
        return {"text": self.text, "fr": self.fr, "values": values}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Message:
        """The message that ``to_json`` described."""
        values = tuple((name, _unpacked(part)) for name, part in value["values"])
        return cls(value["text"], value["fr"], values)


def _packed(part: Part) -> Any:
    if isinstance(part, Message):
        return part.to_json()
    if isinstance(part, Quantity):
        return {"value": part.value, "unit": part.unit, "currency": part.currency}
    return part


def _unpacked(value: Any) -> Part:
    if not isinstance(value, Mapping):
        part: Value = value
        return part
    return Message.from_json(value) if "text" in value else Quantity(**value)


def msg(text: str, /, fr: str | None = None, **values: Part) -> Message:
    """A message; ``msg`` is also the marker that catalogue extraction looks for."""
    return Message(text, fr, tuple(values.items()))


def joined(parts: Iterable[Part], between: str = " · ") -> Message:
    """Several things in a row, each in the reader's language."""
    values = tuple((f"p{number}", part) for number, part in enumerate(parts))
    text = between.join("{" + name + "}" for name, _ in values)
    return Message(text, text, values)


def verbatim(text: str) -> Message:
    """What people or files call something: the same in every language."""
    return Message("{name}", "{name}", (("name", text),))
