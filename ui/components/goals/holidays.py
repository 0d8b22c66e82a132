"""Holidays editor: a country's public holidays, those worked, and the company's own."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import streamlit as st
from babel import Locale

from changes.goals import save_days_off
from data.store.holidays import (
    Holiday,
    HolidayCalendar,
    holiday_calendar,
    own_holidays,
    years_reached,
)
from data.values.public_holidays import countries, regions
from i18n.locales import date_input
from ui import state
from ui.components.grid import GridColumn, settings
from ui.text import _, language, named

_KEY = "goals_holidays"
_OWN_ROWS, _PUBLIC_ROWS = "holidays_rows", "holidays_public"


def holidays_popover() -> None:
    """The popover with the days off, on which fewer results are expected."""
    opened = st.popover(_("Holidays"), icon=":material/event_busy:", key=_KEY, on_change="rerun")
    if not opened.open:  # the calendars of all countries are loaded only when opened
        return
    with opened:
        st.caption(_("Less is expected on these days: as much as on your past days off."))
        chosen = _public(holiday_calendar(state.store().state.settings))
        own = _own()
        if st.button(_("Save holidays"), key="holidays_save"):
            save_days_off(state.store(), chosen, own, state.who())
            # Otherwise the editors would apply their edits again, to the saved rows.
            for key in (_OWN_ROWS, _public_key(chosen)):
                st.session_state.pop(key, None)
            st.rerun()


def _public(stored: HolidayCalendar) -> HolidayCalendar:
    """The chosen country, region and days worked."""
    country = _country(stored.country)
    region = _region(country, stored.region if country == stored.country else "")
    if not country:
        return HolidayCalendar()
    chosen = HolidayCalendar(country, region)
    shown = chosen.days(_years(), language())
    same = (country, region) == (stored.country, stored.region)
    worked = stored.worked if same else frozenset()
    rows = pl.DataFrame(
        {
            "off": [one.day not in worked for one in shown],
            "day": [one.day for one in shown],
            "name": [one.name for one in shown],
        },
        schema={"off": pl.Boolean, "day": pl.Date, "name": pl.String},
    )
    edited = st.data_editor(
        rows, hide_index=True, height=240, key=_public_key(chosen), disabled=["day", "name"],
        column_config=settings([
            GridColumn(
                "off", _("Day off"), _("Clear it where the company works on this day."),
                config=st.column_config.CheckboxColumn(),
            ),
            *_day_columns(),
        ]),
    )  # fmt: skip
    off: list[tuple[bool, date]] = _edited(edited).select("off", "day").rows()
    listed = {day for _off, day in off}
    cleared = {day for is_off, day in off if not is_off}
    # days of years that are not listed keep their setting
    return HolidayCalendar(country, region, frozenset(cleared | (worked - listed)))


def _public_key(calendar: HolidayCalendar) -> str:
    # Edits are saved by row number: under one key, those of a country would change another's.
    return f"{_PUBLIC_ROWS}_{calendar.country}_{calendar.region}"


def _years() -> range:
    saved = state.store().state
    return years_reached(saved.ledger, saved.goals, ahead=0)


def _country(stored: str) -> str:
    names = Locale.parse(language()).territories
    known = sorted(countries(), key=lambda code: str(names.get(code, code)).casefold())
    options = ["", *known]
    picked: str = st.selectbox(
        _("Country"),
        options,
        index=options.index(stored) if stored in options else 0,
        format_func=named(
            options, lambda code: str(names.get(code, code)) if code else _("No country")
        ),
        key="holidays_country",
        help=_("Its public holidays become days off."),
    )
    return picked


def _region(country: str, stored: str) -> str:
    parts = {region.code: region.name for region in regions(country)} if country else {}
    if not parts:
        return ""
    options = ["", *parts]
    picked: str = st.selectbox(
        _("Region"),
        options,
        index=options.index(stored) if stored in options else 0,
        format_func=named(options, lambda code: parts.get(code, _("Whole country"))),
        key=f"holidays_region_{country}",
    )
    return picked


def _own() -> tuple[Holiday, ...]:
    """The company's own days off, as entered."""
    known = own_holidays(state.store().state.settings)
    rows = pl.DataFrame(
        {"day": [one.day for one in known], "name": [one.name for one in known]},
        schema={"day": pl.Date, "name": pl.String},
    )
    st.markdown(_("Your own days off"))
    edited = st.data_editor(
        rows, num_rows="dynamic", hide_index=True, key=_OWN_ROWS,
        column_config=settings(_day_columns()),
    )  # fmt: skip
    entered: list[tuple[date | None, str | None]] = _edited(edited).select("day", "name").rows()
    return tuple(Holiday(day, name or "") for day, name in entered if day is not None)


def _day_columns() -> list[GridColumn]:
    written = st.column_config.DateColumn(format=date_input(language()))
    return [
        GridColumn("day", _("Day"), _("A day on which little is expected."), config=written),
        GridColumn("name", _("Name"), _("What the day is called.")),
    ]


def _edited(table: Any) -> pl.DataFrame:
    """The rows of a data editor, which returns days as datetimes."""
    return pl.DataFrame(table).with_columns(pl.col("day").cast(pl.Date))
