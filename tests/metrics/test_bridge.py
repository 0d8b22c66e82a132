"""The bridge between the numbers of several pages: every row adds up, and so does the sum."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.attribution.answer import attribute
from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.returns.bridge import bridge, claimed, counted_twice
from metrics.returns.estimate import Range
from tests.conftest import examples
from tests.metrics.cases import DAY, ad, day, expense, facts, lead
from tests.metrics.test_claims import BEGIN, EMAIL, GOOGLE, META, visit, won

ASK = AttributionQuery(day(0), day(6))
TAGS = {
    "google": {"source": "google", "medium": "cpc"},
    "meta": {"source": "facebook", "medium": "cpc"},
    "email": {"source": "letter", "medium": "email"},
    "none": {},
}
WAYS = {"google": GOOGLE, "meta": META, "email": EMAIL}


def created(number, lead_id, **values: object):
    """A lead that came in at ten o'clock."""
    return lead(number, lead_id, created_at=BEGIN + timedelta(days=number, hours=10), **values)


def world(seed, *, leads=True, journeys=True, costs=True):
    """A made-up week: people with some visits and conversions, leads with tags, claims and costs."""
    draw = random.Random(seed)
    touches, wins, rows = [], [], []
    for n in range(draw.randrange(1, 14)):
        user = f"u{n}"
        hours = sorted(draw.sample(range(1, 100), draw.randrange(0, 5)))
        touches += [visit(user, hour, **WAYS[draw.choice(list(WAYS))]) for hour in hours]
        if draw.random() < 0.7:
            wins.append(won(user, draw.randrange(1, 140), draw.choice([0.0, 9.99, 1 / 3, 70.0])))
        if draw.random() < 0.8:
            paid = {"won_at": BEGIN + timedelta(hours=150), "amount": 12.5, "currency": "EUR"}
            tags = TAGS[draw.choice(list(TAGS))]
            rows.append(
                created(draw.randrange(7), f"L{n}", **tags, **(paid if draw.random() < 0.5 else {}))
            )
    spent = [ad(d, spend=draw.random() * 30, conversions=draw.choice([0.0, 1.0, 2.5]), currency="EUR")
             for d in range(3)]  # fmt: skip
    more = [
        expense(0, 6, "labour", draw.random() * 90, channel_group="Email"),
        expense(0, 3, "tools", draw.random() * 70),
    ]
    tables = {"touches": touches, "conversions": wins} if journeys and touches and wins else {}
    if leads and rows:
        tables["leads"] = rows
    return facts(**tables, **({"ad_costs": spent, "costs": more} if costs else {}))


def adds_up(row):
    """Whether every step between two known ends is their difference, to the last digit."""
    steps = [
        (row.tags, row.moved, row.model),
        (row.model, row.shared, row.touched),
        (row.ad_spend or Fraction(0), row.other_costs, row.cost),
    ]
    if row.touched is not None:
        seen = row.touched - row.unclaimed
        steps.append((seen, row.unseen or Fraction(0), row.claims or Fraction(0)))
    return all(step is None or start + step == end for start, step, end in steps)


@examples(10)
@given(
    seed=st.integers(0, 10_000),
    model=st.sampled_from(list(registered())),
    figure=st.sampled_from(["conversions", "value"]),
    known=st.tuples(st.booleans(), st.booleans(), st.booleans()),
)
def test_every_row_and_the_sum_add_up_exactly(seed, model, figure, known):
    data = world(seed, leads=known[0], journeys=known[1], costs=known[2])
    found = bridge(data, ASK, model, figure)
    assert all(map(adds_up, (*found.rows, found.total)))
    for name in ("tags", "moved", "model", "shared", "touched", "unseen", "claims", "ad_spend"):
        parts = [getattr(row, name) for row in found.rows if getattr(row, name) is not None]
        assert getattr(found.total, name) == (sum(parts) if parts else None)
    costs = [row.cost for row in found.rows if row.cost is not None]
    if found.total.cost is not None:
        assert found.total.cost == sum(costs) + (found.overhead or 0)


@examples(8)
@given(seed=st.integers(0, 10_000), model=st.sampled_from(list(registered())))
def test_its_ends_are_the_numbers_of_the_other_pages(seed, model):
    data = world(seed)
    found = bridge(data, ASK, model)
    rows = {row.key or "": row for row in found.rows}
    asked = Query(ASK.start, ASK.end, by=("channel",))
    told = {
        (row["metric"], row["channel"] or ""): row["value"]
        for row in query_metrics(data, ["leads", "cost", "ad_spend"], asked).to_dicts()
        if row["value"] is not None
    }
    for (metric, key), value in told.items():
        own = {"leads": "tags"}.get(metric, metric)
        assert float(getattr(rows[key], own)) == pytest.approx(value, abs=1e-6)
    if found.model is None:
        return
    [answer] = attribute(data, ASK, [registered()[model]], bounded=False)
    assert found.total.model == answer.conversions
    for credit in answer.credits:
        if credit.keys[0]:
            assert float(rows[credit.keys[0]].model) == pytest.approx(credit.conversions, abs=1e-6)


JOURNEYS = {
    "touches": [
        visit("a", 1, **GOOGLE),
        visit("a", 2, **META),
        visit("b", 1, **META),
        visit("c", 1, **EMAIL),
    ],
    "conversions": [won("a", 5), won("b", 5), won("c", 5), won("nobody", 5)],
}
LEADS = [
    created(0, "1", source="facebook", medium="cpc"),
    created(0, "2", source="facebook", medium="cpc"),
    created(0, "3", source="letter", medium="email"),
]
CLAIMS = [ad(0, spend=50.0, conversions=4.0, currency="EUR")]


def test_the_steps_from_tags_over_a_model_to_claims_are_told_apart():
    found = bridge(facts(leads=LEADS, ad_costs=CLAIMS, **JOURNEYS), ASK, "linear")
    rows = {row.key: row for row in found.rows}
    search, social, unknown = rows["Paid Search"], rows["Paid Social"], rows[None]
    assert (search.tags, search.moved, search.model) == (0, Fraction(1, 2), Fraction(1, 2))
    assert (search.shared, search.touched, search.unseen, search.claims) == (
        Fraction(1, 2),
        1,
        3,
        4,
    )
    assert (social.tags, social.moved, social.model) == (2, Fraction(-1, 2), Fraction(3, 2))
    assert (social.claims, social.unseen, social.unclaimed) == (None, None, 2)
    assert search.models == Range(0, 1)
    # A conversion without a known visit, and the lead that is missing for it.
    assert (unknown.tags, unknown.moved, unknown.model, unknown.touched) == (0, 1, 1, 1)
    assert (found.total.tags, found.total.moved, found.total.model) == (3, 1, 4)
    assert (found.counted, found.currency) == ("leads", "EUR")


def test_costs_of_no_channel_are_in_the_sum_only():
    costs = [expense(0, 0, "labour", 20.0, channel_group="Email"), expense(0, 0, "tools", 8.0)]
    found = bridge(facts(ad_costs=CLAIMS, costs=costs), ASK)
    rows = {row.key: row for row in found.rows}
    assert (rows["Paid Search"].ad_spend, rows["Paid Search"].other_costs) == (50, 0)
    assert (rows["Email"].ad_spend, rows["Email"].other_costs, rows["Email"].cost) == (None, 20, 20)
    assert (found.total.ad_spend, found.total.other_costs, found.total.cost) == (50, 28, 78)
    assert found.overhead == 8


def test_what_is_not_known_is_no_step():
    found = bridge(facts(ad_costs=CLAIMS), ASK)
    [row] = found.rows
    assert (found.model, found.counted) == (None, None)
    assert (row.tags, row.moved, row.model, row.touched, row.unseen) == (None,) * 5
    assert row.claims == 4
    empty = bridge(facts(), ASK)
    assert empty.rows == ()
    assert set(vars_of(empty.total)) == {None}


def vars_of(row):
    """The values of a row."""
    return [getattr(row, name) for name in type(row).__slots__]


def test_amounts_of_several_currencies_are_in_no_bridge():
    costs = [ad(0, spend=50.0, currency="EUR"), ad(1, spend=5.0, currency="USD")]
    found = bridge(facts(ad_costs=costs), ASK)
    assert (found.currency, found.total.cost, found.overhead) == (None, None, None)


def test_without_leads_key_events_stand_for_them_and_site_events_have_no_tags():
    rows = [{**won("x", 1), "event_name": "sale"}]
    data = facts(touches=JOURNEYS["touches"], conversions=[*JOURNEYS["conversions"], *rows])
    assert bridge(data, ASK).counted is None
    with_leads = facts(leads=LEADS, **JOURNEYS)
    assert bridge(with_leads, replace(ASK, events=("sale",))).counted is None
    assert bridge(with_leads, replace(ASK, events=("crm.lead",))).total.moved == 0


def test_won_leads_count_on_the_day_they_were_won():
    late = visit("a", 1, **GOOGLE)["started_at"] + timedelta(days=1)
    rows = [
        created(-3, "1", source="letter", medium="email", won_at=late, amount=9.0, currency="EUR")
    ]
    data = facts(leads=rows, **JOURNEYS)
    found = bridge(data, replace(ASK, events=("crm.won",)), figure="value")
    assert (found.total.tags, found.total.model) == (9, 9)
    assert bridge(data, replace(ASK, events=("crm.lead",))).total.tags is None


def test_a_split_that_costs_do_not_have_is_refused():
    for by in (("post",), ("channel", "use")):
        with pytest.raises(ValueError, match="by channel, campaign or use"):
            bridge(facts(), AttributionQuery(DAY, DAY, by))


def test_the_sentences_of_a_row():
    found = bridge(facts(leads=LEADS, ad_costs=CLAIMS, **JOURNEYS), ASK)
    rows = {row.key: row for row in found.rows}
    assert str(counted_twice(rows["Paid Social"], "Paid Social")) == (
        "Paid Social: 2 by UTM tags, 1–2 by visits, depending on the model."
    )
    assert str(counted_twice(rows["Email"], "Email")) == ("Email: 1 by UTM tags, 1 by visits.")
    assert "4 platform-reported conversions, 1 with a visit," in str(
        claimed(rows["Paid Search"], "Paid Search")
    )
    assert claimed(rows["Email"], "Email") is None
    assert counted_twice(found.total, "All") is None
