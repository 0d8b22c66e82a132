"""The Channels page and its short table: sums, sentences by rule, details, the file."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.facts.facts import Facts
from data.store import Store
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.comparison.periods import Compare
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.results.channel_changes import ChannelChanges, channel_changes
from metrics.results.outcomes import outcomes
from tests.pages.conftest import Opener
from ui.components.channels import answer, export

MONTH = {"period": "2026-10"}
OCTOBER = Query(date(2026, 10, 1), date(2026, 10, 31))
NAMES = ("leads", "sessions", "lead_rate", "cost", "cpl", "revenue")


@pytest.fixture(scope="module")
def known(demo_folder: Path) -> Facts:
    return Facts(Store.open(demo_folder))


@pytest.fixture(scope="module")
def found(known: Facts) -> ChannelChanges:
    return channel_changes(known, NAMES, OCTOBER)


def test_the_total_comes_first_and_the_rows_add_up(
    opened: Opener, demo_folder: Path, known: Facts
) -> None:
    """Of leads, sessions and costs; overhead is a row of its own."""
    app = opened(demo_folder, "channels", **MONTH)
    table = app.dataframe[0].value
    assert table["channel"].iloc[0] == "Total"
    assert table["channel"].iloc[-1] == "Overhead"
    for name in ("leads", "sessions", "cost"):
        (whole,) = query_metrics(known, [name], OCTOBER)["value"]
        assert table[name].iloc[0] == pytest.approx(whole)
        assert table[name].iloc[1:].fillna(0).sum() == pytest.approx(whole)
    assert any("overhead" in one.value for one in app.caption)
    assert len(app.title) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_channel_opens_by_its_address(opened: Opener, demo_folder: Path, language: str) -> None:
    """With its figures, campaigns, and what attribution says."""
    app = opened(demo_folder, "channels", open="Email", lang=language, **MONTH)
    texts = [one.value for one in (*app.markdown, *app.caption, *app.header)]
    assert any("monthly" in str(one.value) for one in app.table)
    assert any("UTM" in text and "attribution" in text.lower() for text in texts)
    assert not app.exception


def test_the_details_have_the_posts_whose_links_count_in_the_channel(
    opened: Opener, demo_folder: Path
) -> None:
    """Each opens on Content; the campaigns do not repeat the channel in each row."""
    app = opened(demo_folder, "channels", open="Organic Social", **MONTH)
    links = [one.proto for one in app.get("page_link") if "post=" in one.proto.query_string]
    assert 1 <= len(links) <= 5
    assert all(one.page == "content" and "2026" in one.label for one in links)
    assert any("tagged links count in this channel" in one.value for one in app.caption)
    [campaigns] = [one.value for one in app.table if "Campaign" in one.value.columns]
    assert "Channel" not in campaigns.columns


def test_a_channel_without_posts_has_none(opened: Opener, demo_folder: Path) -> None:
    app = opened(demo_folder, "channels", open="Paid Search", **MONTH)
    assert not any("Best posts" in one.value for one in app.header)


def test_the_results_have_the_largest_channels(opened: Opener, demo_folder: Path) -> None:
    """At most eight rows, the total first."""
    app = opened(demo_folder, **MONTH)
    [table] = [one.value for one in app.dataframe if "channel" in one.value.columns]
    assert table["channel"].iloc[0] == "Total"
    assert len(table) <= 8
    assert "sessions" not in table.columns


@pytest.mark.parametrize("page", [None, "channels"])
def test_a_phone_shows_names_and_values_in_full(
    opened: Opener,
    demo_folder: Path,
    known: Facts,
    monkeypatch: pytest.MonkeyPatch,
    page: str | None,
) -> None:
    """A list instead of a table, whose columns a phone has no place for."""
    monkeypatch.setattr("ui.device.is_phone", lambda: True)
    app = opened(demo_folder, page, **MONTH)
    assert not [one for one in app.dataframe if "channel" in one.value.columns]
    texts = [one.value for one in app.markdown]
    assert "**Total**" in texts
    (whole,) = query_metrics(known, ["leads"], OCTOBER)["value"]
    total = texts[texts.index("**Total**") + 1]
    assert total.startswith(f":small[:gray[Leads] **{whole:.0f}**")
    assert "Cost per lead" in total
    assert ("Overhead" in texts) is (page == "channels")
    # Costs that no row of the unknown channel has are not those of overhead.
    if page == "channels":
        assert texts[texts.index("Unknown") + 1].endswith("**–**]")


def test_on_a_phone_a_name_opens_its_channel(
    opened: Opener, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.device.is_phone", lambda: True)
    app = opened(demo_folder, "channels", **MONTH)
    app.button(key="channels_0_Email").click().run()
    assert app.query_params["open"] == "Email"
    assert any("monthly" in str(one.value) for one in app.table)


def moved(found: ChannelChanges, *names: str) -> ChannelChanges:
    """The same with a clear change of leads of some channels."""
    rows = dict(found.channels)
    for place, name in enumerate(names):
        size = 50.0 if place == 0 else -10.0
        one = rows[name]["leads"]
        clear = Change(size, ChangeUnit.PERCENT, ChangeDirection.GOOD, 1, 90, moved=True)
        earlier = (one.same or 0) - size
        rows[name] = {**rows[name], "leads": replace(one, change=clear, earlier_value=earlier)}
    return replace(found, channels=rows, moved=frozenset(names))


def sentences(found: ChannelChanges, monkeypatch: pytest.MonkeyPatch, known: Facts) -> str:
    monkeypatch.setattr("ui.cache.outcomes", lambda: outcomes(known))
    return " | ".join(answer.of(found))


def test_a_gain_is_said_only_where_it_is_clear(
    found: ChannelChanges, known: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond random variation after all channels were looked at."""
    plain = sentences(replace(found, moved=frozenset()), monkeypatch, known)
    assert plain.startswith("No channel changed clearly")
    said = sentences(moved(found, "Email", "Direct"), monkeypatch, known)
    assert said.startswith("Email gained most: Leads up 50%")
    assert "Other clear changes: Direct." in said
    assert "lost most" in sentences(
        replace(moved(found, "Email", "Direct"), moved=frozenset({"Direct"})), monkeypatch, known
    )


def test_without_a_comparison_the_largest_is_said_only_where_intervals_are_apart(
    known: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the total."""
    leads = channel_changes(known, NAMES, OCTOBER, Compare.NONE)
    assert sentences(leads, monkeypatch, known).startswith("Leads: ")
    visits = channel_changes(known, ("sessions",), OCTOBER, Compare.NONE)
    assert sentences(visits, monkeypatch, known).startswith("Organic Search brings most: ")


def test_the_file_has_integers_cents_and_both_periods(found: ChannelChanges) -> None:
    """An unknown channel has a name of its own there."""
    rows = export.rows(found, NAMES, {"cost": 12.34})
    assert rows.schema["leads"] == pl.Int64
    assert rows["channel"].to_list()[0] == "total"
    assert rows["channel"].to_list()[-1] == "overhead"
    assert rows["from"].unique().to_list() == [OCTOBER.start]
    assert rows["before_to"].unique().to_list() == [date(2026, 9, 30)]
    written = io.StringIO(rows.write_csv()).read()
    assert all(len(text.partition(".")[2]) <= 2 for text in rows["revenue"].cast(pl.String) if text)
    assert "overhead,2026-10-01" in written
