"""Stores that are not like the demo: one kind of file, odd names, no day to compare."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from data.facts.facts import Facts, canonical
from data.imports import import_upload
from data.sources.registry import load
from data.store import Store
from data.tables.schema import TABLES
from metrics.engine import query_metrics
from metrics.question.query import Query
from tests.conftest import ROOT
from tests.pages.conftest import Opener
from tests.pages.figures import figures
from ui import pages

TODAY = date(2026, 11, 23)
FIXTURES = ROOT / "tests" / "fixtures" / "exports"
MARKUP = "<script>alert(1)</script> **bold** :red[x] $x$"
LEADS = "lead_id,created_at,source,medium,campaign,won_at,amount,currency\n"
FILLED = [card.slug for card in pages.cards() if card.when != "empty"]


def _store(folder: Path, **files: bytes) -> Path:
    store = Store.open(folder / "store")
    for name, content in files.items():
        answers = {"network": "facebook", "year": "2026", "date_order": "dmy"}
        results = import_upload(store, f"{name}.csv", content, answers, today=TODAY, load=load)
        assert all(result.outcome.settled for result in results), results
    store.close()
    return folder / "store"


def _texts(app: AppTest) -> list[str]:
    kinds = ("markdown", "caption", "info", "warning")
    return [str(element.value) for kind in kinds for element in app.get(kind)]


@pytest.mark.parametrize(
    "fixture",
    [
        "leads.csv",
        "facebook_posts_fr.csv",
        "meta_ads_campaigns_period.csv",
        "google_ads_campaigns_utf16.csv",
        "ga4_report_fr_resaved.csv",
        "tiktok_overview_es.csv",
        "youtube_content_de.csv",
    ],
)
def test_every_page_opens_on_one_file_alone(opened: Opener, tmp_path: Path, fixture: str) -> None:
    """No page fails, and no chart is drawn without a line in it."""
    store = _store(tmp_path, only=(FIXTURES / fixture).read_bytes())
    app = opened(store)
    for page in FILLED:
        app.switch_page(f"pages/{page}/{page}.py").run()
        assert not app.exception, app.exception
        for chart in app.get("plotly_chart"):
            assert '"y":' in chart.proto.spec, page


def test_the_page_shows_what_the_metrics_say_of_two_currencies(
    opened: Opener, tmp_path: Path
) -> None:
    """Euros and dollars make no revenue; the customers behind them still count."""
    rows = (
        "A,2026-03-01,facebook,cpc,s,2026-03-04,100,EUR\n"
        "B,2026-03-02,facebook,cpc,s,2026-03-05,9,USD\n"
    )
    store = _store(tmp_path, leads=(LEADS + rows).encode())
    app = opened(store)
    shown = figures(app)
    asked = Query(date(2026, 3, 1), date(2026, 3, 2))
    found = query_metrics(Facts(Store.open(store)), ["revenue", "customers"], asked).to_dicts()
    assert [(row["value"], row["why_null"]) for row in found] == [
        (None, "mixed_currencies"),
        (2.0, None),
    ]
    assert "Revenue" not in shown
    assert shown["Customers won"] == "2"
    assert any("different currencies" in text for text in _texts(app))


def test_names_from_files_are_never_markup(opened: Opener, tmp_path: Path) -> None:
    """A campaign called like Markdown is shown letter by letter, on every page."""
    row = f'A,2026-03-01,"{MARKUP}",cpc,"{MARKUP}",,,\n'
    store = _store(tmp_path, **{MARKUP.replace("/", ""): (LEADS + row).encode()})
    app = opened(store, campaigns=MARKUP)
    for page in FILLED:
        app.switch_page(f"pages/{page}/{page}.py").run()
        assert not app.exception, app.exception
        assert not [text for text in _texts(app) if ":red[" in text or "**bold" in text], page
        assert not [box.label for box in app.expander if ":red[" in box.label], page


def test_a_total_for_months_is_not_called_missing(opened: Opener, tmp_path: Path) -> None:
    """The sessions are in the file: they only do not fit the selected days."""
    store = _store(tmp_path, web=(FIXTURES / "ga4_report_fr_resaved.csv").read_bytes())
    app = opened(store, "channels", period="custom", dates="2026-07-10~2026-07-20")
    assert not any("Not in the imported files" in text for text in _texts(app))
    assert app.title[0].value == "Channels\\: no values for this period"


def test_a_channel_of_ones_own_is_never_markup(opened: Opener, tmp_path: Path) -> None:
    """Analytics reports may carry any channel name; it is shown letter by letter."""
    columns = "date,channel_group"
    rows = pl.DataFrame(
        {
            "property": "p", "report": columns, "channel_group": MARKUP, "sessions": 5,
            "date": TODAY, "period_from": TODAY, "period_to": TODAY, "source_row": 2,
        }
    )  # fmt: skip
    store = Store.open(tmp_path / "store")
    store.commit("a", "a", "a.csv", {"web_sessions": canonical(TABLES["web_sessions"], rows)}, {})
    store.close()
    app = opened(tmp_path / "store", "channels", channels=MARKUP)
    told = [text for text in _texts(app) if "alert" in text]
    assert not any("**bold**" in text or ":red[x]" in text for text in told)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Your data was saved by a newer version of Utmost. Update the program."),
        (
            "fr",
            "Vos données ont été enregistrées par une version plus récente d’Utmost. Mettez le programme à jour.",
        ),
    ],
)
def test_a_store_of_a_newer_program_is_refused_in_one_sentence(
    opened: Opener, tmp_path: Path, language: str, sentence: str
) -> None:
    Store.open(tmp_path / "store").close()
    with closing(sqlite3.connect(tmp_path / "store" / "state.db")) as state, state:
        state.execute("UPDATE state_revision SET version_num = '9999'")
    app = opened(tmp_path / "store", lang=language)
    assert [error.value for error in app.error] == [sentence]
    assert not app.title
