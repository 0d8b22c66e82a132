"""The Content page: posts, what they gained between exports, and whose clock is shown."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from data.facts.facts import canonical
from data.store import Store
from data.tables.schema import TABLES
from tests.pages.conftest import Opener

MARCH = {"period": "custom", "dates": "2026-03-01~2026-03-31"}


def post(post_id: str, observed: int, **values: Any) -> dict[str, Any]:
    """A post of 2 March, 23:30 UTC, as an export of a day in April tells it."""
    return {
        "network": "linkedin",
        "post_id": post_id,
        "published_at": datetime(2026, 3, 2, 23, 30, tzinfo=UTC),
        "published_on": date(2026, 3, 2),
        "observed_at": datetime(2026, 4, observed, tzinfo=UTC),
        "text": f"Post {post_id}",
        "source_row": 1,
        **values,
    }


def imported(folder: Path, name: str, *rows: dict[str, Any]) -> int:
    store = Store.open(folder)
    frame = canonical(TABLES["posts"], pl.DataFrame(list(rows), infer_schema_length=None))
    number = store.commit(name, name, name, {"posts": frame}, {})
    store.close()
    return number


def chart(app: AppTest, key: str) -> dict[str, Any]:
    [found] = [c for c in app.get("plotly_chart") if key in c.proto.id]
    spec: dict[str, Any] = json.loads(found.proto.spec)
    return spec


def test_posts_are_sorted_by_the_figure_chosen_and_unknown_stays_unknown(
    opened: Opener, tmp_path: Path
) -> None:
    """The post whose saves no export tells is last, not zero."""
    rows = [post("a", 1, saves=2), post("b", 1), post("c", 1, saves=7)]
    imported(tmp_path, "posts.csv", *rows)
    app = opened(tmp_path, "content", **MARCH)
    assert app.selectbox(key="content_measure").value == "saves"
    table = app.dataframe[0].value
    assert table["text"].to_list() == ["Post c", "Post a", "Post b"]
    assert table["saves"].to_list()[:2] == [7, 2]
    assert table["saves"].isna().to_list() == [False, False, True]
    assert "views" not in table


def test_growth_between_two_exports_is_charted(opened: Opener, tmp_path: Path) -> None:
    """The table reads the newest figures; the chart has both exports, the table the gain."""
    imported(tmp_path, "one.csv", post("a", 1, shares=10, views=100))
    imported(tmp_path, "two.csv", post("a", 8, shares=12, views=150))
    app = opened(tmp_path, "content", **MARCH)
    assert app.dataframe[0].value["shares"].to_list() == [12]
    [line] = chart(app, "content_growth")["data"]
    assert line["x"] == ["2026-04-01", "2026-04-08"]
    assert app.dataframe[1].value["views"].to_list() == ["150 (+50)", "100"]
    app.selectbox(key="content_measure").set_value("views").run()
    [line] = chart(app, "content_growth")["data"]
    assert line["name"] == "Views"


def test_one_export_says_how_to_get_a_second(opened: Opener, tmp_path: Path) -> None:
    imported(tmp_path, "one.csv", post("a", 1, shares=10))
    app = opened(tmp_path, "content", **MARCH)
    [info] = app.info
    assert "Export the same posts again" in info.value


def test_an_archive_imported_late_is_named_until_it_is_undone(
    opened: Opener, tmp_path: Path
) -> None:
    newer = [post(str(n), 1, shares=10 * n, views=100 * n) for n in range(1, 4)]
    older = [post(str(n), 3, shares=3 * n, views=30 * n) for n in range(1, 4)]
    imported(tmp_path, "newer.csv", *newer)
    number = imported(tmp_path, "archive.csv", *older)
    app = opened(tmp_path, "content", **MARCH)
    [warning] = app.warning
    assert "archive.csv" in warning.value
    assert "newer.csv" in warning.value
    Store.open(tmp_path).undo(number)
    app.run()
    assert not app.warning
    assert app.dataframe[0].value["shares"].to_list() == [30, 20, 10]


def test_times_are_shown_on_the_clock_that_was_chosen(opened: Opener, tmp_path: Path) -> None:
    """23:30 in UTC is the next morning in Tokyo; the choice stays for the next session."""
    imported(tmp_path, "one.csv", post("a", 1, shares=10))
    app = opened(tmp_path, "content", **MARCH)
    assert any("UTC" in caption.value for caption in app.caption)
    app = opened(tmp_path, "content", **MARCH, zone="Asia/Tokyo")
    [when] = app.dataframe[0].value["published"].to_list()
    assert (when.day, when.hour, when.minute) == (3, 8, 30)
    app.session_state["zone_open"] = True
    app.run()
    app.selectbox(key="zone_choice").set_value("America/New_York").run()
    assert app.query_params["zone"] == "America/New_York"
    again = opened(tmp_path, "content", **MARCH)
    [when] = again.dataframe[0].value["published"].to_list()
    assert (when.day, when.hour) == (2, 18)
    bad = opened(tmp_path, "content", **MARCH, zone="../etc/passwd")
    assert any("America/New_York" in caption.value for caption in bad.caption)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_series_break_is_marked_in_the_chart_and_told_below(
    opened: Opener, tmp_path: Path, language: str
) -> None:
    """Impressions until the 10th of March, views from then on."""
    days = [(n, "impressions" if n < 10 else "views") for n in range(1, 20)]
    rows = [
        post(str(n), 1, published_on=date(2026, 3, n), published_at=None, **{measure: 5})
        for n, measure in days
    ]
    imported(tmp_path, "one.csv", *rows)
    app = opened(tmp_path, "content", **MARCH, lang=language)
    [shape] = chart(app, "content_chart")["layout"]["shapes"]
    assert (shape["type"], shape["x0"]) == ("line", "2026-03-10")
    assert any("impressions" in c.value and "LinkedIn" in c.value for c in app.caption)


def test_a_campaign_filter_is_said_not_to_apply(opened: Opener, demo_folder: Path) -> None:
    """Posts know no campaign; filtering by one would show nothing at all."""
    app = opened(demo_folder, "content")
    every = len(app.dataframe[0].value)
    chooser = app.multiselect(key="campaigns")
    chooser.set_value(chooser.options[:1]).run()
    assert len(app.dataframe[0].value) == every
    assert any("campaign" in caption.value for caption in app.caption)


def test_what_all_posts_of_a_network_gained_is_one_click_away(
    opened: Opener, tmp_path: Path
) -> None:
    """A post that only one of the exports holds is in neither sum."""
    imported(tmp_path, "one.csv", post("a", 1, shares=10), post("b", 1, shares=4))
    imported(tmp_path, "two.csv", *(post(name, 8, shares=12) for name in "abc"))
    app = opened(tmp_path, "content", **MARCH)
    app.session_state["content_networks"] = True
    app.run()
    table = app.dataframe[2].value
    assert table[["posts", "shares"]].values.tolist() == [["2", "+10"]]


def test_imported_rows_show_the_zone_of_their_times(opened: Opener, demo_folder: Path) -> None:
    """The table of an import names the clock that its times are on."""
    ledger = Store.open(demo_folder).state.ledger
    [number] = [e.id for e in ledger.done() if e.summary["source"] == "x.posts"]
    app = opened(demo_folder, "sources", zone="Asia/Tokyo")
    app.session_state[f"import_{number}"] = True
    app.run()
    columns = [json.loads(table.proto.columns) for table in app.dataframe]
    labels = {config.get("label") for table in columns for config in table.values()}
    assert "published at (Asia/Tokyo)" in labels


def test_the_day_of_an_import_is_the_readers(opened: Opener, demo_folder: Path) -> None:
    """A day and an hour apart, the two ends of the Earth never share a date."""
    number = Store.open(demo_folder).state.ledger.done()[-1].id
    said = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        app = opened(demo_folder, "sources", zone=zone)
        app.session_state[f"import_{number}"] = True
        app.run()
        said |= {c.value for c in app.caption if c.value.startswith("imported on")}
    assert len(said) == 2


def test_a_figure_across_a_break_is_said_not_to_be_compared(opened: Opener, tmp_path: Path) -> None:
    """Where a change would stand, the reader reads that there is none; the tooltip says why."""
    days = [date(2026, 2, 1) + timedelta(days=n) for n in range(59)]
    rows = [
        post(str(day), 1, published_on=day, **{"views" if day.month == 3 else "impressions": 5})
        for day in days
    ]
    imported(tmp_path, "one.csv", *rows)
    app = opened(tmp_path, period="custom", dates="2026-03-02~2026-03-15")
    [views] = [text for text in app.markdown if text.value.startswith("Views")]
    assert "not compared" in views.value
    assert "up to 28 Feb 2026" in views.help
