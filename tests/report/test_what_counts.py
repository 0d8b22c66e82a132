"""A report is about what counts for the company, in its own word."""

from __future__ import annotations

import pytest

from data.facts.facts import Facts
from data.values.outcomes import OutcomeChoice, OutcomeWord
from report.build import build
from report.evidence.context import ReportContext
from report.wording import render
from tests.metrics.cases import facts
from tests.pages.test_outcomes import shop_rows
from tests.report.conftest import NOW, WEEK
from tests.report.walk import block

WORDS = (OutcomeWord("orders", "en", "Web orders"), OutcomeWord("orders", "fr", "Commandes web"))


def made(choice, *tables: str):
    """The report of the week of a shop with this choice, of some of its tables."""
    rows = shop_rows()
    known = facts(**rows)
    frames = {name: known.frame(name).collect() for name in tables or rows}
    return build(ReportContext(Facts.of(frames, outcomes=choice)), WEEK, now=NOW)


def labels(table, language="en"):
    """The headings of a table by column."""
    return {column.id: render.said(column.label, language) for column in table.columns}


def title(document, section):
    """The sentence that a section begins with."""
    [found] = [one for one in document.sections if one.id == section]
    return render.said(found.title.message, "en")


def test_a_shop_reads_of_orders_and_of_what_one_costs():
    document = made(OutcomeChoice(("orders",), WORDS))
    assert title(document, "attribution").startswith("Web orders: ")
    assert render.said(block(document, "attribution.table").title, "en") == (
        "Web orders by channel and model"
    )
    table = block(document, "returns.table")
    assert "cac" not in labels(table)
    assert (labels(table)["results"], labels(table)["cpl"]) == ("Web orders", "Cost per order")
    assert labels(table, "fr")["results"] == "Commandes web"
    names = {render.said(row[0], "en") for row in block(document, "definitions.table").rows}
    assert "Cost per order" in names
    assert {"ROAS", "Customer acquisition cost (CAC)"}.isdisjoint(names)


def test_results_by_session_come_without_deals():
    document = made(OutcomeChoice(("ga4:quote",)), "web_key_events", "web_sessions", "ad_costs")
    assert list(labels(block(document, "returns.table"))) == ["channel", "cost", "results", "cpl"]
    assert labels(block(document, "returns.table"))["cpl"] == "Cost per “quote”"
    assert "attribution" not in {one.id for one in document.sections}
    names = {render.said(row[0], "fr") for row in block(document, "definitions.table").rows}
    assert {"quote", "Coût par «\u00a0quote\u00a0»"} <= names


@pytest.mark.parametrize(("main", "word"), [("sign_ups", "Sign-ups"), ("orders", "Orders")])
def test_the_attribution_of_a_report_follows_the_choice(main, word):
    assert title(made(OutcomeChoice((main,))), "attribution").startswith(f"{word}: ")
