"""The Attribution and Journeys pages: what they show is what the models say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from data.facts.facts import Facts, canonical
from data.store import Store
from data.tables.schema import TABLES
from metrics.attribution.answer import attribute
from metrics.attribution.conversion_rate import rate_split
from metrics.attribution.leads import joined
from metrics.attribution.model import registered
from metrics.attribution.paths import paths
from metrics.attribution.query import AttributionQuery
from tests.pages.conftest import Opener

PERIOD = {"period": "custom", "dates": "2026-09-01~2026-09-30"}
SEPTEMBER = date(2026, 9, 1), date(2026, 9, 30)
LEADS = ("crm.lead",)  # what counts for the demo company


def test_table_has_every_model_and_its_credits(opened: Opener, demo_folder: Path) -> None:
    """A row and a column of the page are a key and a model of the metric layer."""
    app = opened(demo_folder, "attribution", **PERIOD)
    app.toggle(key="credit_every").set_value(True).run()
    shown = app.dataframe[0].value
    [linear] = attribute(
        Facts(Store.open(demo_folder)),
        AttributionQuery(*SEPTEMBER, events=LEADS),
        [registered()["linear"]],
        bounded=False,
    )
    expected = {credit.keys[0]: credit.conversions for credit in linear.credits}
    assert dict(zip(shown["channel"], shown["linear"], strict=True)) == pytest.approx(expected)
    assert set(registered()) <= set(shown.columns)


def test_window_and_key_are_the_readers_choice(opened: Opener, demo_folder: Path) -> None:
    """A shorter window leaves fewer visits; campaigns take the place of channels."""
    app = opened(demo_folder, "attribution", **PERIOD)
    app.selectbox(key="credit_by").select("campaign").run()
    app.selectbox(key="credit_window").select(7).run()
    app.selectbox(key="credit_first").select("first_touch").run()
    [answer] = attribute(
        Facts(Store.open(demo_folder)),
        AttributionQuery(*SEPTEMBER, ("campaign",), 7, LEADS),
        [registered()["first_touch"]],
        bounded=False,
    )
    shown = app.dataframe[0].value
    assert shown["campaign"].to_list()[0] in {c.keys[0] or "Unknown" for c in answer.credits}
    assert sum(shown["first"]) == pytest.approx(answer.attributed)


def test_value_takes_the_place_of_numbers(opened: Opener, demo_folder: Path) -> None:
    """The same table, with the amounts of the conversions."""
    app = opened(demo_folder, "attribution", lang="fr", **PERIOD)
    app.segmented_control(key="credit_figure").set_value("value").run()
    [answer] = attribute(
        Facts(Store.open(demo_folder)),
        AttributionQuery(*SEPTEMBER, events=LEADS),
        [registered()["last_touch"]],
        bounded=False,
    )
    assert sum(app.dataframe[0].value["first"]) == pytest.approx(answer.value)


def test_store_without_journeys_says_what_to_connect(opened: Opener, tmp_path: Path) -> None:
    """Reports alone give no paths: both pages say so instead of showing an empty chart."""
    rows = pl.DataFrame(
        {"property": "p", "report": "date,channel_group", "date": [date(2026, 9, 1)]}
    ).with_columns(period_from="date", period_to="date", sessions=pl.lit(5))
    store = Store.open(tmp_path)
    store.commit("a", "a", "a.csv", {"web_sessions": canonical(TABLES["web_sessions"], rows)}, {})
    store.close()
    for page in ("attribution", "paths"):
        app = opened(tmp_path, page, lang="fr")
        assert app.title[0].value == "Pas encore de parcours de conversion"
        assert "aucun autre modèle" in app.info[0].value
        assert not app.get("plotly_chart")


def test_conversions_of_orphans_are_told_not_credited(opened: Opener, tmp_path: Path) -> None:
    """A conversion of somebody without a visit earns nobody anything."""
    told = pl.DataFrame(
        {
            "user_key": ["a"],
            "converted_at": [datetime(2026, 9, 2, tzinfo=UTC)],
            "converted_on": [date(2026, 9, 2)],
            "event_name": ["lead"],
        }
    )
    store = Store.open(tmp_path)
    store.commit("a", "a", "a.csv", {"conversions": canonical(TABLES["conversions"], told)}, {})
    store.close()
    app = opened(tmp_path, "attribution", **PERIOD)
    assert app.title[0].value == "Conversions\\: 1, none with a known visit before"


def test_paths_are_those_of_the_metric_layer(opened: Opener, demo_folder: Path) -> None:
    """The share of the title, roles and counts agree with the paths themselves."""
    app = opened(demo_folder, "paths", **PERIOD)
    found = paths(Facts(Store.open(demo_folder)), AttributionQuery(*SEPTEMBER, events=LEADS))
    share = f"{found.alone / found.conversions:.0%}"
    assert app.title[0].value.startswith(f"Leads\\: {share} on the first visit, half of the others")
    roles = app.dataframe[0].value
    assert roles["ended"].sum() == found.roles["ended"].sum() == found.conversions
    longer = f"{found.conversions - found.alone} paths have two or more visits."
    assert any(one.value.startswith(longer) for one in app.caption)
    assert app.dataframe[1].value["conversions"][0] == found.common["conversions"][0]


def test_leads_of_the_crm_are_credited_and_their_joins_shown(
    opened: Opener, demo_folder: Path
) -> None:
    """Leads are what counts: the page opens with their credits and says how they were joined."""
    app = opened(demo_folder, "attribution", **PERIOD)
    facts = Facts(Store.open(demo_folder))
    asked = AttributionQuery(*SEPTEMBER, events=LEADS)
    [linear] = attribute(facts, asked, [registered()["linear"]], bounded=False)
    app.toggle(key="credit_every").set_value(True).run()
    shown = app.dataframe[0].value
    assert sum(shown["linear"]) == pytest.approx(linear.attributed)
    found = joined(facts, *SEPTEMBER)
    assert found.leads == linear.conversions
    ways = [f"{n:,}" for n in (found.visitor, found.person, found.click, found.tags, found.alone)]
    [table] = [one.value for one in app.table if "Leads joined to visits by" in one.value.columns]
    assert table["Leads"].to_list() == ways


def test_another_result_can_be_chosen(opened: Opener, demo_folder: Path) -> None:
    app = opened(demo_folder, "attribution", **PERIOD)
    chooser = app.selectbox(key="credit_event_leads")
    assert chooser.options[:3] == ["Leads", "All conversions", "lead"]
    chooser.select_index(1).run()
    [linear] = attribute(
        Facts(Store.open(demo_folder)),
        AttributionQuery(*SEPTEMBER),
        [registered()["linear"]],
        bounded=False,
    )
    assert sum(app.dataframe[0].value["first"]) == pytest.approx(linear.attributed)


def test_the_bridge_adds_up_on_every_page_that_has_it(opened: Opener, demo_folder: Path) -> None:
    """Own tags, model, touched visits, claims and costs of one channel, step by step."""
    for page in ("attribution", "channels", "costs"):
        app = opened(demo_folder, page, **PERIOD)
        assert any("by UTM tags" in one.value for one in app.markdown)
        app.session_state["bridge"] = True
        app.run()
        [rows] = [one.value for one in app.dataframe if "unclaimed" in one.value.columns]
        assert rows["channel"].to_list()[-1] == "Total"
        assert (rows["tags"] + rows["moved"]).to_list() == pytest.approx(rows["model"].to_list())
        assert (rows["model"] + rows["shared"]).to_list() == pytest.approx(
            rows["touched"].to_list()
        )
        claimed = rows[rows["claims"].notna()]
        seen = claimed["touched"] - claimed["unclaimed"] + claimed["unseen"]
        assert seen.to_list() == pytest.approx(claimed["claims"].to_list())
        [costs] = [one.value for one in app.dataframe if "other_costs" in one.value.columns]
        spent = costs.fillna(0)
        assert (spent["ad_spend"] + spent["other_costs"]).to_list() == pytest.approx(
            spent["cost"].to_list()
        )
        before = rows.set_index("channel")["moved"]
        app.selectbox(key="bridge_model").select("last_touch").run()
        [rows] = [one.value for one in app.dataframe if "unclaimed" in one.value.columns]
        assert rows.set_index("channel")["moved"].to_list() != before.to_list()


def test_the_conversion_rate_is_explained_apart_from_the_models(
    opened: Opener, demo_folder: Path
) -> None:
    app = opened(demo_folder, "attribution", **PERIOD)
    assert "shapley_rate" not in app.dataframe[0].value.columns
    app.session_state["credit_rate"] = True
    app.run()
    [rows] = [one.value for one in app.dataframe if "points" in one.value.columns]
    split = rate_split(Facts(Store.open(demo_folder)), AttributionQuery(*SEPTEMBER, events=LEADS))
    assert sum(rows["points"]) == pytest.approx(split.rate)


def test_the_drawer_of_a_channel_adds_up(opened: Opener, demo_folder: Path) -> None:
    """The address opens it: from own tags over the model to what platforms report."""
    app = opened(demo_folder, "attribution", open="Paid Social", **PERIOD)
    [steps] = [one.value for one in app.table if "Step" in one.value.columns]
    numbers = [int(re.sub(r"[^0-9−-]", "", text).replace("−", "-")) for text in steps["Leads"]]
    tags, moved, model, shared, touched, unseen, claimed = numbers
    assert (tags + moved, model + shared, touched + unseen) == (model, touched, claimed)
    [models] = [one.value for one in app.table if "Model" in one.value.columns]
    assert len(models) == len(registered())


def test_models_that_differ_are_named_first(opened: Opener, demo_folder: Path) -> None:
    """The answer names what the two models disagree about most; a model agrees with itself."""
    app = opened(demo_folder, "attribution", **PERIOD)
    assert re.search(r"\d\.\d× as many leads by .* as by", app.title[0].value)
    app.selectbox(key="credit_second").select("last_touch").run()
    assert app.title[0].value == "The models agree on every channel"
    week = {"period": "custom", "dates": "2026-09-01~2026-09-02"}
    app = opened(demo_folder, "attribution", **week)
    assert app.title[0].value.endswith("have a path, 30 are needed")
    assert not any("both times" in one.value for one in app.markdown)
