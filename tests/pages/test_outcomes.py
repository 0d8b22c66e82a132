"""The line “what counts” on Results and its setting: guessed, confirmed, changed, in one's own word."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from changes.outcomes import set_outcomes
from data.store import Store
from data.values.audit import UNKNOWN
from data.values.outcomes import OutcomeChoice, OutcomeWord
from tests.metrics.cases import ad, day, facts, web
from tests.metrics.test_claims import EMAIL, GOOGLE, visit
from tests.metrics.test_credited_outcome import did
from tests.pages.conftest import Opener
from tests.pages.figures import figures

WEEK = {"period": "custom", "dates": f"{day(0)}~{day(6)}"}
BY_NAME = "date,channel_group,event_name"


def shop_rows() -> dict[str, list[dict[str, object]]]:
    """Twelve orders after visits, sign-ups, ads and key events by name."""
    people = [f"u{number}" for number in range(12)]
    return {
        "touches": [
            *(visit(user, 1 + 24 * (at % 7), **GOOGLE) for at, user in enumerate(people)),
            *(visit(user, 2 + 24 * (at % 7), **EMAIL) for at, user in enumerate(people[:6])),
        ],
        "conversions": [
            *(did(user, 5 + 24 * (at % 7), "purchase", 20.0) for at, user in enumerate(people)),
            *(did(user, 30, "newsletter") for user in people[:5]),
        ],
        "ad_costs": [ad(number, spend=10.0, currency="EUR") for number in range(7)],
        "web_sessions": [
            web(number, channel_group="Paid Search", sessions=40, key_events=4.0)
            for number in range(7)
        ],
        "web_key_events": [
            web(number, BY_NAME, channel_group="Paid Search", event_name="quote", key_events=3.0)
            for number in range(7)
        ],
    }


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The store of a shop that has not said what counts."""
    rows = shop_rows()
    known, store = facts(**rows), Store.open(tmp_path)
    store.commit("a", "a", "a.csv", {name: known.frame(name).collect() for name in rows}, {})
    store.close()
    return tmp_path


def cards(app: AppTest) -> dict[str, str]:
    """The labels and values of the headline figures, in their order."""
    return figures(app)


def captions(app: AppTest) -> str:
    return " ".join(str(one.value) for one in app.caption)


def choice(folder: Path) -> OutcomeChoice | None:
    store = Store.open(folder)
    found = store.inputs().outcomes
    store.close()
    return found


def test_a_guess_is_shown_with_its_question_and_nothing_is_saved(
    opened: Opener, shop: Path
) -> None:
    app = opened(shop, **WEEK)
    assert "From your files, these results count: Orders, Sign-ups, Key events." in captions(app)
    shown = cards(app)
    assert list(shown)[:2] == ["Orders", "Order revenue"]
    assert (shown["Orders"], shown["Cost per order"]) == ("12", "€5.83")
    assert app.button(key="outcomes_right").label == "Save this choice"
    assert choice(shop) is None


def test_a_confirmed_guess_is_not_asked_about_again(opened: Opener, shop: Path) -> None:
    app = opened(shop, **WEEK)
    app.button(key="outcomes_right").click().run()
    assert not app.exception
    assert choice(shop) == OutcomeChoice(("orders", "sign_ups", "key_events"))
    assert "these results count" not in captions(app)
    assert not [one for one in app.button if one.key == "outcomes_right"]
    assert next(iter(cards(app))) == "Orders"


def test_one_line_says_what_to_add(opened: Opener, tmp_path: Path) -> None:
    rows = {"conversions": shop_rows()["conversions"]}
    known, store = facts(**rows), Store.open(tmp_path)
    store.commit("a", "a", "a.csv", {"conversions": known.frame("conversions").collect()}, {})
    store.close()
    app = opened(tmp_path, lang="fr", **WEEK)
    lines = [one.value for one in app.caption if "add_circle" in str(one.value)]
    assert lines == [
        (
            ":material/add_circle: Importez des statistiques web pour voir combien de sessions "
            "deviennent des commandes."
        )
    ]


def test_a_changed_choice_decides_headlines_and_what_is_credited(
    opened: Opener, shop: Path
) -> None:
    """An event by name, offered from the files, in the first place."""
    app = opened(shop, **WEEK)
    [picker] = [one for one in app.multiselect if (one.key or "").startswith("outcomes_picked")]
    assert {"quote", "newsletter", "purchase", "Orders", "Leads"} <= set(picker.options)
    picker.set_value(["ga4:quote", "sign_ups"]).run()
    app.button(key="outcomes_save").click().run()
    assert not app.exception
    assert choice(shop) == OutcomeChoice(("ga4:quote", "sign_ups"))
    shown = cards(app)
    assert list(shown)[:2] == ["quote", "Sign-ups"]
    assert (shown["quote"], shown["Cost per “quote”"]) == ("21", "€3.33")
    assert "Orders" not in shown
    # No journeys have key events by name: attribution opens with the next result, which they have.
    credit = opened(shop, "attribution", **WEEK)
    assert credit.selectbox(key="credit_event_ga4:quote").value == ("newsletter",)
    assert credit.selectbox(key="credit_event_ga4:quote").options[0] == "Sign-ups"
    costs = opened(shop, "costs", **WEEK)
    table = costs.dataframe[0]
    assert dict(zip(table.value["channel"], table.value["results"], strict=True)) == {
        "Paid Search": "21"
    }
    assert '"label": "quote"' in table.proto.columns
    assert "Cost per" in table.proto.columns


def test_without_a_result_nothing_can_be_saved(opened: Opener, shop: Path) -> None:
    app = opened(shop, **WEEK)
    [picker] = [one for one in app.multiselect if (one.key or "").startswith("outcomes_picked")]
    picker.set_value([]).run()
    assert app.button(key="outcomes_save").disabled


def test_the_companys_word_is_on_every_page(opened: Opener, shop: Path) -> None:
    app = opened(shop, lang="fr", **WEEK)
    app.text_input(key="outcomes_word_orders").set_value("commandes web").run()
    app.button(key="outcomes_save").click().run()
    assert not app.exception
    saved = choice(shop)
    assert saved is not None
    assert saved.words == (OutcomeWord("orders", "fr", "commandes web"),)
    assert next(iter(cards(app))) == "commandes web"
    credit = opened(shop, "attribution", lang="fr", **WEEK)
    assert any("Commandes web" in str(one.value) for one in credit.markdown)
    assert credit.selectbox(key="credit_event_orders").options[0] == "commandes web"
    costs = opened(shop, "costs", lang="fr", **WEEK)
    assert '"label": "commandes web"' in costs.dataframe[0].proto.columns
    # Other languages have the usual word.
    assert next(iter(cards(opened(shop, lang="en", **WEEK)))) == "Orders"


def test_a_word_that_is_no_label_is_explained_and_not_saved(opened: Opener, shop: Path) -> None:
    app = opened(shop, **WEEK)
    app.text_input(key="outcomes_word_orders").set_value("*bold*").run()
    app.button(key="outcomes_save").click().run()
    assert "at most 40 letters" in app.error[0].value
    assert choice(shop) is None


def test_costs_of_a_shop_are_by_order_without_customers_of_their_own(
    opened: Opener, shop: Path
) -> None:
    app = opened(shop, "costs", **WEEK)
    table = app.dataframe[0]
    assert '"label": "Orders"' in table.proto.columns
    assert '"label": "Cost per order"' in table.proto.columns
    assert "cost_per_customer" not in table.value.columns
    rows = dict(zip(table.value["channel"], table.value["results"], strict=True))
    assert rows["Paid Search"].endswith("12")  # the most that a model credits


def test_a_total_without_days_has_no_trend_and_says_why(opened: Opener, tmp_path: Path) -> None:
    rows = [web(0, "channel_group", 6, channel_group="Email", sessions=9, key_events=4.0)]
    store, known = Store.open(tmp_path), facts(web_sessions=rows)
    tables = {"web_sessions": known.frame("web_sessions").collect()}
    store.commit("a", "a", "a.csv", tables, {})
    store.close()
    app = opened(tmp_path)
    assert cards(app)["Key events"] == "4"
    assert "one total for the whole period" in app.info[-1].value


def test_a_goal_can_be_about_an_event_that_counts(opened: Opener, shop: Path) -> None:
    store = Store.open(shop)
    set_outcomes(store, ("ga4:quote",), (), UNKNOWN)
    store.close()
    app = opened(shop, "goals", **WEEK)
    app.button(key="goal_new").click().run()
    assert not app.exception
    [metric] = [one for one in app.selectbox if one.label == "Metric"]
    assert (metric.value, metric.options[0]) == ("ga4:quote", "quote")


def test_the_page_opens_with_a_metric_that_the_period_knows(opened: Opener, tmp_path: Path) -> None:
    """Key events count, but this week's report has visits only."""
    rows = [
        *(web(n, channel_group="Email", sessions=9, key_events=2.0) for n in range(-60, -30)),
        *(web(n, channel_group="Email", sessions=9) for n in range(7)),
    ]
    store = Store.open(tmp_path)
    known = facts(web_sessions=rows).frame("web_sessions").collect()
    store.commit("a", "a", "a.csv", {"web_sessions": known}, {})
    store.close()
    app = opened(tmp_path, **WEEK)
    assert next(iter(cards(app))) == "Sessions"
    assert app.title[0].value.startswith("Sessions")
