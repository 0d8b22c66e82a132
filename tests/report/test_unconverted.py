"""Amounts that stay in their own currency although another one was requested."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy

import pytest

from data.facts.facts import Facts
from data.values.currency import ExchangeRate
from data.values.money import Money
from metrics.question.query import Query
from report.build import build
from report.document.record import from_json, to_json
from report.evidence.context import ReportContext
from report.evidence.unconverted import unconverted
from report.formats import formats
from report.formats.mail import draft
from report.wording.currency_note import currency_note
from tests.metrics.cases import ad, day, expense, facts
from tests.report.conftest import NOW, WEEK
from tests.report.formats.made import open_book
from tests.report.sample import report

PERIOD = Query(day(0), day(6))
LEAD = {"lead_id": "1", "created_on": day(2), "amount": 900.0}
SALE = {"user_key": "1", "converted_on": day(2), "value": 30.0}


def known(rates=(), **tables: object):
    """What stays unconverted of these rows, asked for in euros."""
    frames = {name: facts(**{name: rows}).frame(name).collect() for name, rows in tables.items()}
    given = Facts.of(frames, money=Money(reporting="EUR", rates=tuple(rates)))
    return unconverted(given, PERIOD, "EUR")


def rate(number, code="USD"):
    return ExchangeRate(day(number), code, "EUR", 0.9)


@pytest.mark.parametrize(
    ("first", "last", "left"),
    [(-1, -1, ()), (0, 0, ("USD",)), (6, 6, ("USD",)), (7, 7, ())],
)
def test_only_days_of_the_period_count(first, last, left):
    rows = [ad(first, last=last, date=day(first), spend=5.0, currency="USD")]
    assert known(ad_costs=rows) == left


@pytest.mark.parametrize(("since", "left"), [(1, ()), (2, ()), (3, ("USD",))])
def test_a_rate_counts_from_its_day_on(since, left):
    """No day is converted at a rate of a later day."""
    assert known([rate(since)], ad_costs=[ad(2, spend=5.0, currency="USD")]) == left


def test_every_table_of_amounts_counts():
    """Ads, other costs and leads; each code once, in order."""
    found = known(
        ad_costs=[ad(1, spend=5.0, currency="USD"), ad(2, spend=5.0, currency="USD")],
        costs=[expense(-3, 20, "fees", 50.0, currency="GBP")],
        leads=[LEAD | {"currency": "CHF"}],
        conversions=[SALE | {"currency": "SEK"}],
    )
    assert found == ("CHF", "GBP", "SEK", "USD")


@pytest.mark.parametrize(
    "row", [{"spend": None, "currency": "USD"}, {"spend": 0.0, "currency": "USD"}, {"spend": 5.0, "currency": None}, {"spend": 5.0, "currency": "EUR"}]
)  # fmt: skip
def test_rows_without_an_amount_or_a_currency_do_not_count(row):
    assert known(ad_costs=[ad(1, **row)]) == ()


def test_nothing_is_unconverted_where_no_currency_is_requested():
    given = facts(ad_costs=[ad(1, spend=5.0, currency="USD")])
    assert unconverted(given, PERIOD, None) == ()


def test_the_report_says_which_currencies_stay(small):
    """The literal world has euros, and no rate to dollars."""
    made = build(small, replace(WEEK, currency="USD"), now=NOW)
    assert made.unconverted == ("EUR",)
    assert currency_note(made) == "Amounts stay in EUR: no exchange rate to USD is entered for their days."  # fmt: skip
    assert build(small, replace(WEEK, currency="EUR"), now=NOW).unconverted == ()
    assert build(small, WEEK, now=NOW).unconverted == ()


def test_a_rate_takes_the_note_away(small):
    rates = (ExchangeRate(date(2026, 1, 1), "EUR", "USD", 2.0),)
    frames = {name: small.facts.frame(name).collect() for name in ("ad_costs", "costs", "leads", "conversions", "web_sessions")}  # fmt: skip
    ground = ReportContext(Facts.of(frames, money=Money(rates=rates)))
    made = build(ground, replace(WEEK, currency="USD"), now=NOW)
    assert made.unconverted == ()
    assert currency_note(made) is None


def test_mail_and_workbook_say_it():
    """In the language of the report."""
    of = report("fr")
    of = replace(of, request=replace(of.request, currency="EUR"), unconverted=("GBP", "USD"))
    note = currency_note(of)
    assert note.startswith("Montants laissés en GBP, USD")
    mail = message_from_bytes(draft(of, b"", formats()["pdf"]), policy=policy.default)
    for kind in ("plain", "html"):
        assert note in mail.get_body((kind,)).get_content()
    overview = open_book(formats()["xlsx"].write(of)).worksheets[0]
    assert note in [cell.value for cell in overview["A"]]


def test_a_snapshot_of_an_earlier_version_has_no_note():
    stored = to_json(report())
    del stored["value"]["unconverted"]
    assert from_json(stored).unconverted == ()
