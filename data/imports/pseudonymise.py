"""Pseudonymisation: e-mails, phones, names and user ids become keyed hashes (BLAKE2b).

The key (salt) belongs to one store, so that the same person is the same key in all its files
and hashes of different stores cannot be compared. Hashing what is already a hash changes
nothing: a stored upload can be read again.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

import polars as pl

from data.base.contacts import addresses, hide_contacts
from data.store import Store
from data.tables.schema import TABLES, ColumnRole

# A key, or what systems write in the place of a person when a form is tested.
_NOBODY = r"^(?:person-[0-9a-f]{32}|<test\b[^@<>]*>)$"
_PHONE = r"^(?:p:|tel:)?\+?[\d\s().\-/]{6,}$"
_BROWSER = r"^\d{5,}\.\d{10}$"  # the id that Google Analytics gives a browser; no phone
_PLAIN = r"^[ -~]*$"  # of such texts, case and space are the same in polars and in Python


_TEXTS = frozenset({ColumnRole.TEXT, ColumnRole.DIMENSION})
_OWN = frozenset(
    {"account", "property", "platform", "network", "report"}
)  # the company's, not people's


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


def salt(store: Store) -> bytes:
    """The secret of a store, made at first use."""
    return bytes.fromhex(store.state.settings.setdefault("person_salt", secrets.token_hex(32)))


def hide_all_emails(texts: pl.Series, hide: Pseudonym) -> pl.Series:
    """Every text with the e-mail addresses in it replaced by the keys of these people."""

    def hidden(text: str, found: list[str]) -> str:
        # Longest first: an address can be the end of another.
        for address in sorted(set(found), key=len, reverse=True):
            text = text.replace(address, hide(address.replace("%40", "@")))
        return text

    pairs = zip(texts, addresses(texts), strict=True)
    return pl.Series([hidden(text, list(found)) for text, found in pairs], dtype=pl.String)


def storable(name: str, rows: pl.DataFrame, hide: Pseudonym) -> pl.DataFrame:
    """Rows of a canonical table as they may be stored.

    People are keys; an address inside an id is the key of its owner, so that ids stay distinct; all
    other texts lose e-mail addresses and phone numbers.
    """
    table = TABLES[name]
    done = pseudonymise_people(rows, hide) if name == "leads" else rows
    if name in {"touches", "conversions"}:
        done = done.with_columns(_keyed(done["user_key"], hide))
    texts = [
        column
        for column in table.columns
        if column.dtype == pl.String and column.name in rows.columns
    ]
    return done.with_columns(
        hide_contacts(done[column.name])
        if column.role in _TEXTS
        else _with_keys(done[column.name], hide)
        for column in texts
        if column.role in _TEXTS or (column.role is ColumnRole.KEY and column.name not in _OWN)
    )


def pseudonymise_people(leads: pl.DataFrame, hide: Pseudonym) -> pl.DataFrame:
    """Leads whose ``person_key`` and ``user_key`` are one, as is what of the person is ``lead_id``."""
    people = _keyed(leads["person_key"], hide)
    # A lead without an id of its own is known by its person, with or without a word before.
    is_person = pl.col("lead_id").str.ends_with(pl.col("person_key")).fill_null(value=False)
    before = pl.col("lead_id").str.strip_suffix(pl.col("person_key"))
    ids = leads.select(pl.when(is_person).then(before + people).otherwise("lead_id"))
    return leads.with_columns(
        _keyed(leads["user_key"], hide), people, _with_keys(ids["lead_id"], hide)
    )


def _keyed(people: pl.Series, hide: Pseudonym) -> pl.Series:
    return changed(people, people.is_not_null(), hide.many)


def _with_keys(ids: pl.Series, hide: Pseudonym) -> pl.Series:
    may = ids.str.contains("@|%40")
    return changed(ids, may, partial(hide_all_emails, hide=hide))


def changed(
    values: pl.Series, where: pl.Series, change: Callable[[pl.Series], pl.Series]
) -> pl.Series:
    """``values`` with ``change`` made, once for equal ones, to those that ``where`` marks.

    ``where`` goes by the value alone: equal values are marked alike.
    """
    at = where.fill_null(value=False).arg_true()
    if at.is_empty():
        return values
    distinct = values.gather(at).unique()
    if len(distinct) == len(values):  # as in most files of people, and replacing takes its time
        return change(values).alias(values.name)
    return values.replace(distinct, change(distinct))


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
