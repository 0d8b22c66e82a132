"""Costs of campaigns: against literal frames, and against plain Python on made-up companies."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts.facts import Facts
from data.values.currency import ExchangeRate
from data.values.money import Money
from data.values.outcomes import OutcomeChoice
from metrics.question.query import Query
from metrics.returns.campaign_costs import PAST, campaign_costs
from metrics.returns.credited_outcome import credited_outcome
from metrics.returns.ratio_range import RatioRange, cost_of_one
from tests.conftest import FEW
from tests.metrics import plain_campaigns as plain
from tests.metrics.cases import DAY, ad, conversion, day, facts, lead, web

FORTNIGHT = Query(day(0), day(13))


def spent(campaign, numbers, spend=10.0, currency="EUR", **more: object):
    """A campaign with the same spend on some days."""
    return [ad(n, campaign=campaign, spend=spend, currency=currency, **more) for n in numbers]


def leads_of(campaign, numbers, **more: object):
    """Leads of a campaign, one for each number of a day."""
    return [
        lead(n, f"{campaign} {n} {place}", source="google", medium="cpc", campaign=campaign, **more)
        for place, n in enumerate(numbers)
    ]


def by_campaign(found):
    return {row.campaign: row for row in found.rows}


def close(found, expected):
    """A range is what plain Python has."""
    assert isinstance(found, RatioRange)
    for mine, theirs in zip((found.value, found.low, found.high), expected, strict=True):
        assert mine is theirs if theirs is None else mine == pytest.approx(theirs, rel=1e-9)


SEARCH = spent("search", range(14), 30.0)
FILM = spent("film", range(14), 10.0)
TWO = {
    "ad_costs": [*SEARCH, *FILM],
    # Every day has a lead of some kind, so that none of them is missing.
    "leads": [
        *leads_of("search", [0, 1, 1, 5, 6, 8, 13]),
        *leads_of("film", [2, 9]),
        *leads_of("letter", range(14)),
        *(lead(3, f"bare {n}") for n in range(4)),
    ],
}


def test_each_campaign_has_its_spend_its_leads_and_what_one_cost():
    found = campaign_costs(facts(**TWO), FORTNIGHT)
    assert [row.campaign for row in found.rows] == ["search", "film"]
    search, film = found.rows
    assert (search.spend, search.share, search.results) == (420, 0.75, 7)
    assert (film.spend, film.share, film.results) == (140, 0.25, 2)
    assert (search.per_result.value, film.per_result.value) == (60, 70)
    assert (found.currency, found.is_mixed, found.spend) == ("EUR", False, 560)
    assert (found.mean.spend, found.mean.results) == (560, 9)
    assert found.mean.per_result.value == pytest.approx(560 / 9)
    assert found.elsewhere == 14 + 4
    assert (found.query, found.counted.metric, found.months) == (FORTNIGHT, "leads", None)
    assert {row.mature for row in found.rows} == {None}


def test_a_campaign_without_results_costs_more_than_the_low_end():
    costs = [*SEARCH, *spent("void", range(14), 5.0)]
    void = by_campaign(campaign_costs(facts(**TWO | {"ad_costs": costs}), FORTNIGHT))["void"]
    assert (void.results, void.per_result.value, void.per_result.high) == (0, None, None)
    # Of Poisson counts, up to 3.69 would still be expected; these vary a little more.
    assert 70 / 4.2 < void.per_result.low < 70 / 3.6889
    close(void.per_result, plain.cost(70.0, 0, void.dispersion))


def test_spend_without_a_campaign_has_unknown_results():
    costs = [*SEARCH, *spent(None, range(14), 50.0, platform="meta_ads")]
    found = campaign_costs(facts(**TWO | {"ad_costs": costs}), FORTNIGHT)
    unnamed = found.rows[0]
    assert (unnamed.campaign, unnamed.spend, unnamed.share) == (None, 700, 700 / 1120)
    assert (unnamed.results, unnamed.per_result) == (None, None)
    assert (found.mean.spend, found.mean.results, found.mean.share) == (420, 7, 420 / 1120)
    assert found.elsewhere == 20


def test_no_spend_is_no_cost():
    free = [*spent("letter", range(14), 0.0), *spent("film", range(14), None)]
    found = campaign_costs(facts(**TWO | {"ad_costs": [*SEARCH, *free]}), FORTNIGHT)
    assert list(by_campaign(found)) == ["search"]
    assert found.elsewhere == 20
    back = [*SEARCH, *spent("film", [0], 5.0), *spent("film", [1], -5.0)]
    assert list(by_campaign(campaign_costs(facts(**TWO | {"ad_costs": back}), FORTNIGHT))) == ["search"]  # fmt: skip


def test_two_currencies_are_never_added_up():
    costs = [*SEARCH, *spent("film", range(14), 10.0, "USD"), *spent("both", range(14), 1.0)]
    found = campaign_costs(facts(**TWO | {"ad_costs": costs}), FORTNIGHT)
    rows = by_campaign(found)
    assert (found.currency, found.is_mixed, found.spend, found.mean) == (None, True, None, None)
    assert (rows["film"].currency, rows["film"].share) == ("USD", 1)
    assert (rows["search"].currency, rows["search"].share) == ("EUR", 420 / 434)
    assert rows["film"].per_result.value == 70


def test_a_campaign_paid_in_two_currencies_has_two_rows_and_no_cost():
    costs = [*SEARCH, *spent("search", range(14), 10.0, "USD")]
    rows = campaign_costs(facts(**TWO | {"ad_costs": costs}), FORTNIGHT).rows
    assert [(row.currency, row.spend) for row in rows] == [("EUR", 420), ("USD", 140)]
    assert {row.results for row in rows} == {row.per_result for row in rows} == {None}


def test_a_rate_makes_one_currency_of_two():
    costs = [*SEARCH, *spent("film", range(14), 10.0, "USD")]
    known = facts(**TWO | {"ad_costs": costs})
    frames = {name: known.frame(name).collect() for name in ("ad_costs", "leads")}
    rates = (ExchangeRate(DAY, "USD", "EUR", 0.5),)
    found = campaign_costs(Facts.of(frames, money=Money(rates=rates, reporting="EUR")), FORTNIGHT)
    assert (found.currency, found.spend) == ("EUR", 490)


def test_a_currency_that_no_file_names_is_one_of_its_own():
    plain_ones = [row | {"currency": None} for row in SEARCH]
    found = campaign_costs(facts(**TWO | {"ad_costs": plain_ones}), FORTNIGHT)
    assert (found.currency, found.is_mixed, found.spend) == (None, False, 420)
    mixed = campaign_costs(facts(**TWO | {"ad_costs": [*plain_ones, *FILM]}), FORTNIGHT)
    assert (mixed.is_mixed, mixed.spend) == (True, None)


def test_spend_of_a_longer_period_is_unknown():
    month = ad(-10, last=13, campaign="film", spend=240.0, currency="EUR")
    found = campaign_costs(facts(**TWO | {"ad_costs": [*SEARCH, month]}), FORTNIGHT)
    film = by_campaign(found)["film"]
    assert (film.spend, film.share, film.results, film.per_result) == (None, None, 2, None)
    assert (found.spend, found.mean.spend, found.rows[-1]) == (None, 420, film)


def test_a_period_inside_the_query_is_spend_like_any_other():
    fortnight = ad(0, last=13, campaign="film", spend=140.0, currency="EUR")
    found = campaign_costs(facts(**TWO | {"ad_costs": [*SEARCH, fortnight]}), FORTNIGHT)
    film = by_campaign(found)["film"]
    assert (film.spend, film.results, film.per_result.value) == (140, 2, 70)
    assert film.per_result.low is not None


@pytest.mark.parametrize(("first", "last"), [(-30, 13), (0, 40), (-30, 40)])
def test_days_that_only_one_of_both_knows_do_not_count(first, last):
    """Ads of a longer time than leads, or leads of a longer time than ads."""
    longer = {"ad_costs": spent("search", range(-20, 30), 30.0), "leads": TWO["leads"]}
    found = campaign_costs(facts(**longer), Query(day(first), day(last)))
    assert (found.query.start, found.query.end) == (day(0), day(13))
    assert (found.rows[0].spend, found.rows[0].results) == (420, 7)
    more = [*TWO["leads"], *leads_of("search", [*range(-20, 0), *range(14, 30)])]
    found = campaign_costs(facts(**TWO | {"leads": more}), Query(day(first), day(last)))
    assert (found.query.start, found.query.end) == (day(0), day(13))
    assert found.rows[0].results == 7


def test_a_result_before_the_files_of_its_own_platform_is_not_divided_by_its_spend():
    late = spent("film", range(7, 14), 10.0, platform="meta_ads")
    found = campaign_costs(facts(**TWO | {"ad_costs": [*SEARCH, *late]}), FORTNIGHT)
    film = by_campaign(found)["film"]
    assert (film.spend, film.results) == (70, 1)
    assert found.elsewhere == 18


def test_no_files_of_ad_costs_or_of_results():
    nothing = campaign_costs(facts(leads=TWO["leads"]), FORTNIGHT)
    assert (nothing.rows, nothing.mean, nothing.spend) == ((), None, None)
    bare = campaign_costs(facts(ad_costs=SEARCH), FORTNIGHT)
    assert (bare.rows[0].spend, bare.rows[0].results, bare.rows[0].per_result) == (420, None, None)
    assert (bare.mean, bare.elsewhere, bare.months) == (None, None, None)
    far = campaign_costs(facts(**TWO), Query(day(-400), day(-390)))
    assert (far.rows, far.mean) == ((), None)


def test_clumped_results_have_a_wider_interval_than_others():
    """As many leads, one a day or seven on one day of the week."""
    costs = spent("search", range(140), 30.0)
    others = leads_of("letter", range(140))
    even = facts(ad_costs=costs, leads=[*others, *leads_of("search", range(140))])
    heaps = [7 * (n // 7) + 2 for n in range(140)]
    clumped = facts(ad_costs=costs, leads=[*others, *leads_of("search", heaps)])
    query = Query(day(112), day(139))
    steady, wild = (campaign_costs(known, query).rows[0] for known in (even, clumped))
    assert steady.results == wild.results == 28
    assert steady.dispersion == 1
    close(steady.per_result, plain.cost(840.0, 28, 1.0))
    assert wild.dispersion > 4
    assert wild.per_result.low < steady.per_result.low
    assert wild.per_result.high > steady.per_result.high
    close(wild.per_result, plain.cost(840.0, 28, wild.dispersion))


def test_only_days_with_spend_show_how_results_vary():
    """A campaign of every other week is no campaign whose results clump."""
    on = [n for n in range(140) if n // 7 % 2]
    known = facts(
        ad_costs=spent("search", on, 30.0),
        leads=[*leads_of("letter", range(140)), *leads_of("search", [n for n in on for _ in "ab"])],
    )
    found = campaign_costs(known, Query(day(100), day(139)))
    assert found.rows[0].dispersion == 1


# ------------------------------------------------------------- results other than leads


def key_events(numbers, campaign, count, **more: object):
    return [
        web(n, "date,campaign", campaign=campaign, sessions=9, key_events=count, **more)
        for n in numbers
    ]


def test_key_events_count_by_the_session_they_happened_in():
    sessions = [*key_events(range(14), "search", 2.0), *key_events(range(14), "letter", 1.0)]
    known = facts(ad_costs=SEARCH, web_sessions=sessions)
    assert credited_outcome(known).metric == "key_events"
    found = campaign_costs(known, FORTNIGHT)
    assert (found.rows[0].results, found.rows[0].per_result.value, found.elsewhere) == (28, 15, 14)
    assert found.months is None


def test_key_events_of_a_whole_period_have_a_cost_without_an_interval():
    sessions = [
        web(0, "campaign", last=13, campaign=name, sessions=99, key_events=count)
        for name, count in (("search", 28.0), ("letter", 14.0))
    ]
    known = facts(ad_costs=[*SEARCH, *FILM], web_sessions=sessions)
    search, film = campaign_costs(known, FORTNIGHT).rows
    assert search.per_result == RatioRange(15.0, None, None)
    assert (search.results, search.dispersion) == (28, None)
    assert film.results == 0
    shorter = campaign_costs(known, Query(day(0), day(12)))
    assert {row.results for row in shorter.rows} == {None}


def test_a_report_without_campaigns_says_nothing_of_any():
    sessions = [web(n, channel_group="Paid Search", sessions=9, key_events=2.0) for n in range(14)]
    found = campaign_costs(facts(ad_costs=SEARCH, web_sessions=sessions), FORTNIGHT)
    assert (found.rows[0].results, found.elsewhere) == (None, None)


def shop(**own: object):
    """Orders of visitors: two from a search campaign, one by a visit without a campaign, one unknown."""
    at = [datetime.combine(day(n), time(9), UTC) for n in range(14)]
    visits = [
        {
            "user_key": f"u{n}", "session_id": f"s{n}", "started_at": at[n], "started_on": day(n),
            "channel_group": "Paid Search" if n % 2 else "Email", "import_id": 1,
            "campaign": "search" if n % 2 else None,
        }
        for n in range(14)
    ]  # fmt: skip
    bought = [
        conversion(n, "purchase", user_key=f"u{n}", session_id=f"s{n}", converted_at=at[n],
                   transaction_id=f"{n}", value=50.0, currency="EUR", import_id=1)
        | own
        for n in range(14)
    ]  # fmt: skip
    return facts(ad_costs=SEARCH, touches=visits, conversions=bought)


def test_a_shop_counts_orders_by_the_campaign_of_their_own_visit():
    known = shop()
    assert credited_outcome(known).metric == "orders"
    found = campaign_costs(known, FORTNIGHT)
    assert (found.rows[0].results, found.rows[0].per_result.value, found.elsewhere) == (7, 60, 7)
    assert found.months is None


def test_orders_that_name_no_visit_belong_to_unknown_campaigns():
    found = campaign_costs(shop(session_id=None), FORTNIGHT)
    assert (found.rows[0].results, found.rows[0].per_result, found.elsewhere) == (None, None, None)


def test_the_choice_of_the_company_decides_what_results_are():
    won = [row | {"won_at": datetime.combine(row["created_on"] + timedelta(days=1), time(9), UTC)}
           for row in TWO["leads"]]  # fmt: skip
    known = facts(**TWO | {"leads": won})
    frames = {name: known.frame(name).collect() for name in ("ad_costs", "leads")}
    chosen = Facts.of(frames, outcomes=OutcomeChoice(("customers",)))
    found = campaign_costs(chosen, FORTNIGHT)
    # The lead of the last day is won on the day after it.
    assert (found.counted.metric, found.rows[0].results, found.months) == ("customers", 6, None)


# ------------------------------------------------------------- against plain Python

LENGTH = 120
_COUNTS = st.lists(st.integers(0, 3), min_size=LENGTH, max_size=LENGTH)
_WORLDS = st.tuples(_COUNTS, _COUNTS, st.integers(20, 90), st.integers(7, 29))


@FEW
@given(_WORLDS)
def test_made_up_companies_are_those_of_plain_loops(world):
    *counts, first, length = world
    query = Query(day(first), day(first + length - 1))
    names = ("search", "film")
    known = facts(
        ad_costs=[row for n, name in enumerate(names) for row in spent(name, range(LENGTH), 7.0 + n)],
        leads=[
            *leads_of("letter", range(LENGTH)),
            *(row for name, days in zip(names, counts, strict=True)
              for row in leads_of(name, [n for n, count in enumerate(days) for _ in range(count)])),
        ],
    )  # fmt: skip
    found = campaign_costs(known, query)
    until = first + length
    since = max(until - PAST, 0)
    squares = [plain.squares(days[since:until], day(since)) for days in counts]
    rows = by_campaign(found)
    for n, (name, days) in enumerate(zip(names, counts, strict=True)):
        spend, results = length * (7.0 + n), sum(days[first:until])
        times = plain.spread(squares[n], plain.added(squares))
        assert (rows[name].spend, rows[name].results) == (pytest.approx(spend), results)
        assert rows[name].dispersion == pytest.approx(times)
        close(rows[name].per_result, plain.cost(spend, results, times))
    # Everything is somewhere, once.
    assert sum(row.results for row in found.rows) + found.elsewhere == sum(
        1 for row in known.frame("leads").collect()["created_on"] if query.start <= row <= query.end
    )
    assert sum(row.share for row in found.rows) == pytest.approx(1)
    both = [a + b for a, b in zip(*counts, strict=True)]
    times = plain.spread(plain.squares(both[since:until], day(since)), (0.0, 0))
    close(found.mean.per_result, plain.cost(found.spend, sum(both[first:until]), times))


@given(st.floats(1, 1e6), st.integers(0, 500), st.floats(1, 20), st.floats(0, 5))
def test_the_range_of_a_cost_holds_it_and_grows_with_the_dispersion(spend, count, times, more):
    near, far = (cost_of_one(spend, count, phi) for phi in (times, times + more))
    close(near, plain.cost(spend, count, times))
    assert far.low <= near.low * (1 + 1e-9)
    if count:
        assert near.low < near.value < near.high
        assert near.high <= far.high * (1 + 1e-9)


def test_the_range_of_a_cost_holds_what_it_should():
    """Of Poisson counts, and of events that come three at a time, in 95 % of the cases or more."""
    random = np.random.default_rng(5)
    for clump, mean in ((1, 6.0), (3, 10.0)):
        counts = clump * random.poisson(mean, 2000)
        found = [cost_of_one(100.0, int(count), float(clump)) for count in counts]
        true = 100.0 / (clump * mean)
        held = [one.low <= true and (one.high is None or true <= one.high) for one in found]
        assert 0.94 <= np.mean(held) <= 0.985
