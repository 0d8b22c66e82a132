"""People without their names: e-mails, phones and names become keyed hashes.

The key (salt) belongs to one store, so that the same person is the same key in all its files
and hashes of different stores cannot be compared. Hashing what is already a hash changes
nothing: a stored upload can be read again.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from functools import partial
from hashlib import blake2b

import polars as pl

from data.store import Store

# A key, or what systems write in the place of a person when somebody tries a form.
_NOBODY = re.compile(r"person-[0-9a-f]{32}|<test\b[^@<>]*>")
_EMAIL = re.compile(r"[^\s@<>;,\"']+@[^\s@<>;,\"']+\.[^\s@<>;,\"']+")
_PHONE = re.compile(r"(?:p:|tel:)?\+?[\d\s().\-/]{6,}")

Pseudonym = Callable[[str], str]


def salt(store: Store) -> bytes:
    """The secret of a store, made at first use."""
    return bytes.fromhex(store.state.settings.setdefault("person_salt", secrets.token_hex(32)))


def pseudonym(key: bytes) -> Pseudonym:
    """The function that turns a person's e-mail, phone or name into their key.

    Case, surrounding space, the punctuation of a phone number and a “p:” before it make no
    difference.

    >>> hide = pseudonym(b"salt")
    >>> hide("Ada@Example.com ") == hide("ada@example.com")
    True
    >>> hide(hide("+33 1 23 45 67 89")) == hide("0033.1.23.45.67.89")
    True
    """

    def hide(value: str) -> str:
        if value.startswith(("person-", "<test")) and _NOBODY.fullmatch(value):
            return value
        return f"person-{blake2b(_normal(value).encode(), key=key, digest_size=16).hexdigest()}"

    return hide


def hide_emails(text: str, hide: Pseudonym) -> str:
    """``text`` with every e-mail address in it replaced by the person's key."""
    return _EMAIL.sub(lambda found: hide(found[0]), text)


def hide_people(leads: pl.DataFrame, hide: Pseudonym) -> pl.DataFrame:
    """Leads whose ``person_key`` is one, as is whatever of the person serves as ``lead_id``."""
    people = leads["person_key"]
    ids = changed(leads["lead_id"], leads["lead_id"] == people, hide)
    return leads.with_columns(
        changed(people, people.is_not_null(), hide),
        changed(ids, ids.str.contains("@", literal=True), partial(hide_emails, hide=hide)),
    )


def changed(values: pl.Series, where: pl.Series, change: Callable[[str], str]) -> pl.Series:
    """``values`` with ``change`` made, once for equal ones, to those that ``where`` marks.

    ``where`` goes by the value alone: equal values are marked alike.
    """
    at = where.fill_null(value=False).arg_true()
    if at.is_empty():
        return values
    distinct = values.gather(at).unique()
    new = pl.Series([change(value) for value in distinct], dtype=pl.String)
    return values.replace(distinct, new)


def _normal(value: str) -> str:
    folded = " ".join(value.casefold().split())
    if "@" not in folded and _PHONE.fullmatch(folded):
        digits = re.sub(r"\D", "", folded)
        return digits.removeprefix("00")
    return folded
