"""Findings that were dismissed stay aside, through the command line as well."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from cli.metrics import main
from data.store import Store
from data.tables.schema import TABLES
from report.document.model import Request
from report.evidence.context import ReportContext
from report.evidence.data_access import ReportData
from tests.metrics.cases import day, facts, lead

TAGS = {"source": "facebook", "medium": "social"}
MADE = datetime(2026, 11, 23, tzinfo=UTC)
PERIOD = ("--from", str(day(0)), "--to", str(day(9)))


@pytest.fixture
def run(tmp_path):
    """The findings of a company of which a third of the leads have no channel."""
    leads = [lead(n % 10, f"{n}", **({} if n % 3 == 0 else TAGS)) for n in range(120)]
    known = facts(leads=leads)
    store = Store.open(tmp_path)
    tables = {name: known.frame(name).collect() for name in TABLES}
    store.commit("world", "0" * 64, "world.csv", tables, {})
    store.close()

    def command(*args: str):
        return CliRunner().invoke(main, ["findings", *args, "--store", str(tmp_path), "--json"])

    return command


def test_a_dismissed_finding_is_gone_until_it_is_restored(run):
    [name] = [found["id"] for found in json.loads(run(*PERIOD).output)]
    put = run("dismiss", name, "--why", "Leads by phone", "--by", "Ada", *PERIOD)
    assert json.loads(put.output) == {"id": 1, "finding": name}
    assert json.loads(run(*PERIOD).output) == []
    [kept] = json.loads(run("dismissed").output)
    assert (kept["subject"], kept["why"], kept["saved_by"]) == (name, "Leads by phone", "Ada")
    assert json.loads(run("restore", "1").output) == {"id": 1, "restored": True}
    assert [found["id"] for found in json.loads(run(*PERIOD).output)] == [name]


def test_what_is_not_found_cannot_be_dismissed_nor_restored(run):
    assert run("dismiss", "movers-channel:Email", "--why", "x", *PERIOD).exit_code == 1
    assert run("dismiss", "movers-channel:Email", *PERIOD).exit_code == 2
    assert run("restore", "7").exit_code == 1


def test_a_report_does_not_speak_of_what_was_dismissed(run, tmp_path):
    asked = Request(day(0), day(9))
    store = Store.open(tmp_path)

    def told() -> list[str]:
        return [found.id for found in ReportData(ReportContext.of(store), asked, MADE).findings]

    [name] = told()
    run("dismiss", name, "--why", "Leads by phone", *PERIOD)
    assert told() == []
