"""Periods on pages: comparisons with dates of one's own, and periods that no file covers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import Opener
from tests.pages.figures import figures, notes


def _words(app: object) -> str:
    """The texts and the labels of the filter bar."""
    labels = [block.proto.popover.label for block in app.get("popover")]  # type: ignore[attr-defined]
    texts = [text.value for text in (*app.markdown, *app.caption)]  # type: ignore[attr-defined]
    return " ".join([*texts, *labels])


def test_compares_with_dates_of_the_users_choice(opened: Opener, demo_folder: Path) -> None:
    """The dates of both periods come from the address, and the bar names them."""
    asked = {"period": "custom", "dates": "2026-10-01~2026-10-31"}
    app = opened(demo_folder, **asked, compare="own", compare_dates="2026-08-01~2026-08-31")
    assert "vs 1–31 Aug 2026" in _words(app)


def test_says_which_comparison_moves_by_weeks(opened: Opener, demo_folder: Path) -> None:
    """A calendar month is compared with the one before; other spans keep their weekdays."""
    month = opened(demo_folder, period="custom", dates="2026-10-01~2026-10-31")
    assert "vs 1–30 Sep 2026" in _words(month)
    assert "same weekdays" not in _words(month)
    weeks = opened(demo_folder, period="custom", dates="2026-09-28~2026-10-25")
    assert "Compared with 31 Aug–27 Sep 2026 (same weekdays)" in _words(weeks)


def test_a_period_without_files_leads_to_one_with_figures(
    opened: Opener, demo_folder: Path
) -> None:
    """It says what the files cover, and one click shows the nearest period."""
    app = opened(demo_folder, period="custom", dates="2024-03-01~2024-03-31")
    assert app.title[0].value == "No data for 1–31 Mar 2024"
    assert "LinkedIn" in _words(app)
    app.button(key="nearest_period").click().run()
    assert not app.exception
    assert app.title[0].value.startswith("Leads")
    assert figures(app)


def test_a_card_of_a_figure_that_grows_says_what_is_expected(
    opened: Opener, demo_folder: Path
) -> None:
    """Customers of last month are not all known yet; leads are."""
    app = opened(demo_folder, period="lastmonth")
    assert notes(app)["Customers won"] == ":gray[provisional]"
    assert "provisional" not in notes(app)["Leads"]
    assert any("expected" in caption.value for caption in app.caption)
    customers = opened(demo_folder, period="lastmonth", figure="customers")
    assert "so far, provisional, about" in customers.title[0].value


@pytest.mark.parametrize("slug", ["channels", "content", "attribution", "paths", "costs", "figure"])
def test_every_page_without_data_for_the_period_says_one_thing(
    opened: Opener, demo_folder: Path, slug: str
) -> None:
    """The answer, what the files cover and one way there; no second message and no empty part."""
    app = opened(demo_folder, slug, period="custom", dates="2024-03-01~2024-03-31")
    assert [one.value for one in app.title] == ["No data for 1–31 Mar 2024"]
    assert app.button(key="nearest_period").label.startswith("Show ")
    assert not app.info
    assert not app.dataframe
    assert not app.get("plotly_chart")


def test_tests_without_data_for_the_period_offer_no_comparison(
    opened: Opener, demo_folder: Path
) -> None:
    """Its own tests are listed whatever the period is."""
    app = opened(demo_folder, "tests", period="custom", dates="2024-03-01~2024-03-31")
    assert "Your files cover other days." in [one.value for one in app.caption]
    assert app.button(key="nearest_period")
    assert "Compare what has run" not in [one.value for one in app.header]
