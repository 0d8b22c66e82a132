from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from data.store import State


@pytest.fixture
def state(state_url):
    opened = State.open(state_url)
    yield opened
    opened.close()


def test_goals_keep_every_revision_and_show_the_latest(state):
    first = state.goals.create({"target": 10}, by="Ada", note="start")
    other = state.goals.create({"target": 1})
    state.goals.revise(first.goal_id, {"target": 20}, by="Bo", note="more budget")
    assert [r.payload["target"] for r in state.goals.history(first.goal_id)] == [10, 20]
    assert [(r.goal_id, r.revision) for r in state.goals.current()] == [
        (first.goal_id, 2),
        (other.goal_id, 1),
    ]
    assert state.goals.history(first.goal_id)[1].saved_by == "Bo"


def test_revising_an_unknown_goal_is_an_error(state):
    with pytest.raises(KeyError):
        state.goals.revise("nothing", {})


def test_settings_hold_any_json_value(state):
    values = {"a": None, "b": False, "c": {"d": [1, "é"]}}
    for key, value in values.items():
        state.settings.set(key, 0)
        state.settings.set(key, value)
    assert {key: state.settings.get(key, "missing") for key in values} == values
    state.settings.remove("b")
    assert state.settings.get("b", "missing") == "missing"


def test_a_setting_that_exists_is_not_replaced_by_a_default(state):
    assert state.settings.setdefault("salt", "first") == "first"
    assert state.settings.setdefault("salt", "second") == "first"


def test_answers_are_kept_per_upload_and_the_last_one_counts(state):
    state.uploads.save_answers("f1", {"year": "2024", "network": "facebook"})
    state.uploads.save_answers("f1", {"year": "2025"})
    assert state.uploads.answers("f1") == {"year": "2025", "network": "facebook"}
    assert state.uploads.answers("f2") == {}


def test_a_waiting_upload_waits_once_until_it_is_settled(state):
    state.uploads.wait("f1", "a.csv", {"n": 1})
    state.uploads.wait("f1", "a.csv", {"n": 2})
    assert [(w.file, w.summary) for w in state.uploads.waiting()] == [("a.csv", {"n": 2})]
    state.uploads.resolve("f1")
    assert state.uploads.waiting() == ()


def test_state_survives_being_opened_again(state, state_url):
    state.settings.set("language", "fr")
    again = State.open(state_url)
    assert again.settings.get("language") == "fr"
    assert again.ledger.version() == state.ledger.version()
    again.close()


def test_two_threads_that_set_the_same_at_once_both_do(open_store):
    """Neither finds the setting, and both insert it."""
    stores = [open_store() for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        for number in range(10):
            key = f"key {number}"
            list(threads.map(lambda store, key=key: store.state.settings.set(key, key), stores))
            assert stores[0].state.settings.get(key) == key
