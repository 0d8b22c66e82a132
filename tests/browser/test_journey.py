"""What only a browser shows: the first run, real uploads, downloads, languages, no outside request."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from changes.demo import SEED
from data.demo import generate
from tests.conftest import LAST

# The script has ended, nothing is stale, and it stays so: between two runs of a script it looks as if
# it had ended, and a page hears keys a moment after it is drawn.
CALM = 200  # milliseconds
SETTLED = f"""() => {{
  const ended = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]');
  if (!ended || document.querySelector('[data-stale=true]')) {{ window.calmSince = undefined; return false; }}
  window.calmSince ??= performance.now();
  return performance.now() - window.calmSince > {CALM};
}}"""
HEADING = "[data-testid=stMain] :is(h1, h2)"
MONTH = re.compile(r"(janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)")
FITS = "width => innerWidth === width && document.documentElement.scrollWidth <= width"
# A chart with a line through several points.
DRAWN = """() => {
  const lines = document.querySelector('.js-plotly-plot')?._fullData ?? [];
  return lines.some(line => line.y.length > 5);
}"""


def settle(page: Page) -> None:
    """Waits until the script has run and nothing on the page is stale.

    A click may not have reached the server yet: what is said after it has to be awaited as well.
    """
    page.evaluate("() => { window.calmSince = undefined; }")
    page.wait_for_function(SETTLED)


def visit(page: Page, url: str) -> None:
    page.goto(url)
    # Until a page has begun to show, its script looks as if it had ended.
    expect(page.locator(HEADING).first).to_be_attached()
    settle(page)


def turn_to(page: Page, name: str) -> None:
    """Follows the link of the navigation to another page, of this name."""
    heading = page.locator(HEADING).first
    before = heading.text_content() or ""
    page.get_by_role("link", name=name, exact=True).first.click()
    # The heading of a page may be its answer; the first page of the menu has no address of its own.
    expect(page).to_have_url(re.compile(rf"/({name.lower()}[^/]*|\?.*)?$"))
    # The address changes first: until the script begins, the page before is calm.
    expect(heading).not_to_have_text(before)
    settle(page)


def try_demo(page: Page, app: str) -> None:
    visit(page, app)
    page.locator(".st-key-demo button").click()
    expect(page.locator(".st-key-figure").first).to_be_visible()
    settle(page)


def files(folder: Path, *endings: str) -> list[Path]:
    """Demo exports as files that a manager could have downloaded."""
    found = []
    for file in generate(SEED, LAST).files:
        if file.name.endswith(endings):
            path = folder / file.name.rsplit("/", 1)[-1]
            path.write_bytes(file.content)
            found.append(path)
    assert len(found) == len(endings)
    return found


def test_first_run_with_demo_data(app: str, page: Page) -> None:
    """One click fills every page; the charts are drawn; one click takes it all away."""
    try_demo(page, app)
    note = page.locator(".st-key-demo_note button").first
    expect(note).to_have_text(re.compile("Demo data"))
    expect(page.locator(".st-key-figure button").first).to_have_text(re.compile(r"Leads\s*[\d,]+"))
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    page.wait_for_function(DRAWN)
    note.click()
    page.locator(".st-key-remove_demo button").click()
    expect(page.get_by_text("What did your marketing bring?")).to_be_visible()
    expect(page.locator(".st-key-demo_note")).to_have_count(0)


def test_upload_question_undo(app: str, page: Page, tmp_path: Path) -> None:
    """Two files at once: one is imported, one asks for its year; a drawer undoes an import."""
    visit(page, app)
    chosen = files(tmp_path, "Overview.csv", "983340097073313.csv")
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(chosen)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("1 file imported, 1 with a question")
    expect(page.get_by_text("TikTok does not write the year")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(heading).to_have_text("2 files imported")
    settle(page)
    page.reload()
    expect(heading).to_have_text("2 files imported")
    visit(page, f"{app}/sources?open=tiktok")
    page.get_by_role("dialog").get_by_role("button", name="Undo import").click()
    expect(page.get_by_text("1 undone import")).to_be_attached()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_row_of_the_sources_opens_its_drawer_again_and_again(demo: str, page: Page) -> None:
    """A click on a cell opens it, Esc closes it, and the same row opens it once more."""
    visit(page, f"{demo}/sources")
    grid = page.get_by_test_id("stDataFrame").first
    for _time in range(2):
        box = grid.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 20, box["y"] + 60)
        page.mouse.click(box["x"] + 40, box["y"] + 60)
        expect(page.get_by_role("dialog")).to_be_visible()
        settle(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        settle(page)


def test_goal_is_created(own_demo: str, page: Page) -> None:
    """From the empty page to a goal with a chart, in the list of Results."""
    visit(page, own_demo)
    turn_to(page, "Goals")
    page.locator(".st-key-goal_new button").click()
    settle(page)
    target = page.get_by_label("Target", exact=True)
    target.fill("1200")
    target.press("Enter")
    settle(page)
    expect(page.get_by_text("Likelihood of 1,200")).to_be_visible()
    page.get_by_role("button", name="Save goal").click()
    expect(page.get_by_text("Saved. Likelihood")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    settle(page)
    turn_to(page, "Results")
    expect(page.locator("[class*=st-key-goal_row_]")).to_have_count(1)


def test_french_by_control_and_by_address(demo: str, page: Page) -> None:
    """The language changes in place, goes into the address, and the address alone sets it."""
    visit(page, demo)
    page.get_by_role("radio", name="Français").click()
    expect(page.get_by_role("link", name="Résultats").first).to_be_visible()
    expect(page).to_have_url(re.compile("lang=fr"))
    ticks = page.locator(".js-plotly-plot .xtick text")
    expect(ticks.filter(has_text=MONTH).first).to_be_attached()
    visit(page, f"{demo}/metrics?lang=fr")
    expect(page.get_by_role("heading", level=1)).to_contain_text("indicateurs sur")


def test_filters_in_the_address(demo: str, page: Page) -> None:
    """A link shows what was seen; going back restores it."""
    visit(page, demo)
    visit(page, f"{demo}/?period=last28&channels=Email")
    period = page.locator(".st-key-bar_period_open button").first
    expect(period).to_contain_text("Last 28 days")
    expect(page).to_have_url(re.compile("period=last28"))
    period.click()
    page.get_by_text("This year", exact=True).click()
    expect(page).to_have_url(re.compile("period=year"))
    expect(period).to_contain_text("This year")
    settle(page)
    page.go_back()
    expect(page).to_have_url(re.compile("period=last28"))
    expect(period).to_contain_text("Last 28 days")
    settle(page)
    # Pages without filters keep them too.
    for name in ("Goals", "Channels"):
        turn_to(page, name)
        expect(page).to_have_url(re.compile("channels=Email"))


def test_cold_link_opens_its_page(app: str, page: Page) -> None:
    """The first session of a fresh server may begin on any page."""
    visit(page, f"{app}/metrics")
    expect(page.get_by_role("heading", level=1)).to_contain_text("metrics")
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_address_of_a_page_that_is_not_offered_yet_leads_to_the_welcome(
    empty: str, page: Page
) -> None:
    """A bookmark of a store that is empty now opens the page that says how to begin."""
    visit(page, f"{empty}/attribution?lang=fr")
    expect(page.get_by_role("heading", name="Qu’a apporté votre marketing")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_table_downloads_as_csv(demo: str, page: Page) -> None:
    """The channel table comes as a CSV with plain numbers."""
    visit(page, demo)
    turn_to(page, "Channels")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").first.click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    assert text.startswith("channel,from,to,before_from,before_to,leads,")
    assert "Paid Search,2026-" in text


def test_nothing_overflows(demo: str, page: Page) -> None:
    """No page scrolls sideways on a laptop or on a phone."""
    for path in (
        "",
        "channels",
        "attribution",
        "paths",
        "goals",
        "utm_tags",
        "sources",
        "metrics",
        "reports",
    ):
        page.set_viewport_size({"width": 1440, "height": 900})
        visit(page, f"{demo}/{path}")
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_function(FITS, arg=width)
