"""Every page opens, in every language, with data and without, and shows what the metrics say."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.facts.facts import Facts
from data.store import Store
from i18n.catalogue import languages
from metrics.engine import query_metrics
from metrics.question.query import Query
from tests.pages.conftest import Opener
from tests.pages.figures import figures, notes
from ui import pages

FILLED = [card.slug for card in pages.cards() if card.when != "empty"]
EMPTY = [card.slug for card in pages.cards() if card.when != "filled"]


@pytest.mark.parametrize(("language", "is_phone"), [("en", False), ("fr", True)])
@pytest.mark.parametrize("slug", FILLED)
def test_opens_with_demo_data(  # fixtures and what is tried
    opened: Opener, demo_folder: Path, monkeypatch: pytest.MonkeyPatch,
    slug: str, language: str, is_phone: bool,
) -> None:  # fmt: skip
    """No page fails, wide or on a phone, and each says that the data are a demo."""
    monkeypatch.setattr("ui.device.is_phone", lambda: is_phone)
    app = opened(demo_folder, slug, lang=language)
    assert any("Maison Volta" in text.value for text in app.sidebar.markdown)
    assert app.title


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("slug", EMPTY)
def test_opens_without_data(opened: Opener, tmp_path: Path, slug: str, language: str) -> None:
    """An empty store shows a way to begin, not empty charts."""
    app = opened(tmp_path / "store", slug, lang=language)
    assert not app.metric
    assert not app.get("plotly_chart")


def chosen(app: AppTest, name: str) -> object:
    """The value of a filter of the session."""
    return app.session_state["filter_values"][name]


def test_results_equal_the_metrics(opened: Opener, demo_folder: Path) -> None:
    """The number on the page is the number of the metric layer, for a period from the address."""
    app = opened(demo_folder, period="custom", dates="2026-09-01~2026-09-30")
    facts = Facts(Store.open(demo_folder))
    query = Query(date(2026, 9, 1), date(2026, 9, 30))
    rows = query_metrics(facts, ["leads", "referrals"], query).to_dicts()
    leads, referrals = (f"{row['value']:,.0f}" for row in rows)
    assert figures(app)["Leads"] == leads
    assert figures(app)["Organic social sessions"] == referrals


def test_filters_reach_every_figure(opened: Opener, demo_folder: Path) -> None:
    """One channel has fewer leads than all of them, and ad spend where nothing is paid is unknown."""
    everything = figures(opened(demo_folder))
    email = figures(opened(demo_folder, channels="Email"))
    assert int(email["Leads"].replace(",", "")) < int(everything["Leads"].replace(",", ""))
    assert "Ad spend" not in email


def test_filters_live_in_the_address(opened: Opener, demo_folder: Path) -> None:
    """Ids, not labels, in any language; defaults are left out; a bad value is ignored."""
    app = opened(demo_folder, lang="fr", period="nonsense", channels="Email~Paid Social")
    assert chosen(app, "period") == "last90"
    assert chosen(app, "channels") == ["Email", "Paid Social"]
    app.radio(key="bar_compare_fr").set_value("year").run()
    assert app.query_params["compare"] == "year"
    assert app.query_params["channels"] == "Email~Paid Social"
    assert "period" not in app.query_params


def test_filters_survive_pages_without_them(opened: Opener, demo_folder: Path) -> None:
    """What was chosen on one page holds on all others, and in their addresses."""
    app = opened(demo_folder, channels="Email", campaigns="monthly-letter", period="2026-10")
    wanted = figures(app)
    for slug in ("goals", "reports", "sources", "metrics", "links", "utm_tags", "attribution"):
        app.switch_page(f"pages/{slug}/{slug}.py").run()
        assert not app.exception
        assert app.query_params["channels"] == "Email"
        assert app.query_params["period"] == "2026-10"
    app.switch_page("pages/results/results.py").run()
    assert figures(app) == wanted


def test_a_filter_that_does_not_apply_is_said(opened: Opener, demo_folder: Path) -> None:
    """Attribution shows all channels, and says so."""
    app = opened(demo_folder, "attribution", channels="Email")
    assert any(
        "Does not apply to this page: Email." in text.value.replace("\\", "")
        for text in app.caption
    )


def test_values_are_left_out(opened: Opener, demo_folder: Path) -> None:
    """Leads of Email and all the others are all leads; the bar says how many filters there are."""
    every, email, others = (
        opened(demo_folder, **more)
        for more in ({}, {"channels": "Email"}, {"channels": "Email", "not": "channels"})
    )
    leads = [int(figures(app)["Leads"].replace(",", "")) for app in (every, email, others)]
    assert leads[0] == leads[1] + leads[2]
    assert any("1 filter: not Email" in text.value.replace("\\", "") for text in others.caption)
    others.button(key="bar_clear").click().run()
    assert figures(others) == figures(every)
    assert "channels" not in others.query_params
    assert "not" not in others.query_params


def test_a_view_is_saved_opened_and_deleted(opened: Opener, demo_store: Path) -> None:
    """Under its name, with all filters; what is not in it takes its default."""
    app = opened(demo_store, channels="Email", period="last28")
    wanted = figures(app)
    app.text_input(key="view_name").set_value("E-mail, four weeks").run()
    app.button(key="view_save").click().run()
    app.button(key="bar_clear").click().run()
    app.pills(key="bar_period_en").set_value("last90").run()
    assert figures(app) != wanted
    app.button(key="view_E-mail, four weeks").click().run()
    assert not app.exception
    assert figures(app) == wanted
    app.button(key="view_delete_E-mail, four weeks").click().run()
    assert not [one for one in app.button if str(one.key).startswith("view_E-mail")]


def test_the_comparison_can_be_chosen_in_the_address(opened: Opener, demo_folder: Path) -> None:
    """And is said in the bar."""
    app = opened(demo_folder, compare="none", period="2026-10")
    found = notes(app)
    assert found
    assert "%" not in "".join(found.values())


def test_a_switch_changes_the_chart_and_the_answer(opened: Opener, demo_folder: Path) -> None:
    """The metric is in the address; the points of the chart add up to its value."""
    app = opened(demo_folder, period="2026-10", compare="none")
    assert app.title[0].value.startswith("Leads")
    chart = next(c for c in app.get("plotly_chart") if "by day" in c.proto.alt)
    points = json.loads(chart.proto.spec)["data"][-1]["y"]
    assert sum(points) == int(figures(app)["Leads"].replace(",", ""))
    asked = opened(demo_folder, period="2026-10", compare="none", figure="sessions", lang="fr")
    assert asked.title[0].value.startswith("Sessions")
