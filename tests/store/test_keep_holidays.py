from __future__ import annotations

from datetime import date

from data.facts.facts import Facts
from data.store.holidays import Holiday, holidays, keep_holidays

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
