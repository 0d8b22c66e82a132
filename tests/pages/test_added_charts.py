"""“Add to report” on the pages with charts, and the list of added charts on Reports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from changes.added_charts import add_chart
from data.store import Store
from data.values.added_chart import MOST, AddedChart, ChartSplit, StoredChart
from data.values.audit import UNKNOWN
from tests.pages.conftest import Opener

MONTH = {"period": "2026-10"}


@pytest.fixture
def folder(demo_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_folder, tmp_path / "store"))


def added(folder: Path) -> tuple[StoredChart, ...]:
    store = Store.open(folder)
    found = store.state.added_charts.current()
    store.close()
    return found


def put(folder: Path, *charts: AddedChart) -> list[int]:
    store = Store.open(folder)
    numbers = [add_chart(store, chart, UNKNOWN) for chart in charts]
    store.close()
    return numbers


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def paper(app: AppTest) -> str:
    """The report on the page."""
    made = [html.proto.body for html in app.get("html")]
    return "".join(str(body) for body in made if '<div class="paper' in body)


def test_one_click_on_results_adds_the_chart_and_one_removes_it(
    opened: Opener, folder: Path
) -> None:
    app = opened(folder, uses="paid", channels="Paid Search~Paid Social", **MONTH)
    app.button(key="trend_report").click().run()
    assert not app.exception
    [stored] = added(folder)
    assert stored.chart == AddedChart(
        "leads", uses=("paid",), channels=("Paid Search", "Paid Social")
    )
    [toast] = app.toast
    assert toast.value == "Added to the report. [Open Reports](reports)"
    assert "trend_report" not in keys(app)
    app.button(key="trend_unreport").click().run()
    assert added(folder) == ()
    assert "trend_report" in keys(app)


@pytest.mark.parametrize(
    ("key", "split"), [("by_channel", ChartSplit.CHANNEL), ("by_campaign", ChartSplit.CAMPAIGN)]
)
def test_the_charts_of_a_metric_s_page_are_added_with_what_is_left_out(
    opened: Opener, folder: Path, key: str, split: ChartSplit
) -> None:
    app = opened(folder, "figure", id="sessions", channels="Email", **{"not": "channels"}, **MONTH)
    assert {"trend_report", "by_channel_report", "by_campaign_report"} <= keys(app)
    app.button(key=f"{key}_report").click().run()
    [stored] = added(folder)
    assert stored.chart == AddedChart("sessions", split, channels=("Email",), excluded=("channel",))


def test_the_drawer_of_a_channel_adds_the_trend_of_that_channel(
    opened: Opener, folder: Path
) -> None:
    app = opened(folder, "channels", open="Email", **MONTH)
    app.button(key="channel_trend_report").click().run()
    [stored] = added(folder)
    assert stored.chart == AddedChart("leads", channels=("Email",))


@pytest.mark.parametrize(("count", "is_full"), [(MOST - 1, False), (MOST, True)])
def test_a_full_report_says_so(opened: Opener, folder: Path, count: int, is_full: bool) -> None:
    put(folder, *(AddedChart("leads", campaigns=(f"c{n}",)) for n in range(count)))
    app = opened(folder, **MONTH)
    assert app.button(key="trend_report").disabled is is_full
    full = "The report has 12 added charts, the most it can have. Remove one on the page Reports."
    assert (full in [one.value for one in app.caption]) is is_full


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_report_shows_it_and_the_list_changes_it(
    opened: Opener, folder: Path, language: str
) -> None:
    """In the language of the page: caption, order, removal, undo."""
    first, second = put(
        folder, AddedChart("leads", channels=("Email",)), AddedChart("sessions", ChartSplit.CHANNEL)
    )
    app = opened(folder, "reports", lang=language)
    titles = {
        "en": ("Leads by day · 1–31 Oct 2026 · Channel: Email", "Sessions by channel · "),
        "fr": (
            "Leads par jour · du 1er au 31 oct. 2026 · Canal\u00a0: E-mail",
            "Sessions par canal · ",
        ),
    }[language]
    assert [paper(app).count(f"<figcaption>{title}") for title in titles] == [1, 1]
    assert paper(app).index(titles[0]) < paper(app).index(titles[1])
    app.text_input(key=f"added_caption_{first}").set_value("From <b>us</b>").run()
    assert "From &lt;b&gt;us&lt;/b&gt;" in paper(app)
    app.button(key=f"present_move_chart_{first}_1").click().run()
    assert paper(app).index(titles[0]) > paper(app).index(titles[1])
    assert app.button(key=f"present_move_chart_{first}_1").disabled
    app.button(key=f"present_move_chart_{first}_out").click().run()
    assert [one.id for one in added(folder)] == [second]
    assert titles[0] not in paper(app)
    app.button(key="added_undo").click().run()
    assert [one.id for one in added(folder)] == [second, first]
    assert added(folder)[1].chart.caption == "From <b>us</b>"
    assert "added_undo" not in keys(app)
    assert not app.exception


def test_without_charts_the_page_says_where_they_come_from(
    opened: Opener, demo_folder: Path
) -> None:
    app = opened(demo_folder, "reports")
    said = [one.value for one in app.caption]
    assert "Add charts from the menu “More” of a chart, such as the one on Results." in said
    assert "Charts added on the pages" not in paper(app)
