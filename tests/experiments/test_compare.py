"""Arms in literal facts: their rates, what is said of pairs, and what of the choice of arms."""

from __future__ import annotations

import pytest

from metrics.definitions.reasons import WhyNull
from metrics.experiments.caveats import LOOK_OFTEN, NOT_DEALT
from metrics.experiments.compare import compare
from metrics.experiments.messages import needed, sentence
from metrics.experiments.query import PERIOD, ComparisonQuery, comparable
from metrics.experiments.units import ChanceUnit
from metrics.experiments.verdict import Verdict
from metrics.question.query import Query
from metrics.statistics.success_counts import SuccessCounts
from tests.metrics.cases import day, facts, lead, post, web

WEEK = Query(day(0), day(13))
RATE = ("web_conversion_rate",)


def visits(number, campaign, sessions, converted, group="Email"):
    tags = {"channel_group": group, "campaign": campaign, "source": "s", "medium": "m"}
    report = "channel_group,source,medium,campaign"
    return web(number, report, sessions=sessions, key_event_sessions=float(converted), **tags)


DAYS = 10


def parts(total):
    """A whole number in ten, as evenly as whole numbers allow."""
    return [total * (n + 1) // DAYS - total * n // DAYS for n in range(DAYS)]


def campaigns(*rows: tuple):
    """Campaigns that ran side by side for ten days, each with a name, sessions and results."""
    return facts(
        web_sessions=[
            visits(n, name, sessions, won, *group)
            for name, all_sessions, all_won, *group in rows
            for n, (sessions, won) in enumerate(
                zip(parts(all_sessions), parts(all_won), strict=True)
            )
        ]
    )


def test_arms_have_the_metric_layer_s_counts_and_the_pair_their_difference():
    known = campaigns(("a", 400, 40), ("b", 500, 100), ("a", 100, 10))
    found = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK))
    assert [rate.trials for rate in found.rates] == [
        SuccessCounts(50, 500),
        SuccessCounts(100, 500),
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
    assert "No detectable difference" in str(sentence(pair))
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
    known = campaigns(("a", 25, 1), ("b", 25, 24))
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
    assert "There are more results than cases" in str(found.rates[0].why)


def test_periods_are_arms_of_their_own_and_said_to_be_no_proof():
    known = facts(
        web_sessions=[visits(n, "a", 100, 30 if n > 69 else 10) for n in range(140)],
    )
    arms = (f"{day(0)}..{day(69)}", f"{day(70)}..{day(139)}")
    found = compare(known, ComparisonQuery(RATE, PERIOD, arms, WEEK))
    assert [rate.trials for rate in found.rates] == [
        SuccessCounts(700, 7000),
        SuccessCounts(2100, 7000),
    ]
    [pair] = found.pairs
    assert (pair.verdict, pair.days) == (Verdict.SECOND_HIGHER, None)
    assert (pair.unit, pair.units) == (ChanceUnit.WEEK, 10)
    assert found.notes[0] == NOT_DEALT
    assert "are periods" in str(found.notes[1])
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
    notes = compare(alike, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).notes
    assert (notes[0], notes[-1], len(notes)) == (NOT_DEALT, LOOK_OFTEN, 4)
    assert "day by day" in str(notes[1])
    assert "whole days" in str(notes[2])


def test_one_post_against_another_is_a_single_case_each():
    rows = [("1", 3000, 90), ("2", 3000, 180)]
    known = facts(posts=[post(n, i, impressions=shown, link_clicks=c) for n, (i, shown, c) in enumerate(rows)])  # fmt: skip
    found = compare(known, ComparisonQuery(("ctr",), "post", ("1", "2"), WEEK))
    [pair] = found.pairs
    assert (pair.verdict, pair.unit, pair.units, pair.effective) == (
        Verdict.FEW_UNITS, ChanceUnit.POST, 1, 1.0,
    )  # fmt: skip
    assert "1 post counts like 1 of equal size, at least 8 needed" in str(sentence(pair))
    assert (pair.once, pair.chance, found.rates[0].low) == (None, None, None)
    assert any("single case" in str(note) for note in found.notes)


def test_networks_are_compared_by_their_posts():
    rows = [
        post(n, f"{network}{n}", network, impressions=1000, link_clicks=clicks + n % 3)
        for network, clicks in (("facebook", 20), ("linkedin", 40))
        for n in range(12)
    ]
    query = ComparisonQuery(("ctr",), "network", ("facebook", "linkedin"), WEEK)
    found = compare(facts(posts=rows), query)
    [pair] = found.pairs
    assert (pair.verdict, pair.unit, pair.units) == (Verdict.SECOND_HIGHER, ChanceUnit.POST, 12)
    assert any("whole posts" in str(note) for note in found.notes)


def test_seven_days_are_too_few_and_eight_are_enough():
    rows = [visits(n, c, 1000, won) for c, won in (("a", 50), ("b", 90)) for n in range(8)]
    enough = compare(facts(web_sessions=rows), ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK))
    assert enough.pairs[0].verdict is Verdict.SECOND_HIGHER
    fewer = [row for row in rows if row["date"] < day(7)]
    [pair] = compare(
        facts(web_sessions=fewer), ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)
    ).pairs
    assert (pair.verdict, pair.anytime, pair.p) == (Verdict.FEW_UNITS, None, 1.0)
    assert "7 days count like 7 of equal size, at least 8 needed" in str(sentence(pair))
    assert "7 jours en valent 7 de même taille, il en faut 8" in sentence(pair).render("fr")


def test_figures_of_a_whole_period_are_one_unit():
    tags = {"channel_group": "Email", "source": "s", "medium": "m"}
    report = "channel_group,source,medium,campaign"
    rows = [
        web(0, report, 13, sessions=9000, key_event_sessions=won, campaign=c, **tags)
        for c, won in (("a", 400.0), ("b", 800.0))
    ]
    query = ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)
    [pair] = compare(facts(web_sessions=rows), query).pairs
    assert (pair.verdict, pair.units, pair.effective) == (Verdict.FEW_UNITS, 1, 1.0)


def test_a_difference_that_days_vary_by_is_not_called_one():
    """The same totals as where every day is alike, but made by a few days."""
    usual = [visits(n, c, 1000, won) for c, won in (("a", 50), ("b", 60)) for n in range(14)]
    uneven = [
        visits(n, c, 1000, won)
        for c, wins in (("a", (50, 50)), ("b", (20, 100)))
        for n, won in enumerate(wins * 7)
    ]
    query = ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK, 0.01)
    even, odd = (compare(facts(web_sessions=rows), query).pairs[0] for rows in (usual, uneven))
    assert even.difference == pytest.approx(odd.difference)
    assert (even.verdict, odd.verdict) == (Verdict.SECOND_HIGHER, Verdict.NOT_DETECTED)
    assert odd.sample.anytime > 5 * 14_000 / 10
    assert 0.02 < odd.chance < 0.4


def test_what_was_found_exaggerates_and_says_so():
    known = campaigns(("a", 5000, 500), ("b", 5000, 800))
    [pair] = compare(known, ComparisonQuery(RATE, "campaign", ("a", "b"), WEEK)).pairs
    assert 0.5 < pair.likely / pair.difference < 1
    said = sentence(pair)
    assert "Expect a smaller difference later, about" in str(said)
    assert "Attendez-vous ensuite à un écart plus faible" in said.render("fr")


def test_people_are_units_of_rates_of_leads():
    rows = [
        lead(n % 14, f"{c}{n}", campaign=c, won_at=day(20) if n // 14 % every == 0 else None)
        for c, every in (("a", 10), ("b", 2))
        for n in range(280)
    ]
    query = ComparisonQuery(("win_rate",), "campaign", ("a", "b"), WEEK)
    [pair] = compare(facts(leads=rows), query).pairs
    assert (pair.verdict, pair.difference) == (Verdict.SECOND_HIGHER, pytest.approx(-0.4))
    assert pair.unit in {ChanceUnit.PERSON, ChanceUnit.DAY}


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
