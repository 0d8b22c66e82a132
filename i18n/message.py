"""Text that can be shown in any language: an English template and its values.

The catalogues (``<language>.po``) have the other languages. Lower layers return messages, and
whoever writes for a reader renders them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Union

from i18n import catalogue

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
"""What may fill a placeholder: a plain value, a number with its unit, or a further sentence."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence as a value: English template, named values, and what chooses its translation.

    ``text`` is the catalogue key (gettext's msgid). ``plural`` is the English template for other
    numbers than one (msgid_plural) and ``number`` the one that decides; ``context`` separates two
    meanings of the same English words (msgctxt). ``saved`` holds the translations that were
    stored with a message of an earlier import or snapshot: they are shown as they were.

    >>> str(msg("{file} was read", file="leads.csv"))
    'leads.csv was read'
    >>> str(plural("{rows} row", "{rows} rows", rows=1))
    '1 row'
    """

    text: str
    values: tuple[tuple[str, Part], ...] = ()
    plural: str | None = None
    number: float | None = None
    context: str | None = None
    saved: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        return self.render(catalogue.DEFAULT)

    def render(
        self,
        language: str,
        show: Callable[[Value], str] | None = None,
        measure: Callable[[Quantity], str] = str,
    ) -> str:
        """The sentence in ``language``, sentences inside it likewise.

        ``show`` formats values and ``measure`` numbers with a unit; without them both are written
        as Python writes them.
        """

        def text_of(part: Part) -> object:
            if isinstance(part, Message):
                return part.render(language, show, measure)
            if isinstance(part, Quantity):
                return measure(part)
            return part if show is None else show(part)

        template = self.template(language)
        if not self.values:
            return template
        return template.format(**{name: text_of(part) for name, part in self.values})

    def template(self, language: str) -> str:
        """The template in ``language``, in the plural form that the count takes there."""
        for code, stored in self.saved:
            if code == language:
                return stored
        if self.plural is None:
            return catalogue.translate(language, self.text, self.context)
        forms = (self.text, self.plural)
        return catalogue.translate_plural(language, forms, self.number, self.context)

    def filled(self, **values: Part) -> Message:
        """The same sentence with these values; in a plural one the first is the number."""
        number = self.number if self.plural is None or not values else counted(*values.values())
        return replace(self, values=tuple(values.items()), number=number)

    def replaced(self, parts: Mapping[str, Part]) -> Message:
        """The same sentence with other values for some names, in sentences inside it as well."""
        values = (
            (name, part.replaced(parts) if isinstance(part, Message) else parts.get(name, part))
            for name, part in self.values
        )
        return replace(self, values=tuple(values))

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value that ``from_json`` turns back into an equal message.

        It holds the translations of today, so that a later wording does not leave a stored
        sentence without its translation.
        """
        optional = {"plural": self.plural, "number": self.number, "context": self.context}
        words = {code: self.template(code) for code in catalogue.languages()}
        own = words.pop(catalogue.DEFAULT)
        return {
            "text": self.text,
            "values": [[name, _packed(part)] for name, part in self.values],
            **{name: value for name, value in optional.items() if value is not None},
            "translations": {code: text for code, text in words.items() if text != own},
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Message:
        """The message that ``to_json`` described.

        Messages of older versions have their French under ``fr`` and nothing but text and values
        next to it; they are still in stores and snapshots.
        """
        old = value.get("fr")
        saved = value.get("translations", {}) if old is None else {"fr": old}
        return cls(
            value["text"],
            tuple((name, _unpacked(part)) for name, part in value.get("values", ())),
            value.get("plural"),
            value.get("number"),
            value.get("context"),
            tuple(saved.items()),
        )


def counted(first: Part, *_others: Part) -> float | None:
    """The number among the values of a plural sentence: the first one.

    Raises TypeError where that is none.
    """
    number = first.value if isinstance(first, Quantity) else first
    if isinstance(number, str | Message):
        raise TypeError(f"the first value of a plural sentence is its number, not {number!r}")
    return number


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
    if "text" in value:
        return Message.from_json(value)
    return Quantity(value["value"], value["unit"], value["currency"])


def msg(text: str, /, **values: Part) -> Message:
    """A sentence; the catalogues are made from the texts of these calls."""
    return Message(text, tuple(values.items()))


def plural(one: str, other: str, /, **values: Part) -> Message:
    """A sentence about a number of things, in the form for one and in that for other numbers.

    The first value is the number that chooses the form, by the rule of the reader's language.
    Raises TypeError where it is none.
    """
    return Message(one, (), other).filled(**values)


def msg_in(context: str, text: str, /, **values: Part) -> Message:
    """A sentence whose English words have another meaning elsewhere; ``context`` says which."""
    return Message(text, tuple(values.items()), context=context)


def joined(parts: Iterable[Part], between: str = " · ") -> Message:
    """Several things in a row, each in the reader's language."""
    values = tuple((f"p{number}", part) for number, part in enumerate(parts))
    return Message(between.join("{" + name + "}" for name, _ in values), values)


def verbatim(text: str) -> Message:
    """What people or files call something: the same in every language."""
    return Message("{name}", (("name", text),))
