"""Parsing of GA4 property numbers."""

from __future__ import annotations

import re

from i18n.message import Message, msg


class PropertyIdError(ValueError):
    """A text that is not the number of a GA4 property; ``what`` says what it is instead."""

    def __init__(self, what: Message) -> None:
        super().__init__(str(what))
        self.what = what


def property_id(text: str) -> str:
    """The number in ``123456789`` or ``properties/123456789``. Raises PropertyIdError."""
    match = re.fullmatch(r"\s*(?:properties/)?(\d{1,20})\s*", text)
    if match:
        return match[1]
    if re.match(r"\s*(G|GT|UA|GTM|AW)-", text, re.IGNORECASE):
        raise PropertyIdError(_MEASUREMENT)
    raise PropertyIdError(_NO_NUMBER)


_MEASUREMENT = msg("This is a measurement or container id, not the number of a property")
_NO_NUMBER = msg("The number of a property consists of digits only")
