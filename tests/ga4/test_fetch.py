from __future__ import annotations

from datetime import date

import polars as pl

from data.ga4.outcome import End


def test_every_day_and_report_arrives(both):
    """Ten days of three campaigns: all sessions, in every breakdown, in the property's zone."""
    outcome = both.fetch()
    assert (outcome.end, outcome.days, outcome.left) == (End.DONE, 10, 0)
    assert (outcome.zone, outcome.currency) == ("Europe/Paris", "EUR")
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
