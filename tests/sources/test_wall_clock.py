"""Which times and days of an export are the company's own clock, and which are instants."""

from __future__ import annotations

import pytest

from data.sources.registry import SOURCES
from data.tables.schema import WALL_CLOCK
from tests.sources.exports import load_bytes, load_fixture

# What any of the fixtures of a source says; every other source with times gives instants only.
WRITTEN = {
    "brandwatch.mentions": "published_on",
    "brevo.recipients": "sent_at",
    "ga4.events": "converted_on started_on",
    "hubspot.contacts": "created_at qualified_at won_at",
    "hubspot.deals": "created_at won_at",
    "klaviyo.campaigns": "sent_at sent_on",
    "klaviyo.flows": "sent_at",
    "leads": "created_at qualified_at won_at",
    "mailchimp.campaigns": "sent_at",
    "meltwater.mentions": "published_on",
    "metricool.posts": "published_on",
    "pipedrive.deals": "created_at won_at",
    "pipedrive.leads": "created_at",
    "salesforce.leads": "created_at qualified_at",
    "sprout.posts": "published_on",
    "woocommerce.analytics": "converted_at",
    "woocommerce.orders": "converted_at",
    "x.posts": "published_on",
    "youtube.content": "published_on",
}


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_sources_say_whose_clock_their_times_are_on(name: str) -> None:
    said: set[str] = set()
    for layout in SOURCES[name].layouts:
        for frame in load_fixture(layout.fixture).tables.values():
            if WALL_CLOCK in frame.columns:
                assert not frame[WALL_CLOCK].has_nulls()
                said |= set(",".join(frame[WALL_CLOCK]).split(",")) - {""}
    assert said == set(WRITTEN.get(name, "").split())


def test_each_value_says_it_for_itself() -> None:
    """Files that were put together from several tools have both kinds of times."""
    text = (
        "lead_id,created_at,qualified_at\n"
        "1,2026-10-01T10:00:00Z,2026-10-02\n"
        "2,2026-10-01 10:00,2026-10-02T10:00:00+02:00\n"
        "3,2026-10-01 10:00,\n"
        "4,2026-10-01T10:00:00Z,\n"
    )
    rows = load_bytes("leads.csv", text.encode()).tables["leads"]
    assert rows[WALL_CLOCK].to_list() == ["qualified_at", "created_at", "created_at", ""]


def test_a_later_stage_of_hubspot_brings_its_clock_along() -> None:
    """Contacts that skipped a stage are qualified from the next one on."""
    header = (
        "Record ID,Create Date,Lifecycle Stage,Became a Sales Qualified Lead Date,Contact Owner"
    )
    text = (
        f"{header}\n1,2026-03-01 10:00,salesqualifiedlead,2026-03-02 11:00,x\n"
        "2,2026-03-01 10:00,salesqualifiedlead,2026-03-02T11:00:00Z,x\n"
    )
    rows = load_bytes("contacts.csv", text.encode(), date_order="mdy").tables["leads"]
    assert rows[WALL_CLOCK].to_list() == ["created_at,qualified_at", "created_at"]


def test_days_have_no_zone_even_where_times_have_one() -> None:
    """A day of an export whose times are in UTC is that day wherever the company is."""
    header = "id,Created (UTC),Amount,Amount Refunded,Currency,Status"
    text = f"{header}\nch_1,2026-10-01,10,0,eur,Paid\nch_2,2026-10-01 10:00:00,10,0,eur,Paid\n"
    rows = load_bytes("payments.csv", text.encode()).tables["conversions"]
    assert rows[WALL_CLOCK].to_list() == ["converted_at", ""]
