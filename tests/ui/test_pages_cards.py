"""Pages describe themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui import pages


def test_cards_are_read_without_running_the_page() -> None:
    """Order, icon and stage come from the call at the top of each file."""
    found = pages.cards()
    assert [card.slug for card in found][:2] == ["welcome", "results"]
    assert (found[0].when, found[0].group) == ("always", "")
    assert not found[0].filters


def test_a_page_without_a_card_is_named(tmp_path: Path) -> None:
    """The error says which file lacks its description."""
    path = tmp_path / "lonely.py"
    path.write_text("import streamlit\n")
    with pytest.raises(ValueError, match=r"lonely\.py"):
        pages._read(path)
