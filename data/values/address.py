"""Addresses taken apart and put together: every other part of a link stays as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote_plus

from data.base.hosts import normalise_host
from data.values.tags import PARTS, Tags

_ADDRESS = re.compile(
    r"(https?)://([^/?#\s]+)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE | re.DOTALL
)
# An address typed without a scheme: “a.example/x”, but neither “localhost” nor “1.50”.
_BARE_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[^\W\d]{2,}(:\d+)?([/?#].*)?", re.DOTALL)
# A percent sign that begins no escape, and whatever an address cannot hold.
_STRANGE = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_NAMES = {f"utm_{part}": part for part in PARTS}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads. ``query`` are its parameters as they are written, those of tags left out."""

    scheme: str
    authority: str
    path: str
    query: tuple[str, ...] = ()
    fragment: str | None = None

    def __str__(self) -> str:
        asked = "?" + "&".join(self.query) if self.query else ""
        marked = "" if self.fragment is None else f"#{self.fragment}"
        return f"{self.scheme}://{self.authority}{self.path}{asked}{marked}"

    @property
    def host(self) -> str:
        """The host in lower case, without ``www.`` and port."""
        return normalise_host(self.authority.rpartition("@")[2])

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parameters in lower case."""
        return tuple(_name(piece) for piece in self.query)

    def without(self, names: frozenset[str]) -> Address:
        """The same address without some parameters."""
        kept = tuple(piece for piece in self.query if _name(piece) not in names)
        return replace(self, query=kept)


def parse(link: str) -> tuple[Address, Tags] | None:
    """The address without its tags, and the tags; None for what is no web address.

    Names of tags are known in capital letters and behind a stray ``amp;`` as well; of several of
    one name the first counts. An address without a scheme is taken for a secure one. Characters
    that an address cannot hold are encoded.
    """
    text = link.strip()
    if _BARE_HOST.fullmatch(text):
        text = f"https://{text}"
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    scheme, authority, path, query, fragment = found.groups()
    pieces = [piece for piece in (query or "").split("&") if piece]
    tags: dict[str, str] = {}
    for piece in pieces:
        if (part := _NAMES.get(_name(piece))) is not None:
            tags.setdefault(part, unquote_plus(piece.partition("=")[2]))
    kept = tuple(_escaped(piece) for piece in pieces if _name(piece) not in _NAMES)
    marked = None if fragment is None else _escaped(fragment)
    return Address(scheme.lower(), authority, _escaped(path), kept, marked), Tags(**tags)


def build(address: Address, tags: Tags) -> str:
    """The link: the address with the tags behind its own parameters, before its fragment.

    >>> build(Address("https", "a.example", "/x", ("id=1",), "top"), Tags("mail", "email", "été 1"))
    'https://a.example/x?id=1&utm_source=mail&utm_medium=email&utm_campaign=%C3%A9t%C3%A9%201#top'
    """
    own = (f"utm_{part}={quote(value, safe='')}" for part, value in tags.items())
    return str(replace(address, query=(*address.query, *own)))


def _name(piece: str) -> str:
    name = unquote_plus(piece.partition("=")[0]).lower()
    while name.startswith("amp;"):
        name = name.removeprefix("amp;")
    return name


def _escaped(text: str) -> str:
    return _STRANGE.sub(lambda found: quote(found[0], safe=""), text)
