"""The titles of reports, read by people: any change of one shows up here.

``UTMOST_WRITE_TITLES=1 pytest tests/report/test_titles.py`` writes the files anew, to be read before
they are committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from report.build import build
from report.document.model import Audience, Report, Request
from report.evidence.context import ReportContext
from report.formats.pptx.geometry import lines
from report.wording.render import sentence
from tests.conftest import LAST
from tests.report.worlds import MADE, WORLDS, request

HERE = Path(__file__).parent / "titles"
LANGUAGES = ("en", "fr")
_WIDTH, _SIZE, _MOST = 12.33, 24, 2  # inches, points and lines of a title
_DASH = re.compile(r" – |^– | –$")
_PLAIN_SPACE = re.compile(r" [;:?!%€»]|« ")


def titles(report: Report) -> Iterator[tuple[str, str, str]]:
    """Section, language and title of everything that is presented."""
    for section in report.sections:
        if not section.appendix:
            for language in LANGUAGES:
                yield section.id, language, sentence(section.title, language)


def checked(name: str, reports: dict[str, Report]) -> None:
    """The titles equal those of the file, and none breaks a rule."""
    found = []
    for case, report in reports.items():
        found.append(f"# {case}")
        shown = list(titles(report))
        found += [f"{section} {language}: {text}" for section, language, text in shown]
    text = "\n".join(found) + "\n"
    file = HERE / f"{name}.txt"
    if os.environ.get("UTMOST_WRITE_TITLES"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
    for report in reports.values():
        for language in LANGUAGES:
            own = [title for _, code, title in titles(report) if code == language]
            assert len(set(own)) == len(own), own
            for title in own:
                sound(title, language)


def sound(text: str, language: str) -> None:
    """What no title may have."""
    assert lines(text, _WIDTH, _SIZE, bold=True) <= _MOST, text
    assert not _DASH.search(text), text
    assert not re.search(r"None|nan|[{}]|\(\d+/\d+\)", text), text
    assert not re.search(r"(?<![\w])-\d", text), text
    if language == "fr":
        assert not _PLAIN_SPACE.search(text), text
        assert not re.search(r"\b1 (janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)", text)


def test_titles_of_every_month_of_the_demo(demo_context: ReportContext) -> None:
    """From the second month on, a quarter and a week."""
    reports = {}
    for start, end in _periods():
        made = datetime.combine(LAST + timedelta(days=1), time(8), UTC)
        asked = Request(start, end, audience=Audience.EXECUTIVE)
        reports[f"{start} to {end}"] = build(demo_context, asked, now=made)
    checked("demo", reports)


def _periods() -> Iterator[tuple[date, date]]:
    month = LAST.replace(day=1)
    for _ in range(13):
        following = (month + timedelta(days=31)).replace(day=1)
        yield month, following - timedelta(days=1)
        month = (month - timedelta(days=1)).replace(day=1)
    yield date(2026, 7, 1), date(2026, 9, 30)
    yield date(2026, 10, 19), date(2026, 10, 25)


@pytest.fixture(scope="module")
def demo_context(demo_folder: Path) -> Iterator[ReportContext]:
    """The demo company, read only."""
    from data.store import Store

    store = Store.open(demo_folder)
    yield ReportContext.of(store)
    store.close()


def test_titles_of_worlds_made_by_hand() -> None:
    """Bad news, good news, and files that can answer little."""
    checked("worlds", {name: build(made(), request(), now=MADE) for name, made in WORLDS.items()})
