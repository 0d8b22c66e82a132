"""The decision log on Reports: the table, the dialog, closing and deleting with a way back."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from changes.decisions import log_decision
from data.imports.upload import present_day
from data.store import Store
from data.values.audit import UNKNOWN
from data.values.decision import (
    Decision,
    DecisionAnswer,
    DecisionLever,
    DecisionMeasure,
    StoredDecision,
)
from tests.conftest import LONG
from tests.pages.conftest import Opener
from ui.components.present.decision_fields import key
from ui.components.present.decisions import CHOSEN
from ui.components.sources.import_issues import plain

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
LEADS = DecisionMeasure("leads", FIRST, LAST, at_least=100.0)
MORE = Decision("Send <b>two</b> more letters", FIRST, LAST, owner="Ada", measure=LEADS)
ASK = Decision("Ask the agency", FIRST, date(2026, 10, 30), reason="Cheap leads")


@pytest.fixture
def folder(demo_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_folder, tmp_path / "store"))


def put(folder: Path, *decisions: Decision) -> list[int]:
    store = Store.open(folder)
    numbers = [log_decision(store, decision, UNKNOWN) for decision in decisions]
    store.close()
    return numbers


def logged(folder: Path) -> tuple[StoredDecision, ...]:
    store = Store.open(folder)
    found = store.state.decisions.log()
    store.close()
    return found


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def table(app: AppTest) -> list[dict[str, object]]:
    [frame] = [one for one in app.dataframe if "decision" in one.value.columns]
    rows: list[dict[str, object]] = json.loads(frame.value.to_json(orient="records"))
    return rows


def chosen(app: AppTest, number: int) -> AppTest:
    """What a click in the table does."""
    app.session_state[CHOSEN] = number
    return app.run()


def fill(app: AppTest, **values: object) -> None:
    kinds = {
        "text": app.text_input, "owner": app.text_input, "currency": app.text_input,
        "reason": app.text_input, "due": app.date_input, "decided_on": app.date_input,
        "start": app.date_input, "end": app.date_input, "amount": app.number_input,
        "line": app.number_input, "expected_low": app.number_input, "metric": app.selectbox,
        "expected_high": app.number_input, "lever": app.selectbox, "issue": app.selectbox,
        "channels": app.multiselect, "by": app.segmented_control, "side": app.segmented_control,
        "answer": app.segmented_control,
    }  # fmt: skip
    for field, value in values.items():
        kinds[field](key=key(field)).set_value(value)
    app.run()
    assert not app.exception


def save(app: AppTest) -> None:
    app.button(key="decision_save").click().run()
    assert not app.exception


@pytest.mark.parametrize(
    ("language", "missing", "label"),
    [
        ("en", "No decision is logged yet, so no report can say", "Log a decision"),
        ("fr", "Aucune décision n’est encore consignée", "Consigner une décision"),
    ],
)
def test_without_decisions_one_action_is_offered(
    opened: Opener, demo_folder: Path, language: str, missing: str, label: str
) -> None:
    app = opened(demo_folder, "reports", lang=language)
    assert any(one.value.startswith(missing) for one in app.caption)
    assert app.button(key="decision_new").label == label
    assert not [one for one in app.dataframe if "decision" in one.value.columns]


def test_the_table_has_the_measured_state_the_most_urgent_first(
    opened: Opener, folder: Path
) -> None:
    put(folder, MORE, ASK)
    rows = table(opened(folder, "reports"))
    assert [row["decision"] for row in rows] == [ASK.text, MORE.text]
    assert [(row["state"], row["due"]) for row in rows] == [
        ("Late", "30 Oct 2026"), ("Done", "31 Oct 2026"),
    ]  # fmt: skip
    assert (rows[0]["expected"], rows[0]["measured"]) == ("–", "–")
    assert (rows[1]["expected"], rows[1]["owner"]) == ("≥ 100", "Ada")
    assert int(str(rows[1]["measured"]).replace(",", "")) > 100


def test_a_decision_is_logged_with_its_measure(opened: Opener, folder: Path) -> None:
    app = opened(folder, "reports")
    app.button(key="decision_new").click().run()
    assert app.button(key="decision_save").disabled
    fill(app, text=" More letters ", owner="Ada", by="metric", decided_on=FIRST, due=LAST,
         lever=DecisionLever.CONTENT, amount=50.0, currency="eur", reason="Cheap")  # fmt: skip
    fill(app, metric="lead_rate", start=FIRST, end=LAST, channels=["Email"], side="at_most",
         line=3.5, expected_low=1.0, expected_high=2.0)  # fmt: skip
    save(app)
    [stored] = logged(folder)
    assert stored.decision == Decision(
        "More letters", FIRST, LAST, DecisionLever.CONTENT, "Ada", reason="Cheap", amount=50.0,
        currency="EUR", expected_low=0.01, expected_high=0.02,
        measure=DecisionMeasure(
            "lead_rate", FIRST, LAST, at_most=0.035, channels=("Email",)
        ),
    )  # fmt: skip
    assert "decision_save" not in keys(app)
    assert [row["decision"] for row in table(app)] == ["More letters"]


def test_a_decision_needs_no_measure_and_begins_today(opened: Opener, folder: Path) -> None:
    app = opened(folder, "reports")
    app.button(key="decision_new").click().run()
    before = present_day()
    fill(app, text="Ask", answer=DecisionAnswer.DECLINED)
    save(app)
    [stored] = logged(folder)
    assert stored.decision.measure is None
    assert stored.decision.answer is DecisionAnswer.DECLINED
    assert before <= stored.decision.decided_on == stored.decision.due


def test_a_utm_issue_measures_a_decision(opened: Opener, folder: Path) -> None:
    app = opened(folder, "reports")
    app.button(key="decision_new").click().run()
    fill(app, text="Fix", by="utm_issue")
    issues = app.selectbox(key=key("issue")).options
    assert issues
    save(app)
    [stored] = logged(folder)
    assert stored.decision.measure is not None
    assert stored.decision.measure.utm_issue.rpartition("-")[0]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"due": date(2026, 9, 30)}, "It is due before it was decided."),
        ({"amount": 0.0}, "An amount is above zero"),
        ({"amount": 5.0, "currency": "€"}, "An amount is above zero"),
        ({"end": date(2026, 9, 30)}, "The measure ends before it starts."),
        ({"start": date(2026, 8, 1), "end": date(2026, 9, 30)}, "ends before the decision"),
        ({"line": None}, "Give the value at which the decision is done."),
        ({"expected_low": 3.0, "expected_high": 2.0}, "Swap the two values."),
    ],
)
def test_what_makes_no_sense_is_said_and_not_saved(
    opened: Opener, folder: Path, wrong: dict[str, object], said: str
) -> None:
    app = opened(folder, "reports")
    app.button(key="decision_new").click().run()
    fill(app, text="More", by="metric", decided_on=FIRST, due=LAST)
    fill(app, **{"start": FIRST, "end": LAST, "line": 5.0, **wrong})
    save(app)
    [error] = app.error
    assert said in error.value
    assert logged(folder) == ()


def test_a_choice_of_measure_that_is_taken_back_begins_anew(opened: Opener, folder: Path) -> None:
    """Streamlit forgets the fields that are not drawn."""
    app = opened(folder, "reports")
    app.button(key="decision_new").click().run()
    fill(app, text="More", by="metric")
    fill(app, line=5.0)
    fill(app, by="nothing")
    fill(app, by="metric")
    assert app.text_input(key=key("text")).value == "More"
    save(app)
    assert [one.value for one in app.error] == ["Give the value at which the decision is done."]


def test_a_prefilled_decision_keeps_what_has_no_field(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """A step of a report: its id, its filters and its expectation are logged with the answer."""
    measure = DecisionMeasure(
        "ad_spend", FIRST, LAST, at_most=900.0, channels=("Email",), campaigns=("spring",),
        excluded=("campaign",), currency="EUR",
    )  # fmt: skip
    step = Decision("Spend less", FIRST, LAST, DecisionLever.BUDGET, expected_low=700.0,
                    expected_high=900.0, measure=measure, proposal="action.budget.1")  # fmt: skip
    monkeypatch.setenv("UTMOST_STORE", str(folder))
    app = AppTest.from_function(_page, default_timeout=LONG, args=(step,)).run()
    app.button(key="step").click().run()
    assert plain("Campaign: all except spring") in [one.value for one in app.caption]
    fill(app, owner="Bo")
    save(app)
    [stored] = logged(folder)
    assert (stored.decision.owner, stored.decision.measure) == ("Bo", measure)
    assert stored.decision.proposal == "action.budget.1"
    assert (stored.decision.expected_low, stored.decision.expected_high) == (700.0, 900.0)


def _page(step: object) -> None:
    """A page with the step of a report, as a script of its own."""
    import streamlit as st

    from ui.components.present import decision_form

    st.button("Log", key="step", on_click=decision_form.log_decision_dialog, args=(step,))
    decision_form.draw()


def test_a_decision_is_edited(opened: Opener, folder: Path) -> None:
    [number] = put(folder, MORE)
    app = chosen(opened(folder, "reports"), number)
    app.button(key=f"decision_edit_{number}").click().run()
    assert app.number_input(key=key("line")).value == 100.0
    fill(app, line=99999.0)
    save(app)
    [stored] = logged(folder)
    assert stored.decision.measure is not None
    assert stored.decision.measure.at_least == 99999.0
    assert stored.decision.text == MORE.text
    assert table(app)[0]["state"] == "Open"


def test_closing_needs_an_outcome_and_can_be_undone(opened: Opener, folder: Path) -> None:
    [number] = put(folder, ASK)
    app = chosen(opened(folder, "reports"), number)
    assert any("Cheap leads" in one.value for one in app.caption)
    app.button(key=f"decision_close_do_{number}").click().run()
    assert [one.value for one in app.warning] == ["Say in a few words what came of it."]
    app.text_input(key=f"decision_outcome_{number}").input("They <b>agreed</b>")
    app.button(key=f"decision_close_do_{number}").click().run()
    [closed] = logged(folder)
    assert (closed.outcome, closed.closed_on) == ("They <b>agreed</b>", present_day())
    assert table(app)[0]["state"] == "Closed"
    assert f"decision_close_do_{number}" not in keys(app)
    app.button(key="decision_undo").click().run()
    [reopened] = logged(folder)
    assert (reopened.closed_on, reopened.outcome) == (None, "")
    assert "decision_undo" not in keys(app)
    assert not app.exception


def test_deleting_can_be_undone(opened: Opener, folder: Path) -> None:
    first, _second = put(folder, MORE, ASK)
    app = chosen(opened(folder, "reports"), first)
    assert any("at least 100 expected" in one.value for one in app.markdown)
    assert any("As many days just before" in one.value for one in app.markdown)
    assert f"**{plain(MORE.text)}**" in [one.value for one in app.markdown]
    app.button(key=f"decision_remove_{first}").click().run()
    assert [row["decision"] for row in table(app)] == [ASK.text]
    assert f"decision_edit_{first}" not in keys(app)
    app.button(key="decision_undo").click().run()
    assert len(table(app)) == 2
    assert [one.removed_at for one in logged(folder)] == [None, None]
    assert not app.exception


def test_a_declined_decision_cannot_be_closed(opened: Opener, folder: Path) -> None:
    [number] = put(folder, replace(ASK, answer=DecisionAnswer.DECLINED))
    app = chosen(opened(folder, "reports"), number)
    assert table(app)[0]["state"] == "Declined"
    assert f"decision_close_do_{number}" not in keys(app)
    assert f"decision_remove_{number}" in keys(app)
