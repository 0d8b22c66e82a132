"""What pages change is recorded with the name that was given, and shown under Sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from changes.utm import add_channel_rules
from data.store import Store
from data.values.audit import Actor, Via
from data.values.channel_rule import ChannelRule
from data.values.condition import Condition, Operator
from tests.pages.conftest import Opener

PRINT = ChannelRule("Print", (Condition("medium", Operator.EQUALS, ("qr",)),))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A store with two rules that one person added and one that another did."""
    store = Store.open(tmp_path / "store")
    add_channel_rules(store, [PRINT, PRINT], Actor("Ada *A*", Via.COMMAND))
    add_channel_rules(store, [PRINT], Actor())
    store.close()
    return tmp_path / "store"


def shown(app: AppTest) -> str:
    app.session_state["change_log"] = True
    app.run()
    assert not app.exception
    return "\n".join(str(one.value) for one in app.markdown)


def test_the_newest_changes_are_shown_in_words(opened: Opener, small: Path) -> None:
    """Equal acts of one person in a row are one line."""
    newest, before = shown(opened(small, "sources")).split("- **")[1:3]
    assert newest.startswith("1 custom channel rule added** · name unknown, by a program · ")
    assert before.startswith("2 custom channel rules added** · Ada \\*A\\*, by a command · ")


def test_the_log_speaks_french(opened: Opener, small: Path) -> None:
    said = shown(opened(small, "sources", lang="fr"))
    assert "**1 règle de canal personnalisé ajoutée** · nom inconnu, par un programme" in said
    assert "**2 règles de canal personnalisé ajoutées** · Ada" in said


def test_a_single_import_is_shown_with_its_file(opened: Opener, demo_store: Path) -> None:
    store = Store.open(demo_store)
    last = store.state.ledger.done()[-1]
    store.close()
    app = opened(demo_store, "sources", open=str(last.id))
    app.button(key=f"undo_{last.id}").click().run()
    said = shown(app).replace("\\", "")
    assert f"**1 import undone** · {last.file}" in said


def test_the_name_that_was_given_once_signs_the_next_changes(
    opened: Opener, demo_store: Path
) -> None:
    """A form asks for it; an undo, which has no form, is signed by it too."""
    store = Store.open(demo_store)
    known = len(store.state.audit.entries())
    app = opened(demo_store, "utm_tags")
    app.session_state["new_rule"] = True
    app.run()
    app.text_input(key="rule_name").set_value("Print").run()
    app.text_input(key="rule_values_0").set_value("qr").run()
    [name] = [one for one in app.text_input if one.label == "Your name"]
    name.set_value(" Ada ")
    [add] = [one for one in app.button if one.label == "Add rule"]
    add.click().run()
    [rule] = store.state.tagging.log()
    app.button(key=f"remove_rule_{rule.id}").click().run()
    assert not app.exception
    entries = store.state.audit.entries()
    new = entries[: len(entries) - known]
    assert [(one.act, one.who) for one in new] == [
        ("channel.remove", Actor("Ada", Via.PAGE)), ("channel.add", Actor("Ada", Via.PAGE)),
    ]  # fmt: skip
    store.close()
