"""Exports of twelve unlike companies at once: the first page has figures, and compares like with like."""

from __future__ import annotations

from pathlib import Path

import pytest

from changes.imports import import_paths
from data.facts.coverage import coverage
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from metrics.comparison.compared import compared
from metrics.comparison.like_for_like import LEAST
from metrics.comparison.periods import Compare
from metrics.definitions.registry import metrics
from metrics.question.query import Query
from metrics.results.default_period import opening_dates
from tests.conftest import EXPORTS
from tests.pages.conftest import Opener
from tests.pages.figures import figures

FILES = (
    "networks/META-FB-CONTENT-en-01.csv",
    "networks/META-IG-CONTENT-en-01.csv",
    "networks/LINKEDIN-PAGE-CONTENT-en-2025.xls.zip",
    "networks/LINKEDIN-PAGE-FOLLOWERS-en-2025.xls",
    "networks/X-CONTENT-en-2025.csv",
    "networks/X-OVERVIEW-en-2025-02.csv",
    "networks/YOUTUBE-CONTENT-TABLE-en-2025.csv",
    "networks/TIKTOK-CONTENT-en-2026.csv",
    "networks/PINTEREST-OVERVIEW-en-2024.csv",
    "web/ga4ui-trafficacquisition-en-01.csv",
    "web/shopify-visitors-en-01.csv",
    "web/metaads-campaign-byday-truncated-enAU-01.csv",
)
pytestmark = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real exports are not at hand")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the files."""
    place = tmp_path_factory.mktemp("twelve") / "store"
    store = Store.open(place)
    found = import_paths(store, [EXPORTS / name for name in FILES], UNKNOWN, {})
    store.close()
    assert sum(one.import_id is not None for one in found) >= 10
    return place


def test_the_first_page_has_figures(opened: Opener, folder: Path) -> None:
    """Without any choice of dates."""
    app = opened(folder)
    vanity = [text.value for text in app.markdown if "  \n" in text.value]
    assert len(figures(app)) + len(vanity) >= 10
    assert not app.title[0].value.startswith("No data")


@pytest.mark.parametrize("against", [Compare.PREVIOUS, Compare.YEAR, Compare.WEEKDAYS])
def test_nothing_is_compared_between_unlike_things(folder: Path, against: Compare) -> None:
    """For the opening period and for whole years: whoever enters a change covers both periods."""
    facts = Facts(Store.open(folder))
    names = [m.id for m in metrics().values() if m.numerator]
    start, end = opening_dates(coverage(facts)) or (None, None)
    assert start is not None
    assert end is not None
    for asked in (Query(start, end), Query(start.replace(2025, 1, 1), end.replace(2025, 12, 31))):
        for name, found in compared(facts, names, asked, against).items():
            if found.change.value is None or found.before is None:
                continue
            left_out = {one.owner for one in found.left_out}
            read: dict[str, set[str]] = {}
            for measure in (m for side in metrics()[name].measures for m in side):
                read.setdefault(measure.table, set()).update(measure.columns)
            entering = [
                one
                for one in coverage(facts)
                if one.owner.table in read and one.owner not in left_out
            ]
            for one in entering:
                columns = sorted(read[one.owner.table])
                shares = [one.share(q.start, q.end, columns) for q in (found.now, found.before)]
                assert min(shares) >= LEAST or max(shares) == 0, (name, one.owner, shares)
