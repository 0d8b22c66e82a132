"""Which key events are leads is a choice, applied to every day at once."""

from __future__ import annotations

from datetime import date

from data.facts.facts import Facts
from metrics.engine import query_metrics
from metrics.question.query import Query

ASKED = Query(date(2026, 3, 10), date(2026, 3, 19))


def value(ga4, metric, **query: object):
    [row] = query_metrics(
        Facts(ga4.store), [metric], Query(ASKED.start, ASKED.end, **query)
    ).to_dicts()
    return row["value"]


def test_nothing_counts_before_it_is_chosen(ga4):
    """Not zero leads: it is not known which events are leads."""
    ga4.fetch()
    assert value(ga4, "web_leads") is None
    assert value(ga4, "key_events") == 30


def test_a_choice_counts_for_days_that_were_fetched_before(ga4):
    ga4.fetch()
    version = ga4.store.version
    ga4.fetch(leads=("generate_lead",), purchases=("purchase",))
    assert ga4.store.version != version
    assert (value(ga4, "web_leads"), value(ga4, "purchases")) == (30, 0)
    assert value(ga4, "web_leads", campaigns=("spring",)) == 20


def test_channels_without_a_lead_have_none(ga4):
    ga4.fetch(leads=("generate_lead",))
    query = Query(ASKED.start, ASKED.end, by=("channel",))
    rows = query_metrics(Facts(ga4.store), ["web_leads", "sessions"], query).to_dicts()
    told = {row["channel"]: row["value"] for row in rows if row["metric"] == "web_leads"}
    assert told == {"Organic Social": 20, "Paid Search": 10, "Direct": 0}
