"""The Content page: posts, what they gained between exports, and whose clock is shown."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from changes.settings import set_time_zone
from data.facts.facts import canonical
from data.store import Store
from data.tables.schema import TABLES
from data.values.audit import UNKNOWN
from data.values.zone import CompanyZone, ZoneEvidence
from metrics.content.post_results import post_results
from tests.pages.conftest import Opener
from ui.components.content import answer

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
    assert app.title[0].value == "Saves\\: 9, from 2 posts"
    table = app.dataframe[0].value
    assert table["text"].to_list() == ["Post c", "Post a", "Post b"]
    assert table["saves"].to_list()[:2] == [7, 2]
    assert table["saves"].isna().to_list() == [False, False, True]
    assert "views" not in table


def two_days(folder: Path) -> None:
    """Two posts on 2 March, one on X on 9 March."""
    later = {"published_at": datetime(2026, 3, 9, 8, tzinfo=UTC), "published_on": date(2026, 3, 9)}
    rows = [post("a", 1, saves=2), post("b", 1, saves=3)]
    imported(folder, "posts.csv", *rows, {**post("c", 1, saves=7, **later), "network": "x"})


def texts_of(app: AppTest) -> list[str]:
    return sorted(app.dataframe[0].value["text"].to_list())


def test_bars_are_there_on_days_with_posts_alone(opened: Opener, tmp_path: Path) -> None:
    """One a day, stacked by network."""
    two_days(tmp_path)
    app = opened(tmp_path, "content", **MARCH)
    linkedin, x = chart(app, "content_days")["data"]
    assert (linkedin["type"], linkedin["x"], linkedin["y"]) == ("bar", [1], [2])
    assert (x["x"], x["y"]) == ([8], [1])
    assert [point[0] for point in linkedin["customdata"]] == ["2026-03-02"]


def test_a_day_of_the_list_leaves_its_posts_and_the_address_carries_it(
    opened: Opener, tmp_path: Path
) -> None:
    """The way by keyboard; all days bring the others back."""
    two_days(tmp_path)
    app = opened(tmp_path, "content", **MARCH)
    assert texts_of(app) == ["Post a", "Post b", "Post c"]
    app.selectbox(key="content_days_list_0").set_value("2026-03-09").run()
    assert app.query_params["published"] == "2026-03-09"
    assert texts_of(app) == ["Post c"]
    linkedin, x = chart(app, "content_days")["data"]
    assert linkedin["marker"]["opacity"][0] < x["marker"]["opacity"][0]
    app.selectbox(key="content_days_list_1").set_value("").run()
    assert "published" not in app.query_params
    assert len(texts_of(app)) == 3


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("2026-03-02", ["Post a", "Post b"]),
        ("2026-03-08~2026-03-10", ["Post c"]),
        ("2026-02-28", ["Post a", "Post b", "Post c"]),
        ("today", ["Post a", "Post b", "Post c"]),
    ],
)
def test_days_of_an_address_count_inside_the_period(
    opened: Opener, tmp_path: Path, asked: str, left: list[str]
) -> None:
    """Also several days: on a phone a bar may be a week. What is no day is left alone."""
    two_days(tmp_path)
    app = opened(tmp_path, "content", published=asked, **MARCH)
    assert texts_of(app) == left


def test_an_address_of_a_day_without_posts_says_so(opened: Opener, tmp_path: Path) -> None:
    two_days(tmp_path)
    app = opened(tmp_path, "content", published="2026-03-05", **MARCH)
    assert any(one.value == "No post on these days." for one in app.caption)


def test_growth_between_two_exports_is_charted(opened: Opener, tmp_path: Path) -> None:
    """The table reads the newest figures; the chart has both exports, the table the gain."""
    imported(tmp_path, "one.csv", post("a", 1, shares=10, views=100))
    imported(tmp_path, "two.csv", post("a", 8, shares=12, views=150))
    app = opened(tmp_path, "content", **MARCH)
    assert not [c for c in app.get("plotly_chart") if "content_growth" in c.proto.id]
    app.button(key="open_linkedin:a").click().run()
    assert app.query_params["post"] == "linkedin:a"
    growth, table = (one.value for one in app.dataframe)
    assert table["shares"].to_list() == [12]
    [line] = chart(app, "content_growth")["data"]
    assert line["x"] == ["2026-04-01", "2026-04-08"]
    assert growth["views"].to_list() == ["150 (+50)", "100"]
    app.button(key="close_linkedin:a").click().run()
    assert "post" not in app.query_params


def test_one_export_says_how_to_get_a_second(opened: Opener, tmp_path: Path) -> None:
    imported(tmp_path, "one.csv", post("a", 1, shares=10))
    app = opened(tmp_path, "content", **MARCH, post="linkedin:a")
    assert any("Export it again" in caption.value for caption in app.caption)


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


def test_the_time_zone_that_is_chosen_moves_days_and_times(opened: Opener, tmp_path: Path) -> None:
    """23:30 in UTC is the next morning in Tokyo, for everybody and every figure."""
    imported(tmp_path, "one.csv", post("a", 1, shares=10, wall_clock=""))
    app = opened(tmp_path, "content", **MARCH)
    assert any("UTC, the time zone of the computer" in caption.value for caption in app.caption)
    app.session_state["zone_open"] = True
    app.run()
    app.selectbox(key="zone_choice_UTC").set_value("Asia/Tokyo").run()
    assert any("Asia/Tokyo" in caption.value for caption in app.caption)
    [when] = app.dataframe[0].value["published"].to_list()
    assert (when.day, when.hour, when.minute) == (3, 8, 30)
    assert "zone_right" not in {button.key for button in app.button}
    third = {"period": "custom", "dates": "2026-03-03~2026-03-03"}
    again = opened(tmp_path, "content", **third)
    assert len(again.dataframe[0].value) == 1


def test_the_time_zone_is_asked_once(opened: Opener, tmp_path: Path) -> None:
    """On the page of results, until the guess is confirmed; it can be changed where times are shown."""
    imported(tmp_path, "one.csv", post("a", 1, shares=10))
    app = opened(tmp_path, "", **MARCH)
    app.button(key="zone_right").click().run()
    assert Store.open(tmp_path).zone() == CompanyZone("UTC", ZoneEvidence.CHOSEN)
    assert "zone_open" not in app.session_state
    assert not [c for c in app.caption if "Days are counted" in c.value]
    content = opened(tmp_path, "content", **MARCH)
    assert [c for c in content.caption if c.value.startswith("Days are counted in UTC, and")]


def test_the_zone_of_the_browser_is_offered_where_the_computer_says_another(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Utmost may run on a server that is in UTC, or elsewhere."""
    imported(tmp_path, "one.csv", post("a", 1, shares=10))
    for here, offered in (("UTC", False), ("Nowhere/Land", False), ("Asia/Tokyo", True)):
        monkeypatch.setattr(type(st.context), "timezone", here)
        app = opened(tmp_path, "content", **MARCH)
        assert ("zone_browser" in {button.key for button in app.button}) is offered
    app.button(key="zone_browser").click().run()
    assert Store.open(tmp_path).zone() == CompanyZone("Asia/Tokyo", ZoneEvidence.CHOSEN)


def test_the_demo_company_has_its_time_zone_and_asks_nothing(
    opened: Opener, demo_folder: Path
) -> None:
    app = opened(demo_folder, "")
    assert not [button for button in app.button if button.key == "zone_right"]


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ([("a", 40, 2), ("b", 10, 0)], "1 post of 2 with a tagged link brought 2 leads"),
        ([("a", 40, None), ("b", 0, None)], "1 post of 2 with a tagged link brought 40 sessions"),
        ([("a", 0, 0)], "1 post with a tagged link brought nothing yet"),
        ([("a", 0, None), ("b", None, None)], "1 post with a tagged link brought nothing yet"),
        ([("a", 40, 2), ("b", None, None)], "1 post of 1 with a tagged link brought 2 leads"),
        ([], "Views: 60, from 3 posts"),
    ],
)
def test_the_answer_claims_what_links_brought_only_where_there_are_links(
    links: list[tuple[str, int, int | None]], said: str
) -> None:
    """Else it says what is known of the posts."""
    rows = [
        {"network": "x", "post_id": name, "reach": None, "views": views, "impressions": None}
        for name, views in (("a", 10), ("b", 30), ("c", 20))
    ]
    schema = {"network": pl.String, "post_id": pl.String, "sessions": pl.Int64, "leads": pl.Int64}
    brought = pl.DataFrame([("x", *link) for link in links], schema=schema, orient="row")
    whole = {"reach": pl.Int64, "views": pl.Int64, "impressions": pl.Int64}
    found = post_results(pl.DataFrame(rows, schema_overrides=whole), brought)
    assert found["times"].to_list() == [0.5, 1.5, 1.0]
    title, *notes = answer.of(found, "views")
    assert title == said
    assert len(links) == 0 or any("no tagged link" in note for note in notes)
    unknown = any(sessions is None for _name, sessions, _leads in links)
    assert any("with a tagged link are unknown" in note for note in notes) is unknown


def test_people_who_saw_posts_are_not_added_up() -> None:
    """One person may have seen all of them: reach has no total."""
    posts = {
        "post_id": ["a", "b"], "reach": [10, 30], "linked": [False, False], "times": [0.5, 1.5],
        "sessions": [None, None], "leads": [None, None],
    }  # fmt: skip
    found = pl.DataFrame(posts, schema_overrides={"sessions": pl.Int64, "leads": pl.Int64})
    assert answer.of(found, "reach")[0] == "2 posts in this period"
    assert answer.of(found.rename({"reach": "views"}), "views")[0] == ("Views: 40, from 2 posts")


def test_results_that_no_file_can_know_are_not_called_nothing(
    opened: Opener, tmp_path: Path
) -> None:
    """Links with tags, and no file with visits: the page says that results are unknown."""
    tagged = "https://shop.example/?utm_source=x&utm_medium=social&utm_campaign=may&utm_content="
    rows = [post(name, 1, views=10, text=f"Read {tagged}{name}") for name in "ab"]
    imported(tmp_path, "posts.csv", *rows)
    app = opened(tmp_path, "content", **MARCH)
    assert app.title[0].value == "Views\\: 20, from 2 posts"
    texts = [one.value for one in (*app.caption, *app.markdown)]
    assert any("Results of 2 posts with a tagged link are unknown" in text for text in texts)
    assert not any("no tagged link" in text.lower() for text in texts)


def test_results_are_known_for_so_many_posts_wherever_they_are_shown(
    opened: Opener, tmp_path: Path
) -> None:
    """In the line of the cards, on the cards and in the table alike."""
    tagged = "https://shop.example/?utm_source=x&utm_medium=social&utm_campaign=may&utm_content="
    rows = [post(name, 1, views=10, text=f"Read {tagged}{name}") for name in "ab"]
    visits = [
        {"property": "site", "report": "channel_group,source,medium,campaign,content",
         "date": day, "period_from": day, "period_to": day, "channel_group": "Organic Social",
         "source": "x", "medium": "social", "campaign": "may", "content": "a", "sessions": 4}
        for day in (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3))
    ]  # fmt: skip
    store = Store.open(tmp_path)
    tables = {"posts": [*rows, post("c", 1, views=90)], "web_sessions": visits}
    frames = {
        name: canonical(TABLES[name], pl.DataFrame(own, infer_schema_length=None))
        for name, own in tables.items()
    }
    store.commit("a.csv", "a.csv", "a.csv", frames, {})
    store.close()
    app = opened(tmp_path, "content", **MARCH)
    assert app.title[0].value == "1 post of 2 with a tagged link brought 12 sessions"
    said = [one.value for one in app.caption if "known for" in one.value]
    assert said == [
        "Sessions: known for 2 posts of 3. Sessions and leads are until now.",
        "Sessions: known for 2 posts of 3.",
    ]
    table = app.dataframe[0].value
    assert table["sessions"].to_list()[:2] == [12, 0]
    assert table["sessions"].isna().to_list() == [False, False, True]
    assert "leads" not in table
    texts = [one.value for one in app.markdown]
    assert sum("No tagged link: results unknown" in text for text in texts) == 1


def test_a_link_that_is_no_web_address_is_not_offered(opened: Opener, tmp_path: Path) -> None:
    """A file may have anything there."""
    rows = [post("a", 1, shares=2, permalink="javascript:alert(1)")]
    rows.append(post("b", 1, shares=1, permalink="https://example.com/b"))
    imported(tmp_path, "posts.csv", *rows)
    app = opened(tmp_path, "content", **MARCH)
    assert [one.proto.url for one in app.get("link_button")] == ["https://example.com/b"]


def test_what_all_posts_of_a_network_gained_is_one_click_away(
    opened: Opener, tmp_path: Path
) -> None:
    """A post that only one of the exports holds is in neither sum."""
    imported(tmp_path, "one.csv", post("a", 1, shares=10), post("b", 1, shares=4))
    imported(tmp_path, "two.csv", *(post(name, 8, shares=12) for name in "abc"))
    app = opened(tmp_path, "content", **MARCH)
    app.session_state["content_networks"] = True
    app.run()
    table = app.dataframe[-1].value
    assert table[["posts", "shares"]].values.tolist() == [["2", "+10"]]


def test_imported_rows_show_the_zone_of_their_times(opened: Opener, demo_store: Path) -> None:
    """The table of an import names the clock that its times are on, and so does its day."""
    store = Store.open(demo_store)
    [number] = [e.id for e in store.state.ledger.done() if e.summary["source"] == "x.posts"]
    said = set()
    # A day and an hour apart, the two ends of the Earth never share a date.
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        set_time_zone(store, zone, UNKNOWN)
        app = opened(demo_store, "sources", open=str(number))
        app.session_state[f"import_{number}"] = True
        app.run()
        columns = [json.loads(table.proto.columns) for table in app.dataframe]
        labels = {config.get("label") for table in columns for config in table.values()}
        assert f"published at ({zone})" in labels
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
