"""The days off on the Goals page: a country, days worked all the same, days of one's own."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from data.store.holidays import Holiday, HolidayCalendar, holiday_calendar, keep_holidays
from tests.pages.bare import without_goals
from tests.pages.conftest import Opener

ASSUMPTION = date(2026, 8, 15)


@pytest.fixture
def demo_store(demo_store: Path) -> Path:
    return without_goals(demo_store)


def opened_popover(opened: Opener, store: Path, **query: str) -> AppTest:
    app = opened(store, "goals", **query)
    assert not [box for box in app.selectbox if box.key == "holidays_country"], "drawn only if open"
    app.session_state["goals_holidays"] = True
    return app.run()


def public(app: AppTest) -> list[tuple[bool, date, str]]:
    (table,) = [one for one in app.data_editor if (one.key or "").startswith("holidays_public")]
    rows = zip(table.value["off"], table.value["day"], table.value["name"], strict=True)
    return [(bool(off), day.date(), name) for off, day, name in rows]


def changed(app: AppTest, key: str, **edits: object) -> None:
    nothing = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
    app.session_state[key] = nothing | edits


def test_a_country_its_region_and_a_day_worked_are_saved(opened: Opener, demo_store: Path) -> None:
    app = opened_popover(opened, demo_store)
    app.selectbox(key="holidays_country").select("FR").run()
    app.selectbox(key="holidays_region_FR").select("6AE").run()
    days = public(app)
    assert (True, ASSUMPTION, "Assumption Day") in days
    at = [day for _, day, _ in days].index(ASSUMPTION)
    changed(app, "holidays_public_FR_6AE", edited_rows={at: {"off": False}})
    changed(app, "holidays_rows", added_rows=[{"day": "2026-12-24", "name": "Closed"}])
    app.button(key="holidays_save").click().run()
    assert not app.exception
    store = Store.open(demo_store)
    assert holiday_calendar(store.state.settings) == HolidayCalendar(
        "FR", "6AE", frozenset({ASSUMPTION})
    )
    off = store.holidays()
    assert {date(2026, 12, 24), date(2026, 12, 26)} <= off  # the second one in Alsace alone
    assert ASSUMPTION not in off


def test_saved_choice_is_shown_again_in_french(opened: Opener, demo_store: Path) -> None:
    store = Store.open(demo_store)
    store.state.settings.set(
        "holiday_calendar", {"country": "FR", "region": "", "worked": [ASSUMPTION.isoformat()]}
    )
    store.close()
    app = opened_popover(opened, demo_store, lang="fr")
    country = app.selectbox(key="holidays_country")
    assert (country.label, country.value) == ("Pays", "FR")
    assert "Allemagne" in country.options
    assert (False, ASSUMPTION, "Assomption") in public(app)
    assert (True, date(2026, 7, 14), "Fête nationale") in public(app)


def test_a_store_without_a_country_shows_its_own_days_only(
    opened: Opener, demo_store: Path
) -> None:
    store = Store.open(demo_store)
    keep_holidays(store.state.database, (Holiday(date(2026, 12, 25), "Noël"),))
    store.close()
    app = opened_popover(opened, demo_store)
    assert not [one for one in app.data_editor if (one.key or "").startswith("holidays_public")]
    (own,) = [one for one in app.data_editor if one.key == "holidays_rows"]
    assert list(own.value["name"]) == ["Noël"]
    app.button(key="holidays_save").click().run()
    assert Store.open(demo_store).holidays() == {date(2026, 12, 25)}


def test_another_country_forgets_the_days_worked(opened: Opener, demo_store: Path) -> None:
    store = Store.open(demo_store)
    store.state.settings.set(
        "holiday_calendar", {"country": "FR", "region": "", "worked": ["2026-12-25"]}
    )
    store.close()
    app = opened_popover(opened, demo_store)
    app.selectbox(key="holidays_country").select("BE").run()
    assert all(off for off, _, _ in public(app))
    app.button(key="holidays_save").click().run()
    assert holiday_calendar(Store.open(demo_store).state.settings) == HolidayCalendar("BE")
