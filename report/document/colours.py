"""Colours of reports: brand, networks, and greys for print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from data.base.networks import network_colours
from report.document.model import Brand, Series, SeriesRole, Tone

FURTHER = ("#2E8B62", "#8459CF", "#7F8A12", "#BF4A80")  # after the brand's own two
INK, QUIET = "#0B1420", "#46525F"  # text and current values; units, sources and headers
BEFORE = "#7A8594"  # earlier periods and planned pace: lines and bars, never text
BAND, GRID = "#C9D3DE", "#D5DCE5"  # forecast ranges and other months; hairlines
PAPER, WASH = "#FFFFFF", "#F3F5F8"
DARK = "#10161E"
GOOD, BAD, WARNING = "#14704A", "#B3261E", "#8A5A00"
TONES: Mapping[Tone, str] = MappingProxyType(
    {Tone.GOOD: GOOD, Tone.BAD: BAD, Tone.WARNING: WARNING, Tone.NEUTRAL: QUIET}
)
READABLE = 4.5  # contrast of text (WCAG 2, AA)
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
    """A series' colour: its network's, else its role's, else the palette's next by ``place``.

    Current values are ink, earlier ones grey; the brand's first colour says where to look.
    """
    own = network_colours().get(series.network or "")
    if own is not None:
        return own
    match series.role:
        case SeriesRole.PACE | SeriesRole.COMPARISON:
            return BEFORE
        case SeriesRole.LOW | SeriesRole.HIGH:
            return BAND
        case SeriesRole.ACTUAL if place:
            further = (primary(brand), accent(brand), *FURTHER)
            return further[(place - 1) % len(further)]
        case SeriesRole.ACTUAL:
            return INK
        case _:
            return primary(brand)


def contrast(colour: str, other: str = PAPER) -> float:
    """The contrast of two colours by WCAG 2, from 1 to 21; text needs 4.5 (AA)."""
    dark, light = sorted((_luminance(colour), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def of_text(colour: str) -> str:
    """A brand colour as that of text on white; ink where it is too light to be read."""
    return colour if contrast(colour) >= READABLE else INK


def on_dark(colour: str) -> str:
    """The colour made light enough for the dark page: a contrast of 4.5 to 1 (WCAG 2, AA)."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    for white in range(11):
        mixed = "#" + "".join(f"{round(part + (255 - part) * white / 10):02x}" for part in parts)
        if contrast(mixed, DARK) >= READABLE:
            return mixed
    return PAPER


def _luminance(colour: str) -> float:
    # Relative luminance by WCAG 2.
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
