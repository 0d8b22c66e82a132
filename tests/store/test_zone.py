"""The company's time zone: chosen, or guessed from what is connected and where Utmost runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from changes.settings import set_time_zone
from data.store import Store
from data.store.ga4 import Connection
from data.store.zone import DEMO_FILES, machine_zone, note_property_zone
from data.values.audit import UNKNOWN
from data.values.zone import CompanyZone, ZoneEvidence


def connected(store: Store, number: str, zone: str) -> None:
    store.state.ga4.save(Connection(number, number))
    note_property_zone(store.state, number, zone)


def test_the_computer_is_asked_where_nothing_else_is_known(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Paris")
    assert store.zone() == CompanyZone("Europe/Paris", ZoneEvidence.MACHINE)
    assert store.inputs().zone == "Europe/Paris"


def test_google_analytics_goes_before_the_computer(store: Store) -> None:
    connected(store, "1", "America/New_York")
    assert store.zone() == CompanyZone("America/New_York", ZoneEvidence.GA4)


def test_of_several_properties_the_most_frequent_zone_counts_and_the_first_of_equals(
    store: Store,
) -> None:
    connected(store, "1", "America/New_York")
    connected(store, "2", "Europe/Paris")
    assert store.zone().name == "America/New_York"
    connected(store, "3", "Europe/Paris")
    assert store.zone().name == "Europe/Paris"


def test_a_property_that_is_no_longer_connected_says_nothing(store: Store) -> None:
    connected(store, "1", "America/New_York")
    store.state.ga4.remove("1")
    assert store.zone().evidence is ZoneEvidence.MACHINE


def test_what_was_chosen_goes_before_every_guess(store: Store) -> None:
    connected(store, "1", "America/New_York")
    set_time_zone(store, "Asia/Tokyo", UNKNOWN)
    assert store.zone() == CompanyZone("Asia/Tokyo", ZoneEvidence.CHOSEN)


def test_a_name_that_no_clock_has_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="Nowhere/Land"):
        set_time_zone(store, "Nowhere/Land", UNKNOWN)
    assert not store.zone().is_chosen


def test_a_choice_and_a_new_property_change_the_version_of_the_facts(store: Store) -> None:
    """Whatever is cached for the old days is not shown for the new ones."""
    versions = [store.version]
    connected(store, "1", "America/New_York")
    versions.append(store.version)
    note_property_zone(store.state, "1", "Europe/Paris")
    versions.append(store.version)
    set_time_zone(store, "Asia/Tokyo", UNKNOWN)
    versions.append(store.version)
    assert len(set(versions)) == len(versions)
    note_property_zone(store.state, "1", "Europe/Paris")
    assert store.version == versions[-1]


def test_demo_files_alone_are_counted_in_utc(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the first file of a company's own, the days are the company's."""
    monkeypatch.setenv("TZ", "Europe/Paris")
    store.state.settings.set(DEMO_FILES, ["demo"])
    store.commit("demo", "demo", "demo.csv", {}, {})
    assert store.zone() == CompanyZone("UTC", ZoneEvidence.DEMO)
    store.commit("own", "own", "own.csv", {}, {})
    assert store.zone().name == "Europe/Paris"


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("zoneinfo/Europe/Paris", "Europe/Paris"),
        ("zoneinfo/America/Argentina/Salta", "America/Argentina/Salta"),
        ("zoneinfo/Etc/UTC", "UTC"),
        ("localtime", "UTC"),
    ],
)
def test_the_computers_zone_is_where_its_clock_file_leads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, zone: str
) -> None:
    monkeypatch.delenv("TZ")
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    (tmp_path / "link").symlink_to(file)
    assert machine_zone(tmp_path / "link") == zone


@pytest.mark.parametrize(
    ("variable", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        (":Europe/Paris", "Europe/Paris"),
        ("/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ("CET-1CEST", "UTC"),
    ],
)
def test_the_variable_goes_before_the_clock_file(
    monkeypatch: pytest.MonkeyPatch, variable: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", variable)
    assert machine_zone() == zone
