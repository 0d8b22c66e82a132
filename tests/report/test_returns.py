"""The report says of returns of young leads that they are expected, and compares none of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.facts.facts import Facts
from data.values.outcomes import OutcomeChoice
from metrics.comparison.periods import Compare
from metrics.question.query import Query
from report.build import build
from report.document.model import Audience, Request
from report.evidence.context import ReportContext
from report.evidence.story import Story
from tests.metrics.cases import facts, web
from tests.metrics.test_young_returns import MATURE, YOUNG, steady
from tests.report.conftest import JUNE, NOW


def context(known: Facts) -> ReportContext:
    return ReportContext(known)


def asked(query: Query) -> Request:
    return Request(start=query.start, end=query.end, audience=Audience.ANALYST)


@pytest.mark.parametrize(("query", "grows"), [(YOUNG, True), (MATURE, False)])
def test_returns_of_young_leads_are_said_to_be_expected(query: Query, grows: bool) -> None:
    report = build(context(steady()), asked(query), now=NOW)
    [section] = [one for one in report.sections if one.id == "returns"]
    words = str(section)
    assert ("are expected final values" in words) is grows
    assert ("is expected to generate" in words) is grows


@pytest.mark.parametrize("dropped", [(), ("returns",)])
def test_what_joins_tags_and_models_is_said_once(
    demo: ReportContext, dropped: tuple[str, ...]
) -> None:
    report = build(demo, replace(JUNE, dropped=dropped), now=NOW)
    said = {
        section.id: str(section).count("by_visits")
        for section in report.sections
        if section.id in {"returns", "channels"}
    }
    assert said == ({"channels": 1} if dropped else {"returns": 1, "channels": 0})


@pytest.mark.parametrize(("query", "parts"), [(YOUNG, False), (MATURE, True)])
def test_a_change_of_a_figure_that_grows_is_not_taken_apart(query: Query, parts: bool) -> None:
    frames = {name: steady().frame(name).collect() for name in ("leads", "ad_costs")}
    visits = [web(n, channel_group="Paid Search", sessions=100) for n in range(400)]
    frames["web_sessions"] = facts(web_sessions=visits).frame("web_sessions").collect()
    known = Facts.of(frames, outcomes=OutcomeChoice(("customers", "leads")))
    case = Story(context(known), asked(query), NOW)
    assert case.first.figure.metric.id == "customers"
    assert (case.parts(Compare.PREVIOUS) is not None) is parts
