"""The list of files at the end of a zip: its size, known before the list is read."""

from __future__ import annotations

import io
import struct
from typing import BinaryIO

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_PLACE_64 = b"PK\x06\x07"
_NOTE = 1 << 16  # the end of a zip may be followed by a note of so many bytes
_FULL = 0xFFFFFFFF  # the size is elsewhere, in a form that has room for it


def directory_size(file: BinaryIO) -> int | None:
    """Bytes of the list, None where the file has no end of a zip."""
    size = file.seek(0, io.SEEK_END)
    start = max(0, size - _NOTE - 22 - 20)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return None
    (listed,) = struct.unpack_from("<L", tail, at + 12)
    if tail[max(0, at - 20) : at].startswith(_PLACE_64):
        (place,) = struct.unpack_from("<Q", tail, at - 12)
        file.seek(min(place, size))
        end = file.read(56)
        if len(end) == 56 and end.startswith(_END_64):
            (listed,) = struct.unpack_from("<Q", end, 40)
    elif listed == _FULL:
        return None
    return int(listed)
