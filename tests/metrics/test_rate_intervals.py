"""Which rates have an interval, and from which days."""

import pytest

from metrics.definitions.registry import metrics
from metrics.question.query import Query
from metrics.results.rate_intervals import has_interval, rate_intervals
from metrics.results.results import channel_table, headline
from tests.metrics.cases import day, facts, lead, web
from tests.statistics.test_day_rates import by_hand

WEEK = Query(day(0), day(6))
TAGS = {"source": "google", "medium": "cpc"}
LEADS = [2, 9, 1, 0, 14, 3, 0]
VISITS = [90, 110, 80, 120, 100, 95, 0]


def known(visits=VISITS):
    leads = [lead(n, f"{n}-{k}", **TAGS) for n, count in enumerate(LEADS) for k in range(count)]
    rows = [
        web(n, channel_group="Paid Search", sessions=count)
        for n, count in enumerate(visits)
        if count
    ]
    return facts(leads=leads, web_sessions=rows)


def test_rates_of_counts_have_an_interval_and_other_ratios_have_none():
    found = {metric.id for metric in metrics().values() if has_interval(metric)}
    assert found == {
        *("lead_rate", "web_lead_rate", "order_rate"),
        *("qualification_rate", "win_rate", "social_lead_share"),
        *("web_conversion_rate", "engagement_rate"),
    }


def test_the_lead_rate_goes_by_day_on_every_page():
    wanted = pytest.approx(by_hand(LEADS[:6], VISITS[:6]), rel=1e-6)
    facts_known = known()
    ends = rate_intervals(facts_known, ["lead_rate", "sessions"], WEEK)
    assert ends == {("lead_rate",): wanted}
    [card] = headline(facts_known, WEEK, metric_ids=["lead_rate"])
    assert (card.figure.low, card.figure.high) == wanted
    [row] = channel_table(facts_known, WEEK).filter(channel="Paid Search").to_dicts()
    assert (row["lead_rate_low"], row["lead_rate_high"]) == wanted


def test_leads_on_days_without_visits_count():
    visits = [90, 0, 80, 120, 100, 95, 0]
    [ends] = rate_intervals(known(visits), ["lead_rate"], WEEK).values()
    assert ends[0] < 29 / 485 < ends[1]
    # The day of nine leads and no visit is one that is left out as well.
    assert ends == pytest.approx(by_hand(LEADS[:6], visits[:6]), rel=1e-6)


def test_rows_of_a_whole_period_have_no_days_to_vary():
    rows = [web(0, last=6, channel_group="Paid Search", sessions=600)]
    leads = [lead(n, f"{n}", **TAGS) for n in range(7)]
    assert rate_intervals(facts(leads=leads, web_sessions=rows), ["lead_rate"], WEEK) == {}
