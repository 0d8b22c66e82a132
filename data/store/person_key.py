"""The key that people are hashed with: outside of the database and the facts, so that a copy of them names no one.

Ten thousand million phone numbers are tried in an hour by whoever has the key. It is, in this order, the text of
UTMOST_PERSON_KEY, the first line of the file UTMOST_PERSON_KEY_FILE, or the file ``private/person.key`` of a store in a
folder, which is made at first use. The database holds a fingerprint of it alone: with another key, or without, the same
person would be a second one in every later file.
"""

from __future__ import annotations

import logging
import os
import secrets
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from data.store.damage import ExplainedError
from data.store.database.compaction import compact_state
from data.store.raw import sync_folder
from data.store.state import State
from data.tables.schema import TABLES
from i18n.message import msg

if TYPE_CHECKING:
    from data.store.store import Store

_log = logging.getLogger(__name__)

KEY_VARIABLE, KEY_FILE_VARIABLE = "UTMOST_PERSON_KEY", "UTMOST_PERSON_KEY_FILE"
"""Environment variables: the key itself as 64 hexadecimal digits, or the file with it."""

_BYTES = 32
_OLD = "person_salt"  # where earlier versions stored the key itself
_FINGERPRINT = "person_key_fingerprint"
_MADE = "python -c 'import secrets; print(secrets.token_hex(32))'"


class PersonKeyError(ExplainedError):
    """There is no usable key."""


def person_key(store: Store) -> bytes:
    """The key of a store, made at first use where the store is a folder.

    Raises PersonKeyError where there is none, or where it is not the one of the people in the store.
    """
    settings, key = store.state.settings, _configured(store)
    old, known = settings.get(_OLD), settings.get(_FINGERPRINT)
    if old is not None:  # an object store of an earlier version, whose key is still in the database
        known = _fingerprint(bytes.fromhex(old))
        key = key or bytes.fromhex(old)
    if key is None:
        if known is not None and holds_people(store):
            raise _gone(_file(store))
        key = _made(_file(store))
    if known != _fingerprint(key):
        if known is not None and holds_people(store):
            raise another_key()
        settings.remove(_OLD)
        settings.set(_FINGERPRINT, _fingerprint(key))
    return key


def settle_key(store: Store) -> None:
    """Move the key that an earlier version stored in the database to where it belongs."""
    settings = store.state.settings
    old = settings.get(_OLD)
    if old is None:
        return
    key, place = _configured(store), _file(store)
    if key is None and place is None:
        _log.warning("The key of people is in the database: set %s", KEY_VARIABLE)
        return
    if key is None and place is not None:
        key = _written(place, bytes.fromhex(old))
    if key != bytes.fromhex(old):
        _log.warning("The key of people is another one than that of the store")
        return  # who imports people is refused, with a sentence
    settings.setdefault(_FINGERPRINT, _fingerprint(key))
    settings.remove(_OLD)
    compact_state(store.state.database)


def holds_people(store: Store) -> bool:
    """Whether a visible or waiting file has rows that are about single people."""
    return _has_people(store.state) or bool(store.state.uploads.waiting())


def _has_people(state: State) -> bool:
    of_people = {name for name, table in TABLES.items() if table.holds_people}
    return any(not of_people.isdisjoint(entry.extents) for entry in state.ledger.done())


def _configured(store: Store) -> bytes | None:
    text = os.environ.get(KEY_VARIABLE, "").strip()
    if text:
        return _parsed(text)
    named = os.environ.get(KEY_FILE_VARIABLE, "").strip()
    place = Path(named) if named else _file(store)
    try:
        return None if place is None else _parsed(place.read_text("ascii"))
    except FileNotFoundError:
        if named:
            raise _gone(place) from None
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(place) from error


def _parsed(text: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) < _BYTES:
        raise PersonKeyError(
            msg("The key that people are hashed with is not 64 hexadecimal digits."),
            msg("Create one: {command}", command=_MADE),
        )
    return key


def _file(store: Store) -> Path | None:
    root = store.facts.root
    return None if "://" in root else Path(root).parent / "private" / "person.key"


def _made(place: Path | None) -> bytes:
    if place is None:
        raise PersonKeyError(
            msg("A store on an object store needs a key for the people in its files."),
            msg(
                "Create one ({command}) and set {variable} to it. Protect it like a password.",
                command=_MADE,
                variable=KEY_VARIABLE,
            ),
        )
    return _written(place, secrets.token_bytes(_BYTES))


def _written(place: Path, key: bytes) -> bytes:
    """``key`` in the file, or the key that another process has written there meanwhile."""
    place.parent.mkdir(mode=0o700, exist_ok=True)
    place.parent.chmod(0o700)
    handle, temporary = tempfile.mkstemp(dir=place.parent, suffix=".tmp")  # for its owner alone
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            Path(place).hardlink_to(temporary)  # unlike a rename it never replaces a key
        except FileExistsError:
            return _parsed(place.read_text("ascii"))
        sync_folder(place.parent)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return key


def _fingerprint(key: bytes) -> str:
    return blake2b(b"fingerprint", key=key, digest_size=16).hexdigest()


def _gone(place: Path | None) -> PersonKeyError:
    return PersonKeyError(
        msg("The key that the people of this store are hashed with is gone: {place}", place=str(place or KEY_VARIABLE)),
        msg(
            "Restore it from a backup. Without one, undo the imports with people and import "
            "these files again, with a new key. Forgotten people are then not recognised."
        ),
    )  # fmt: skip


def another_key() -> PersonKeyError:
    """The error of a key that is not the store's."""
    return PersonKeyError(
        msg("The key for people is not the one that the people of this store are hashed with."),
        msg(
            "Restore the right one in {file} or {variable}. If it is lost, undo the imports "
            "with people first.",
            file="private/person.key",
            variable=KEY_VARIABLE,
        ),
    )


def _unreadable(place: Path | None) -> PersonKeyError:
    return PersonKeyError(
        msg("The file with the key for people cannot be read: {place}", place=str(place)),
        msg("Check that the file exists and that this user may read it."),
    )
