"""UTM issues are shown with their effect, fixed and undone through the page; so are custom channels."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.base.channels import Use
from data.base.json_values import to_json
from data.facts.facts import Facts
from data.store import Store
from data.utm.audit.run_checks import run_checks
from data.utm.audit.utm_issue import Care, UtmIssue
from data.utm.tag_score import IssueSize, tag_score
from data.values.channel_rule import ChannelRule
from data.values.condition import Condition, Operator
from tests.conftest import LAST
from tests.pages.conftest import Opener
from ui.components.tagging import board, issue_table

PRINT = ChannelRule("Print", (Condition("medium", Operator.EQUALS, ("qr",)),), Use.ORGANIC)


def worst(folder: Path) -> str:
    return run_checks(Facts(Store.open(folder)))[0].id


def open_up(app: AppTest, key: str) -> AppTest:
    app.session_state[key] = True
    return app.run()


def texts(app: AppTest) -> str:
    return "\n".join(str(e.value) for kind in ("markdown", "caption") for e in app.get(kind))


def button(app: AppTest, label: str) -> None:
    [found] = [one for one in app.button if one.label == label]
    found.click().run()


def choose(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    """Chooses the row of an issue: the test client cannot click on a row."""

    def pick(sizes: Sequence[IssueSize], _key: str) -> list[UtmIssue]:
        return [one.issue for one in sizes if one.issue.id == wanted]

    monkeypatch.setattr(issue_table, "choose", pick)


def test_safe_issues_are_fixed_by_one_click_and_undone(opened: Opener, demo_store: Path) -> None:
    """The heading is the score; afterwards it is better, and metrics say how many rows changed."""
    store = Store.open(demo_store)
    issues = run_checks(Facts(store))
    safe = [one.repair for one in issues if one.care is Care.SAFE]
    score = tag_score(Facts(store), issues, LAST - timedelta(days=89), LAST)
    app = opened(demo_store, "utm_tags")
    assert app.title[0].value.startswith(f"UTM tags are right in {score.right} of 100 sessions")
    app.button(key="fix_safe").click().run()
    assert store.tagging().repairs == tuple(safe)
    assert "fix_safe" not in {one.key for one in app.button}
    after = run_checks(Facts(Store.open(demo_store)))
    assert not [one for one in after if one.care is Care.SAFE]
    results = app.switch_page("pages/results/results.py").run()
    assert any("corrected UTM tags" in (one.help or "") for one in results.markdown)
    app.switch_page("pages/utm_tags/utm_tags.py").run()
    app.button(key="undo_fixes").click().run()
    assert Store.open(demo_store).tagging().repairs == ()
    assert "undone on" in texts(app)


def test_a_chosen_issue_shows_its_effect_and_is_fixed_with_a_reason(
    opened: Opener, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = worst(demo_store)
    choose(monkeypatch, issue)
    app = opened(demo_store, "utm_tags")
    assert "1 chosen fix" in texts(app)
    assert "would count in another channel" in texts(app)
    app = open_up(app, "chosen_rows")
    [moves] = [e.value for e in app.dataframe if "old" in e.value.columns]
    assert set(moves[moves["column"] == "channel"]["new"]) == {"Paid Social"}
    [why] = [one for one in app.text_input if one.label == "Why (for the log)"]
    why.set_value("Typo of the agency")
    app.button(key="fix_chosen_do").click().run()
    assert issue not in {one.id for one in run_checks(Facts(Store.open(demo_store)))}
    [kept] = Store.open(demo_store).state.tagging.log()
    assert kept.why == "Typo of the agency"
    app.button(key=f"undo_repair_{kept.id}").click().run()
    assert Store.open(demo_store).tagging().repairs == ()
    assert worst(demo_store) == issue


def test_a_period_without_tagged_sessions_says_so(opened: Opener, demo_store: Path) -> None:
    """A period before the first file has no score, and no message that all is well."""
    app = opened(demo_store, "utm_tags", period="custom", dates="2020-01-01~2020-01-31")
    assert app.title[0].value == "No sessions in this period"


def test_own_channel_is_tried_and_added(opened: Opener, demo_store: Path) -> None:
    app = open_up(opened(demo_store, "utm_tags"), "new_rule")
    app.text_input(key="rule_name").set_value("Print").run()
    app.selectbox(key="rule_column_0").set_value("medium").run()
    app.text_input(key="rule_values_0").set_value("qr").run()
    [moves] = [e.value for e in app.dataframe if "old" in e.value.columns]
    assert set(moves["new"]) == {"Print"}
    button(app, "Add rule")
    assert Store.open(demo_store).tagging().channels == (PRINT,)
    channels = app.switch_page("pages/channels/channels.py").run()
    assert "Print" in channels.pills(key="bar_channels_en").options


def test_rules_are_ordered_removed_and_added_from_a_file(opened: Opener, demo_store: Path) -> None:
    store = Store.open(demo_store)
    first, second = store.state.tagging.add([PRINT, ChannelRule("Own", PRINT.when)])
    app = opened(demo_store, "utm_tags")
    app.button(key=f"up_{second}").click().run()
    assert [rule.channel for rule in store.tagging().channels] == ["Own", "Print"]
    app.button(key=f"remove_rule_{first}").click().run()
    assert [rule.channel for rule in store.tagging().channels] == ["Own"]
    uploader = app.get("file_uploader")[0]
    uploader.set_value([("x.json", b"[1]", "application/json")]).run()
    assert "no channel rules" in app.error[0].value
    shared = json.dumps([to_json(PRINT), to_json(store.tagging().channels[0])]).encode()
    app.get("file_uploader")[0].set_value([("y.json", shared, "application/json")]).run()
    app.button(key="rules_add").click().run()
    assert [rule.channel for rule in store.tagging().channels] == ["Own", "Print"]


def test_everything_opened_is_french_in_french(
    opened: Opener, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every issue with its advice, and the editor of rules."""
    store = Store.open(demo_store)
    store.state.tagging.add([PRINT])
    monkeypatch.setattr(issue_table, "choose", lambda sizes, _key: [one.issue for one in sizes])
    monkeypatch.setattr(board, "_DETAILED", 100)
    app = open_up(opened(demo_store, "utm_tags", lang="fr"), "new_rule")
    english = re.compile(r"\b(the|with|of|and|by|from|your|not|is)\b", re.IGNORECASE)
    for text in (*texts(app).splitlines(), *(one.label for one in app.button)):
        assert not english.search(text.replace("Maison Volta", "").replace("(not set)", "")), text


def test_own_sites_are_kept(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "utm_tags")
    [hosts] = [one for one in app.text_input if one.label.startswith("Hosts")]
    hosts.set_value("flyer, www.Example.com ")
    button(app, "Save")
    assert Store.open(demo_store).state.settings.get("own_hosts") == ["flyer", "www.example.com"]
