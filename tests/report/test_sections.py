"""What single sections say of small worlds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from data.facts.facts import Facts
from data.values.annotation import Annotation
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.comparison.periods import Compare
from metrics.definitions.registry import Unit, metrics
from metrics.goals.goal import Goal
from metrics.insights.insight import Number
from metrics.question.query import Query
from metrics.results.change_parts import ChangePart, ChangeParts
from metrics.results.results import headline
from metrics.returns.estimate import Range
from report.build import build
from report.charts import svg
from report.charts.annotations import numbered
from report.document.model import Amount, Audience, Brand, Request, Tone
from report.document.record import from_json, to_json
from report.evidence.context import ReportContext
from report.evidence.insights import tell
from report.evidence.section import kinds
from report.titles.drivers import driver
from report.wording import render
from report.wording.format_values import amount, between, describe_change, overlap, sentiment
from tests.languages import both
from tests.metrics import world
from tests.metrics.cases import ad, day, facts, lead, post, web
from tests.metrics.test_post_traffic import TAGGED, TAGS, saved_link
from tests.report.conftest import GOALS, NOW, WEEK
from tests.report.walk import block


def leads(counts):
    """So many leads of each campaign on the first day."""
    names = [name for name, n in counts.items() for _ in range(n)]
    rows = [lead(0, str(place), campaign=name) for place, name in enumerate(names)]
    return [*rows, lead(6, "last")]


def only(section, ground, request=WEEK):
    """The report of one section: the others are not worked out."""
    others = tuple(kind for kind in kinds() if kind != section)
    return build(ground, replace(request, dropped=others), now=NOW)


def title(ground, section, request=WEEK):
    found = {one.id: one for one in only(section, ground, request).sections}
    return render.said(found[section].title.message, "en")


def test_a_campaign_is_ahead_only_where_chance_does_not_explain_it():
    clear = ReportContext(facts(leads=leads({"spring": 40, "winter": 5})))
    assert "clearly more" in title(clear, "works")
    close = ReportContext(facts(leads=leads({"spring": 12, "winter": 9})))
    assert "No campaign is clearly first" in title(close, "works")
    alone = ReportContext(facts(leads=leads({"spring": 3, "(direct)": 9})))
    assert title(alone, "works") == "“spring” is the only campaign with leads (3)"


@pytest.mark.parametrize("table", list(world.TABLES))
def test_one_kind_of_file_alone_makes_an_honest_report(table):
    """Nothing fails, nothing is invented, and what is said can be saved."""
    ground = ReportContext(facts(**{table: world.TABLES[table]}), goals=GOALS)
    report = build(ground, WEEK, now=NOW)
    assert from_json(json.loads(json.dumps(to_json(report), allow_nan=False))) == report
    # A company without leads, visits and costs has what counts for its own kind.
    assert not render.said(report.headline.message, "en").startswith("No leads, sessions or costs")


def test_a_period_that_knows_few_results_has_what_comes_close():
    """Leads of a month before, and posts now: the report has what the page has."""
    ground = ReportContext(
        facts(
            leads=[lead(-60, "1"), lead(-50, "2")],
            posts=[post(0, "p1", views=40, reactions=3, clicks=2), post(6, "p2", views=20)],
        )
    )
    shown = [row[0] for row in block(only("results", ground), "results.table").rows]
    assert {metrics()[name].label for name in ("clicks", "views", "posts_published")} <= set(shown)
    page = [one.figure.metric.label for one in headline(ground.facts, Query(WEEK.start, WEEK.end))]
    assert shown == [label for label in page if label in shown]


def test_names_from_files_are_never_taken_for_anything_else():
    """Braces, markup and formulas stay what they are."""
    hostile = "{p0} {0!r} <b>=1+1</b> %s"
    told = title(ReportContext(facts(leads=leads({hostile: 3}))), "works")
    assert told == f"“{hostile}” is the only campaign with leads (3)"


def test_posts_tell_what_their_links_brought():
    tagged = {**TAGS, "content": "a"}
    known = facts(
        posts=[post(0, "p1", "linkedin", text="Our   new heat pump")],
        web_sessions=[web(0, TAGGED, **tagged, sessions=40)],
        leads=[lead(0, "1", **tagged), lead(6, "2", **tagged)],
    )
    tables = {name: known.frame(name).collect() for name in ("posts", "web_sessions", "leads")}
    report = only("works", ReportContext(Facts.of(tables, links=[saved_link("a", "p1")])))
    (row,) = block(report, "works.posts").rows
    assert row[1:4] == ("Our new heat pump", day(0), Amount(2, Unit.COUNT))
    assert row[4].value == 40
    assert row[5].low < row[5].value == 2 / 40 < row[5].high


def test_notes_on_days_are_marked_in_the_curve():
    note = Annotation(day(-3), day(2), "Fair in Lyon", "campaign")
    ground = ReportContext(facts(leads=leads({"spring": 3})), notes=(note,))
    (mark,) = block(only("moved", ground), "moved.curve").marks
    assert (mark.day, render.said(mark.label, "fr")) == (day(0), "Campagne\u00a0: Fair in Lyon")


def test_a_long_period_is_drawn_by_whole_weeks():
    """A week that sticks out would look like a fall."""
    known = facts(leads=[lead(n, str(n)) for n in range(60)])
    asked = replace(WEEK, start=day(1), end=day(58), compare=Compare.NONE)
    curve = block(only("moved", ReportContext(known), asked), "moved.curve")
    assert curve.positions == tuple(day(n) for n in range(7, 50, 7))
    assert curve.series[0].values == (7,) * 7


def test_notes_of_one_week_share_its_place_in_a_curve_by_week():
    """Every note that the small print numbers is found on the curve, in the week of its day."""
    notes = tuple(Annotation(day(n), day(n), "Fair", "campaign") for n in (3, 7, 13, 20, 58))
    asked = replace(WEEK, start=day(0), end=day(58), compare=Compare.NONE)
    known = facts(leads=[lead(n, str(n)) for n in range(60)])
    curve = block(only("moved", ReportContext(known, notes=notes), asked), "moved.curve")
    assert numbered(curve) == {0: "1", 1: "2, 3", 2: "4"}
    drawn = svg(curve, "en", Brand())
    assert all(f">{numbers}</text>" in drawn for numbers in ("1", "2, 3", "4"))


def test_what_hardly_moved_has_no_cause():
    """A cause would explain nothing, even where its parts moved."""
    ways = (("brevo", "email", 8, 2), ("facebook", "social", 2, 8))
    days = [
        (n, before if n < 0 else now, {"source": source, "medium": medium})
        for source, medium, before, now in ways
        for n in range(-252, 28)
    ]
    known = facts(
        web_sessions=[web(n, "source,medium", sessions=20 * won, **tags) for n, won, tags in days],
        leads=[
            lead(n, f"{tags['source']}{n}.{place}", **tags)
            for n, won, tags in days
            for place in range(won)
        ],
    )
    report = only("moved", ReportContext(known), replace(WEEK, end=day(27)))
    (moves,) = report.sections
    told = [render.said(one.message, "en") for one in block(report, "moved.why").sentences]
    assert "within random variation" in render.said(moves.title.message, "en")
    assert told[0].startswith("Nothing moved beyond random variation")


def test_a_cost_per_lead_is_in_the_currency_of_its_own_costs():
    """Also where other channels are paid in another currency."""
    costs = [
        ad(0, last=6, spend=100.0, currency="EUR"),
        ad(0, last=6, platform="meta_ads", campaign="lookalike", spend=90.0, currency="USD"),
    ]
    won = [
        lead(0, "1", source="google", medium="cpc"),
        lead(6, "2", source="facebook", medium="paid_social"),
    ]
    known = facts(ad_costs=costs, leads=won)
    table = block(only("channels", ReportContext(known)), "channels.table")
    place = [column.id for column in table.columns].index("cpl")
    told = {(row[place].value, row[place].currency) for row in table.rows}
    assert told == {(100.0, "EUR"), (90.0, "USD")}


def test_every_figure_that_was_seen_or_liked_is_defined(small):
    report = build(small, WEEK, now=NOW)
    defined = {row[0] for row in block(report, "definitions.table").rows}
    told = [(row[0], row[3]) for row in block(report, "vanity.table").rows]
    assert told
    assert defined >= {label for pair in told for label in pair}


def test_a_source_that_ends_early_is_in_the_title():
    known = facts(
        leads=[lead(0, "1"), lead(6, "2")], web_sessions=[web(n, sessions=5) for n in range(4)]
    )
    told = title(ReportContext(known), "trust")
    assert told == "1 source lacks days for 2–8 Mar 2026: Web analytics · site covers 57%"


def test_goals_outside_the_period_are_left_out():
    over = Goal("g", "leads", 5, day(-20), day(-1), "cumulative")
    ground = ReportContext(facts(leads=leads({"spring": 3})), goals=(over, replace(over, start=day(7), end=day(9))))  # fmt: skip
    assert "goals" not in {one.id for one in only("goals", ground).sections}


def test_a_goal_nobody_can_measure_is_said_to_be_so():
    goal = Goal("g", "ad_spend", 5, day(0), day(9), "cumulative", owner="Ada")
    ground = ReportContext(facts(leads=leads({"spring": 3})), goals=(goal,))
    assert title(ground, "goals") == (
        "Goal “Ad spend”: – of 5 by 11 Mar, too little history for a forecast"
    )


def paid(count):
    """So many leads of a paid campaign that cost money, each with a deal."""
    rows = [
        lead(0, str(n), source="google", medium="cpc", amount=9.0, currency="EUR",
             won_at=datetime(2026, 3, 3, tzinfo=UTC))
        for n in range(count)
    ]  # fmt: skip
    return ReportContext(facts(leads=rows, ad_costs=[ad(0, spend=50.0, currency="EUR")]))


def test_an_executive_reads_no_table_of_channels():
    """Returns by channel are in the appendix of managers."""
    assert not only("returns", paid(12), replace(WEEK, audience=Audience.EXECUTIVE)).sections
    (returns,) = only("returns", paid(12), replace(WEEK, audience=Audience.MANAGER)).sections
    assert [one.id for one in returns.blocks][:2] == ["returns.chart", "returns.table"]
    assert returns.appendix


def test_a_return_is_said_with_enough_deals_only():
    assert title(paid(12), "returns") == (
        "Marketing cost €50.00. With 12 deals, ROI by channel is not known yet"
    )
    report = only("returns", paid(12))
    (row,) = block(report, "returns.table").rows
    assert (row[6].low, row[7].low) == (None, None)
    notes = [render.said(one.message, "en") for one in block(report, "returns.notes").sentences]
    assert "Too few deals for an ROI: 12 deals in all (fewer than 30)." in notes
    assert "across models and random variation" in title(paid(30), "returns")
    (row,) = block(only("returns", paid(30)), "returns.table").rows
    assert row[6].low < row[6].value == 30 * 9 / 50 < row[6].high


@pytest.mark.parametrize(
    ("change", "said", "meant"),
    [
        (Change(12.5, ChangeUnit.PERCENT, ChangeDirection.GOOD), "up 12%", Tone.GOOD),
        (Change(-3.0, ChangeUnit.PERCENT, ChangeDirection.GOOD), "down 3%", Tone.GOOD),
        (Change(-0.25, ChangeUnit.POINTS, ChangeDirection.BAD), "down 0.2 points", Tone.BAD),
        (Change(0.04, ChangeUnit.PERCENT, ChangeDirection.GOOD), "unchanged", Tone.NEUTRAL),
        (Change(0.04, ChangeUnit.POINTS, ChangeDirection.GOOD), "up 0.04 points", Tone.GOOD),
        (Change(0.004, ChangeUnit.POINTS, ChangeDirection.GOOD), "unchanged", Tone.NEUTRAL),
        (Change(None, ChangeUnit.NEW, ChangeDirection.GOOD), "new: none before", Tone.GOOD),
    ],
)
def test_changes_are_told_in_their_unit(change, said, meant):
    assert render.said(describe_change(change), "en") == said
    assert sentiment(change) is meant


def test_intervals_that_touch_overlap_and_unknown_ones_always_do():
    one, other = Amount(5, Unit.COUNT, low=2, high=8), Amount(12, Unit.COUNT, low=8, high=20)
    assert overlap(one, other)
    assert not overlap(one, replace(other, low=8.1))
    assert overlap(one, Amount(99, Unit.COUNT))


def test_an_interval_of_a_count_is_whole_and_never_too_narrow(small):
    (figure,) = (h.figure for h in _headlines(small) if h.figure.metric.id == "leads")
    told = amount(figure, bounded=True)
    assert told.low <= figure.low < told.low + 1
    assert told.high - 1 < figure.high <= told.high


def _headlines(ground):
    return headline(ground.facts, Query(WEEK.start, WEEK.end))


def test_a_range_of_equal_ends_is_one_figure():
    assert between(Range(2.0, 2.0), Unit.RATIO).value == 2.0
    assert between(Range(2.0, 3.0), Unit.RATIO).value is None
    assert between(None, Unit.RATIO) == Amount(None, Unit.RATIO)


def test_gains_in_findings_have_their_sign():
    found = both("{a} and {b}", fr="{a} et {b}", a=1.5, b=-2.0)
    told = tell(found, [Number("a", 1.5, signed=True), Number("b", -2.0, signed=True)])
    assert render.said(told, "fr") == "+1,5 et −2"


def test_a_report_without_comparison_compares_nothing(small):
    asked: Request = replace(WEEK, compare=Compare.NONE)
    report = build(small, asked, now=NOW)
    assert report.compared is None
    columns = [column.id for column in block(report, "answer.table").columns]
    assert columns == ["figure", "now", "usual"]
    assert len(block(report, "moved.curve").series) == 1


@pytest.mark.parametrize(
    ("begun", "told"),
    [
        (-28, "Leads: 137 for 2–29 Mar 2026, too little history to judge the change"),
        (-252, "No clear change of Leads for 2–29 Mar 2026 (137, "),
    ],
)
def test_an_answer_without_a_verdict_names_none(begun, told):
    """Figures that vary as they always did have neither risen nor fallen."""
    known = facts(leads=[lead(n, f"{n}.{p}") for n in range(begun, 28) for p in range(3 + n % 5)])
    report = only("answer", ReportContext(known), replace(WEEK, end=day(27)))
    (answer,) = report.sections
    assert render.said(answer.title.message, "en").startswith(told)


def test_a_change_within_chance_has_no_cause():
    """Even where one of its parts is beyond random variation: that part is named as what it is."""
    unclear = SimpleNamespace(change=Change(-5.0, ChangeUnit.PERCENT, ChangeDirection.UNCLEAR))
    part = ChangePart("mix", -10.0, -18.0, -2.0)
    found = ChangeParts(
        "leads", Query(day(7), day(13)), Query(day(0), day(6)), 100.0, 90.0, (part,)
    )
    story = SimpleNamespace(
        main=SimpleNamespace(previous=unclear, year=unclear),
        result=SimpleNamespace(against=(Compare.PREVIOUS, Compare.YEAR), ad_cost=None),
        parts=lambda _: found,
    )
    said = "The whole change is within random variation. Beyond it: Mix of channels (−10)."
    assert render.said(driver(story), "en") == said
    other = replace(found, parts=(part, ChangePart("rate", 15.0, 3.0, 27.0)))
    story.parts = lambda _: other
    assert render.said(driver(story), "en").endswith(
        "Results per session (+15), Mix of channels (−10)."
    )
