"""The public holidays of a country or of a part of it, as python-holidays knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import ModuleType
from typing import Any

from i18n.catalogue import DEFAULT

# The library's own words for English, known of nearly every country.
DEFAULT_LANGUAGE = f"{DEFAULT}_US"


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country with holidays of its own."""

    code: str
    name: str


@cache
def countries() -> tuple[str, ...]:
    """The ISO codes of the countries that are known, in order."""
    return tuple(sorted(_library().list_supported_countries(include_aliases=False)))


@cache
def regions(country: str) -> tuple[Region, ...]:
    """The parts of a country by name. Raises ValueError for a country that is not known."""
    known = _calendar(country, "", (), "")
    longest: dict[str, str] = {}
    for name, code in known.subdivisions_aliases.items():
        longest[code] = max(longest.get(code, ""), name, key=len)  # “La Réunion” rather than “RE”
    found = (Region(code, longest.get(code, code)) for code in known.subdivisions)
    return tuple(sorted(found, key=lambda region: region.name.casefold()))


def public_holidays(
    country: str, region: str, years: Iterable[int], language: str = DEFAULT
) -> dict[date, str]:
    """The public holidays of these years with their names, in ``language`` where they have one.

    Raises ValueError for a country or region that is not known.
    """
    named = _calendar(country, region, tuple(years), language).items()
    return {day: name.replace("'", "’") for day, name in sorted(named)}


def _calendar(country: str, region: str, years: tuple[int, ...], language: str) -> Any:
    library = _library()
    try:
        known = library.country_holidays(country)
        spoken = language if language in known.supported_languages else DEFAULT_LANGUAGE
        if spoken not in known.supported_languages:
            spoken = known.default_language
        return library.country_holidays(country, region or None, years=years, language=spoken)
    except NotImplementedError as error:
        raise ValueError(f"no public holidays are known of {country} {region}".strip()) from error


def _library() -> ModuleType:
    # it loads the calendars of 250 countries: only where a country is chosen
    import holidays  # noqa: PLC0415

    return holidays
