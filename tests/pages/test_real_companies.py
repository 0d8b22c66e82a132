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
        "Import web analytics and leads or orders to see what posts bring.",
        "leads",
    ),
    "publisher": Company(
        ("web/ga4ui-trafficacquisition-en-01.csv",),
        "site",
        "key_events",
        ("Sessions", "Engaged sessions", "Key events", "Web conversion rate"),
        "Import leads or orders to see what sessions bring.",
        "key_events",
    ),
    "searched": Company(
        ("field/GSC-ZIP-en-2026.zip",),
        "site",
        "search_clicks",
        ("Search clicks", "Search click-through rate (CTR)", "Average search position"),
        "Import leads or orders to see what sessions bring.",
        "leads",
    ),
    "events": Company(
        ("web/ga4ui-events-en-01.csv",),
        "events",
        "ga4_count:generate_lead",
        ("generate_lead",),
        "Import web analytics to see which sessions bring results.",
        "ga4_count:generate_lead",
    ),
    "shop": Company(
        ("field/SHOPIFY-ORDERS-en-2024-b.csv",),
        "shop",
        "orders",
        ("Orders", "Order revenue", "Average order value"),
        "Import web analytics to see how many sessions become orders.",
        "leads",
    ),
    "shop with analytics": Company(
        ("field/SHOPIFY-ORDERS-en-2024-b.csv", "field/GA4UI-TRAFFICACQ-WEEK-en-2024.csv"),
        "shop",
        "orders",
        ("Revenue (GA4)", "Web conversion rate", "Sessions", "Key events"),
        "Import your ad platforms’ exports to see cost per order.",
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
        "Import web analytics to see how many sessions become leads.",
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


def test_costs_of_a_shop_without_costs_asks_for_them(opened: Opener, tmp_path: Path) -> None:
    """It says what to import, and opens the form; no table of dashes."""
    store = Store.open(tmp_path)
    import_paths(
        store,
        [EXPORTS / name for name in COMPANIES["shop with analytics"].files],
        UNKNOWN,
        {},
    )
    store.close()
    app = opened(tmp_path, "costs")
    assert app.title[0].value == "No cost known for this period"
    assert not app.dataframe
    assert "Costs entered by hand" in [one.value for one in app.header]
