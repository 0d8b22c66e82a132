"""The Tests page compares, creates and deletes tests; Attribution shows what platforms claim."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from changes.experiments import declare
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from metrics.attribution.query import AttributionQuery as Credit
from metrics.experiments.compare import compare
from metrics.experiments.experiment import Experiment
from metrics.experiments.query import ComparisonQuery
from metrics.experiments.repository import stored
from metrics.question.query import Query
from metrics.returns.platform_conversions import claims, headline
from tests.pages.conftest import Opener

PERIOD = {"period": "custom", "dates": "2026-09-01~2026-10-31"}
HALF_YEAR = {"period": "custom", "dates": "2026-05-01~2026-10-31"}
SIX_MONTHS = Query(date(2026, 5, 1), date(2026, 10, 31))
MONTHS = Query(date(2026, 9, 1), date(2026, 10, 31))


def texts(app: AppTest) -> str:
    kinds = ("markdown", "caption", "info")
    return " ".join(str(element.value) for kind in kinds for element in app.get(kind))


def test_the_page_says_what_the_comparison_says(opened: Opener, demo_folder: Path) -> None:
    app = opened(demo_folder, "tests", **HALF_YEAR)
    app.selectbox(key="experiment_by").select("channel").run()
    app.multiselect(key="experiment_arms_channel").set_value(["Email", "Paid Social"]).run()
    asked = ComparisonQuery(("lead_rate",), "channel", ("Email", "Paid Social"), SIX_MONTHS)
    found = compare(Facts(Store.open(demo_folder)), asked)
    app.session_state["details_compared"] = True
    arms = app.run().dataframe[0].value
    trials = [f"{rate.trials.trials:,.0f}" for rate in found.rates if rate.trials]
    assert arms["trials"].to_list() == trials
    assert "“Email” has the higher rate" in texts(app)
    assert "Not a randomised test" in texts(app)


def test_periods_are_those_of_the_filters_and_before(opened: Opener, demo_folder: Path) -> None:
    app = opened(demo_folder, "tests", lang="fr", **PERIOD)
    app.selectbox(key="experiment_by").select("period").run()
    assert not app.exception
    app.session_state["details_compared"] = True
    assert len(app.run().dataframe[0].value) == 2
    assert "sont des périodes" in texts(app)
    app.date_input(key="experiment_first").set_value((date(2026, 9, 1), date(2026, 9, 9))).run()
    assert "jours en commun" in texts(app)


def test_a_rate_that_the_files_do_not_break_down_says_why(
    opened: Opener, demo_folder: Path
) -> None:
    app = opened(demo_folder, "tests", **PERIOD)
    app.selectbox(key="experiment_by").select("post").run()
    assert "do not have this breakdown" in texts(app)
    app.session_state["details_compared"] = True
    app.selectbox(key="experiment_metric").select("ctr").run()
    assert len(app.dataframe[0].value) == 2
    app.multiselect(key="experiment_arms_post").set_value([]).run()
    assert "Choose at least two" in texts(app)


def test_a_test_is_created_shown_and_deleted(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "tests", new="1", **PERIOD)
    assert app.title[0].value == "No test yet"
    assert "find a difference of this size" in texts(app)
    app.number_input(key="new_test_wanted").set_value(0.1).run()
    assert any("Too short for your minimum effect" in one.value for one in app.warning)
    app.text_input(key="test_name").set_value("Brand first")
    app.text_area(key="test_text").set_value("Brand wins: known already")
    app.date_input(key="test_start").set_value(date.today() + timedelta(days=9))  # noqa: DTZ011  # as the page does
    app.button(key="test_save").click().run()
    assert not app.exception
    [kept] = stored(Store.open(demo_store).state)
    assert (kept.experiment.wanted, kept.beforehand) == (0.001, True)
    assert app.title[0].value == "1 test, without a verdict yet"
    assert "Planned from" in texts(app)
    assert "Created before the first data" in texts(app)
    app.button(key=f"experiment_remove_{kept.id}").click().run()
    assert stored(Store.open(demo_store).state) == ()


def test_a_verdict_is_the_heading(opened: Opener, demo_store: Path) -> None:
    """The better variant first, with both rates; its card says what to do."""
    made = Experiment(
        "Which channel", ("lead_rate",), "channel", ("Paid Social", "Email"), date(2026, 5, 1), date(2026, 10, 31)
    )  # fmt: skip
    declare(Store.open(demo_store), made, UNKNOWN)
    app = opened(demo_store, "tests", **PERIOD)
    assert app.title[0].value.startswith("Email does better than Paid Social")
    assert "Ended 31 Oct 2026" in texts(app)
    assert "Do: give more to Email" in texts(app)


def test_a_suggested_pair_is_compared_by_a_click(opened: Opener, demo_folder: Path) -> None:
    app = opened(demo_folder, "tests", **PERIOD)
    app.button(key="suggested_0").click().run()
    assert len(app.multiselect(key="experiment_arms_campaign").value) == 2
    assert not app.exception


def test_a_test_without_a_name_is_explained(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "tests", new="1", **PERIOD)
    app.button(key="test_save").click().run()
    assert "Give the test a name" in app.error[0].value
    assert stored(Store.open(demo_store).state) == ()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_attribution_tells_what_platforms_claim(
    opened: Opener, demo_folder: Path, language: str
) -> None:
    app = opened(demo_folder, "attribution", lang=language, **PERIOD)
    app.session_state["claims"] = True
    app.run()
    asked = Credit(MONTHS.start, MONTHS.end, events=("crm.lead",))
    found = claims(Facts(Store.open(demo_folder)), asked)
    said = headline(found)
    assert said is not None
    assert said.render(language) in texts(app)
