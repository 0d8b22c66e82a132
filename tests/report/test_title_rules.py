"""Titles say no more than was judged: cases that small worlds seldom reach."""

from __future__ import annotations

from types import SimpleNamespace as N
from unittest.mock import patch

import polars as pl
import pytest

from metrics.comparison.change import NO_CHANGE, Change, ChangeDirection, ChangeUnit
from metrics.comparison.periods import Compare
from metrics.goals.forecast.likelihood_text import in_words
from metrics.question.query import Query
from metrics.statistics.typical_ratio import TypicalRatio
from report.evidence import steps
from report.evidence.goal_views import GoalViews
from report.evidence.main_result import is_within_chance
from report.titles import answer, audience, changes, drivers, goals, networks
from report.wording.render import said as said_in
from tests.metrics.cases import day

NOW, BEFORE = Query(day(7), day(13)), Query(day(0), day(6))
PERCENT, NONE, UNCLEAR = ChangeUnit.PERCENT, ChangeDirection.NONE, ChangeDirection.UNCLEAR
UNJUDGED = Change(40.0, PERCENT)
WITHIN = Change(4.0, PERCENT, UNCLEAR, -6.0, 15.0)
BEYOND = Change(
    -40.0, PERCENT, NONE, -60.0, -20.0, moved=True
)  # of a metric that is neither good nor bad


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (NO_CHANGE, False),
        (UNJUDGED, False),
        (WITHIN, True),
        (Change(4.0, PERCENT, UNCLEAR), True),  # its interval is too wide to show
        (Change(1.0, PERCENT, ChangeDirection.STEADY, -2.0, 3.0), True),
        (BEYOND, False),
        (Change(40.0, PERCENT, ChangeDirection.GOOD, 20.0, 60.0, moved=True), False),
    ],
)
def test_within_random_variation_needs_a_judgement(change, expected):
    assert is_within_chance(change) is expected


def _story(previous, year=NO_CHANGE):
    figure = N(value=12.0, currency=None)
    main = N(
        metric=N(label="Posts", id="posts_published"),
        period=NOW,
        previous=N(change=previous, before=BEFORE, figure=figure),
        year=N(change=year, before=BEFORE),
        usual=None,
        value=12.0,
    )
    result = N(
        days_known=99,
        spend_during=lambda _: None,
        ad_cost=None,
        against=(Compare.PREVIOUS, Compare.YEAR),
    )
    return N(main=main, result=result, query=NOW, parts=lambda _: None)


def _answer(story):
    values = {"name": "Posts", "n": "12", "during": "", "ask": "no decision is needed"}
    case = answer._Answer(story, story.main, values)
    rules = (answer._fell, answer._rose, answer._above_last_year, answer._not_judged)
    found = [message for rule in rules if (message := rule(case)) is not None]
    return (found or [answer._nothing_clear(case)])[0].text


@pytest.mark.parametrize(
    ("change", "said", "moved", "why"),
    [
        (BEYOND, "fell {x}", "no single cause", "No single cause"),
        (WITHIN, "within random variation", "within random variation", "Nothing moved"),
        (UNJUDGED, "too little history", "too little history", "history is too short"),
    ],
)
def test_a_change_is_said_as_it_was_judged(change, said, moved, why):
    """Of a metric that is neither good nor bad as well."""
    story = _story(change)
    assert said in _answer(story)
    assert moved in changes.title(story, ()).text
    assert why in drivers.driver(story).text


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (None, False),
        (Change(30.0, PERCENT, ChangeDirection.BAD, 10.0, 50.0, moved=True), True),
        (Change(30.0, PERCENT, UNCLEAR, -10.0, 70.0), False),
        (Change(-30.0, PERCENT, ChangeDirection.GOOD, -50.0, -10.0, moved=True), False),
    ],
)
def test_a_rise_on_last_year_claims_nothing_about_the_period_before(cost, said):
    """What varied within chance did not hold; that results cost more is said if it is clear."""
    story = _story(WITHIN, Change(40.0, PERCENT, NONE, 20.0, 60.0, moved=True))
    story.result.ad_cost = None if cost is None else N(year=N(change=cost))
    title = _answer(story)
    assert title.startswith("{name}: {n} {during}, {x} above last year")
    assert ("costs more in paid channels" in title) is said


@pytest.mark.parametrize(
    ("odds", "uncertain"),
    [((), 0), ((0.8, 0.95), 0), ((0.77, 0.95), 1), ((None, 0.5), 2)],
)
def test_no_other_goal_is_at_risk_only_where_each_is_likely(odds, uncertain):
    main, *others = (N(judged=value) for value in (0.9, *odds))
    story = N(goals=N(running=(main, *others)))
    case = goals._MainGoal(story, main, 0.9, dict.fromkeys(("goal", "target", "end", "p"), "x"))
    with patch.object(goals, "chance_of", side_effect=lambda value: value):
        found = goals._others_uncertain(case)
    assert (0 if found is None else found.number) == uncertain


def _network(ratio, p_value, of_means=None):
    seen = N(before=BEFORE)
    typical = TypicalRatio(ratio, 0.0, 9.0, p_value, ratio if of_means is None else of_means)
    return N(typical=typical, seen=seen, posts=None)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([(0.7, 0.04)], "seen less"),
        ([(0.7, 0.06)], "No clear change"),
        ([(1.4, 0.04)], "seen more"),
        ([(0.7, 0.04, 1.2)], "No clear change"),  # one viral post: the mean rose
        ([(0.7, 0.04), (0.9, 0.5)], "No clear change"),  # two were looked at
        ([(0.7, 0.02), (0.9, 0.5)], "seen less"),
        ([(0.7, 0.01), (0.9, 0.5), (0.9, 0.5)], "No clear change"),  # one of three
    ],
)
def test_posts_are_seen_less_only_beyond_random_variation(found, said):
    story = N(networks=[_network(*one) for one in found], main=N(period=NOW))
    assert said in networks.network_title(story).text


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(0.93, 0.96, "Leads: about 95% → more than 95%"), (0.79, 0.81, "Leads: about 80% either way")],
)
def test_an_effect_that_rounds_to_nothing_is_no_effect(before, after, said):
    assert said_in(steps._odds("Leads", in_words(before), in_words(after)), "en") == said


@pytest.mark.parametrize(("odds", "count"), [(0.324, 1), (0.326, 0), (0.3, 1), (None, 0)])
def test_a_goal_is_unlikely_by_the_likelihood_that_is_shown(odds, count):
    """About 30% is unlikely in the title, among the others and in the steps."""
    views = GoalViews(N())
    views.__dict__["every"] = tuple(
        N(judged=N(outlook=N(chance=one)), is_over=False) for one in (0.9, odds)
    )
    assert len(views.unlikely) == count


@pytest.mark.parametrize(
    ("first", "said"), [(2, "2 of 3 leads from posts"), (3, "3 leads from posts")]
)
def test_one_post_brought_some_of_the_leads_or_all(first, said):
    rows = pl.DataFrame({"network": ["x", "x"], "leads": [first, 3 - first]})
    with patch.object(audience.posts, "brought", return_value=rows):
        assert said_in(audience._traced(N())["leads"], "en") == said
