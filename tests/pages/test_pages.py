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
from ui import pages

FILLED = [card.slug for card in pages.cards() if card.when != "empty"]
EMPTY = [card.slug for card in pages.cards() if card.when != "filled"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("slug", FILLED)
def test_opens_with_demo_data(opened: Opener, demo_folder: Path, slug: str, language: str) -> None:
    """No page fails, and each says that the data are a demo."""
    app = opened(demo_folder, slug, lang=language)
    assert any("Maison Volta" in text.value for text in app.sidebar.markdown)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("slug", EMPTY)
def test_opens_without_data(opened: Opener, tmp_path: Path, slug: str, language: str) -> None:
    """An empty store shows a way to begin, not empty charts."""
    app = opened(tmp_path / "store", slug, lang=language)
    assert not app.metric
    assert not app.get("plotly_chart")


def _shown(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_results_equal_the_metrics(opened: Opener, demo_folder: Path) -> None:
    """The number on the page is the number of the metric layer, for a period from the address."""
    app = opened(demo_folder, period="custom", dates="2026-09-01~2026-09-30")
    facts = Facts(Store.open(demo_folder))
    query = Query(date(2026, 9, 1), date(2026, 9, 30))
    rows = query_metrics(facts, ["leads", "referrals"], query).to_dicts()
    leads, referrals = (f"{row['value']:,.0f}" for row in rows)
    assert _shown(app)["Leads"] == leads
    assert _shown(app)["Referrals from social"] == referrals


def test_filters_reach_every_figure(opened: Opener, demo_folder: Path) -> None:
    """One channel has fewer leads than all of them, and ad spend where nothing is paid is unknown."""
    everything = _shown(opened(demo_folder))
    email = _shown(opened(demo_folder, channels="Email"))
    assert int(email["Leads"].replace(",", "")) < int(everything["Leads"].replace(",", ""))
    assert "Ad spend" not in email


def test_filters_live_in_the_address(opened: Opener, demo_folder: Path) -> None:
    """Ids, not labels, in any language; defaults are left out; a bad value is ignored."""
    app = opened(demo_folder, lang="fr", period="nonsense", channels="Email~Paid Social")
    assert app.selectbox(key="period").value == "last90"
    assert app.multiselect(key="channels").value == ["Email", "Paid Social"]
    app.selectbox(key="compare").select("year").run()
    assert app.query_params["compare"] == "year"
    assert app.query_params["channels"] == "Email~Paid Social"
    assert "period" not in app.query_params


def test_filters_survive_a_change_of_page(opened: Opener, demo_folder: Path) -> None:
    """What was chosen on one page holds on the next."""
    app = opened(demo_folder, channels="Email")
    app.switch_page("pages/channels/channels.py").run()
    assert app.multiselect(key="channels").value == ["Email"]


def test_chart_shows_the_trend(opened: Opener, demo_folder: Path) -> None:
    """The lines of the chart carry the channels' French names and colours."""
    app = opened(demo_folder, lang="fr")
    [chart] = app.get("plotly_chart")
    spec = json.loads(chart.proto.spec)
    names = {trace["name"] for trace in spec["data"]}
    assert "Recherche organique" in names


def test_metrics_are_in_the_order_of_their_names(opened: Opener, demo_folder: Path) -> None:
    """Whoever looks one up finds it where the alphabet of the language puts it."""
    app = opened(demo_folder, lang="fr")
    app.switch_page("pages/metrics/metrics.py").run()
    labels = [expander.label for expander in app.expander]
    first = labels[: labels.index("Taux de transformation") + 1]
    assert first[:4] == [
        "Achats",
        "Appels",
        "Clients gagnés",
        "Commandes",
    ]
    assert first.index("Événements clés") < first.index("Leads")
