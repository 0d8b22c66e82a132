"""Faults are shown, looked at, repaired and undone through the page; so are own channels."""

from __future__ import annotations

import json
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.base.channels import Use
from data.base.json_values import to_json
from data.facts.facts import Facts
from data.store import Store
from data.utm.audit.run_checks import run_checks
from data.values.channel_rule import ChannelRule
from data.values.condition import Condition, Operator
from tests.pages.conftest import Opener

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


def test_fault_is_repaired_by_a_click_and_undone(opened: Opener, demo_store: Path) -> None:
    """The preview says from where to where; afterwards figures say how many rows were repaired."""
    fault = worst(demo_store)
    app = open_up(opened(demo_store, "utm_tags"), fault)
    [moves] = [e.value for e in app.dataframe if "old" in e.value.columns]
    assert set(moves[moves["column"] == "channel"]["new"]) == {"Paid Social"}
    button(app, "Repair")
    assert fault not in {one.id for one in run_checks(Facts(Store.open(demo_store)))}
    [kept] = Store.open(demo_store).state.tagging.log()
    results = app.switch_page("pages/results/results.py").run()
    assert any("corrected UTM tags" in (one.help or "") for one in results.markdown)
    app.switch_page("pages/utm_tags/utm_tags.py").run()
    app.button(key=f"undo_repair_{kept.id}").click().run()
    assert Store.open(demo_store).tagging().repairs == ()
    assert worst(demo_store) == fault
    assert "undone on" in texts(app)


def test_own_channel_is_tried_and_added(opened: Opener, demo_store: Path) -> None:
    app = open_up(opened(demo_store, "utm_tags"), "new_rule")
    app.text_input(key="rule_name").set_value("Print").run()
    app.selectbox(key="rule_column_0").set_value("medium").run()
    app.text_input(key="rule_values_0").set_value("qr").run()
    [moves] = [e.value for e in app.dataframe if "old" in e.value.columns]
    assert set(moves["new"]) == {"Print"}
    button(app, "Add the rule")
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


def test_everything_opened_is_french_in_french(opened: Opener, demo_store: Path) -> None:
    """Every fault, its proposal and the editor of rules."""
    store = Store.open(demo_store)
    store.state.tagging.add([PRINT])
    app = opened(demo_store, "utm_tags", lang="fr")
    for finding in run_checks(Facts(store)):
        app.session_state[finding.id] = True
    app = open_up(app, "new_rule")
    english = re.compile(r"\b(the|with|of|and|by|from|your|not|is)\b", re.IGNORECASE)
    for text in (*texts(app).splitlines(), *(one.label for one in app.button)):
        assert not english.search(text.replace("Maison Volta", "")), text


def test_own_sites_are_kept(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "utm_tags")
    [hosts] = [one for one in app.text_input if one.label.startswith("Hosts")]
    hosts.set_value("flyer, www.Example.com ")
    button(app, "Save")
    assert Store.open(demo_store).state.settings.get("own_hosts") == ["flyer", "www.example.com"]
