"""Colours of reports: brand, networks, and greys for print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from data.base.networks import network_colours
from report.document.model import Brand, Series, SeriesRole, Tone

FURTHER = ("#2E8B62", "#8459CF", "#7F8A12", "#BF4A80")  # after the brand's own two
INK, QUIET, GRID, PAPER, WASH = "#0B1420", "#566272", "#D5DCE5", "#FFFFFF", "#F3F5F8"
DARK = "#10161E"
PACE = "#7A8594"
GOOD, BAD, WARNING = "#14704A", "#B3261E", "#8A5A00"
TONES: Mapping[Tone, str] = MappingProxyType(
    {Tone.GOOD: GOOD, Tone.BAD: BAD, Tone.WARNING: WARNING, Tone.NEUTRAL: QUIET}
)
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Whether a text is ``#rrggbb``."""
    return _HEX.fullmatch(text) is not None


def primary(brand: Brand) -> str:
    """The brand's first colour; the house's where it is not a colour."""
    return brand.primary if is_colour(brand.primary) else Brand().primary


def accent(brand: Brand) -> str:
    """The brand's second colour; the house's where it is not a colour."""
    return brand.accent if is_colour(brand.accent) else Brand().accent


def of_series(series: Series, place: int, brand: Brand) -> str:
    """A series' colour: its network's, else its role's, else the palette's next by ``place``."""
    own = network_colours().get(series.network or "")
    if own is not None:
        return own
    match series.role:
        case SeriesRole.TARGET:
            return accent(brand)
        case SeriesRole.PACE | SeriesRole.COMPARISON:
            return PACE
        case SeriesRole.ACTUAL if place:
            return FURTHER[(place - 1) % len(FURTHER)]
        case _:
            return primary(brand)


def on_dark(colour: str) -> str:
    """The colour made light enough for the dark page: a contrast of 4.5 to 1 (WCAG 2, AA)."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    for white in range(11):
        mixed = "#" + "".join(f"{round(part + (255 - part) * white / 10):02x}" for part in parts)
        if (_luminance(mixed) + 0.05) / (_luminance(DARK) + 0.05) >= 4.5:
            return mixed
    return PAPER


def _luminance(colour: str) -> float:
    # Relative luminance by WCAG 2.
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
