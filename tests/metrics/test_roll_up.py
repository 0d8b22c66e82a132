"""Figures added up from roll-ups are those added up from the rows."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from data.facts.facts import Facts, canonical
from data.store import Store
from data.tables.schema import TABLES as TABLES_OF
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics, query_with_scan
from metrics.engine.rollup import GRAIN, expect, serves
from metrics.question.query import Query
from tests.conftest import FEW
from tests.metrics import world
from tests.metrics.cases import account, ad, day, facts, lead, post, value, web

DAYS = st.integers(0, 20)
SOME = st.none() | st.integers(-5, 30)
MONEY = st.none() | st.sampled_from([-2.5, 0.0, 2.5, 4.0])
CODE = st.sampled_from([None, "EUR", "USD"])
TAGS = st.sampled_from(
    [("facebook", "social"), ("Google", "cpc"), ("brevo", "email"), (None, None)]
)
REPORTS = ("source,medium", "source,medium,campaign", "source,medium,campaign,content")
NAMES = st.sampled_from(["spring", "summer", None])
MEASURED = {
    "sessions": SOME,
    "engaged_sessions": SOME,
    "users": SOME,
    "key_events": MONEY,
    "key_event_sessions": MONEY,
    "engagement_seconds": MONEY,
    "revenue": MONEY,
    "currency": CODE,
    "import_id": st.integers(1, 3),
}


def _web(n, longer, report, tags, campaign, measured):
    last = n + longer if longer else None
    source, medium = tags
    row = web(n, report, last, source=source, medium=medium, **measured)
    return {**row, "campaign": campaign, "content": campaign}


WEB = st.builds(
    _web,
    DAYS,
    st.sampled_from([0, 0, 0, 6]),
    st.sampled_from(REPORTS),
    TAGS,
    NAMES,
    st.fixed_dictionaries(MEASURED),
)
LEAD = st.builds(
    lambda n, tags, name, amount, code, won: lead(
        n, None, source=tags[0], medium=tags[1], campaign=name, amount=amount, currency=code,
        won_at=day(n) if won else None, qualified_at=day(n),
    ),
    DAYS, TAGS, NAMES, MONEY, CODE, st.booleans(),
)  # fmt: skip
AD = st.builds(
    lambda n, longer, name, kind, spend, code, clicks: ad(
        n, n + longer if longer else None, campaign=name, campaign_type=kind, spend=spend,
        currency=code, clicks=clicks, impressions=9,
    ),
    DAYS, st.sampled_from([0, 0, 9]), NAMES, st.sampled_from(["Search", "Display"]), MONEY, CODE, SOME,
)  # fmt: skip
NETWORKS = st.sampled_from(["facebook", "youtube"])
POST = st.builds(
    lambda n, at, likes, seen: post(n, None, at, reactions=likes, impressions=seen, reach=seen),
    DAYS, NETWORKS, SOME, SOME,
)  # fmt: skip
ACCOUNT = st.builds(
    lambda n, at, fans, reach: account(n, at, followers=fans, reach=reach, follows=reach),
    DAYS, NETWORKS, SOME, SOME,
)  # fmt: skip
EVENT = st.builds(
    lambda n, report, channel, campaign, leads: web(
        n, report, channel_group=channel, campaign=campaign, event_name="form", lead_events=leads,
    ),
    DAYS, st.sampled_from(["channel_group,event_name", "channel_group,campaign,event_name"]),
    st.sampled_from(["Email", "Direct"]), NAMES, st.sampled_from([None, 0.0, 2.0]),
)  # fmt: skip
TABLES = st.fixed_dictionaries(
    {
        "web_key_events": st.lists(EVENT, min_size=1, max_size=10),
        "web_sessions": st.lists(WEB, min_size=1, max_size=25),
        "leads": st.lists(LEAD, min_size=1, max_size=10),
        "ad_costs": st.lists(AD, min_size=1, max_size=10),
        "posts": st.lists(POST, min_size=1, max_size=10),
        "account_days": st.lists(ACCOUNT, min_size=1, max_size=10),
    }
)
BY = st.sampled_from(
    [(), ("day",), ("week",), ("channel", "use"), ("campaign",), ("network",), ("month", "channel")]
)
ASKED = st.builds(
    lambda ends, by, **filters: Query(day(min(ends)), day(max(ends)), by=by, **filters),
    st.tuples(DAYS, DAYS),
    BY,
    channels=st.sampled_from([(), ("Organic Social",), ("Email", "Paid Search")]),
    uses=st.sampled_from([(), ("paid",)]),
    networks=st.sampled_from([(), ("facebook",)]),
    campaigns=st.sampled_from([(), ("spring",)]),
)
ALL = tuple(metrics())


def asked_before(known):
    """The same facts, of which everything has been asked once."""
    query_metrics(known, ALL, Query(day(0), day(0)))
    return known


@FEW
@given(TABLES, ASKED)
def test_every_metric_has_the_same_answer(tables, asked):
    """Values, sides of ratios, counts of rows, currencies and reasons, whatever is asked."""
    rows, rolled = facts(**tables), asked_before(facts(**tables))
    assert_frame_equal(
        query_metrics(rolled, ALL, asked), query_metrics(rows, ALL, asked), rel_tol=1e-12
    )


@pytest.mark.parametrize("by", [(), ("day",), ("channel",)])
def test_what_was_read_is_told_the_same(by):
    """The basis counts rows, not roll-ups."""
    asked = Query(day(0), day(6), by=by)
    rows, rolled = facts(**world.TABLES), asked_before(facts(**world.TABLES))
    assert (
        query_with_scan(rolled, ALL, asked)[1].read() == query_with_scan(rows, ALL, asked)[1].read()
    )


def test_the_rows_are_read_no_more():
    """Once everything is rolled up, a question needs no row."""
    known = asked_before(facts(**world.TABLES))
    before = query_metrics(asked_before(known), ALL, Query(day(0), day(6)))
    for table in GRAIN:
        known._frames[table] = pl.LazyFrame({"gone": []})
    assert_frame_equal(query_metrics(known, ALL, Query(day(0), day(6))), before)


def test_contents_are_told_apart():
    """What a roll-up does not keep apart is still read from the rows."""
    tags = {"source": "facebook", "medium": "social"}
    visits = [
        web(0, REPORTS[2], campaign="spring", content=name, sessions=number, **tags)
        for name, number in (("a", 1), ("b", 2), ("b", 4))
    ]
    known = asked_before(facts(web_sessions=visits))
    found = query_metrics(known, ["sessions"], Query(day(0), day(6), by=("content",)))
    assert found.select("content", "value", "rows").rows() == [("a", 1, 1), ("b", 6, 2)]


def test_amounts_that_cancel_keep_their_currency():
    """A refund of the same size leaves zero euros, not zero of nothing."""
    visits = [web(0, sessions=1, revenue=amount, currency="EUR") for amount in (5.0, -5.0)]
    known = asked_before(facts(web_sessions=visits))
    assert value(known, "web_revenue") == (0.0, None)
    (row,) = query_metrics(known, ["web_revenue"], Query(day(0), day(6))).to_dicts()
    assert row["currency"] == "EUR"


def test_an_undone_import_gives_back_what_it_hid(tmp_path):
    """Facts of each version of the store have a roll-up of their own."""
    store = Store.open(tmp_path)
    found = []
    for name, sessions in (("old", 5), ("new", 7)):
        row = web(0, import_id=None, sessions=sessions, channel_group="Email")
        rows = canonical(TABLES_OF["web_sessions"], pl.DataFrame([row], strict=False))
        last = store.commit(name, name, name, {"web_sessions": rows}, {})
        found.append(value(asked_before(Facts(store)), "sessions"))
    store.undo(last)
    found.append(value(asked_before(Facts(store)), "sessions"))
    store.close()
    assert found == [(5, None), (7, None), (5, None)]


def test_only_questions_that_are_expected_have_a_roll_up_at_once():
    first, expected = facts(), facts()
    expect(expected, ["leads"])
    assert not serves(first, "leads", ())
    assert serves(expected, "leads", ())


def test_amounts_asked_twice_are_the_same_to_the_last_digit():
    """Added up in another order, they would differ from page to page."""
    rows = [web(n, sessions=1, revenue=n / 10, currency="EUR") for n in range(28)]
    known = asked_before(facts(web_sessions=rows))
    asked = Query(day(0), day(27))
    told = {query_metrics(known, ["web_revenue"], asked)["value"].item() for _ in range(60)}
    assert len(told) == 1
