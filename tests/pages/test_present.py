"""The Present page: what it shows, edits, keeps and gives away is the report's own value."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from changes.reports import save_report
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from i18n.catalogue import languages
from report.build import build
from report.document.brand import brand
from report.document.model import Audience, Report, Request
from report.document.repository import find, open_snapshot
from report.evidence.context import ReportContext
from report.wording import render
from tests.pages.conftest import Opener
from ui.components.present import draft_state, files, presenter

OCTOBER = Request(date(2026, 10, 1), date(2026, 10, 31))
SEPTEMBER = Request(date(2026, 9, 1), date(2026, 9, 30))
EDITED = "Sales are what counts & <b>nothing</b> else"


@pytest.fixture(scope="module")
def demo_store(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store for everything that is stored here: its facts stay, so that they are read once."""
    copy = tmp_path_factory.mktemp("present") / "store"
    shutil.copytree(demo_folder, copy)
    return copy


def _built(folder: Path, request: Request = OCTOBER) -> Report:
    store = Store.open(folder)
    made = build(ReportContext.of(store, Facts(store)), request, now=datetime.now(UTC))
    store.close()
    return made


def _page(app: AppTest) -> str:
    [frame] = app.get("iframe")
    return str(frame.proto.srcdoc)


def _field(name: str) -> str:
    return draft_state.key(name)


def _draft(app: AppTest) -> Request:
    request: Request = app.session_state[draft_state.DRAFT]
    return request


def _told(app: AppTest) -> list[str]:
    """What the page itself says, controls and sentences."""
    controls = [*app.button, *app.checkbox, *app.text_input, *app.text_area, *app.selectbox,
                *app.date_input, *app.tabs, *app.expander, *app.color_picker]  # fmt: skip
    said = [*app.markdown, *app.caption, *app.subheader]
    return [str(one.label) for one in controls] + [str(one.value) for one in said]


@pytest.mark.parametrize("language", languages())
def test_preview_is_the_report_of_the_last_complete_month(
    opened: Opener, demo_folder: Path, language: str
) -> None:
    """The headline and the title of every section stand in the preview, in the page's language."""
    app = opened(demo_folder, "reports", lang=language)
    made = _built(demo_folder, Request(OCTOBER.start, OCTOBER.end, language=language))
    for sentence in (made.headline, *(section.title for section in made.sections)):
        told = render.sentence(sentence, language)
        assert told.replace("&", "&amp;") in _page(app)
    assert f'<html lang="{language}">' in _page(app)


def test_controls_make_the_request(opened: Opener, demo_folder: Path) -> None:
    """Period, comparison, reader, language, title and currency are what the report is built of."""
    app = opened(demo_folder, "reports")
    app.date_input(key=_field("dates")).set_value((SEPTEMBER.start, SEPTEMBER.end)).run()
    app.selectbox(key=_field("compare")).select("none").run()
    app.segmented_control(key=_field("audience")).set_value("executive").run()
    app.segmented_control(key=_field("language")).set_value("fr").run()
    app.text_input(key=_field("title")).input("Le mois").run()
    app.text_input(key=_field("currency")).input("eur").run()
    request = _draft(app)
    assert (request.start, request.end) == (SEPTEMBER.start, SEPTEMBER.end)
    assert (request.compare.value, request.audience) == ("none", Audience.EXECUTIVE)
    assert (request.language, request.title, request.currency) == ("fr", "Le mois", "EUR")
    made = _built(demo_folder, request)
    assert render.period(made) in _page(app)
    assert render.sentence(made.headline, "fr") in _page(app)


def test_a_currency_is_three_letters(opened: Opener, demo_folder: Path) -> None:
    """What is none is refused in words, and the report stays as it was."""
    app = opened(demo_folder, "reports", lang="fr")
    app.text_input(key=_field("currency")).input("€").run()
    assert "trois lettres" in app.error[0].value
    assert _draft(app).currency is None


def test_sections_are_dropped_and_moved(opened: Opener, demo_folder: Path) -> None:
    """The report on the page is the one that is built with the same order and without the same."""
    app = opened(demo_folder, "reports")
    app.checkbox(key="present_in_vanity").uncheck().run()
    app.button(key="present_move_channels_-1").click().run()
    request = _draft(app)
    assert request.dropped == ("vanity",)
    ids = [section.id for section in _built(demo_folder, request).sections]
    assert ids.index("channels") < ids.index("returns")
    assert re.findall(r'<section id="(\w+)"', _page(app)) == ids
    app.button(key="present_order_back").click().run()
    assert (_draft(app).dropped, _draft(app).order) == ((), ())


def test_sentences_are_written_over_and_taken_back(opened: Opener, demo_folder: Path) -> None:
    """What is written is in the preview as plain text; one click gives the rule's back."""
    app = opened(demo_folder, "reports")
    usual = app.text_area(key="present_say_en_headline").value
    app.text_area(key="present_say_en_headline").input(EDITED).run()
    assert "Sales are what counts &amp; &lt;b&gt;" in _page(app)
    app.button(key="present_say_en_headline_back").click().run()
    assert app.text_area(key="present_say_en_headline").value == usual
    assert not _draft(app).written["en"]


def test_next_steps_get_an_owner_and_a_day(opened: Opener, demo_folder: Path) -> None:
    """Owner and day stand in the report as they were entered."""
    app = opened(demo_folder, "reports")
    [owner, *_] = [one for one in app.text_input if str(one.key).endswith(".owner")]
    owner.input("Ada Lovelace").run()
    [due, *_] = [one for one in app.date_input if str(one.key).endswith(".due")]
    due.set_value(date(2027, 1, 4)).run()
    assert "Ada Lovelace" in _page(app)
    assert "4\u00a0Jan\u00a02027" in _page(app)


def test_sentences_wait_for_their_period(opened: Opener, demo_folder: Path) -> None:
    """What was written about October is not said of September, and is there in October again."""
    app = opened(demo_folder, "reports")
    app.text_area(key="present_say_en_headline").input(EDITED).run()
    for span, there in ((SEPTEMBER, False), (OCTOBER, True)):
        app.date_input(key=_field("dates")).set_value((span.start, span.end)).run()
        assert ("Sales are what counts" in _page(app)) is there


def test_saved_report_is_opened_and_asked_again(opened: Opener, demo_store: Path) -> None:
    """A saved report keeps all that was chosen; the next period is one click away."""
    app = opened(demo_store, "reports")
    app.date_input(key=_field("dates")).set_value((SEPTEMBER.start, SEPTEMBER.end)).run()
    app.checkbox(key="present_in_vanity").uncheck().run()
    app.text_input(key="present_save_name").input("Board").run()
    app.button(key="present_save").click().run()
    state = Store.open(demo_store).state
    saved = find(state, "Board")
    assert saved is not None
    assert saved.request == _draft(app)
    app.button(key=f"present_again_{saved.id}").click().run()
    assert (_draft(app).start, _draft(app).end) == (OCTOBER.start, OCTOBER.end)
    assert _draft(app).dropped == ("vanity",)
    assert find(state, "Board").request == _draft(app)  # type: ignore[union-attr]
    assert app.button(key=f"present_again_{saved.id}").disabled
    app.button(key=f"present_remove_{saved.id}").click().run()
    assert find(state, "Board") is None


def test_opened_report_fills_the_controls(opened: Opener, demo_store: Path) -> None:
    """After opening, every control says what was saved."""
    asked = Request(SEPTEMBER.start, SEPTEMBER.end, "fr", Audience.ANALYST, title="Le mois")
    one = save_report(Store.open(demo_store), "Mois", asked, UNKNOWN)
    app = opened(demo_store, "reports")
    app.button(key=f"present_open_{one.id}").click().run()
    assert _draft(app) == asked
    assert app.text_input(key=_field("title")).value == "Le mois"
    assert app.segmented_control(key=_field("audience")).value == "analyst"
    assert app.text_input(key="present_save_name").value == "Mois"


def test_snapshot_stays_as_it_was(opened: Opener, demo_store: Path) -> None:
    """A snapshot shows its report with no control to change it, whatever comes after."""
    app = opened(demo_store, "reports")
    app.button(key="present_take").click().run()
    state = Store.open(demo_store).state
    shot = state.reports.snapshots()[0]
    before = render.sentence(open_snapshot(state, shot.id).headline, "en")
    app.text_area(key="present_say_en_headline").input(EDITED).run()
    app.button(key=f"present_look_{shot.id}").click().run()
    assert before in _page(app)
    assert EDITED[:20] not in _page(app)
    assert not app.text_area
    assert shot.sha256 in " ".join(caption.value for caption in app.caption)
    app.button(key="present_close").click().run()
    assert EDITED[:20] in _page(app)


def test_brand_is_kept_for_all_reports(opened: Opener, demo_store: Path) -> None:
    """Name and colours are in the preview and in the names of files."""
    app = opened(demo_store, "reports")
    app.text_input(key="present_brand_name").input("Été & Co")
    app.color_picker(key="present_brand_primary").set_value("#112233")
    app.button(key="present_brand_save").click().run()
    store = Store.open(demo_store)
    assert (brand(store.state).name, brand(store.state).primary) == ("Été & Co", "#112233")
    assert "Été &amp; Co" in _page(app)
    assert "#112233" in _page(app)
    name = files.called(_built(demo_store), ".pdf")
    assert name == "ete-co-report-20261001-20261031.pdf"


def test_period_without_figures_says_what_to_do(opened: Opener, demo_folder: Path) -> None:
    """No empty pages: a sentence, and the way to the last month that has figures."""
    app = opened(demo_folder, "reports", lang="fr")
    app.date_input(key=_field("dates")).set_value((date(2001, 1, 1), date(2001, 1, 31))).run()
    assert "Rien n’est connu" in app.info[0].value
    assert not app.get("iframe")
    app.button(key="present_latest").click().run()
    assert (_draft(app).start, _draft(app).end) == (OCTOBER.start, OCTOBER.end)
    assert app.get("iframe")


def test_screens_show_each_idea_once_and_no_appendix(demo_folder: Path) -> None:
    """Headline first; every block of every section on exactly one screen, in order."""
    made = _built(demo_folder)
    first, *others = presenter.screens(made)
    assert first.sections == ()
    shown = [block for screen in others for block in screen.sections[0].blocks]
    told = [section for section in made.sections if not section.appendix]
    assert shown == [block for section in told for block in section.blocks]


def test_screens_turn_and_end(opened: Opener, demo_folder: Path) -> None:
    """A screen has the section's title and nothing to edit; the end leads back to the page."""
    app = opened(demo_folder, "reports")
    app.button(key="present_start").click().run()
    assert app.query_params["screen"] == "1"
    app.button(key="present_turn_right").click().run()
    title = render.sentence(_built(demo_folder).sections[0].title, "en")
    assert any(title in html.proto.body for html in app.get("html"))
    assert not app.text_input
    app.button(key="present_turn_end").click().run()
    assert app.get("iframe")


def test_french_page_of_a_french_report_has_no_english(opened: Opener, demo_store: Path) -> None:
    """Controls, saved reports, snapshots and screens speak French."""
    save_report(Store.open(demo_store), "Mois", OCTOBER, UNKNOWN)
    app = opened(demo_store, "reports", lang="fr")
    app.button(key="present_take").click().run()
    texts = _told(app)
    app.button(key="present_start").click().run()
    texts += _told(app)
    english = re.compile(
        r"\b(the|with|of|and|by|from|your|not|save|open|move|next)\b", re.IGNORECASE
    )
    assert [text for text in texts if english.search(text.replace("Maison Volta", ""))] == []
