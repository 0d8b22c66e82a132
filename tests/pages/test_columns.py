"""Every column of every table has a heading and says what it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.imports.tool_coverage import tool_of
from data.links.bulk import template
from data.store import Store
from tests.conftest import ROOT
from tests.pages.conftest import Opener
from ui import pages
from ui.components.sources import tool_table
from ui.components.tagging import issue_table

FILLED = [card.slug for card in pages.cards() if card.when != "empty"]
WITHOUT_TABLES = {"reports", "tests", "welcome"}  # as long as nothing is chosen
PERIOD = {"period": "custom", "dates": "2026-09-01~2026-09-30"}
OPENED = ("basis", "claims", "content_networks", "goals_holidays")


def _opened_parts(store: Path) -> Iterator[str]:
    """The parts of pages that show their tables when they are opened."""
    yield from OPENED
    found = Store.open(store)
    yield from (f"import_{entry.id}" for entry in found.state.ledger.done())
    found.close()


def drawers(store: Path) -> set[str]:
    """The tools of a store, each of which has a drawer with its files."""
    found = Store.open(store)
    tools = {tool_of(entry) for entry in found.state.ledger.done()}
    found.close()
    return tools


def _tables(app: AppTest) -> list[tuple[str, dict[str, dict[str, str]]]]:
    """What each table shows and its columns' settings; every column of the rows has some."""
    found = []
    for table in (*app.dataframe, *app.data_editor):
        columns = json.loads(table.proto.columns)
        columns.pop("_index", None)
        assert list(table.value.columns) == list(columns), table.proto.alt
        found.append((table.proto.alt, columns))
    return found


def _check(tables: list[tuple[str, dict[str, dict[str, str]]]]) -> None:
    for alt, columns in tables:
        for name, setting in columns.items():
            assert setting.get("label"), (alt, name)
            assert setting.get("help"), (alt, name)


@pytest.mark.parametrize("slug", FILLED)
def test_every_column_has_a_heading_and_a_help(slug: str, demo_store: Path, opened: Opener) -> None:
    """What a column holds is one hover away, whatever the table."""
    parts = list(_opened_parts(demo_store))
    app = opened(demo_store, slug, **PERIOD)
    for part in parts:
        app.session_state[part] = True
    tables = _tables(app.run())
    for tool in drawers(demo_store) if slug == "sources" else ():
        app.session_state[tool_table.OPEN] = tool
        tables += _tables(app.run())
    assert not app.exception
    _check(tables)
    assert bool(tables) != (slug in WITHOUT_TABLES)


def test_tables_of_choices_have_headings_and_helps(
    demo_store: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables that show only once something is chosen or given."""
    app = opened(demo_store, "attribution", open="Email", **PERIOD)
    _check(found := _tables(app))
    assert "Conversion paths, latest first" in dict(found)
    app = opened(demo_store, "links")
    app.get("file_uploader")[0].set_value([("links.csv", template(), "text/csv")]).run()
    _check(found := _tables(app))
    assert "The links of the table" in dict(found)
    app = opened(demo_store, "tests", **PERIOD)
    app.session_state["details_compared"] = True
    _check(found := _tables(app.run()))
    assert found
    monkeypatch.setattr(issue_table, "choose", lambda sizes, _key: [sizes[0].issue])
    app = opened(demo_store, "utm_tags")
    app.session_state["chosen_rows"] = True
    _check(found := _tables(app.run()))
    assert "Rows that would change, with old and new value" in dict(found)


def test_tables_are_drawn_in_one_place() -> None:
    """Whoever draws a table says what its columns hold."""
    sources = {path: path.read_text() for path in (ROOT / "ui").rglob("*.py")}
    assert [path.name for path, text in sources.items() if "st.dataframe(" in text] == ["grid.py"]
    assert not [path for path, text in sources.items() if "column_config={" in text]
