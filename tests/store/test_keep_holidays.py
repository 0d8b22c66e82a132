from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from data.facts.facts import Facts
from data.store.holidays import (
    Holiday,
    HolidayCalendar,
    holiday_calendar,
    holidays,
    keep_calendar,
    keep_holidays,
    years_reached,
)

MAY, JULY = Holiday(date(2026, 5, 1), "Fête du travail"), Holiday(date(2026, 7, 14))


def test_holidays_come_back_by_day_each_once(store):
    state = store.state
    keep_holidays(state.database, (JULY, Holiday(MAY.day, "old name"), MAY))
    assert holidays(state.settings) == (MAY, JULY)
    assert Facts(store).inputs.holidays == {MAY.day, JULY.day}


def test_expectations_follow_new_holidays(store):
    """Whatever was remembered for the facts is asked anew."""
    before = store.version
    keep_holidays(store.state.database, (MAY,))
    assert store.version != before


def test_a_country_brings_its_holidays_and_the_company_may_work_on_them(store):
    state = store.state
    keep_calendar(state.database, HolidayCalendar("FR", "", frozenset({date(2026, 5, 8)})))
    keep_holidays(state.database, (Holiday(date(2026, 12, 24), "Fermeture"),))
    off = Facts(store).inputs.holidays
    assert {date(2026, 5, 1), date(2026, 7, 14), date(2026, 12, 24), date(2026, 12, 25)} <= off
    assert date(2026, 5, 8) not in off


def test_an_own_day_off_on_a_worked_holiday_is_off(store):
    state = store.state
    keep_calendar(state.database, HolidayCalendar("FR", "", frozenset({MAY.day})))
    keep_holidays(state.database, (MAY,))
    assert MAY.day in Facts(store).inputs.holidays


def test_a_region_has_holidays_of_its_own():
    alsace, france = HolidayCalendar("FR", "6AE"), HolidayCalendar("FR")
    boxing_day = date(2026, 12, 26)
    assert boxing_day in {one.day for one in alsace.days([2026])}
    assert boxing_day not in {one.day for one in france.days([2026])}


def test_old_stores_keep_their_days_and_nothing_else(store):
    """A store of an earlier version holds a list of days and names."""
    store.state.settings.set("holidays", [["2026-05-01", "Fête du travail"], ["2026-07-14", ""]])
    assert holiday_calendar(store.state.settings) == HolidayCalendar()
    assert store.holidays() == {MAY.day, JULY.day}


def test_library_is_not_loaded_without_a_country():
    code = (
        "import sys, data.store, ui.components.goals.holidays; sys.exit('holidays' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_years_reach_from_the_first_fact_to_beyond_the_last_goal(store):
    this_year = datetime.now(UTC).year
    payload = {"start": f"{this_year - 2}-11-01", "end": f"{this_year + 3}-02-01"}
    store.state.goals.create(payload)
    reached = years_reached(store.state.ledger, store.state.goals, ahead=0)
    assert reached == range(this_year - 2, this_year + 4)


def test_years_of_a_damaged_date_are_bounded(store):
    this_year = datetime.now(UTC).year
    store.state.goals.create({"start": "0001-01-01", "end": "9999-01-01"})
    reached = years_reached(store.state.ledger, store.state.goals, ahead=0)
    assert reached == range(this_year - 30, this_year + 31)


def test_expectations_follow_a_new_calendar(store):
    before = store.version
    keep_calendar(store.state.database, HolidayCalendar("FR"))
    assert store.version != before


def test_unknown_countries_are_refused_and_old_ones_are_rescued(store, caplog):
    with pytest.raises(ValueError, match="XX"):
        keep_calendar(store.state.database, HolidayCalendar("XX"))
    with pytest.raises(ValueError, match="FR ZZ"):
        keep_calendar(store.state.database, HolidayCalendar("FR", "ZZ"))
    store.state.settings.set("holiday_calendar", {"country": "XX", "region": "", "worked": []})
    keep_holidays(store.state.database, (MAY,))
    assert store.holidays() == {MAY.day}
    assert "not known" in caplog.text
