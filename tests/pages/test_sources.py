"""Files come in, ask, are undone and explain themselves through the page."""

from __future__ import annotations

from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from changes.demo import SEED
from data.demo import generate, imported
from data.imports import import_upload
from data.sources.registry import SOURCES
from data.store import Store
from i18n.catalogue import languages
from tests.conftest import LAST
from tests.pages.conftest import Opener
from ui.components.sources import turns
from ui.components.sources.import_issues import plain


def _file(ending: str) -> tuple[str, bytes]:
    [found] = [f for f in generate(SEED, LAST).files if f.name.endswith(ending)]
    return found.name.rsplit("/", 1)[-1], found.content


def dropped(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Drops files on the first page, which then says what was understood."""
    chosen = [(name, content, "text/csv") for name, content in files]
    app.get("file_uploader")[0].set_value(chosen).run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    """Everything that the page says in texts."""
    return "\n".join(str(one.value) for one in (*app.title, *app.caption, *app.markdown))


def test_upload_undo_and_restore(opened: Opener, tmp_path: Path) -> None:
    """A dropped file is imported at once; undoing it empties the store, and it can come back."""
    folder = tmp_path / "store"
    dropped(opened(folder, "welcome"), _file("983340097073313.csv"))
    [done] = Store.open(folder).state.ledger.done()
    assert done.summary["source"] == "instagram.posts"
    app = opened(folder, "sources", open="instagram")
    app.button(key=f"undo_{done.id}").click().run()
    assert Store.open(folder).state.ledger.done() == ()
    app.session_state["undone"] = True
    app.run()
    app.button(key=f"restore_{done.id}_all").click().run()
    [again] = Store.open(folder).state.ledger.done()
    assert again.extents == done.extents


def test_question_is_asked_and_answered(opened: Opener, tmp_path: Path) -> None:
    """TikTok's dates have no year: nothing counts before the year is given on the same page."""
    folder = tmp_path / "store"
    app = dropped(opened(folder, "welcome"), _file("Overview.csv"))
    store = Store.open(folder)
    assert store.state.ledger.done() == ()
    [waiting] = store.state.uploads.waiting()
    assert app.title[0].value == "1 file with a question"
    key = waiting.sha256[:12]
    assert app.selectbox(key=f"answer_{key}_year").value == "2026"
    app.button(key=f"import_answered_{key}").click().run()
    [done] = Store.open(folder).state.ledger.done()
    assert done.extents["account_days"].end == date(2026, 10, 31)
    assert app.title[0].value == "1 file imported"
    assert not any("wait" in text.lower() for text in words(app).split("\n"))


def test_refusal_explains_itself(opened: Opener, tmp_path: Path) -> None:
    """A file that nothing fits is named, with what was found and what to do."""
    app = dropped(opened(tmp_path / "store", "welcome"), ("notes.csv", b"a,b\n1,2\n"))
    assert app.title[0].value == "1 file refused"
    assert "notes.csv" in words(app)


def test_demo_leaves_with_one_click(opened: Opener, demo_store: Path) -> None:
    """After the click no demo row is visible and the welcome is back."""
    app = opened(demo_store, "sources")
    app.button(key="remove_demo").click().run()
    store = Store.open(demo_store)
    assert not imported.is_present(store)
    assert store.scan("leads").collect().is_empty()
    assert "Maison Volta" not in words(app)


@pytest.mark.parametrize("language", languages())
def test_lists_every_export_that_can_be_read(opened: Opener, tmp_path: Path, language: str) -> None:
    """Whoever was refused finds the right export and where the network offers it."""
    app = opened(tmp_path / "store", "sources", lang=language)
    app.session_state["supported"] = True
    app.run()
    shown = "\n".join(str(element.value) for element in app.markdown)
    for source in SOURCES.values():
        assert plain(source.label.render(language)) in shown
        assert plain(source.doc.render(language)) in shown


UNKNOWN = b"Datum;Aufrufe;Likes;Notiz\n01.03.2026;1.200;30;gut\n13.03.2026;900;21;\n"


def test_a_file_of_no_known_export_is_mapped_on_the_page(opened: Opener, tmp_path: Path) -> None:
    """Columns are proposed, changed and confirmed; the next file like it just comes in."""
    folder = tmp_path / "store"
    app = dropped(opened(folder, "welcome"), ("agency.csv", UNKNOWN))
    [waiting] = Store.open(folder).state.uploads.waiting()
    key = f"map_{waiting.sha256[:12]}"
    assert app.selectbox(key=f"{key}_table").value == "account_days"
    assert app.selectbox(key=f"{key}_account_days_column.aufrufe").value == "views"
    assert app.button(key=f"map_go_{waiting.sha256[:12]}").disabled  # nobody has said the network
    app.selectbox(key=f"{key}_network").set_value("threads").run()
    app.selectbox(key=f"{key}_account_days_column.likes").set_value("shares").run()
    app.button(key=f"map_go_{waiting.sha256[:12]}").click().run()
    store = Store.open(folder)
    rows = store.scan("account_days").sort("date").collect()
    assert rows["shares"].to_list() == [30, 21]
    assert rows["network"].unique().to_list() == ["threads"]
    app.button(key="again").click().run()
    dropped(app, ("april.csv", UNKNOWN.replace(b".03.", b".04.")))
    assert Store.open(folder).scan("account_days").collect().height == 4


def test_a_kept_mapping_is_changed_and_forgotten_on_the_page(
    opened: Opener, tmp_path: Path
) -> None:
    """What was confirmed once can be corrected for the files to come."""
    folder = tmp_path / "store"
    store = Store.open(folder)
    answers = {"mapping": "accept", "network": "threads"}
    import_upload(store, "agency.csv", UNKNOWN, answers)
    [kept] = store.state.mappings.all()
    app = opened(folder, "sources")
    app.selectbox(key=f"edit_{kept.id}_notiz").set_value("account")
    next(b for b in app.button if b.label == "Save").click().run()
    [changed] = store.state.mappings.all()
    assert changed.filled_by("account") == "notiz"
    app.selectbox(key=f"edit_{kept.id}_notiz").set_value("views")
    next(b for b in app.button if b.label == "Save").click().run()
    assert [changed] == list(store.state.mappings.all())
    assert "Two columns cannot be the same" in app.error[0].value
    app.button(key=f"forget_{kept.id}").click().run()
    assert store.state.mappings.all() == ()


def test_an_upload_waits_for_its_turn_and_says_how_many_come_first(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two others are being read; when one ends, the file is imported without a further click."""
    folder = tmp_path / "store"
    app = opened(folder, "welcome")
    name, content = _file("983340097073313.csv")
    said: list[int] = []

    def shown(_bar: object, _done: float, ahead: int) -> None:
        said.append(ahead)
        others.close()

    monkeypatch.setattr("ui.components.sources.uploads.show_waiting", shown)
    with ExitStack() as others:
        for _place in range(turns.TURNS.places):
            others.enter_context(turns.TURNS.turn(0, pytest.fail))
        app.get("file_uploader")[0].set_value([(name, content, "text/csv")]).run()
    assert said == [turns.TURNS.places]
    assert len(Store.open(folder).state.ledger.done()) == 1


def test_the_preview_of_a_waiting_upload_waits_for_its_turn_as_well(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads the file as importing it does."""
    folder = tmp_path / "store"
    with closing(Store.open(folder)) as store:
        import_upload(store, "agency.csv", UNKNOWN)
    said: list[int] = []

    def shown(_bar: object, _done: float, ahead: int) -> None:
        said.append(ahead)
        others.close()

    monkeypatch.setattr("ui.components.sources.turns.show_waiting", shown)
    with ExitStack() as others:
        for _place in range(turns.TURNS.places):
            others.enter_context(turns.TURNS.turn(0, pytest.fail))
        app = opened(folder, "sources")
    assert said == [turns.TURNS.places]
    assert [key for key in (box.key for box in app.selectbox) if str(key).endswith("_table")]
