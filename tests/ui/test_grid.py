"""Columns of tables: ids of no language, headings and helps in the session's."""

from __future__ import annotations

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.conftest import LONG
from ui.components.grid import GridColumn, draw, settings, with_labels

COST = GridColumn("cost", "Cost", "What was paid.", is_number=True)
NAME = GridColumn("name", "Campaign", "Its name.")


@pytest.mark.parametrize("missing", [("", "Cost", "Paid."), ("cost", "", "Paid."), ("cost", "Cost", "")])  # fmt: skip
def test_a_column_needs_an_id_a_label_and_a_help(missing: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match="needs an id, a label and a help"):
        GridColumn(*missing)


def test_settings_are_by_id_and_add_to_the_type_of_the_column() -> None:
    """Label and help are the column's own, its type stays."""
    link = GridColumn("url", "Link", "Opens it.", config=st.column_config.LinkColumn(width="small"))
    found = settings([NAME, COST, link])
    assert list(found) == ["name", "cost", "url"]
    assert (found["cost"]["label"], found["cost"]["help"]) == ("Cost", "What was paid.")
    assert (found["cost"]["alignment"], "alignment" in found["name"]) == ("right", False)
    assert (found["url"]["label"], found["url"]["width"]) == ("Link", "small")
    assert found["url"]["type_config"]["type"] == "link"  # type: ignore[typeddict-item]


def test_two_columns_of_a_table_never_share_an_id() -> None:
    with pytest.raises(ValueError, match="share an id"):
        settings([COST, GridColumn("cost", "Spend", "The same.")])


@pytest.mark.parametrize("names", [["cost"], ["cost", "name"], ["name", "cost", "more"]])
def test_rows_and_columns_are_the_same_in_the_same_order(names: list[str]) -> None:
    """A column that nobody described is an error of the code, not a heading without a help."""
    with pytest.raises(ValueError, match="the columns are"):
        draw(pl.DataFrame({name: [1] for name in names}), [NAME, COST], key="k", alt="Costs")


def test_a_download_has_the_headings_of_the_page() -> None:
    file = with_labels({"cost": [1.5], "name": ["a"]}, [NAME, COST])
    assert file.to_dict(as_series=False) == {"Campaign": ["a"], "Cost": [1.5]}


def _french_sessions() -> None:
    import streamlit as st  # the body of a script of its own

    from metrics.definitions.registry import metrics
    from ui.components.grid import metric_column

    st.session_state["lang"] = "fr"
    column = metric_column(metrics()["sessions"])
    st.write(f"{column.id}|{column.label}|{column.help}|{column.is_number}")


def test_a_metrics_column_says_what_the_catalogue_says() -> None:
    app = AppTest.from_function(_french_sessions, default_timeout=LONG).run()
    assert app.markdown[0].value == "sessions|Sessions|Visites du site web.|True"
