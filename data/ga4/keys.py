"""Service-account keys: stored for this user of this machine, outside every store, never shown."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from i18n.message import Message, msg

FOLDER_VARIABLE = "UTMOST_SECRETS"
_NEEDED = ("client_email", "private_key", "token_uri")


class KeyFileError(ValueError):
    """A file that cannot serve as a key; ``what`` says why, without quoting it."""

    def __init__(self, what: Message) -> None:
        super().__init__(str(what))
        self.what = what


def folder() -> Path:
    """The folder of keys: ``UTMOST_SECRETS``, or ``utmost`` in the user's configuration folder."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "utmost"


def check(content: bytes) -> dict[str, Any]:
    """The key in a service-account file. Raises KeyFileError for any other file."""
    try:
        key = json.loads(content)
    except ValueError as error:
        raise KeyFileError(_NOT_JSON) from error
    if not isinstance(key, dict) or key.get("type") != "service_account":
        raise KeyFileError(_OTHER_KIND)
    if not all(isinstance(key.get(name), str) and key[name] for name in _NEEDED):
        raise KeyFileError(_INCOMPLETE)
    # The key would be used to sign in wherever the file says: only Google may be named.
    address = urlsplit(key["token_uri"])
    if address.scheme != "https" or not f".{address.hostname}".endswith(".googleapis.com"):
        raise KeyFileError(_ELSEWHERE)
    return key


def keep(property_id: str, content: bytes) -> str:
    """Save the key of a property, readable by this user alone; returns the account's e-mail.

    Raises KeyFileError for a file that is not a service-account key.
    """
    key = check(content)
    path = _path(property_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    # The mode is set on creation: a file that is restricted afterwards was readable for a moment.
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    fresh.replace(path)
    return str(key["client_email"])


def kept(property_id: str) -> dict[str, Any] | None:
    """The saved key of a property, None without one. Raises KeyFileError for a damaged one."""
    path = _path(property_id)
    return check(path.read_bytes()) if path.exists() else None


def forget(property_id: str) -> None:
    """Delete the key of a property; no error when there is none."""
    _path(property_id).unlink(missing_ok=True)


def _path(property_id: str) -> Path:
    return folder() / f"ga4-{property_id}.json"


_NOT_JSON = msg("This file is not a service-account key: it is not JSON")
_OTHER_KIND = msg("This JSON file is not the key of a service account")
_INCOMPLETE = msg("This service-account key is incomplete")
_ELSEWHERE = msg("This key does not sign in at Google: its token_uri names another address")
