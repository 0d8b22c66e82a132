"""Goals are written, judged, revised and put away through the page."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.store import Store
from tests.pages.conftest import Opener


def _fill(app: AppTest) -> None:
    app.selectbox(key="goal_field_channel").select("Paid Social")
    app.number_input(key="goal_field_target").set_value(300)
    app.text_input(key="goal_field_objective").input("More quote requests")
    app.text_area(key="goal_field_mission").input("Paid social finds owners who plan a renovation.")
    app.run()


def _messages(app: AppTest) -> str:
    return " ".join(str(element.value) for element in app.markdown)


def test_create_edit_archive(opened: Opener, demo_store: Path) -> None:
    """A goal goes through its whole life, and every change is kept."""
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
    """Done, expected and needed per day stand beside a chart of three lines."""
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    _fill(app)
    app.button(key="goal_save").click().run()
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["Target"] == "300"
    assert float(shown["Done"]) > 0
    assert shown["Expected by now"] != "–"


def test_vanity_needs_a_nod(opened: Opener, demo_store: Path) -> None:
    """A vanity metric asks for an acknowledgement; a meaningful one does not."""
    app = opened(demo_store, "goals")
    app.button(key="goal_new").click().run()
    assert not app.checkbox
    app.selectbox(key="goal_field_metric").select("reactions").run()
    assert [box.key for box in app.checkbox] == ["goal_field_acknowledged"]
