"""The details of a metric, the table of metrics, the search and the keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from changes.imports import import_paths
from data.store import Store
from data.values.audit import UNKNOWN
from metrics.definitions.registry import metrics
from tests.conftest import EXPORTS
from tests.pages.conftest import Opener
from tests.pages.figures import figures
from tests.pages.test_real_files import FILES
from ui.components import definitions, palette
from ui.components.sources.import_issues import plain

MONTH = {"period": "2026-10"}


def bars(app: AppTest) -> dict[str, float]:
    """The values of the split by channel."""
    for chart in app.get("plotly_chart"):
        data = json.loads(chart.proto.spec)["data"]
        if data[0].get("orientation") == "h":
            keys = [one[0] for one in data[0]["customdata"]]
            return dict(zip(keys, data[0]["x"], strict=True))
    return {}


def test_details_add_up_and_lead_to_rows(opened: Opener, demo_folder: Path) -> None:
    """The channels are the value, and so are the source rows."""
    app = opened(demo_folder, "figure", id="leads", **MONTH)
    leads = int(figures(opened(demo_folder, **MONTH))["Leads"].replace(",", ""))
    assert app.title[0].value.startswith("Leads")
    assert f"{leads:,}" in app.title[0].value
    shown = sum(bars(app).values())
    assert 0 < shown <= leads
    rows = app.dataframe[0].value
    assert len(rows) == leads
    assert {"file", "source_row"} <= set(rows.columns)
    assert rows["created_on"].is_monotonic_decreasing
    headings = [one.value for one in app.header]
    assert "Definition" in headings
    assert "By campaign" in headings


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_metric_has_details(opened: Opener, demo_folder: Path, language: str) -> None:
    """Of all stages and units, also those that no file has."""
    app = opened(demo_folder, "figure", lang=language, **MONTH)
    for name in ("cpl", "followers", "roas", "impressions", "search_position", "nps", "revenue"):
        app.query_params["id"] = name
        app.run()
        assert not app.exception, name
        [title] = app.title
        assert title.value.startswith(plain(metrics()[name].label.render(language)))


def test_an_unknown_metric_is_the_one_that_counts(opened: Opener, demo_folder: Path) -> None:
    """An edited address ends nowhere."""
    app = opened(demo_folder, "figure", id="nonsense", **MONTH)
    assert app.title[0].value.startswith("Leads")


def test_the_table_has_the_values_of_the_results(opened: Opener, demo_folder: Path) -> None:
    """One number in both places; the headline metrics first."""
    known = figures(opened(demo_folder, **MONTH))
    table = opened(demo_folder, "metrics", **MONTH).dataframe[0].value
    shown = dict(zip(table["metric"], table["value"], strict=True))
    assert {name: shown[name] for name in known} == known
    assert next(iter(shown)) == "Leads"


def test_the_search_filters_the_table(opened: Opener, demo_folder: Path) -> None:
    """Without accents, in the language of the session; without a match it says so."""
    app = opened(demo_folder, "metrics", lang="fr", **MONTH)
    app.text_input(key="metrics_search").set_value("cout par lead").run()
    assert "Coût par lead (CPL)" in app.dataframe[0].value["metric"].tolist()
    app.text_input(key="metrics_search").set_value("zzz").run()
    assert not app.dataframe
    assert "zzz" in app.info[0].value


def test_an_empty_store_has_definitions(opened: Opener, tmp_path: Path) -> None:
    """Nothing has a value, everything has a meaning."""
    app = opened(tmp_path / "store", "metrics")
    table = app.dataframe[0].value
    assert len(table) == len(metrics())
    assert "value" not in table.columns
    assert table["definition"].str.len().min() > 0


def test_matching_knows_tiers_and_order() -> None:
    """Results first, then by name."""
    found = definitions.matching(metrics().values(), "", None)
    order = [definitions.ORDER.index(metric.stage) for metric in found]
    assert order == sorted(order)
    assert {m.stage.value for m in definitions.matching(found, "", "value")} == {"value"}


def choose(app: AppTest, kind: str, name: str, label: str) -> AppTest:
    """What the search does with an entry, which its list has under this label.

    Its dialog runs by itself in a browser, which AppTest does not know.
    """
    app.button(key="palette").click().run()
    [box] = [one for one in app.selectbox if str(one.key).startswith("palette_choice")]
    assert label in box.options
    app.session_state[palette.WISH] = palette.Entry(kind, name, label)
    return app.run()


def test_the_search_goes_there(opened: Opener, demo_folder: Path) -> None:
    """With the filters of the page that it left."""
    app = choose(opened(demo_folder, **MONTH), "page", "channels", "Channels · Page")
    assert not app.exception
    assert "channel" in app.dataframe[0].value.columns
    app = choose(app, "metric", "cpl", "Cost per lead (CPL) · Metric")
    assert not app.exception
    assert app.query_params["period"] == "2026-10"
    assert "Cost per lead" in app.title[0].value


def test_a_campaign_filters_the_results(opened: Opener, demo_folder: Path) -> None:
    """A choice of a campaign shows its results."""
    goals = opened(demo_folder, "goals", **MONTH)
    app = choose(goals, "campaign", "monthly-letter", "monthly-letter · Campaign")
    assert app.session_state["filter_values"]["campaigns"] == ["monthly-letter"]
    assert app.query_params["campaigns"] == "monthly-letter"


def test_a_key_takes_the_comparison_away_and_brings_it_back(
    opened: Opener, demo_folder: Path
) -> None:
    """The one that was chosen."""
    app = opened(demo_folder, compare="year", **MONTH)
    app.button(key="key_compare").click().run()
    assert app.query_params["compare"] == "none"
    app.button(key="key_compare").click().run()
    assert app.query_params["compare"] == "year"
    app.button(key="key_list").click().run()
    assert not app.exception


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real exports are not at hand")
def test_details_of_real_files(opened: Opener, tmp_path: Path) -> None:
    """Every headline of twelve unlike files opens."""
    store = Store.open(tmp_path)
    import_paths(store, [EXPORTS / name for name in FILES], UNKNOWN, {})
    store.close()
    app = opened(tmp_path, "figure")
    for name in ("sessions", "clicks", "impressions", "followers", "ad_spend", "views"):
        app.query_params["id"] = name
        app.run()
        assert not app.exception, name
        [title] = app.title
        assert title.value.startswith(plain(metrics()[name].label.render("en")))


def test_every_kind_of_entry_leads_somewhere() -> None:
    """The search has a way for each kind."""
    assert palette._GO.keys() == {
        "page", "action", "metric", "channel", "goal", "campaign", "post",
    }  # fmt: skip
