"""Pseudonyms: the keyed hash (BLAKE2b) that a person is stored as.

The key belongs to one store, so that the same person is the same in all its files and hashes of
different stores cannot be compared. Hashing what is already a hash changes nothing: a stored
upload can be read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import polars as pl

from data.store import Store
from data.store.person_key import PersonKeyError, person_key

_PIECE = 100_000  # people that are hashed at once
# A key, or what systems write in the place of a person when a form is tested.
_NOBODY = r"^(?:person-[0-9a-f]{32}|<test\b[^@<>]*>)$"
_PHONE = r"^(?:p:|tel:)?\+?[\d\s().\-/]{6,}$"
_BROWSER = r"^\d{5,}\.\d{10}$"  # the id that Google Analytics gives a browser; no phone
_PLAIN = r"^[ -~]*$"  # of such texts, case and space are the same in polars and in Python


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """Turns a person's e-mail, phone or name into their key.

    Case, surrounding space, the punctuation of a phone number and a “p:” before it make no
    difference.

    >>> hide = Pseudonym(b"salt")
    >>> hide("Ada@Example.com ") == hide("ada@example.com")
    True
    >>> hide(hide("+33 1 23 45 67 89")) == hide("0033.1.23.45.67.89")
    True
    """

    key: bytes

    def __call__(self, value: str) -> str:
        """The key of one person."""
        if value.startswith(("person-", "<test")) and re.fullmatch(_NOBODY, value):
            return value
        return self._hash([_normal(value)])[0]

    def many(self, values: pl.Series) -> pl.Series:
        """The keys of many, in the same order. No value may be null."""
        # In pieces: keys as Python's texts take three times the memory of a column.
        starts = range(0, max(1, len(values)), _PIECE)
        return pl.concat(self._keys(values.slice(start, _PIECE)) for start in starts)

    def _keys(self, values: pl.Series) -> pl.Series:
        # What polars and Python may normalise differently is hashed one by one.
        plain = values.str.contains(_PLAIN) & ~values.str.contains(_NOBODY)
        if plain.all():
            return pl.Series(self._hash(_normal_texts(values)), dtype=pl.String)
        some, rest = values.filter(plain), values.filter(~plain)
        keys = pl.Series(self._hash(_normal_texts(some)), dtype=pl.String)
        others = pl.Series([self(value) for value in rest], dtype=pl.String)
        return values.replace(pl.concat([some, rest]), pl.concat([keys, others]))

    def _hash(self, normal: Iterable[str]) -> list[str]:
        keyed = blake2b(key=self.key, digest_size=16)
        found = []
        for text in normal:
            person = keyed.copy()
            person.update(text.encode())
            found.append(f"person-{person.hexdigest()}")
        return found


@dataclass(frozen=True, slots=True)
class NoPseudonym(Pseudonym):
    """Of a store without its key. Raises ``error`` at the first person, and at nothing else."""

    error: PersonKeyError

    def _hash(self, normal: Iterable[str]) -> list[str]:
        del normal
        raise self.error


def pseudonym(store: Store) -> Pseudonym:
    """The pseudonyms of one store."""
    try:
        return Pseudonym(person_key(store))
    except PersonKeyError as error:
        return NoPseudonym(b"", error)


def _normal(value: str) -> str:
    folded = " ".join(value.casefold().split())
    if "@" not in folded and re.fullmatch(_PHONE, folded) and not re.fullmatch(_BROWSER, folded):
        return re.sub(r"\D", "", folded).removeprefix("00")
    return folded


def _normal_texts(plain: pl.Series) -> pl.Series:
    """What ``_normal`` makes of each of many plain texts, all at once."""
    folded = plain.str.to_lowercase().str.strip_chars(" ").str.replace_all(" +", " ")
    phone = folded.str.contains(_PHONE) & ~folded.str.contains("@", literal=True)
    phone &= ~folded.str.contains(_BROWSER)
    digits = folded.str.replace_all(r"\D", "").str.strip_prefix("00")
    return digits.zip_with(phone, folded)
