"""Goals are created, judged, edited and archived through the page."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from tests.conftest import LAST
from tests.pages.bare import without_goals
from tests.pages.conftest import Opener
from ui.components.goals import fields


@pytest.fixture(autouse=True)
def _last_day_of_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is the last day with data, whenever the tests run."""
    monkeypatch.setattr(fields, "today", lambda: LAST)


@pytest.fixture
def demo_store(demo_store: Path) -> Path:
    """The goals are those of each test alone."""
    return without_goals(demo_store)


def _new(opened: Opener, store: Path) -> AppTest:
    app = opened(store, "goals")
    app.button(key="goal_new").click().run()
    return app


def _fill(app: AppTest) -> None:
    app.selectbox(key="goal_field_channel").select("Paid Social")
    app.number_input(key="goal_field_target").set_value(300)
    app.text_input(key="goal_field_objective").input("More quote requests")
    app.text_area(key="goal_field_mission").input("Paid social finds owners who plan a renovation.")
    app.run()


def _messages(app: AppTest) -> str:
    said = [*app.markdown, *app.caption, *app.info]
    return " ".join(str(element.value) for element in said)


def _facts(app: AppTest) -> dict[str, str]:
    rows = app.table[0].value
    return dict(zip(rows.iloc[:, 0], rows.iloc[:, 1], strict=True))


def _rows(app: AppTest) -> pd.DataFrame:
    """The table of the goals that are not folded."""
    [table] = [one for one in app.dataframe if str(one.key).startswith("goals_table")]
    return table.value


def _begin(app: AppTest) -> None:
    """The goal has begun two weeks before the last day with data."""
    app.date_input(key="goal_field_start").set_value(LAST - timedelta(days=13)).run()


def test_no_goals_yet(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "goals")
    assert [title.value for title in app.title] == ["No goals yet"]
    assert not app.get("plotly_chart")


def test_a_new_goal_is_about_days_to_come(opened: Opener, demo_store: Path) -> None:
    """It begins after the last day with data and after today, and ends with a quarter."""
    app = _new(opened, demo_store)
    start, end = (app.date_input(key=f"goal_field_{name}").value for name in ("start", "end"))
    assert (start, end) == (LAST + timedelta(days=1), date(2026, 12, 31))


def test_a_new_goal_starts_with_the_target_that_is_met_in_half_the_cases(
    opened: Opener, demo_store: Path
) -> None:
    """It follows the forecast until the user sets it."""
    app = _new(opened, demo_store)
    first = app.number_input(key="goal_field_target").value
    assert first > 0
    assert "50%" in _messages(app)
    app.selectbox(key="goal_field_channel").select("Email").run()
    second = app.number_input(key="goal_field_target").value
    assert 0 < second < first
    app.number_input(key="goal_field_target").set_value(77).run()
    app.selectbox(key="goal_field_channel").select("Direct").run()
    assert app.number_input(key="goal_field_target").value == 77


def test_slider_chips_and_field_are_one_target(opened: Opener, demo_store: Path) -> None:
    app = _new(opened, demo_store)
    app.button(key="goal_pick_20").click().run()
    hard = app.number_input(key="goal_field_target").value
    assert app.select_slider(key="goal_slider").value == hard
    app.button(key="goal_pick_80").click().run()
    easy = app.number_input(key="goal_field_target").value
    assert easy < hard
    app.select_slider(key="goal_slider").set_value(hard).run()
    assert app.number_input(key="goal_field_target").value == hard
    app.number_input(key="goal_field_target").set_value(100_000).run()
    assert app.number_input(key="goal_field_target").value == 100_000
    assert "< 5%" in _messages(app)


def test_an_ambitious_target_is_amber(opened: Opener, demo_store: Path) -> None:
    """The same colour as after saving: a likelihood below a half is amber, not green."""
    app = _new(opened, demo_store)
    app.number_input(key="goal_field_target").set_value(2000).run()
    said = [str(one.value) for one in app.markdown if "Likelihood of" in str(one.value)]
    assert said[0].startswith("**:orange[")
    letters = [str(one.value) for one in app.markdown if "**A** " in str(one.value)]
    assert letters[0].startswith(":orange[")


def test_a_deadline_in_the_past_is_refused(opened: Opener, demo_store: Path) -> None:
    app = _new(opened, demo_store)
    app.date_input(key="goal_field_start").set_value(LAST - timedelta(days=60))
    app.date_input(key="goal_field_end").set_value(LAST - timedelta(days=30)).run()
    assert app.button(key="goal_save").disabled
    assert "All of these days are past" in _messages(app)


def test_create_edit_archive(opened: Opener, demo_store: Path) -> None:
    """A goal goes through its whole life, and every change is recorded."""
    app = _new(opened, demo_store)
    _fill(app)
    assert "past periods" in _messages(app)
    app.button(key="goal_save").click().run()
    assert app.toast[0].value.startswith("Saved. Likelihood ")
    goals = Store.open(demo_store).state.goals
    [first] = goals.current()
    assert first.payload["channel"] == "Paid Social"
    assert first.payload["baseline"] > 0
    assert app.query_params["goal"] == first.goal_id
    app.button(key=f"edit_{first.goal_id}").click().run()
    assert not app.toast
    app.number_input(key="goal_field_target").set_value(250).run()
    app.button(key="goal_save").click().run()
    assert [r.payload["target"] for r in goals.history(first.goal_id)] == [300, 250]
    app.button(key=f"archive_{first.goal_id}").click().run()
    assert goals.current()[0].payload["archived"]
    assert not app.get("plotly_chart")
    app.button(key=f"restore_{first.goal_id}").click().run()
    assert len(app.get("plotly_chart")) == 1


def test_a_goal_that_starts_later_has_a_likelihood(opened: Opener, demo_store: Path) -> None:
    """The same before and after saving."""
    app = _new(opened, demo_store)
    _fill(app)
    before = next(str(one.value) for one in app.markdown if "Likelihood of" in str(one.value))
    app.button(key="goal_save").click().run()
    [row] = _rows(app).to_dict("records")
    assert row["status"] == "Not started"
    assert row["likelihood"] in before
    assert [title.value for title in app.title] == ["No goal is running yet"]


def test_progress_is_shown(opened: Opener, demo_store: Path) -> None:
    """Actual, planned and needed per day are next to a chart with the forecast."""
    app = _new(opened, demo_store)
    _begin(app)
    _fill(app)
    app.button(key="goal_save").click().run()
    facts = _facts(app)
    assert facts["Target"] == "300"
    assert float(facts["Actual"]) > 0
    assert {"Planned today", "Needed per day", "Per day, to be likely (80%)"} <= facts.keys()
    assert "the 80% range was right" in _messages(app)
    # The band, its median, the pace, the actual values and the target.
    assert len(json.loads(app.get("plotly_chart")[0].proto.spec)["data"]) == 5


def test_every_kind_can_be_chosen(opened: Opener, demo_store: Path) -> None:
    """The kinds that suit the metric are offered, and another metric starts from its usual one."""
    app = _new(opened, demo_store)
    app.selectbox(key="goal_field_kind").select("stay").run()
    _fill(app)
    app.button(key="goal_save").click().run()
    [saved] = Store.open(demo_store).state.goals.current()
    assert saved.payload["kind"] == "stay"
    app.button(key="goal_new").click().run()
    app.selectbox(key="goal_field_metric").select("cpl").run()
    assert app.selectbox(key="goal_field_kind").value == "ceiling"
    assert app.number_input(key="goal_field_target").value > 0


@pytest.mark.parametrize("metric", ["lead_rate", "cpl", "ad_spend", "revenue", "roas"])
def test_targets_of_each_unit_have_a_likelihood(
    opened: Opener, demo_store: Path, metric: str
) -> None:
    app = _new(opened, demo_store)
    app.selectbox(key="goal_field_metric").select(metric).run()
    assert not app.exception
    assert "Likelihood of" in _messages(app)
    app.button(key="goal_pick_80").click().run()
    app.button(key="goal_save").click().run()
    assert not app.exception
    assert len(_rows(app)) == 1


def test_metrics_without_data_are_last_and_say_so(opened: Opener, demo_store: Path) -> None:
    app = _new(opened, demo_store)
    options = app.selectbox(key="goal_field_metric").options
    without = [option.endswith(" · no data") for option in options]
    assert any(without)
    assert without == sorted(without)


def test_a_vanity_metric_needs_a_confirmation(opened: Opener, demo_store: Path) -> None:
    """A vanity metric asks for an acknowledgement; a meaningful one does not."""
    app = _new(opened, demo_store)
    assert not app.checkbox
    app.selectbox(key="goal_field_metric").select("reactions").run()
    assert [box.key for box in app.checkbox] == ["goal_field_acknowledged"]


def test_a_goal_keeps_its_network_when_it_is_edited(opened: Opener, demo_store: Path) -> None:
    app = _new(opened, demo_store)
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
    revisions = [(r.payload["network"], r.payload["target"]) for r in goals.history(first.goal_id)]
    assert revisions == [("instagram", 300), ("instagram", 250)]


def test_the_demo_has_one_row_a_goal_and_closed_ones_last(
    opened: Opener, demo_folder: Path
) -> None:
    app = opened(demo_folder, "goals")
    assert list(_rows(app)["status"])[-1] == "Reached"
    assert len(app.get("plotly_chart")) == 1
    assert "running goals on track" in app.title[0].value


def test_a_link_opens_the_builder_once(opened: Opener, demo_folder: Path) -> None:
    """The search and other pages lead to it; a reload does not open it again."""
    app = opened(demo_folder, "goals", new="1")
    assert [one for one in app.button if one.key == "goal_save"]
    assert "new" not in app.query_params
