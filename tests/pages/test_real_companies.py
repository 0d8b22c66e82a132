"""Real exports of four kinds of companies: each first page has what its files hold, in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from changes.imports import import_paths
from data.facts.facts import Facts
from data.store import Store
from data.values.audit import UNKNOWN
from metrics.definitions.registry import metrics
from metrics.results.outcomes import outcomes
from metrics.returns.credited_outcome import credited_outcome
from tests.conftest import EXPORTS
from tests.pages.conftest import Opener
from tests.pages.figures import figures


@dataclass(frozen=True)
class Company:
    """A folder of exports, what counts, what its page opens with and what it is asked to add.

    ``credited`` is what attribution and costs are about.
    """

    files: tuple[str, ...]
    business: str
    main: str
    cards: tuple[str, ...]
    lacking: str
    credited: str


COMPANIES = {
    "social": Company(
        (
            "networks/META-IG-CONTENT-en-01.csv",
            "networks/TIKTOK-CONTENT-en-2026.csv",
            "networks/LINKEDIN-PAGE-FOLLOWERS-en-2025.xls",
        ),
        "social",
        "engagements",
        ("Engagements", "Views", "New followers", "Posts published"),
        "Add web analytics and a file of leads or orders to see what posts bring.",
        "leads",
    ),
    "publisher": Company(
        ("web/ga4ui-trafficacquisition-en-01.csv",),
        "site",
        "key_events",
        ("Sessions", "Engaged sessions", "Key events", "Web conversion rate"),
        "Add a file of leads or orders to see what visits bring.",
        "key_events",
    ),
    "searched": Company(
        ("field/GSC-ZIP-en-2026.zip",),
        "site",
        "search_clicks",
        ("Search clicks", "Search click-through rate", "Average search position"),
        "Add a file of leads or orders to see what visits bring.",
        "leads",
    ),
    "events": Company(
        ("web/ga4ui-events-en-01.csv",),
        "events",
        "ga4_count:generate_lead",
        ("generate_lead",),
        "Add a report of web analytics to see which visits bring results.",
        "ga4_count:generate_lead",
    ),
    "shop": Company(
        ("field/SHOPIFY-ORDERS-en-2024-b.csv",),
        "shop",
        "orders",
        ("Orders", "Order revenue", "Average order value"),
        "Add a report of web analytics to see how many visits become orders.",
        "leads",
    ),
    "shop with analytics": Company(
        ("field/SHOPIFY-ORDERS-en-2024-b.csv", "field/GA4UI-TRAFFICACQ-WEEK-en-2024.csv"),
        "shop",
        "orders",
        ("Web revenue", "Web conversion rate", "Sessions", "Key events"),
        "Add an export of your ad platforms to see cost per order.",
        "key_events",
    ),
    "leads": Company(
        (
            "field/B01-leads-source-capitalisation.csv",
            "field/METAADS-ADS-BYDAY-en-2026.csv",
        ),
        "leads",
        "leads",
        ("Leads",),
        "Add a report of web analytics to see how many visits become leads.",
        "leads",
    ),
}
pytestmark = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real exports are not at hand")


@pytest.mark.parametrize("kind", COMPANIES)
def test_the_first_page_is_full_of_what_a_company_has(
    opened: Opener, tmp_path: Path, kind: str
) -> None:
    """Figures of its kind first, one line on what to add, and the same outcome on every page."""
    company = COMPANIES[kind]
    store = Store.open(tmp_path)
    found = import_paths(store, [EXPORTS / name for name in company.files], UNKNOWN, {})
    assert all(one.import_id is not None for one in found)
    known = outcomes(Facts(store))
    assert (known.business.id, known.main) == (company.business, company.main)
    assert credited_outcome(Facts(store)).metric == company.credited
    store.close()
    app = opened(tmp_path)
    shown = list(figures(app))
    assert set(company.cards) <= set(shown)
    main = str(metrics()[company.main].label)
    assert shown[0] == main or main not in shown
    lines = [str(one.value) for one in app.caption if "add_circle" in str(one.value)]
    assert company.lacking in lines[0]
    assert any("these results count" in str(one.value) for one in app.caption)
    # Where nothing is known of an outcome's channels, the pages say so and do not fail.
    for page in ("channels", "attribution", "costs", "paths"):
        opened(tmp_path, page)


def test_costs_of_a_shop_with_analytics_are_about_its_key_events(
    opened: Opener, tmp_path: Path
) -> None:
    """Its orders have no channels; key events by session have, and no amounts."""
    store = Store.open(tmp_path)
    import_paths(
        store,
        [EXPORTS / name for name in COMPANIES["shop with analytics"].files],
        UNKNOWN,
        {},
    )
    store.close()
    app = opened(tmp_path, "costs")
    table = app.dataframe[0]
    assert '"label": "Key events"' in table.proto.columns
    assert {"roas", "deals", "cost_per_customer"}.isdisjoint(table.value.columns)
    assert any("session it happened in" in str(one.value) for one in app.caption)
