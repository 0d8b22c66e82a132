"""QR codes of campaign links, black on white in light and dark mode."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

import segno

_BORDER = 4  # light modules around the code, as ISO/IEC 18004 asks
_DOT = 12  # pixels of a module: sharp on paper up to about 5 cm

Format = Literal["png", "svg"]


def qr_code(link: str, kind: Format) -> bytes | None:
    """The code of a link as an image file; None for a link that is too long for any code."""
    try:
        code = segno.make_qr(link, error="m")
    except segno.DataOverflowError:
        return None
    out = BytesIO()
    code.save(out, kind=kind, scale=_DOT, border=_BORDER, dark="#000000", light="#ffffff")
    return out.getvalue()
