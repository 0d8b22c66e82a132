"""The brand's logo as an image that every format can embed."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from report.document.model import Brand

_MIMES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG or JPEG with its size in pixels."""

    content: bytes
    mime: str
    width: int
    height: int

    def within(self, width: float, height: float) -> tuple[float, float]:
        """The largest size with the same proportions within ``width`` x ``height``."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


def reduced(original: Logo) -> Logo:
    """The logo small enough to embed in a page: a PNG of at most 360 x 120 pixels."""
    from PIL import Image  # noqa: PLC0415 (only reports need it)

    with Image.open(BytesIO(original.content)) as picture:
        # A page embeds the logo as base64, which adds a third to its size.
        picture.thumbnail((360, 120))
        file = BytesIO()
        picture.convert("RGBA").save(file, "PNG", optimize=True)
        return Logo(file.getvalue(), "image/png", *picture.size)


def logo(brand: Brand) -> Logo | None:
    """The logo; None where there is none, or where its bytes are no readable PNG or JPEG."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 (only reports need it)

    if not brand.logo:
        return None
    try:
        with Image.open(BytesIO(brand.logo), formats=tuple(_MIMES)) as picture:
            picture.load()
            return Logo(brand.logo, _MIMES[str(picture.format)], *picture.size)
    # Pillow raises SyntaxError for broken PNG files.
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        return None
