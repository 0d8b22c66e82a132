"""The first run: what is dropped is understood, asked about and answered on one page."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.base.export_guide import export_guides
from data.imports import import_upload
from data.store import Store
from i18n.catalogue import languages
from tests.pages.conftest import Opener
from tests.pages.test_sources import dropped, words
from tests.sources.exports import content

REACH = b"Reach\r\nDate,Primary\r\n2026-03-01T00:00:00,12\r\n2026-03-02T00:00:00,15\r\n"
OVERVIEW = content("tiktok_overview_es.csv")
POSTS = content("facebook_posts_2025.csv")


def _questions(app: AppTest) -> list[str]:
    return [button.key for button in app.button if str(button.key).startswith("import_answered_")]


@pytest.mark.parametrize("language", languages())
def test_every_tool_has_a_tile_with_its_steps(
    opened: Opener, tmp_path: Path, language: str
) -> None:
    """Three steps where to click, and the name of the file to expect."""
    said = words(opened(tmp_path / "store", "welcome", lang=language))
    for guide in export_guides():
        assert guide.file in said
        for number, step in enumerate(guide.steps, 1):
            assert f"{number}. {step.render(language)}" in said


def test_the_same_question_of_several_files_is_answered_once(
    opened: Opener, tmp_path: Path
) -> None:
    """One answer imports all files of the group; the page says what is left."""
    folder = tmp_path / "store"
    app = opened(folder, "welcome")
    dropped(app, ("Reach.csv", REACH), ("Views.csv", REACH.replace(b"Reach", b"Views")))
    assert app.title[0].value == "2 files with a question"
    assert "These files do not say their network" in app.radio[0].label
    [go] = _questions(app)
    app.button(key=go).click().run()
    assert "Choose an answer first" in words(app)
    app.radio[0].set_value("instagram").run()
    app.button(key=go).click().run()
    assert app.title[0].value == "2 files imported"
    rows = Store.open(folder).scan("account_days").collect()
    assert rows["network"].unique().to_list() == ["instagram"]


def test_files_of_a_group_can_be_answered_one_by_one(opened: Opener, tmp_path: Path) -> None:
    """The switch gives each file its own question."""
    app = opened(tmp_path / "store", "welcome")
    dropped(app, ("Reach.csv", REACH), ("Views.csv", REACH.replace(b"Reach", b"Views")))
    [each] = [box for box in app.toggle if str(box.key).startswith("each_")]
    each.set_value(True).run()
    assert len(_questions(app)) == 2


def test_a_guess_says_where_it_comes_from(opened: Opener, tmp_path: Path) -> None:
    """Files of Facebook alone make Facebook the best guess."""
    folder = tmp_path / "store"
    app = opened(folder, "welcome")
    dropped(app, ("posts.csv", POSTS), ("Reach.csv", REACH))
    assert app.title[0].value == "1 file imported, 1 with a question"
    assert app.radio[0].value == "facebook"
    assert "Your other files are from this network" in app.radio[0].label


def test_a_skipped_file_is_asked_about_no_more(opened: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    app = opened(folder, "welcome")
    dropped(app, ("posts.csv", POSTS), ("Overview.csv", OVERVIEW))
    [skip] = [button for button in app.button if button.label == "Skip"]
    skip.click().run()
    assert Store.open(folder).state.uploads.waiting() == ()
    assert app.title[0].value == "1 file imported"


def test_the_same_file_twice_is_known(opened: Opener, tmp_path: Path) -> None:
    """It counts once, and the page says so."""
    app = opened(tmp_path / "store", "welcome")
    dropped(app, ("posts.csv", POSTS))
    app.button(key="again").click().run()
    dropped(app, ("posts.csv", POSTS))
    assert app.title[0].value == "1 file already imported"


def test_a_reload_shows_what_was_imported(opened: Opener, tmp_path: Path) -> None:
    """The address has the numbers of the imports, and the store the questions."""
    folder = tmp_path / "store"
    app = opened(folder, "welcome")
    dropped(app, ("posts.csv", POSTS), ("Overview.csv", OVERVIEW))
    numbers = app.query_params["imports"]
    again = opened(folder, "welcome", imports=numbers)
    assert again.title[0].value == "1 file imported, 1 with a question"


def test_the_page_says_which_period_results_opens_with(opened: Opener, tmp_path: Path) -> None:
    """It is the period that Results then has."""
    folder = tmp_path / "store"
    app = opened(folder, "welcome")
    dropped(app, ("posts.csv", POSTS))
    said = words(app)
    assert "Results opens with" in said
    assert "where 1 source has data" in said
    assert len(app.get("plotly_chart")) == 1


def test_waiting_files_are_named_in_the_menu_and_on_results(opened: Opener, tmp_path: Path) -> None:
    """Until they are answered."""
    folder = tmp_path / "store"
    import_upload(store := Store.open(folder), "posts.csv", POSTS)
    import_upload(store, "Overview.csv", OVERVIEW)
    app = opened(folder, "results")
    assert "1 file waits for an answer." in words(app)
    labels = [link.proto.label for link in app.get("page_link")]
    assert any("orange-badge[1]" in label for label in labels)


def test_sources_names_what_is_missing(opened: Opener, tmp_path: Path) -> None:
    """One source, the whole period; nothing imported yet is said as well."""
    assert opened(tmp_path / "none", "sources").title[0].value == "No data yet"
    folder = tmp_path / "store"
    import_upload(Store.open(folder), "posts.csv", POSTS)
    app = opened(folder, "sources")
    assert "whole period" in app.title[0].value
    app.text_input(key="find_source").set_value("nothing like it").run()
    assert not app.dataframe


def test_the_language_stays_where_a_button_leads_to_another_page(
    opened: Opener, demo_store: Path
) -> None:
    """Streamlit forgets the widget's value there; the address alone had set it."""
    app = opened(demo_store, "sources", lang="fr")
    app.button(key="import_files").click().run()
    assert app.title[0].value.startswith("Qu’a apporté votre marketing")


def test_files_refused_for_one_reason_are_named_together(opened: Opener, tmp_path: Path) -> None:
    """The reason and the next step are said once."""
    app = opened(tmp_path / "store", "welcome")
    dropped(app, ("one.csv", b"a,b\n1,2\n"), ("two.csv", b"a,b\n1,3\n"))
    assert app.title[0].value == "2 files refused"
    [refused] = [text.value for text in app.markdown if "Refused" in text.value]
    assert "one.csv" in refused
    assert "two.csv" in refused
