"""Parts of Results: drawn only where they say something."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from i18n.message import msg
from metrics.results.drivers import Driver, Drivers
from metrics.results.period_series import PeriodSeries, SeriesPoint
from tests.ui.chart_examples import WORDS
from ui import theme
from ui.charts.trend import trend
from ui.charts.waterfall import Step, waterfall
from ui.components.results import changes, figures
from ui.components.tagging import issue_table


@pytest.mark.parametrize(("count", "is_drawn"), [(0, False), (1, False), (2, True)])
def test_a_change_of_one_part_is_not_taken_apart(
    monkeypatch: pytest.MonkeyPatch, count: int, is_drawn: bool
) -> None:
    """One part is the change itself."""
    found = Drivers(1, 1 + count, tuple(Driver(msg("Sessions"), 1) for _n in range(count)))
    monkeypatch.setattr(changes.cache, "drivers", lambda *_asked: found)
    chosen: Any = SimpleNamespace(query=lambda: None, compare=None)
    headline: Any = None
    assert changes.parts(headline, chosen) == (found if is_drawn else None)


def test_a_waterfall_on_a_phone_has_a_row_per_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bases and sizes, from top to bottom; a fall ends where the next part begins."""
    steps = [Step("Sessions", 4, "+4", "quiet"), Step("Mix", -1, "−1", "quiet")]
    ends = Step("before", 8, "8", "before"), Step("this period", 11, "11", "now")
    [wide] = waterfall(ends[0], steps, ends[1])["data"]
    monkeypatch.setattr("ui.device.is_phone", lambda: True)
    figure = waterfall(ends[0], steps, ends[1])
    [narrow] = figure["data"]
    assert narrow["orientation"] == "h"
    assert (narrow["x"], narrow["base"]) == (wide["y"], wide["base"]) == ([8, 4, 1, 11], [0, 8, 11, 0])  # fmt: skip
    assert narrow["y"] == [3, 2, 1, 0]
    assert figure["layout"]["yaxis"]["ticktext"][0] == "before"
    assert theme.chart_config("en", "x")["displayModeBar"] is False
    monkeypatch.setattr("ui.device.is_phone", lambda: False)
    assert theme.chart_config("en", "x")["displayModeBar"] == "hover"


def _texts(metric: str, points: tuple[SeriesPoint, ...], **more: Any) -> dict[str, Any]:
    drawn = trend(PeriodSeries(metric, "week", points), WORDS, **more)["layout"]["annotations"]
    return {one["text"]: one for one in drawn}


@pytest.mark.parametrize(("share", "said"), [(9.6, "9.6"), (9.9, "9.9"), (10.0, "10.0"), (10.4, "10.0")])  # fmt: skip
def test_the_share_of_a_target_has_no_decimals_from_ten_on(share: float, said: str) -> None:
    """Of counts; its line stays where it is."""
    points = tuple(SeriesPoint(date(2026, 3, d), date(2026, 3, d + 6), 7, 5.0, None) for d in (2, 9))  # fmt: skip
    assert f"target {said}" in _texts("leads", points, targets=(share, share), whole=True)
    assert f"target {share}" in _texts("leads", points, targets=(share, share), whole=False)


def test_the_earlier_value_of_posts_is_named_where_no_bar_covers_it() -> None:
    """Its word is above a mark that is higher than the bar of its week."""
    points = (
        SeriesPoint(date(2026, 3, 2), date(2026, 3, 8), 7, 3.0, 8.0),
        SeriesPoint(date(2026, 3, 9), date(2026, 3, 15), 7, 9.0, 2.0),
    )
    word = _texts("engagements", points)["before"]
    assert (word["x"], word["y"], word["yanchor"]) == ("2026-03-02", 8.0, "bottom")
    assert _texts("leads", points)["before"]["x"] == "2026-03-09"


@pytest.mark.parametrize(("count", "width"), [(1, 240), (3, 720), (4, "stretch"), (5, "stretch")])
def test_a_few_switches_do_not_fill_the_page(count: int, width: object) -> None:
    """Three values across a page would be far from each other."""
    assert figures._width(count) == width


def test_columns_of_utm_issues_that_are_empty_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their room is that of the texts."""
    seen: dict[str, list[str]] = {}

    def choose(rows: Any, columns: Any, **_options: object) -> list[int]:
        seen["ids"] = [one.id for one in columns]
        assert rows.columns == seen["ids"]
        return []

    monkeypatch.setattr(issue_table.grid, "choose_several", choose)
    full = {"issue": "a", "becomes": "b", "sessions": 3, "leads": 1, "channel": "c", "fix": "safe"}
    bare = {**full, "becomes": None, "sessions": None, "leads": None, "channel": None}
    for row, ids in ((full, list(full)), (bare, ["issue", "fix"])):
        monkeypatch.setattr(issue_table, "_row", lambda _one, row=row: row)
        issue: Any = SimpleNamespace(sessions=3, issue=None)
        issue_table.choose([issue], "k")
        assert seen["ids"] == ids
