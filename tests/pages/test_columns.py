"""Every column of every table says what it holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.pages.conftest import Opener

PAGES = ("channels", "content", "attribution", "journeys", "costs", "links", "tags", "goals")


@pytest.mark.parametrize("page", PAGES)
def test_every_column_is_defined(page: str, demo_store: Path, opened: Opener) -> None:
    """A column's definition is one hover away, whatever the table."""
    app = opened(demo_store, page)
    for table in app.dataframe:
        told = json.loads(table.proto.columns)
        missing = [name for name in table.value.columns if not told.get(name, {}).get("help")]
        assert missing == [], (page, table.proto.alt)


def test_tables_are_drawn_in_one_place() -> None:
    """Whoever draws a table defines its columns."""
    drawing = [path for path in (ROOT / "ui").rglob("*.py") if "st.dataframe(" in path.read_text()]
    assert [path.name for path in drawing] == ["grid.py"]
