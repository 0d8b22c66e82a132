"""Results by channel, or by network where all of them come by one channel."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import Opener
from tests.pages.test_content import MARCH, imported, post


@pytest.mark.parametrize(("networks", "is_drawn"), [(["linkedin"], False), (["linkedin", "x"], True)])  # fmt: skip
def test_posts_are_split_by_network_where_there_are_several(
    opened: Opener, tmp_path: Path, networks: list[str], is_drawn: bool
) -> None:
    """One bar alone is the figure above it."""
    rows = [{**post(f"p{n}", 1, clicks=5 + n), "network": name} for n, name in enumerate(networks)]
    imported(tmp_path, "posts.csv", *rows)
    app = opened(tmp_path, **MARCH)
    headers = [one.value for one in app.header]
    assert ("By network" in headers) is is_drawn
    assert "By channel" not in headers


def test_channels_are_a_table(opened: Opener, demo_folder: Path) -> None:
    """With several of them."""
    headers = [one.value for one in opened(demo_folder).header]
    assert "By channel" in headers
    assert "By network" not in headers


@pytest.mark.parametrize("is_known", [True, False])
def test_channels_say_how_attribution_counts_where_visits_are_known(
    opened: Opener, demo_folder: Path, monkeypatch: pytest.MonkeyPatch, is_known: bool
) -> None:
    """The same leads have other numbers there."""
    monkeypatch.setattr("ui.cache.has_visits", lambda: is_known)
    captions = [one.value for one in opened(demo_folder, "channels").caption]
    said = "Leads count by their own UTM tags here, by visits on Attribution."
    assert (said in captions) is is_known
