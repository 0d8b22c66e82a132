"""The Reports page: what it shows, edits, saves and gives away is the report's own value."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
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
from report.document.model import Audience, Report, Request, Text
from report.document.repository import find, open_snapshot
from report.evidence.context import ReportContext
from report.formats import formats
from report.formats.file_names import file_name
from report.wording import render
from tests.pages.conftest import Opener
from ui.components.present import draft_state
from ui.components.present.log_step import steps
from ui.components.present.screens import Screen, screens
from ui.components.present.sentences import FIELD
from ui.components.present.slide import slide

OCTOBER = Request(date(2026, 10, 1), date(2026, 10, 31))
SEPTEMBER = Request(date(2026, 9, 1), date(2026, 9, 30))
EDITED = "Sales are what counts & <b>nothing</b> else"


_BUILT: dict[tuple[Path, str], Report] = {}


@pytest.fixture(scope="module")
def demo_store(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store for everything that is stored here: its facts stay, so that they are read once."""
    copy = tmp_path_factory.mktemp("present") / "store"
    shutil.copytree(demo_folder, copy)
    return copy


@cache
def _context(folder: Path) -> ReportContext:
    store = Store.open(folder)
    return ReportContext.of(store, Facts(store))


def _built(folder: Path, request: Request = OCTOBER) -> Report:
    """The report of a store that no test changes; each request is built once."""
    key = (folder, repr(request))
    if key not in _BUILT:
        _BUILT[key] = build(_context(folder), request, now=datetime.now(UTC))
    return _BUILT[key]


def _page(app: AppTest) -> str:
    """The parts of the report on the page; empty where there is none."""
    made = [html.proto.body for html in app.get("html")]
    return "".join(body for body in made if '<div class="paper' in body)


def _say(app: AppTest, name: str, text: str) -> None:
    """Writes in place of a sentence, as the script of the page does."""
    app.text_input(key=FIELD).input(json.dumps({"id": name, "text": text})).run()


def _keys(app: AppTest) -> set[str]:
    return {str(one.key) for one in app.button}


def _screen(app: AppTest) -> str:
    """The screen in presentation mode; empty on the page."""
    made = [html.proto.body for html in app.get("html")]
    return next((body for body in made if '<div class="slide"' in body), "")


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
    for sentence in (made.headline, *(section.title for section in made.pages)):
        told = render.sentence(sentence, language)
        assert told.replace("&", "&amp;") in _page(app)
    parts = re.findall(r'<div class="paper[^"]*" lang="(\w+)">', _page(app))
    assert parts == [language] * (len(made.pages) + 2)


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


def test_sections_are_moved_and_hidden_at_their_heading(opened: Opener, demo_folder: Path) -> None:
    """The report on the page is the one that is built with the same order and without the same."""
    app = opened(demo_folder, "reports")
    app.button(key="present_move_vanity_seen").click().run()
    app.button(key="present_move_channels_1").click().run()
    request = _draft(app)
    assert request.dropped == ("vanity",)
    ids = [section.id for section in _built(demo_folder, request).pages]
    assert ids.index("works") < ids.index("channels")
    assert re.findall(r'<section id="(\w+)"', _page(app)) == ids
    assert app.button(key="present_move_answer_-1").disabled
    assert app.button(key="present_move_decide_1").disabled
    app.button(key="present_back_vanity").click().run()
    assert 'id="vanity"' in _page(app)
    app.button(key="present_order_back").click().run()
    assert (_draft(app).dropped, _draft(app).order) == ((), ())


def test_changes_are_taken_back_one_by_one(opened: Opener, demo_folder: Path) -> None:
    """Edits, hidden sections and decisions: the last one first, until there is none."""
    app = opened(demo_folder, "reports")
    assert "present_undo" not in _keys(app)
    begun = _draft(app)
    _say(app, "decide.title", EDITED)
    app.button(key="present_move_goals_1").click().run()
    app.button(key="present_move_budget_seen").click().run()
    moved = replace(_draft(app), dropped=())
    for before in (moved, replace(moved, order=()), begun):
        app.button(key="present_undo").click().run()
        assert _draft(app) == before
    assert "present_undo" not in _keys(app)


def test_sentences_are_written_where_they_are_read(opened: Opener, demo_folder: Path) -> None:
    """As plain text with a mark; without text, or with its own, the generated one is back."""
    app = opened(demo_folder, "reports")
    name = "decide.title"
    [rule] = [one for one in _built(demo_folder).sections if one.id == "decide"]
    usual = render.sentence(rule.title, "en")
    shown = f'data-say="{name}" data-written role="button" tabindex="0"'
    assert f'<span data-say="{name}" role="button" tabindex="0"' in _page(app)
    for back in ("", usual):
        _say(app, name, EDITED)
        assert "Sales are what counts &amp; &lt;b&gt;" in _page(app)
        assert shown in _page(app)
        assert _page(app).count(">edited</small>") == 1
        _say(app, name, back)
        assert usual in _page(app)
        assert not _draft(app).written["en"]
    app.button(key="present_edit").click().run()
    assert 'data-say="' not in _page(app)


def test_headline_that_is_read_once_is_edited_once(opened: Opener, demo_folder: Path) -> None:
    """The first section has the same title: it does not appear with the text of before."""
    app = opened(demo_folder, "reports")
    usual = render.sentence(_built(demo_folder).headline, "en")
    _say(app, "headline", EDITED)
    assert _draft(app).written["en"] == {"headline": EDITED, "answer.title": EDITED}
    assert usual not in _page(app).partition("</h1>")[2].replace(f">{usual}</a>", "")


@pytest.mark.parametrize("sent", ["", "[]", '{"id": "headline"}', '{"id": 1, "text": "x"}',
                                  '{"id": "no.such", "text": "x"}'])  # fmt: skip
def test_only_sentences_of_the_report_are_written(
    opened: Opener, demo_folder: Path, sent: str
) -> None:
    """Anything else that arrives changes nothing."""
    app = opened(demo_folder, "reports")
    app.text_input(key=FIELD).input(sent).run()
    assert _draft(app).written == {}


def test_next_steps_get_an_owner_and_a_day(opened: Opener, demo_folder: Path) -> None:
    """Owner and day stand in the report as they were entered."""
    app = opened(demo_folder, "reports")
    _say(app, "steps.tags.owner", "Ada Lovelace")
    _say(app, "steps.tags.due", "2027-01-04")
    assert 'data-say="steps.tags.due" data-day="2027-01-04" data-written' in _page(app)
    assert "Ada Lovelace" in _page(app)
    assert "4 Jan 2027" in _page(app).replace("\u00a0", " ")


def test_a_step_is_logged_with_one_click(
    opened: Opener, demo_folder: Path, demo_store: Path
) -> None:
    """With its owner, day, effect and measure; then the step says so, and undo takes it back."""
    app = opened(demo_store, "reports")
    _say(app, "steps.tags.owner", "Ada Lovelace")
    [step] = [one for one in steps(_built(demo_folder, _draft(app))) if one.id == "steps.tags"]
    app.button(key="present_log_steps.tags").click().run()
    [stored] = Store.open(demo_store).state.decisions.current()
    logged = stored.decision
    assert (logged.text, logged.owner) == (render.sentence(step.what, "en"), "Ada Lovelace")
    assert (logged.due, logged.proposal) == (step.due, "steps.tags")
    assert step.expected is not None
    assert render.said(step.expected, "en") in logged.reason
    assert logged.measure is not None
    assert logged.measure.utm_issue
    assert re.search(
        r">Logged on \d+ \w+ \d{4} <button[^>]* data-press=\"present_logged_steps-tags", _page(app)
    )
    assert "present_log_steps.tags" not in _keys(app)
    app.button(key="present_logged_steps.tags").click().run()
    assert app.text_input(key="decision_field_owner").value == "Ada Lovelace"
    app.button(key="present_undo").click().run()
    assert not Store.open(demo_store).state.decisions.current()
    assert 'data-press="present_log_steps-tags"' in _page(app)


def test_sentences_wait_for_their_period(opened: Opener, demo_folder: Path) -> None:
    """What was written about October is not said of September, and is there in October again."""
    app = opened(demo_folder, "reports")
    _say(app, "headline", EDITED)
    for span, there in ((SEPTEMBER, False), (OCTOBER, True)):
        app.date_input(key=_field("dates")).set_value((span.start, span.end)).run()
        assert ("Sales are what counts" in _page(app)) is there
        assert ("present_undo" in _keys(app)) is there


def test_saved_report_is_opened_and_asked_again(opened: Opener, demo_store: Path) -> None:
    """A saved report keeps all that was chosen; the next period is one click away."""
    app = opened(demo_store, "reports")
    app.date_input(key=_field("dates")).set_value((SEPTEMBER.start, SEPTEMBER.end)).run()
    app.button(key="present_move_vanity_seen").click().run()
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
    assert app.code[0].value.endswith(f"?snapshot={shot.id}")
    before = render.sentence(open_snapshot(state, shot.id).headline, "en")
    _say(app, "headline", EDITED)
    assert not app.code  # the link is one to the report of before
    app.button(key=f"present_look_{shot.id}").click().run()
    assert before in _page(app)
    assert EDITED[:20] not in _page(app)
    assert 'data-say="' not in _page(app)
    assert app.code[0].value.endswith(f"?snapshot={shot.id}")
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
    name = file_name(_built(demo_store), ".pdf")
    assert name == "ete-co-report-2026-10-en.pdf"


def test_period_without_figures_says_what_to_do(opened: Opener, demo_folder: Path) -> None:
    """No empty pages: a sentence, and the way to the last month that has figures."""
    app = opened(demo_folder, "reports", lang="fr")
    app.date_input(key=_field("dates")).set_value((date(2001, 1, 1), date(2001, 1, 31))).run()
    assert "Rien n’est connu" in app.info[0].value
    assert not _page(app)
    app.button(key="present_latest").click().run()
    assert (_draft(app).start, _draft(app).end) == (OCTOBER.start, OCTOBER.end)
    assert _page(app)


def _blocks(found: Iterable[Screen]) -> list[str]:
    return sorted(b.id for one in found for s in one.report.sections for b in s.blocks)


@pytest.mark.parametrize("audience", Audience)
def test_screens_show_each_block_once_and_no_appendix(
    demo_folder: Path, audience: Audience
) -> None:
    """A cover first; then every block of every presented section on exactly one screen."""
    made = _built(demo_folder, replace(OCTOBER, audience=audience))
    first, *others = screens(made)
    assert first.report.sections == ()
    told = [section for section in made.pages if not section.appendix]
    assert _blocks(others) == sorted(block.id for section in told for block in section.blocks)
    assert [one.section.id for one in others if one.section and not one.further] == [
        section.id for section in told
    ]


def test_executive_has_a_screen_for_each_section(demo_folder: Path) -> None:
    """A cover and eight sections; a manager's tables and charts after the first have their own."""
    executive = screens(_built(demo_folder, replace(OCTOBER, audience=Audience.EXECUTIVE)))
    assert len(executive) <= 9
    assert not [one for one in executive if one.further]
    manager = screens(_built(demo_folder))
    seen = [
        [b for b in s.blocks if not isinstance(b, Text)] for m in manager for s in m.report.sections
    ]
    assert max(map(len, seen)) == 1


def test_further_screen_has_the_title_of_its_table(demo_folder: Path) -> None:
    """Titles of screens are all different, and a table's own title is not written twice."""
    manager = screens(_built(demo_folder))
    titles = [render.sentence(s.title, "en") for m in manager for s in m.report.sections]
    assert len(set(titles)) == len(titles)
    [posts] = [m for m in manager if m.further and _blocks([m]) == ["audience.posts"]]
    html = slide(formats()["html"].write(posts.report).decode(), further=True)
    title = render.sentence(posts.report.sections[0].title, "en")
    assert [html.count(f"<{tag}>{title}<") for tag in ("h2", "h3")] == [1, 0]


def test_cover_has_the_headline_where_no_section_has_it(demo_folder: Path) -> None:
    """Mostly the answer is the first section, and the cover has the title of the report."""
    made = _built(demo_folder)
    cover = screens(made)[0].report.headline
    assert render.sentence(cover, "en") == render.title(made)
    alone = _built(demo_folder, replace(OCTOBER, dropped=("answer",)))
    assert screens(alone)[0].report.headline == alone.headline


def test_screens_turn_and_end(opened: Opener, demo_folder: Path) -> None:
    """A screen has the section's title and nothing to edit; the end leads back to the page."""
    app = opened(demo_folder, "reports")
    app.button(key="present_start").click().run()
    assert app.query_params["screen"] == "1"
    app.button(key="present_turn_right").click().run()
    title = render.sentence(_built(demo_folder).sections[0].title, "en")
    assert title in _screen(app)
    assert not app.text_input
    assert not app.main.caption
    assert not app.main.title
    app.button(key="present_turn_end").click().run()
    assert _page(app)


@pytest.mark.parametrize(("asked", "shown"), [("0", 1), ("2", 2), ("99", 0), ("²", 1), ("x", 1)])
def test_number_of_the_screen_is_one_of_the_report(
    opened: Opener, demo_folder: Path, asked: str, shown: int
) -> None:
    """Anybody can edit the address: it never leads beyond the ends."""
    every = len(screens(_built(demo_folder)))
    app = opened(demo_folder, "reports", screen=asked)
    assert f"{shown or every} of {every}" in [each.value for each in app.markdown]


def test_speaker_notes_are_shown_on_demand(opened: Opener, demo_folder: Path) -> None:
    """What to say, the likely question and its answer, until they are hidden again."""
    app = opened(demo_folder, "reports", screen="2")
    talk = _built(demo_folder).sections[0].talk
    assert talk is not None
    question = render.said(talk.question, "en")
    for there in (False, True, False):
        made = [html.proto.body for html in app.get("html")]
        assert any('class="talk"' in body and question in body for body in made) is there
        app.button(key="present_turn_notes").click().run()


def test_answer_and_ask_are_first(opened: Opener, demo_folder: Path) -> None:
    """Headline, then the decision that is needed, before any section."""
    page = _page(opened(demo_folder, "reports"))
    assert page.index("<h1>") < page.index('<p class="ask">') < page.index("<section")


def test_link_opens_a_saved_report_to_read(opened: Opener, demo_store: Path) -> None:
    """The address names the report; the editor is closed until it is opened."""
    asked = replace(SEPTEMBER, title="Board of September")
    one = save_report(Store.open(demo_store), "Linked", asked, UNKNOWN)
    app = opened(demo_store, "reports", report=one.id)
    assert "Board of September" in _page(app)
    assert not app.tabs
    app.button(key="present_edit").click().run()
    assert app.text_input(key=_field("title")).value == "Board of September"
    app.button(key=f"present_remove_{one.id}").click().run()
    assert "report" not in app.query_params
    gone = opened(demo_store, "reports", report=one.id)
    assert "deleted" in gone.warning[0].value
    assert _page(gone)


def test_editor_is_closed_for_a_reader(opened: Opener, demo_folder: Path) -> None:
    """``read`` in the address shows the report alone; without it the editor is open."""
    assert not opened(demo_folder, "reports", read="").tabs
    app = opened(demo_folder, "reports")
    assert app.tabs
    app.button(key="present_edit").click().run()
    assert not app.tabs
    assert _page(app)


def test_every_format_is_in_the_menu(opened: Opener, demo_folder: Path) -> None:
    """Each format and the draft e-mail, under names of files that differ."""
    app = opened(demo_folder, "reports")
    keys = {str(one.key) for one in app.get("download_button")}
    assert {f"present_file_{name}" for name in (*formats(), "eml")} <= keys


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
