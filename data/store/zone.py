"""The company's time zone: the setting, or a guess from what is connected and where Utmost runs."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

from data.base.json_values import text_map, text_of, texts_of
from data.store.state import State
from data.tables.company_clock import UTC_ZONE
from data.values.zone import CompanyZone, ZoneEvidence, zones

TIME_ZONE = "time_zone"
DEMO_FILES = "demo_files"  # SHA-256 of every demo file that was ever imported here
_PROPERTIES = "ga4_time_zones"
_CLOCK = Path("/etc/localtime")


def company_zone(state: State) -> CompanyZone:
    """The zone that was chosen; else that of Google Analytics; else that of this computer.

    The demo company is in UTC, as long as nothing else is there.
    """
    settings = state.settings
    chosen = settings.read(TIME_ZONE, zone_name, None)
    if chosen is not None:
        return CompanyZone(chosen, ZoneEvidence.CHOSEN)
    known = settings.read(_PROPERTIES, text_map, dict[str, str]())
    connected = [known[c.property] for c in state.ga4.all() if known.get(c.property) in zones()]
    if connected:  # of several the most frequent one, the first of equals
        return CompanyZone(Counter(connected).most_common(1)[0][0], ZoneEvidence.GA4)
    demo = set(settings.read(DEMO_FILES, texts_of, ()))
    if demo and (done := state.ledger.done()) and all(each.sha256 in demo for each in done):
        return CompanyZone(UTC_ZONE, ZoneEvidence.DEMO)
    return CompanyZone(machine_zone(), ZoneEvidence.MACHINE)


def zone_name(stored: Any) -> str:
    """The zone in the setting. Raises ValueError for a name that is none."""
    name = text_of(stored)
    if name not in zones():
        raise ValueError(f"there is no time zone {name!r}")
    return name


def note_property_zone(state: State, number: str, name: str) -> None:
    """Save the time zone of a Google Analytics property, in which its days are counted."""
    known = state.settings.read(_PROPERTIES, text_map, dict[str, str]())
    if name and known.get(number) != name:
        state.settings.set(_PROPERTIES, {**known, number: name})
        state.ledger.touch()


def machine_zone(clock: Path = _CLOCK) -> str:
    """The zone of this computer; UTC where it does not say one by name."""
    # A link to …/zoneinfo/Europe/Paris; the variable goes before it, as for every program.
    file = os.environ.get("TZ", "").removeprefix(":") or str(clock.resolve())
    name = file.rpartition("zoneinfo/")[2]
    return name if name in zones() else UTC_ZONE
