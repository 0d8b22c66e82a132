"""Arms in literal facts: their rates, what is said of pairs, and what of the choice of arms."""

from __future__ import annotations

import pytest

from metrics.definitions.reasons import WhyNull
from metrics.experiments.caveats import LOOK_OFTEN, NOT_DEALT
from metrics.experiments.compare import compare
from metrics.experiments.messages import needed
from metrics.experiments.query import PERIOD, ComparisonQuery, comparable
from metrics.experiments.verdict import Verdict, sentence
from metrics.question.query import Query
from metrics.statistics.binomial_sample import BinomialSample
from tests.metrics.cases import day, facts, post, web

WEEK = Query(day(0), day(13))
RATE = ("web_conversion_rate",)


def visits(number, campaign, sessions, converted, group="Email"):
    tags = {"channel_group": group, "campaign": campaign, "source": "s", "medium": "m"}
    report = "channel_group,source,medium,campaign"
    return web(number, report, sessions=sessions, key_event_sessions=float(converted), **tags)


def campaigns(*rows: tuple):
    return facts(web_sessions=[visits(n, *row) for n, row in enumerate(rows)])


def test_arms_have_the_metric_layer_s_counts_and_the_pair_their_difference():
    known = campaigns(("a", 400, 40), ("b", 500, 100), ("a", 100, 10))
    found = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK))
    assert [rate.trials for rate in found.rates] == [
        BinomialSample(50, 500),
        BinomialSample(100, 500),
    ]
    [pair] = found.pairs
    assert pair.difference == pytest.approx(-0.1)
    assert pair.verdict is Verdict.SECOND_HIGHER
    assert pair.sample is None
    assert pair.anytime[1] < 0
    assert pair.chance < 0.001


def test_no_detectable_difference_is_what_is_said_by_default():
    known = campaigns(("a", 500, 50), ("b", 500, 70))
    [pair] = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).pairs
    assert pair.verdict is Verdict.NOT_DETECTED
    assert "No detectable difference" in str(sentence(pair.verdict, pair.a, pair.b, ("A", "B")))
    assert pair.missing == pair.sample.anytime - 500
    assert pair.days == pytest.approx(pair.missing / (500 / 14), abs=1)
    assert f"about {pair.days} days" in str(needed(pair))


def test_a_sample_beyond_two_years_is_not_told_in_days():
    known = campaigns(("a", 500, 50), ("b", 500, 51))
    [pair] = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).pairs
    assert pair.days > 730
    assert "more than two years" in str(needed(pair))


def test_a_difference_that_would_matter_can_be_ruled_out():
    known = campaigns(("a", 90_000, 900), ("b", 90_000, 905))
    [pair] = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK, 0.01)).pairs
    assert (pair.verdict, pair.missing, pair.days) == (Verdict.NONE_THAT_MATTERS, 0, 0)


def test_little_is_too_little_and_the_unknown_stays_unknown():
    known = campaigns(("a", 30, 3), ("b", 40, 9))
    found = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b", "c"), WEEK))
    assert [pair.verdict for pair in found.pairs] == [Verdict.TOO_LITTLE, *[Verdict.UNKNOWN] * 2]
    missing = found.rates[2]
    assert (missing.trials, missing.why) == (None, WhyNull.NO_ROWS.message)


def test_all_of_few_against_none_of_few_is_too_little_and_asks_for_no_sample():
    known = campaigns(("a", 5, 0), ("b", 5, 5))
    [pair] = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).pairs
    assert (pair.verdict, pair.sample, needed(pair)) == (Verdict.TOO_LITTLE, None, None)


def test_arms_too_small_to_tell_are_not_said_to_have_had_their_sample():
    known = campaigns(("a", 15, 1), ("b", 15, 14))
    [pair] = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).pairs
    assert (pair.verdict, pair.missing, needed(pair)) == (Verdict.TOO_LITTLE, 0, None)


def test_more_arms_and_metrics_raise_the_bar_for_each():
    known = campaigns(("a", 1000, 100), ("b", 1000, 135), ("c", 1000, 100))
    [alone] = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).pairs
    found = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b", "c"), WEEK))
    among = found.pairs[0]
    assert among.p == pytest.approx(min(1, 3 * alone.p))
    assert among.once[1] - among.once[0] > alone.once[1] - alone.once[0]
    assert any("Holm" in str(note) for note in found.notes)


def test_more_results_than_trials_are_no_rate():
    known = campaigns(("a", 10, 12), ("b", 100, 12))
    found = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK))
    assert found.rates[0].trials is None
    assert "More results than trials" in str(found.rates[0].why)


def test_periods_are_arms_of_their_own_and_said_to_be_no_proof():
    known = facts(
        web_sessions=[visits(n, "a", 100, 30 if n > 6 else 10) for n in range(14)],
    )
    arms = (f"{day(0)}..{day(6)}", f"{day(7)}..{day(13)}")
    found = compare(known, ComparisonQuery(RATE, PERIOD, arms, WEEK))
    assert [rate.trials for rate in found.rates] == [
        BinomialSample(70, 700),
        BinomialSample(210, 700),
    ]
    [pair] = found.pairs
    assert (pair.verdict, pair.days) == (Verdict.SECOND_HIGHER, None)
    assert found.notes[0] == NOT_DEALT
    assert "different periods" in str(found.notes[1])
    assert found.notes[-1] == LOOK_OFTEN


def test_arms_that_differ_in_channel_and_weekday_say_so():
    known = campaigns(("a", 800, 80), ("a", 200, 20, "Display"), ("b", 900, 90, "Display"))
    weekend = facts(web_sessions=[visits(1, "a", 900, 90), visits(5, "b", 900, 90)])
    by_channel = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).notes
    by_day = compare(weekend, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).notes
    [channels] = [note for note in by_channel if "channels differ" in str(note)]
    assert dict(channels.values)["share_a"] == pytest.approx(0.8)
    seen = campaigns(("a", 800, 80, "Organic Social"), ("b", 900, 90, "Display"))
    notes = compare(seen, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).notes
    said = [note.render("fr") for note in notes]
    assert any("Réseaux sociaux organiques" in one for one in said)
    assert any("weekdays differ" in str(note) for note in by_day)
    alike = facts(web_sessions=[visits(n, c, 900, 90) for n in (1, 2) for c in "ab"])
    assert compare(alike, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).notes == (
        NOT_DEALT,
        LOOK_OFTEN,
    )


def test_posts_are_compared_by_clicks_among_what_was_shown():
    rows = [("1", 3000, 90), ("2", 3000, 180)]
    known = facts(posts=[post(n, i, impressions=shown, link_clicks=c) for n, (i, shown, c) in enumerate(rows)])  # fmt: skip
    found = compare(known, ComparisonQuery(("ctr",), "post", ("1", "2"), WEEK))
    assert found.pairs[0].verdict is Verdict.SECOND_HIGHER
    assert any("counted several times" in str(note) for note in found.notes)


@pytest.mark.parametrize(
    "asked",
    [
        (("cpl",), "campaign", ("a", "b"), WEEK),
        ((), "campaign", ("a", "b"), WEEK),
        (RATE, "colour", ("a", "b"), WEEK),
        (RATE, "campaign", ("a",), WEEK),
        (RATE, "campaign", ("a", "a"), WEEK),
        (RATE, "campaign", ("a", "b"), WEEK, 1.0),
        (RATE, PERIOD, ("2026-01-01..2026-01-31", "2026-02"), WEEK),
        (RATE, PERIOD, ("2026-01-01..2026-01-31", "2026-01-31..2026-02-27"), WEEK),
        (RATE, PERIOD, ("2026-01-31..2026-01-01", "2026-02-01..2026-02-02"), WEEK),
    ],
)
def test_an_impossible_comparison_is_refused(asked):
    with pytest.raises(ValueError, match=r"\w"):
        ComparisonQuery(*asked)


def test_only_rates_of_counts_are_compared():
    names = set(comparable())
    assert {"lead_rate", "web_conversion_rate", "ctr", "ad_ctr", "win_rate"} <= names
    assert not names & {"roi", "cpl", "roas", "audience_growth_rate", "bounce_rate", "csat"}
