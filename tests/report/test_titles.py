"""The titles of reports, read by people: any change of one shows up here.

``HYPOTHESIS_PROFILE=nightly UTMOST_WRITE_TITLES=1 pytest tests/report/test_titles.py`` writes the files
anew, to be read before they are committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from data.store import Store
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


def checked(name: str, reports: Mapping[str, Report]) -> None:
    """The titles equal those of the file, and none breaks a rule."""
    found = {
        case: "".join(
            f"{section} {language}: {text}\n" for section, language, text in titles(report)
        )
        for case, report in reports.items()
    }
    file = HERE / f"{name}.txt"
    known = dict(part.split("\n", 1) for part in file.read_text("utf-8").split("# ")[1:])
    if os.environ.get("UTMOST_WRITE_TITLES"):
        known |= found
        file.write_text("".join(f"# {case}\n{text}" for case, text in known.items()), "utf-8")
    assert found == {case: known.get(case) for case in found}
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


EARLIER = date(2025, 9, 30)  # the last day of a demo company that was made a year earlier


def test_titles_of_some_months_of_the_demo(demo_folder: Path) -> None:
    """Every fourth month of the last year, and a week."""
    some = (*list(_months(LAST, 13))[::4], (date(2026, 10, 19), date(2026, 10, 25)))
    checked("demo", _reports(demo_folder, LAST, some))


@pytest.mark.night
def test_titles_of_24_months_of_the_demo(demo_folder: Path, tmp_path: Path) -> None:
    """Thirteen months, a quarter and a week of the demo company, and eleven months of an earlier one.

    A demo company has fifteen months, and the first needs no report: two of them have 24.
    """
    from changes import demo
    from data.values.audit import UNKNOWN

    older = tmp_path / "older"
    with closing(Store.open(older)) as store:
        demo.install(store, UNKNOWN, last=EARLIER)
    further = ((date(2026, 7, 1), date(2026, 9, 30)), (date(2026, 10, 19), date(2026, 10, 25)))
    reports = _reports(demo_folder, LAST, (*_months(LAST, 13), *further))
    reports |= _reports(older, EARLIER, _months(EARLIER, 11))
    assert len({name[:7] for name in reports}) == 24
    checked("demo", reports)


def _reports(
    folder: Path, last: date, periods: Iterable[tuple[date, date]]
) -> Mapping[str, Report]:
    """The reports of some periods, made on the day after the last one of the data."""
    made = datetime.combine(last + timedelta(days=1), time(8), UTC)
    with closing(Store.open(folder)) as store:
        context = ReportContext.of(store)
        return {
            f"{start} to {end}": build(
                context, Request(start, end, audience=Audience.EXECUTIVE), now=made
            )
            for start, end in periods
        }


def _months(last: date, count: int) -> Iterator[tuple[date, date]]:
    """Whole months back from one that ends on a day."""
    month = last.replace(day=1)
    for _ in range(count):
        following = (month + timedelta(days=31)).replace(day=1)
        yield month, following - timedelta(days=1)
        month = (month - timedelta(days=1)).replace(day=1)


def test_titles_of_worlds_made_by_hand() -> None:
    """Bad news, good news, and files that can answer little."""
    checked("worlds", {name: build(made(), request(), now=MADE) for name, made in WORLDS.items()})
