"""Bytes to UTF-8: byte order marks, UTF-16 without one, single-byte code pages, mojibake."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from data.base.issue import Level
from data.reading.table import Finding
from i18n.message import msg, plural

BOMS = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8-bom"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32-le-bom"),
    (b"\xff\xfe", "utf-16-le", "utf-16-le-bom"),
    (b"\xfe\xff", "utf-16-be", "utf-16-be-bom"),
)
_HEAD = 1 << 16
_HIGH = re.compile(rb"[\x80-\xff]+")
_CYRILLIC_RUN = 3  # accented Latin letters seldom stand three in a row, Cyrillic words do

# What UTF-8 bytes look like after being read as cp1252: a lead byte, then continuation bytes.
_CONTINUATION = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(
    f"(?:[\u00c2-\u00df]|[\u00e0-\u00ef]{_CONTINUATION}|ð{_CONTINUATION}{{2}}){_CONTINUATION}"
)
_MOJIBAKE_SURE = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """Content as UTF-8 without a byte order mark; the very same object where it already was.

    ``mended`` says that letters like “Ã©” were turned back into what they stood for.
    """

    data: bytes
    encoding: str
    findings: tuple[Finding, ...] = ()
    mended: bool = False


def decode(content: bytes) -> Decoded:
    """``content`` as UTF-8. Never fails: undecodable bytes become U+FFFD and a warning."""
    decoded = _transcode(content)
    for repair in (_without_nuls, _without_mojibake):
        decoded = repair(decoded)
    return decoded


def _transcode(content: bytes) -> Decoded:
    for mark, codec, label in BOMS:
        if content.startswith(mark):
            return _from(content[len(mark) :], codec, label)
    if (wide := _wide(content[:_HEAD])) is not None:
        return _from(content, wide, wide)
    if is_utf8(content):
        return Decoded(content, "utf-8")
    codec = single_byte(content)
    return _from(content, codec, codec)


def _from(body: bytes, codec: str, label: str) -> Decoded:
    if codec == "utf-8" and is_utf8(body):
        return Decoded(body, label)
    text = body.decode(codec, "replace")
    damaged = text.count("\ufffd")
    return Decoded(text.encode(), label, (_damage(damaged),) if damaged else ())


def is_utf8(content: bytes) -> bool:
    """Whether the bytes are UTF-8 throughout."""
    if content.isascii():
        return True
    try:  # polars checks without building a text, several times faster than decoding does
        pl.Series([content], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.ComputeError:
        return False
    return True


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark shows as a NUL in every second byte of Western text."""
    half = len(head) // 2
    if half < 8 or head.count(0) < 0.4 * half:
        return None
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) < 0.4 * half or min(odd, even) > 0.1 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def single_byte(content: bytes) -> str:
    """The code page of Western or Cyrillic Windows, whichever the accented letters look like."""
    runs = [len(run) for run in _HIGH.findall(content[: 1 << 20])]
    in_words = sum(length for length in runs if length >= _CYRILLIC_RUN)
    return "cp1251" if 2 * in_words > sum(runs) else "cp1252"


def _damage(count: int) -> Finding:
    return Finding(
        Level.WARNING,
        plural(
            "{count} character could not be read; it shows as �",
            "{count} characters could not be read; they show as �",
            count=count,
        ),
        msg(
            "The file was probably re-saved by a spreadsheet. Import the original download instead."
        ),
    )


def _without_nuls(decoded: Decoded) -> Decoded:
    if b"\x00" not in decoded.data:
        return decoded
    note = Finding(
        Level.WARNING,
        msg("Empty control characters were removed"),
        msg("If figures look wrong, export the file again."),
    )
    return Decoded(decoded.data.replace(b"\x00", b""), decoded.encoding, (*decoded.findings, note))


def _without_mojibake(decoded: Decoded) -> Decoded:
    head = decoded.data[:_HEAD]
    if head.isascii() or len(_MOJIBAKE.findall(head.decode("utf-8", "ignore"))) < _MOJIBAKE_SURE:
        return decoded
    note = Finding(
        Level.WARNING,
        msg("Letters like “Ã©” were turned back into the accents they stood for"),
        msg(
            "The file went through a program with the wrong character set; the original download avoids this."
        ),
    )
    return Decoded(mended(decoded.data), decoded.encoding, (*decoded.findings, note), mended=True)


def mended(data: bytes) -> bytes:
    """UTF-8 in which “Ã©” and its like are the letters that they stood for."""
    return _MOJIBAKE.sub(_mend, data.decode()).encode()


def _mend(match: re.Match[str]) -> str:
    try:
        return b"".join(_byte(char) for char in match[0]).decode()
    except UnicodeError:
        return match[0]


def _byte(char: str) -> bytes:
    return bytes([ord(char)]) if ord(char) < 0x100 else char.encode("cp1252")
