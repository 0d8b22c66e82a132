"""Encoding detection: byte order marks, UTF-16 and UTF-32, code pages, mojibake."""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from data.base.issue import Level
from data.reading.code_pages import TONES, composed, guess, label, sample
from data.reading.table import Finding
from i18n.message import msg, plural

BOMS = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8-bom"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32-le-bom"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32-be-bom"),
    (b"\xff\xfe", "utf-16-le", "utf-16-le-bom"),
    (b"\xfe\xff", "utf-16-be", "utf-16-be-bom"),
)
PATCHED = "utf-8-patched"
"""UTF-8 with stray bytes of another program in it."""

_HEAD = 1 << 16
_MOSTLY = 4  # UTF-8 characters for each invalid byte: chance does not produce them
_STRAY_PAGE = "cp1252"
_STRAY = {
    0xDC00 + byte: bytes([byte]).decode(_STRAY_PAGE, "replace") for byte in range(0x80, 0x100)
}
_STRAYS = re.compile("[\udc80-\udcff]+")
_PIECE = 1 << 20  # bytes that are decoded at once


@dataclass(frozen=True, slots=True)
class Decoded:
    """Content as UTF-8 without a byte order mark; the very same object where it already was.

    ``damaged`` counts characters that could not be read. ``repaired`` says that sequences like
    “Ã©” were turned back into the letters they came from.
    """

    data: bytes
    encoding: str
    notes: tuple[Finding, ...] = ()
    damaged: int = 0
    repaired: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed, damage first."""
        return (_damage(self.damaged), *self.notes) if self.damaged else self.notes


def decode(content: bytes) -> Decoded:
    """``content`` as UTF-8. Never fails: undecodable bytes become U+FFFD and a warning.

    A code page is a guess, so it is a finding that names the page; nothing else than UTF-8 or a
    byte order mark says how letters are written.
    """
    return _without_mojibake(_without_nuls(_transcode(content)))


def _transcode(content: bytes) -> Decoded:
    for mark, codec, name in BOMS:
        if content.startswith(mark):
            return _from(content[len(mark) :], codec, name)
    # Before the UTF-8 check: UTF-16 of ASCII letters is valid UTF-8 with NULs.
    if (wide := _wide(content[:_HEAD])) is not None:
        return replace(_from(content, wide, wide), notes=(_guessed(wide),))
    if is_utf8(content):
        return Decoded(content, "utf-8")
    codec = code_page(sample(content))
    return replace(_from(content, codec, codec), notes=(_guessed(codec),))


def code_page(lines: bytes) -> str:
    """The probable encoding of lines that are not UTF-8 throughout."""
    text = lines.decode("utf-8", "replace")
    stray = text.count("\ufffd")
    utf8 = sum(not char.isascii() for char in text) - stray
    return PATCHED if utf8 and utf8 >= _MOSTLY * stray else guess(lines)


def _from(body: bytes, codec: str, name: str) -> Decoded:
    if codec == "utf-8" and is_utf8(body):
        return Decoded(body, name)
    read, damaged = decoder(codec), 0
    # In pieces: one letter beyond the common ones makes a text four times as long in memory. Not
    # where letters are spelt with several characters, which may be cut in two.
    size = len(body) if codec == TONES else _PIECE
    out = io.BytesIO()
    for start in range(0, len(body), size) if body else ():
        text = composed(read(body[start : start + size], start + size >= len(body)), codec)
        damaged += text.count("\ufffd")
        out.write(text.encode())
    return Decoded(out.getvalue(), name, damaged=damaged)


def decoder(codec: str) -> Callable[[bytes, bool], str]:
    """A function that decodes pieces in turn; its second argument says that a piece is the last."""
    if codec != PATCHED:
        return codecs.getincrementaldecoder(codec)("replace").decode
    pieces = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    return lambda data, last: _STRAYS.sub(_as_stray_page, pieces.decode(data, last))


def _as_stray_page(found: re.Match[str]) -> str:
    return found[0].translate(_STRAY)


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
    """UTF-32 or UTF-16 without a mark: line ends, digits and separators are bytes between NULs."""
    if b"\x00" not in head:
        return None
    for codec, unit in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        body = head[: len(head) // unit * unit]
        try:
            text = body.decode(codec)
        except UnicodeDecodeError as error:
            # a head may end between the two halves of a character
            if error.start < len(body) - unit or unit == 4:
                continue
            text = body[: error.start].decode(codec)
        if _is_text(text, head):
            return codec
    return None


_SEPARATORS = re.compile(r"[\n,;\t|]")


def _is_text(text: str, head: bytes) -> bool:
    """Whether this is text: line ends where the bytes have them, and existing letters."""
    if (
        len(text) < 4
        or _SEPARATORS.search(text) is None
        or 2 * text.count("\n") < head.count(b"\n")
    ):
        return False
    odd = sum(unicodedata.category(char)[0] == "C" and char not in "\t\r\n" for char in text)
    return odd * 50 <= len(text)


def _guessed(codec: str) -> Finding:
    fix = msg(
        "If letters look wrong, export the file again as UTF-8, in Excel as “CSV UTF-8”.",
    )
    if codec == PATCHED:
        return Finding(
            Level.WARNING,
            msg(
                "Some characters are not UTF-8 like the rest, so they were read as {page}",
                page=label(_STRAY_PAGE),
            ),
            fix,
        )
    return Finding(
        Level.NOTE,
        msg(
            "The file does not name its encoding, so it was read as {page}",
            page=label(codec),
        ),
        fix,
    )


def _damage(count: int) -> Finding:
    return Finding(
        Level.WARNING,
        plural(
            "{count} character could not be read and is shown as �",
            "{count} characters could not be read and are shown as �",
            count=count,
        ),
        msg(
            "The file was probably re-saved by a spreadsheet. Import the original download instead.",
        ),
    )


def _without_nuls(decoded: Decoded) -> Decoded:
    if b"\x00" not in decoded.data:
        return decoded
    note = Finding(
        Level.WARNING,
        msg(
            "Empty control characters were deleted",
        ),
        msg(
            "If values look wrong, export the file again.",
        ),
    )
    return replace(decoded, data=decoded.data.replace(b"\x00", b""), notes=(*decoded.notes, note))


def _without_mojibake(decoded: Decoded) -> Decoded:
    head = decoded.data[:_HEAD]
    if head.isascii():
        return decoded
    # ftfy takes long to import and is needed for few files only
    from data.reading.mojibake import has_mojibake, repaired  # noqa: PLC0415

    if not has_mojibake(head.decode("utf-8", "ignore")):
        return decoded
    note = Finding(
        Level.WARNING,
        msg(
            "Letters like “Ã©” were corrected to accented letters",
        ),
        msg(
            "The file was saved by a program with the wrong encoding. The original download "
            "avoids this.",
        ),
    )
    return replace(
        decoded,
        data=repaired(decoded.data.decode()).encode(),
        notes=(*decoded.notes, note),
        repaired=True,
    )
