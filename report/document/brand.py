"""The brand settings of reports: name, colours and logo."""

from __future__ import annotations

from typing import Any

from data.base.json_values import text_of
from data.store import State
from i18n.message import Message, msg
from report.document.colours import is_colour
from report.document.model import Brand
from report.document.record import UnknownRecordError, from_json

SETTING = "brand"
LARGEST_LOGO = 1_000_000  # bytes: it is embedded in every file
# The first bytes of PNG and JPEG files: a name or a MIME type proves nothing.
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def brand(state: State) -> Brand:
    """The brand as last saved; the default one until then."""
    return state.settings.read(SETTING, brand_of, Brand())


def brand_of(stored: Any) -> Brand:
    """The brand in the setting. Raises UnknownRecordError or ValueError where it is damaged."""
    restored = from_json(stored)
    if not isinstance(restored, Brand) or not isinstance(restored.logo, bytes | None):
        raise UnknownRecordError("this is no brand")
    for text in (restored.name, restored.primary, restored.accent):
        text_of(text)
    if wrong(restored) is not None:
        raise UnknownRecordError(str(wrong(restored)))
    return restored


def wrong(brand_settings: Brand) -> Message | None:
    """What is wrong with an entered brand; None when nothing is."""
    if any(not is_colour(colour) for colour in (brand_settings.primary, brand_settings.accent)):
        return msg("A colour is # and six digits of 0–9 and a–f, such as #1d4ed8.")
    if brand_settings.logo is not None and not brand_settings.logo.startswith(_PICTURES):
        return msg(
            "The logo is neither a PNG nor a JPEG picture. Save it as PNG and choose it again."
        )
    if brand_settings.logo is not None and len(brand_settings.logo) > LARGEST_LOGO:
        return msg("The logo is larger than 1 MB. Make the picture smaller and choose it again.")
    return None
