"""The report says what the metrics say: nothing more, nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from data.facts.facts import Facts
from data.values.currency import ExchangeRate
from data.values.money import Money
from metrics.comparison.periods import Compare, earlier
from metrics.definitions.registry import Unit, metrics
from metrics.engine import query_metrics
from metrics.goals.progress import evaluate
from metrics.question.query import Query
from metrics.results.change_parts import change_parts
from metrics.results.results import channel_table, headline
from metrics.returns.roi import returns
from report.build import build
from report.document.model import Amount, Audience, Request
from report.evidence.context import ReportContext
from report.evidence.goals import chance
from report.evidence.section import kinds
from report.wording import render
from tests.languages import is_translated
from tests.report.conftest import JUNE, NOW, WEEK
from tests.report.walk import block, messages, parts


def made(ground, request):
    return build(ground, request, now=NOW)


@pytest.fixture(scope="module")
def june(demo):
    return made(demo, JUNE)


@pytest.fixture(scope="module")
def week(small):
    return made(small, WEEK)


QUERY = Query(JUNE.start, JUNE.end)


def test_the_answer_has_the_values_of_the_results_page(demo, june):
    """Leads by day, with the total; the appendix has every headline as it is there."""
    seen = {one.figure.metric.label: one.figure for one in headline(demo.facts, QUERY)}
    table = block(june, "answer.table")
    label, now, *_ = table.rows[0]
    total = seen[metrics()["leads"].label].value
    assert now.value == pytest.approx(total / QUERY.days, rel=0.005)
    assert f"{total:.0f} in 30 days" in render.said(label, "en")
    assert table.basis.sources
    rows = block(june, "results.table").rows
    assert len(rows) > 6
    for name, value, *_ in rows:
        assert value.value == pytest.approx(seen[name].value)
        assert value.currency == seen[name].currency


def test_goals_are_judged_on_the_newest_day(demo, june):
    """Values and likelihoods of the last day of the data, with UTM fixes where these change them."""
    table = block(june, "goals.table")
    asked = [one for one in demo.goals if one.end >= JUNE.start]
    found = [evaluate(demo.facts, one, june.newest) for one in asked]
    names = [column.id for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    told = [(row["target"].value, row["done"].value, row["chance"]) for row in rows]
    for one in found:
        assert (one.goal.target, pytest.approx(one.done), chance(one)) in told
    [bullets] = table.charts
    first = rows[0]
    assert bullets.series[0].values[0] == pytest.approx(first["done"].value / first["target"].value)


def test_returns_are_the_ranges_of_the_costs_page(demo, june):
    found = returns(demo.facts, QUERY, "channel")
    rows = block(june, "returns.table").rows
    assert len(rows) == len(found.rows)
    for row, one in zip(rows, found.rows, strict=True):
        assert row[1] == Amount(one.cost, Unit.MONEY, found.currency)
        ends = (row[4].low, row[4].high)
        assert ends == ((one.cpl.low, one.cpl.high) if one.cpl else (None, None))


def test_channels_are_those_of_the_channels_page(demo, june):
    found = channel_table(demo.facts, QUERY)
    table = block(june, "channels.table")
    for place, column in enumerate(table.columns[2:], 2):
        told = [row[place].value for row in table.rows]
        assert told == found[column.id].to_list()


def test_parts_add_up_to_the_change(demo, june):
    """To the lead, in the table and in the picture next to it."""
    parts = change_parts(demo.facts, "leads", QUERY, earlier(QUERY, Compare.PREVIOUS))
    bars = block(june, "moved.parts").charts[0].series[0].values
    assert bars[-1] == parts.now - parts.before
    assert sum(value for value in bars[:-1] if value is not None) == pytest.approx(bars[-1])


def test_campaigns_have_their_leads_and_an_interval_around_them(demo, june):
    rows = query_metrics(demo.facts, ["leads"], replace(QUERY, by=("campaign",)))
    truth = dict(rows.select("campaign", "value").iter_rows())
    told = block(june, "works.campaigns").rows
    assert {name: leads.value for name, leads, *_ in told}.items() <= truth.items()
    assert all(leads.low < leads.value < leads.high for _, leads, *_ in told)
    assert not [name for name, *_ in told if name.startswith("(")]


def test_the_curve_holds_every_day_and_adds_up_to_the_total(demo, june):
    curve = block(june, "moved.curve")
    assert curve.positions[0] == JUNE.start
    assert curve.positions[-1] == JUNE.end
    (total,) = query_metrics(demo.facts, ["leads"], QUERY)["value"]
    assert sum(curve.series[0].values) == total
    assert all(len(one.values) == len(curve.positions) for one in curve.series)


def test_every_file_is_listed_with_its_fingerprint(demo, june):
    rows = block(june, "files.table").rows
    assert {row[-1] for row in rows} == {one.sha256 for one in demo.imports}
    assert sum(row[3].value for row in rows) == sum(
        extent.rows for one in demo.imports for extent in one.extents.values()
    )


def test_repairs_are_told(june):
    (row,) = block(june, "repairs.table").rows
    assert row[2:] == ("Bo", "one spelling")


def test_every_section_speaks_of_the_demo_company(june):
    """No section is there for nothing, and appendices come last.

    No one has added a chart, and a month has too few deals for a ratio.
    """
    silent = {"added", "ratios"}
    assert [one.id for one in june.sections] == [name for name in kinds() if name not in silent]


def test_literal_facts_make_a_report_without_a_store(week):
    """Files, repairs and journeys are not known, so nothing is said of them."""
    ids = {one.id for one in week.sections}
    assert not ids & {"files", "repairs", "attribution"}
    assert {"answer", "goals", "money", "moved", "channels", "decide"} <= ids
    assert (
        render.said(block(week, "answer.table").rows[0][0], "en") == "Leads per day (4 in 7 days)"
    )


def test_an_empty_store_says_so_and_nothing_else(store):
    report = made(ReportContext.of(store), WEEK)
    assert report.sections == ()
    assert report.as_of is None
    assert "Import the files" in str(report.headline.message)


def test_a_period_without_figures_has_no_report(small):
    nowhere = replace(WEEK, start=date(2020, 1, 1), end=date(2020, 1, 31))
    assert made(small, nowhere).as_of is None


def test_leads_alone_are_enough_for_a_report(small):
    """What is not known is silent, not zero."""
    only = Facts.of({"leads": small.facts.frame("leads").collect()})
    report = made(ReportContext(only), WEEK)
    shown = [one.id for one in report.sections if not one.appendix]
    assert shown == ["answer", "moved", "trust", "decide"]


def test_each_reader_sees_what_those_before_see_and_more(demo):
    reports = [made(demo, replace(JUNE, audience=audience)) for audience in Audience]
    ids = [{section.id for section in report.sections} for report in reports]
    assert ids[0] < ids[1] < ids[2]
    short = reports[list(Audience).index(Audience.EXECUTIVE)]
    assert len([one for one in short.sections if not one.appendix]) <= 8
    assert not [one for one in short.pages if one.appendix]


def test_sections_come_as_ordered_and_without_those_dropped(small):
    asked = replace(WEEK, order=("moved", "goals"), dropped=("answer", "trust"))
    ids = [one.id for one in made(small, asked).sections]
    assert ids[:2] == ["moved", "goals"]
    assert not {"answer", "trust"} & set(ids)
    assert ids[-1] == "settings"


def test_amounts_are_in_the_currency_asked_for(small):
    """Where no rate is known they stay what they are."""
    tables = {name: small.facts.frame(name).collect() for name in ("ad_costs", "leads")}
    told = Money(rates=(ExchangeRate(date(2026, 1, 1), "EUR", "USD", 2.0),))
    others = tuple(kind for kind in kinds() if kind != "results")
    asked = replace(WEEK, currency="USD", dropped=others)
    for money, value, code in ((told, 25.0, "USD"), (Money(), 12.5, "EUR")):
        report = made(ReportContext(Facts.of(tables, money=money)), asked)
        told = {row[0]: row[1] for row in block(report, "results.table").rows}
        cost = told[metrics()["cpl"].label]
        assert (cost.value, cost.currency) == (value, code)


def test_names_are_told_once(june):
    """Sentences, blocks and sections are found again by their id."""
    blocks = [one.id for section in june.sections for one in section.blocks]
    sentences = [one.id for one in parts(june) if type(one).__name__ == "Sentence"]
    for ids in (blocks, sentences, [one.id for one in june.sections]):
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("world", ["june", "week"])
def test_every_sentence_is_translated(world, request):
    """Every one that has a word in it, sentences inside sentences as well."""
    told = messages(request.getfixturevalue(world))
    assert not [one.text for one in told if not is_translated(one)]


INTERNATIONAL = {
    *(
        "Conclusion",
        "conclusions",
        "Conversions",
        "Conversions (CSV)",
        "Impressions",
        "Leads",
        "Leads (CSV)",
        "ROAS",
        "SHA-256",
    ),
    *("Sessions", "Shapley", "Source", "exact", "source", "leads", "sessions", "conversions"),
}


def test_no_english_word_is_left_in_french(june):
    """Words that both languages share are all that reads alike."""
    told = {one.text: one for one in messages(june) if re.sub(r"{\w+}", "", one.text).strip(" ·")}
    alike = {render.said(one, "fr") for one in told.values()} & {
        render.said(one, "en") for one in told.values()
    }
    words = {text.lstrip("0123456789 \u00a0") for text in alike}
    assert {text for text in words if any(letter.isalpha() for letter in text)} <= INTERNATIONAL


def test_the_request_stands_in_the_report(week):
    assert week.request == WEEK
    assert week.made_at == NOW
    assert week.compared == (date(2026, 2, 23), date(2026, 3, 1))
    assert isinstance(week.request, Request)
