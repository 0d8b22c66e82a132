"""Goals are written, judged, revised and put away through the page."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from tests.conftest import LAST
from tests.pages.bare import without_goals
from tests.pages.conftest import Opener
from ui.components.goals import editor


@pytest.fixture(autouse=True)
def _last_day_of_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is the last day with data, whenever the tests run."""
    monkeypatch.setattr(editor, "calendar_day", lambda: LAST)


@pytest.fixture
def demo_store(demo_store: Path) -> Path:
    """The goals are those of each test alone."""
    return without_goals(demo_store)


def _fill(app: AppTest) -> None:
    app.selectbox(key="goal_field_channel").select("Paid Social")
    app.number_input(key="goal_field_target").set_value(300)
    app.text_input(key="goal_field_objective").input("More quote requests")
    app.text_area(key="goal_field_mission").input("Paid social finds owners who plan a renovation.")
    app.run()


def _messages(app: AppTest) -> str:
    return " ".join(str(element.value) for element in [*app.markdown, *app.caption])


def _begin(app: AppTest) -> None:
    """The goal has begun two weeks before the last day with data."""
    app.date_input(key="goal_field_start").set_value(LAST - timedelta(days=13)).run()


def test_a_new_goal_is_about_days_to_come(opened: Opener, demo_store: Path) -> None:
    """It begins after the last day with data and after today, and is time-bound."""
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    start, end = (app.date_input(key=f"goal_field_{name}").value for name in ("start", "end"))
    assert (start, end) == (LAST + timedelta(days=1), LAST + timedelta(weeks=13))


def test_an_ambitious_target_is_not_green(opened: Opener, demo_store: Path) -> None:
    """The same colour before and after saving: a chance below a half is amber, not green."""
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    _fill(app)
    app.number_input(key="goal_field_target").set_value(2000).run()
    [letter] = [str(m.value) for m in app.markdown if "**A** " in str(m.value)]
    assert letter.startswith(":orange[")
    assert "ttainable" in letter


def test_create_edit_archive(opened: Opener, demo_store: Path) -> None:
    """A goal goes through its whole life, and every change is recorded."""
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    assert app.button(key="goal_save").disabled
    _fill(app)
    assert "past periods" in _messages(app)
    app.button(key="goal_save").click().run()
    goals = Store.open(demo_store).state.goals
    [first] = goals.current()
    assert first.payload["channel"] == "Paid Social"
    assert first.payload["baseline"] > 0
    app.button(key=f"edit_{first.goal_id}").click().run()
    app.number_input(key="goal_field_target").set_value(250)
    app.run()
    app.button(key="goal_save").click().run()
    assert [r.payload["target"] for r in goals.history(first.goal_id)] == [300, 250]
    app.button(key=f"archive_{first.goal_id}").click().run()
    assert goals.current()[0].payload["archived"]
    assert not app.get("plotly_chart")
    app.button(key=f"restore_{first.goal_id}").click().run()
    assert len(app.get("plotly_chart")) == 1


def test_progress_is_shown(opened: Opener, demo_store: Path) -> None:
    """Done, expected and needed per day are next to a chart of three lines."""
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    _begin(app)
    _fill(app)
    app.button(key="goal_save").click().run()
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["Target"] == "300"
    assert float(shown["Done"]) > 0
    assert shown["Expected by now"] != "–"


def test_odds_are_told_before_and_after_saving(opened: Opener, demo_store: Path) -> None:
    """The editor tells chance and targets; the card adds gaps, a fan and the bands' record."""
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    _fill(app)
    assert "(80%)" in _messages(app)
    app.number_input(key="goal_field_target").set_value(2000).run()
    _begin(app)
    app.button(key="goal_save").click().run()
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["Chance of reaching it"].startswith(("about", "less than"))
    assert {"Expected at the end", "Gap today", "Gap at the end"} <= set(shown)
    assert "the 80% range was right" in _messages(app)
    assert len(json.loads(app.get("plotly_chart")[0].proto.spec)["data"]) == 6


def test_a_line_to_keep_can_be_chosen(opened: Opener, demo_store: Path) -> None:
    """The kinds that suit the metric are offered, and another metric starts from its usual one."""
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    app.selectbox(key="goal_field_kind").select("stay").run()
    _fill(app)
    app.button(key="goal_save").click().run()
    [saved] = Store.open(demo_store).state.goals.current()
    assert saved.payload["kind"] == "stay"
    app.button(key="goal_new").click().run()
    app.selectbox(key="goal_field_metric").select("cpl").run()
    assert app.selectbox(key="goal_field_kind").value == "ceiling"


def test_vanity_needs_a_nod(opened: Opener, demo_store: Path) -> None:
    """A vanity metric asks for an acknowledgement; a meaningful one does not."""
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    assert not app.checkbox
    app.selectbox(key="goal_field_metric").select("reactions").run()
    assert [box.key for box in app.checkbox] == ["goal_field_acknowledged"]


def test_a_goal_keeps_its_network_when_it_is_revised(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    app.selectbox(key="goal_field_metric").select("account_reach").run()
    app.selectbox(key="goal_field_network").select("instagram")
    app.number_input(key="goal_field_target").set_value(300)
    app.checkbox(key="goal_field_acknowledged").check().run()
    app.button(key="goal_save").click().run()
    goals = Store.open(demo_store).state.goals
    [first] = goals.current()
    app.button(key=f"edit_{first.goal_id}").click().run()
    app.number_input(key="goal_field_target").set_value(250).run()
    app.button(key="goal_save").click().run()
    told = [(r.payload["network"], r.payload["target"]) for r in goals.history(first.goal_id)]
    assert told == [("instagram", 300), ("instagram", 250)]


def test_gaps_of_rates_are_points(opened: Opener, demo_folder: Path) -> None:
    """A percentage of a rate would be taken for a change in proportion."""
    app = opened(demo_folder, "goals")
    gaps = [
        metric.value for metric in app.metric if metric.label in {"Gap today", "Gap at the end"}
    ]
    assert sum(gap.endswith("pts") for gap in gaps) == 2
    assert not [gap for gap in gaps if gap.endswith("%")]
