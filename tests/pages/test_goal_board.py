"""The board around the goals: objectives, conflicts, choices in the address, notes, news."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from changes.goals import save_goal, save_objectives
from data.store import Store
from data.store.holidays import Holiday, keep_holidays
from data.values.annotation import Annotation
from data.values.audit import UNKNOWN
from metrics.goals.goal import Goal
from metrics.goals.objectives import Objective, missions
from metrics.goals.repository import stored
from tests.conftest import LAST
from tests.pages.bare import without_goals
from tests.pages.conftest import Opener
from ui.components.goals import fields

SPAN = (date(2026, 10, 1), date(2026, 12, 31))


@pytest.fixture(autouse=True)
def _last_day_of_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is the last day with data, whenever the tests run."""
    monkeypatch.setattr(fields, "today", lambda: LAST)


@pytest.fixture
def demo_store(demo_store: Path) -> Path:
    """The goals are those of each test alone."""
    return without_goals(demo_store)


def _messages(app: AppTest) -> str:
    told = [*app.markdown, *app.caption, *app.warning]
    return " ".join(str(element.value) for element in told)


def _set(folder: Path) -> None:
    store = Store.open(folder)
    save_objectives(store, [Objective("Grow"), Objective("Be known", "Grow")], UNKNOWN)
    keep_holidays(store.state.database, (Holiday(date(2026, 12, 25), "Noël"),))
    store.state.annotations.add(Annotation(date(2026, 10, 12), date(2026, 10, 14), "Fair"))
    for target, owner, objective in ((300, "Ada", "Grow"), (280, "Bo", "Be known")):
        goal = Goal("", "leads", target, *SPAN, "cumulative", channel="Email",
                    owner=owner, objective=objective)  # fmt: skip
        save_goal(store, goal, UNKNOWN)
    store.close()


def _rows(app: AppTest) -> pd.DataFrame:
    """The table of the goals that are not folded."""
    [table] = [one for one in app.dataframe if str(one.key).startswith("goals_table")]
    return table.value


def _titles(app: AppTest) -> list[str]:
    return [str(title.value) for title in (*app.title, *app.header)]


def test_board_shows_conflicts_advice_tree_and_notes(opened: Opener, demo_store: Path) -> None:
    _set(demo_store)
    app = opened(demo_store, "goals")
    said = _messages(app)
    assert "Two targets for the same metric" in said
    assert "At least 3 are advised" in said
    assert "Fair" in said
    assert "- **Grow**" in said
    assert "    - **Be known**" in said
    [chart] = app.get("plotly_chart")
    layout = json.loads(chart.proto.spec)["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == ["2026-10-12"]


def test_the_address_says_which_goal_is_open(opened: Opener, demo_store: Path) -> None:
    """Two goals of the same metric and channel by the same day differ by their target in name."""
    _set(demo_store)
    other = [goal.id for goal in stored(Store.open(demo_store).state) if goal.target == 280]
    app = opened(demo_store, "goals", goal=other[0])
    assert _titles(app)[1] == "Leads · Email by 31 Dec 2026 (280)"
    assert list(_rows(app)["goal"]) == [
        "Leads · Email by 31 Dec 2026 (300)",
        "Leads · Email by 31 Dec 2026 (280)",
    ]
    app = opened(demo_store, "goals", goal="unknown")
    assert _titles(app)[1] == "Leads · Email by 31 Dec 2026 (300)"


def test_few_goals_have_no_filters_and_many_keep_them_in_the_address(
    opened: Opener, demo_store: Path
) -> None:
    _set(demo_store)
    app = opened(demo_store, "goals")
    assert not [box for box in app.selectbox if box.key == "goals_owner"]
    store = Store.open(demo_store)
    for target in range(400, 405):
        goal = Goal("", "leads", target, *SPAN, "cumulative", channel="Direct", owner="Cy")
        save_goal(store, goal, UNKNOWN)
    store.close()
    app = opened(demo_store, "goals")
    assert len(_rows(app)) == 7
    app.selectbox(key="goals_owner").select("Bo").run()
    assert app.query_params["owner"] == "Bo"
    assert list(_rows(app)["target"]) == ["280"]


def test_goal_takes_objective_span_guard_and_keeps_the_mission(
    opened: Opener, demo_store: Path
) -> None:
    _set(demo_store)
    app = opened(demo_store, "goals", lang="fr")
    app.button(key="goal_new").click().run()
    app.selectbox(key="goal_field_channel").select("Direct").run()
    app.number_input(key="goal_field_target").set_value(90).run()
    app.button(key="goal_objective_Grow").click().run()
    app.button_group(key="goal_span").set_value("quarter").run()
    app.selectbox(key="goal_field_guard").select("qualified_leads").run()
    app.selectbox(key="goal_field_review").select("weekly").run()
    assert _messages(app).count("Deux cibles") == 1, "of the other two goals, on the page behind"
    app.text_area(key="goal_field_mission").input("Des clients qui reviennent.").run()
    app.button(key="goal_save").click().run()
    store = Store.open(demo_store)
    goal = stored(store.state)[-1]
    assert (goal.objective, goal.guard, goal.review) == ("Grow", "qualified_leads", "weekly")
    assert (goal.start, goal.end) == SPAN
    assert missions(store.state) == {"Direct": "Des clients qui reviennent."}
    assert "Indicateur garde-fou" in str(app.table[0].value)


def test_editor_tells_which_goals_stand_against_a_new_one(opened: Opener, demo_store: Path) -> None:
    _set(demo_store)
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    app.selectbox(key="goal_field_channel").select("Email")
    app.button_group(key="goal_span").set_value("quarter")
    app.number_input(key="goal_field_target").set_value(90).run()
    assert _messages(app).count("Two targets for the same metric") > 1, "also in the dialog"


def test_results_say_what_stands_out_and_draw_notes(opened: Opener, demo_store: Path) -> None:
    """The demo's trap was planted last summer: half a year shows it."""
    _set(demo_store)
    app = opened(demo_store, "results", period="custom", dates="2026-05-04~2026-10-31")
    said = _messages(app)
    assert "More attention, fewer results" in said
    assert "Fair" in said
    [note] = [one for one in app.text_input if one.key == "trend_note_text"]
    note.input("Site down")
    app.button(key="trend_note_add").click().run()
    assert "Site down" in _messages(app)
    assert len(Store.open(demo_store).state.annotations.current()) == 2
