from __future__ import annotations

from datetime import date

import polars as pl

from changes.ga4 import sync
from data.ga4.outcome import End
from data.ga4.sync import SyncPeriod
from data.store.ga4 import Connection
from data.values.audit import Actor, Via
from data.values.zone import CompanyZone, ZoneEvidence


def test_every_day_and_report_arrives(both):
    """Ten days of three campaigns: all sessions, in every breakdown, in the property's zone."""
    outcome = both.fetch()
    assert (outcome.end, outcome.days, outcome.left) == (End.DONE, 10, 0)
    assert (outcome.zone, outcome.currency) == ("Europe/Paris", "EUR")
    assert both.store.zone() == CompanyZone("Europe/Paris", ZoneEvidence.GA4)
    assert both.sessions() == both.sessions("date,channel_group,landing_page") == 500
    fine = "date,channel_group,source,medium,campaign,content,term"
    [brand] = (
        both.frame("web_sessions")
        .filter(
            pl.col("report") == fine,
            pl.col("campaign") == "brand",
            pl.col("date") == date(2026, 3, 19),
        )
        .to_dicts()
    )
    assert (brand["sessions"], brand["key_event_sessions"], brand["revenue"]) == (8, 1.0, 10.0)
    assert (brand["currency"], brand["engagement_seconds"]) == ("EUR", 240.0)


def test_pages_are_put_together(both):
    """An answer of more rows than a page is fetched page by page, each row once."""
    outcome = both.fetch(page_rows=2)
    assert both.sessions() == 500
    assert outcome.requests > 60


def test_a_sync_is_recorded_in_the_name_of_whoever_asked_for_it(both):
    """The connection when it is new, and every batch of days as the import that it is."""
    ada = Actor("Ada", Via.COMMAND)
    span = SyncPeriod(date(2026, 3, 10))
    outcome = sync(both.store, Connection("42", "Site"), ada, span, both.access())
    sync(both.store, both.store.state.ga4.get("42"), ada, span, both.access())
    *later, first, connected = both.store.state.audit.entries()
    assert (connected.act, connected.subject) == ("ga4.connect", "42")
    assert connected.after == {"name": "Site", "since": "2026-03-10"}
    assert (first.act, first.subject) == ("import.add", str(outcome.imports[0]))
    assert first.after["source"] == "ga4.api"
    assert {entry.act for entry in later} <= {"import.add"}
    assert {entry.who for entry in (connected, first, *later)} == {ada}
