"""One damaged entry of a kind costs only itself: pages, commands and figures go on without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from changes.unreadable import SETTINGS, UnreadableEntry, delete_unreadable, unreadable
from cli.data import cli
from data.store import Store
from data.store.discard import EntryKind
from data.values.audit import UNKNOWN
from tests.damage import BROKEN, COMMANDS, Damage, build, damages, open_pages, run_commands, spoil
from tests.pages.conftest import Opener
from ui import pages
from ui.components import unreadable as shown

pytestmark = pytest.mark.usefixtures("own_results")

HALVES = ("cut", "=None")
"""What stands in the place of the entries, by turns; the campaign has the thousands of others."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("entries") / "store"
    build(folder)
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "store"))


def of_every_kind(folder: Path, about: str) -> list[Damage]:
    return [next(d for d in found if d.about == about) for found in damages(folder).values()]


def found(folder: Path) -> set[UnreadableEntry]:
    store = Store.open(folder)
    entries = set(unreadable(store.state))
    store.close()
    return entries


def test_a_sound_store_has_none(folder: Path) -> None:
    assert found(folder) == set()


def test_every_page_and_command_goes_on(folder: Path) -> None:
    """With one damaged entry of every kind in the store, and a sound one next to most of them."""
    cut, gone = (of_every_kind(folder, about) for about in HALVES)
    spoil(folder, [*cut[::2], *gone[1::2]])
    assert list(open_pages(folder)) == []
    assert list(run_commands(folder, COMMANDS)) == []


def test_every_kind_is_named_and_can_be_deleted(folder: Path) -> None:
    """Nothing is left of what is damaged, and what is sound is still there."""
    spoil(folder, of_every_kind(folder, "cut"))
    entries = found(folder)
    assert {entry.kind for entry in entries} == set(EntryKind)
    assert {entry.id for entry in entries if entry.kind is EntryKind.SETTING} == SETTINGS.keys()
    store = Store.open(folder)
    for entry in entries:
        assert delete_unreadable(store, entry, UNKNOWN)
        assert not delete_unreadable(store, entry, UNKNOWN)
    assert unreadable(store.state) == ()
    assert len(store.state.annotations.current()) == 1
    assert len(store.state.tagging.log()) > 0
    store.close()


def test_a_sound_entry_is_never_deleted_as_damaged(folder: Path) -> None:
    store = Store.open(folder)
    assert not delete_unreadable(store, UnreadableEntry(EntryKind.ANNOTATION, "1"), UNKNOWN)
    for strange in ("", "x", "1:2:3", "no:1"):
        assert not delete_unreadable(store, UnreadableEntry(EntryKind.GOAL, strange), UNKNOWN)
    assert len(store.state.annotations.log()) == 2
    store.close()


def test_the_page_says_what_is_left_out_and_deletes_it(opened: Opener, folder: Path) -> None:
    [goal] = [d for d in damages(folder)["goal_revisions.payload"] if d.about == "={}"]
    spoil(folder, [goal])
    app = opened(folder, "goals")
    [said] = [box.value for box in app.warning if "damaged and not used" in box.value]
    assert said.startswith("1 entry is damaged and not used: goal ")
    app.button(key="delete_unreadable").click().run()
    assert not [box.value for box in app.warning if "damaged" in box.value]
    assert found(folder) == set()


def test_every_kind_and_every_setting_has_a_page() -> None:
    slugs = {card.slug for card in pages.cards()}
    assert {kind for kinds in shown.KINDS.values() for kind in kinds} == set(EntryKind)
    assert shown.KINDS.keys() <= slugs
    assert shown.PLACES.keys() == SETTINGS.keys()
    assert all(EntryKind.SETTING in shown.KINDS[page] for page in shown.PLACES.values())


def test_a_command_lists_and_deletes(folder: Path) -> None:
    spoil(folder, [Damage("annotations", "note", 1, BROKEN, "cut")])

    def run(*asked: str) -> str:
        result = CliRunner().invoke(cli, ["unreadable", *asked, "--store", str(folder)])
        return f"{result.exit_code} {result.output}"

    assert "annotation  1" in run("list")
    imports = CliRunner().invoke(cli, ["imports", "--store", str(folder)])
    assert "! 1 damaged entry is skipped: annotation 1." in imports.stderr
    assert run("delete", "annotation", "2").startswith("1 Error: There is no damaged annotation 2.")
    assert run("delete", "annotation", "1") == "0 annotation  1\n"
    assert run("list") == "0 Every entry can be read.\n"


def test_what_the_ledger_lost_is_not_counted_twice(folder: Path) -> None:
    """Without its extents an import is looked at row by row: the figures stay."""

    def leads() -> int:
        store = Store.open(folder)
        rows: int = store.scan("leads").collect().height
        shared = store.pin("leads").shared
        store.close()
        return rows if shared is None else -rows

    before = leads()
    number = next(d.row for d in damages(folder)["imports.extents"])
    spoil(
        folder,
        [Damage("imports", "extents", row, BROKEN, "cut") for row in range(number, number + 9)],
    )
    assert leads() == abs(before)
