"""Templates of tags (``{year}-{month}_{product}``): filling, parsing, validation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter

_DATED: dict[str, tuple[str, Callable[[date], str]]] = {
    "year": (r"\d{4}", lambda day: f"{day:%Y}"),
    "month": (r"(?:0[1-9]|1[0-2])", lambda day: f"{day:%m}"),
    "day": (r"(?:0[1-9]|[12]\d|3[01])", lambda day: f"{day:%d}"),
    "quarter": (r"[qQtT][1-4]", lambda day: f"q{(day.month + 2) // 3}"),
}
# “product”, “größe_2”, but not “1st”: a name begins with a letter.
_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Template:
    """Fixed text with fields in braces; year, month, day and quarter fill themselves."""

    text: str

    @property
    def valid(self) -> bool:
        """Whether the text can be parsed and has a field."""
        try:
            named = [name for _, name in self._pieces() if name is not None]
        except ValueError:
            return False
        plain = all(_NAME.fullmatch(name) for name in named)
        return plain and bool(named) and len(set(named)) == len(named)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the user has to fill, in their order."""
        named = (name for _, name in self._pieces() if name is not None)
        return tuple(name for name in named if name not in _DATED)

    def filled(self, values: Mapping[str, str], day: date) -> str:
        """The tag made of the values; empty while one of them is missing."""
        if not all(values.get(name) for name in self.fields):
            return ""
        dated = {name: write(day) for name, (_, write) in _DATED.items()}
        return self.text.format(**{**values, **dated})

    def matches(self, value: str) -> bool:
        """Whether a tag can have been made with this template."""
        # A field cannot contain the fixed letters around it, or a value could be split in several
        # ways.
        fixed = {letter for text, _ in self._pieces() for letter in text}
        apart = re.escape("".join(sorted(fixed - {"-"})))  # hyphens may join words of a field
        other = rf"[^\s{apart}]+"
        pattern = "".join(
            re.escape(text) + ("" if name is None else _DATED.get(name, (other,))[0])
            for text, name in self._pieces()
        )
        return re.fullmatch(pattern, value) is not None

    def _pieces(self) -> Iterator[tuple[str, str | None]]:
        """Each fixed text with the field behind it; ValueError for unbalanced braces."""
        for text, name, _, _ in Formatter().parse(self.text):
            yield text, name
