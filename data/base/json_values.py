"""Values as the JSON that stores and files hold, and back.

Dataclasses are objects by the names of their fields, tuples are lists, words of enums and days
are texts. A class that is stored in another form says so once, where it is defined
(``stored_as``, ``stored_by``). What is read may come from an older version: a key that is
missing takes the field's default, a key that is unknown is ignored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from i18n.catalogue import languages
from i18n.message import Message

T = TypeVar("T")


class StoredValueError(ValueError):
    """The JSON is no value of the class that was asked for."""


READ_FAULTS = (
    *(ValueError, TypeError, KeyError, AttributeError, IndexError),
    *(OverflowError, RecursionError),
)
"""What reading raises where a stored value is not as it was written, or another version wrote it."""


@dataclass(frozen=True, slots=True)
class BrokenJson:
    """Stored text that is no JSON. No reader takes it for a value, so only its entry is lost."""

    text: str


def parse_json(stored: Any) -> Any:
    """The JSON value of a stored text, a ``BrokenJson`` where it is none."""
    try:
        # PostgreSQL's driver gives bytes, SQLite a number for a text that is one
        text = stored.decode() if isinstance(stored, bytes) else str(stored)
        value = json.loads(text)
        if "\\ud" in text.lower():  # half a character, which nothing can show or write
            json.dumps(value, ensure_ascii=False).encode()
    except READ_FAULTS:
        return BrokenJson(str(stored))
    return value


def _plain(value: Any, kind: type) -> Any:
    """A number stays the number that was stored: 300 is not written back as 300.0."""
    if not isinstance(value, (int, float) if kind is float else kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    if isinstance(value, bool) and kind is not bool:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    if isinstance(value, float) and not isfinite(value):
        raise TypeError(f"{value!r} is no number to reckon with")
    if isinstance(value, str):
        value.encode()  # half a character cannot be shown or written
    return value


def _message(value: Any) -> Message:
    """A sentence that can be said in every language: one with a gap cannot be shown."""
    made = Message.from_json(value)
    for language in languages():
        _plain(made.render(language), str)
    return made


def _converter() -> Converter:
    made = Converter(detailed_validation=False, unstruct_collection_overrides={tuple: list})
    for plain in (str, int, float, bool):
        made.register_structure_hook(plain, _plain)
    made.register_structure_hook(StrEnum, lambda value, kind: kind(value))
    made.register_unstructure_hook(StrEnum, lambda word: word.value)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    made.register_unstructure_hook(Message, Message.to_json)
    made.register_structure_hook(Message, lambda value, _: _message(value))
    return made


_CONVERTER = _converter()


def to_json(value: Any) -> Any:
    """A JSON-ready value that ``from_json`` turns back into an equal one."""
    return _CONVERTER.unstructure(value)


def from_json(kind: type[T], value: Any) -> T:
    """The value of the class ``kind`` that ``to_json`` described.

    Raises StoredValueError where something is missing or of another type, and the ValueError of
    the class for a value that it refuses.
    """
    try:
        return _CONVERTER.structure(value, kind)
    except READ_FAULTS as error:
        if isinstance(error, ValueError):
            raise
        raise StoredValueError(f"no {kind.__name__} can be read here: {error!r}") from error


def stored_as(
    *,
    order: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    pairs: Collection[str] = (),
    form: str = "",
) -> Callable[[type[T]], type[T]]:
    """A decorator: how the JSON of a dataclass differs from its fields.

    ``order`` are keys that go first, ``names`` the keys of fields with another name than theirs,
    ``pairs`` fields whose pairs are written as an object (reading them back is up to the
    ``read`` of ``stored_by``), ``form`` is what the JSON calls itself under ``form``, for values
    that people share as files.
    """
    keys: dict[str, Any] = {field: override(rename=key) for field, key in (names or {}).items()}
    keys |= {field: override(unstruct_hook=dict) for field in pairs}
    first = dict.fromkeys(order) | ({"form": form} if form else {})

    def register(kind: type[T]) -> type[T]:
        def writer(of: Any) -> Callable[[Any], dict[str, Any]]:
            fields = make_dict_unstructure_fn(of, _CONVERTER, **keys)
            return lambda value: first | fields(value)

        # by a factory: the types of the fields may be known only once the module is read
        _CONVERTER.register_unstructure_hook_factory(lambda of: of is kind, writer)
        _CONVERTER.register_structure_hook_factory(
            lambda of: of is kind, lambda of: make_dict_structure_fn(of, _CONVERTER, **keys)
        )
        return kind

    return register


def stored_by(
    kind: type[T],
    *,
    read: Callable[[Any], T],
    write: Callable[[T], Any] | None = None,
) -> None:
    """Registers how ``kind`` reads its JSON, and how it writes it where its fields do not say."""
    _CONVERTER.register_structure_hook(kind, lambda value, _: read(value))
    if write is not None:
        _CONVERTER.register_unstructure_hook(kind, write)


def text_of(value: Any) -> str:
    """A text that can be shown. Raises TypeError or ValueError for anything else."""
    found: str = _plain(value, str)
    return found


def texts_of(value: Any) -> tuple[str, ...]:
    """The texts of a list. Raises TypeError or ValueError for anything else."""
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return tuple(map(text_of, value))


def text_map(value: Any) -> dict[str, str]:
    """The texts of an object by their keys. Raises TypeError or ValueError for anything else."""
    if not isinstance(value, Mapping):
        raise TypeError(f"{value!r} is no object")
    return {text_of(key): text_of(text) for key, text in value.items()}
