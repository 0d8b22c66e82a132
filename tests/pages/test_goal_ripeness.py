"""Where nobody knows how late sales are recorded, it is said wherever the goal is shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from click.testing import CliRunner

from changes.goals import save_goal
from cli.metrics import main
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from metrics.goals.goal import Goal
from report.build import build
from report.document.model import Audience, Request
from report.evidence.context import ReportContext
from tests.metrics.cases import day, facts, lead
from tests.pages.conftest import Opener
from tests.report.conftest import NOW

SAID = "Fewer than 15 delays are known"


def stored(folder: Path, sales: int, first: int) -> Store:
    """A lead a day until the middle of the goal, and so many sales two days after their lead."""
    rows = [lead(n, f"{n}", won_at=None) for n in range(first, 43)]
    for place, row in enumerate(rows[:sales]):
        row["won_at"] = datetime.combine(day(first + place + 2), time(12), UTC)
    tables = facts(leads=rows).origin.pin("leads").rows.collect()
    store = Store.open(folder)
    store.commit("a", "a", "a.csv", {"leads": tables}, {})
    goal = Goal("", "customers", 40, day(0), day(90), "cumulative", owner="Ada")
    save_goal(store, goal, UNKNOWN)
    return store


@pytest.mark.parametrize(
    ("sales", "first", "said"), [(14, -200, True), (14, -10, True), (15, -200, False)]
)
def test_page_json_document_and_report_say_it(
    opened: Opener, tmp_path: Path, sales: int, first: int, said: bool
) -> None:
    store = stored(tmp_path, sales, first)
    report = build(
        ReportContext.of(store, Facts(store)),
        Request(day(0), day(42), audience=Audience.ANALYST),
        now=NOW,
    )
    store.close()
    [goals] = [section for section in report.sections if section.id == "goals"]
    assert any(SAID in message.render("en") for message in goals.notes) is said
    asked = ["goals", "--store", str(tmp_path), "--as-of", str(day(42)), "--json"]
    [row] = json.loads(CliRunner().invoke(main, asked).output)
    assert any(SAID in text for text in row["limits"]) is said
    app = opened(tmp_path, "goals")
    texts = [*app.markdown, *app.caption]
    assert any(SAID in str(one.value) for one in texts) is said
