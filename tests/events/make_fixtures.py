"""``python -m tests.events.make_fixtures``: writes the made-up exports of events again."""

import polars as pl

from tests.events.events import SITE, event, jsonl, parquet
from tests.sources.exports import FIXTURES

TAGGED = {"manual_source": "linkedin", "manual_medium": "social", "manual_campaign_name": "spring"}
EVENTS = [
    event("session_start", 0, "ada.1700000001", 10),
    event("page_view", 0, "ada.1700000001", 10, session_engaged="0", page_location=f"{SITE}/linen", collected_traffic_source=TAGGED),
    event("user_engagement", 1, "ada.1700000001", 10, session_engaged=1, engagement_time_msec=12_500),
    event("generate_lead", 2, "ada.1700000001", 10, value=40.0, currency="eur"),
    event("page_view", 3, "bo.1700000002", 10, session_engaged="1", source="google", medium="organic", campaign="(organic)", page_location=f"{SITE}/?gclid=abc"),
    event("page_view", 9, "bo.1700000002", 10, source="brume.example", medium="referral"),
    event("purchase", 10, "bo.1700000002", 10, source="checkout.stripe.com", medium="referral", currency="EUR", ecommerce={"transaction_id": "T-1", "purchase_revenue": 99.5}),
    event("purchase", 11, "bo.1700000002", 10, currency="EUR", ecommerce={"transaction_id": "T-1", "purchase_revenue": 99.5}),
    event("purchase", 12, "bo.1700000002", 10, currency="EUR", ecommerce={"transaction_id": "(not set)", "purchase_revenue": None}),
    event("refund", 13, "bo.1700000002", 10, currency="EUR", ecommerce={"transaction_id": "T-1", "purchase_revenue": None}),
    event("page_view", 14, None, None),
    event("page_view", 700, "cy.1700000003", 30, page_location=f"{SITE}/a?utm_source=news&utm_medium=email&utm_campaign=l%27%C3%A9t%C3%A9"),
    event("page_view", 730, "cy.1700000003", 30, page_location=f"{SITE}/b", session_engaged=1),
    event("page_view", 800, "di.1700000004", 40, session_traffic_source_last_click={"cross_channel_campaign": {"source": "google", "medium": "cpc", "campaign_name": "brand", "default_channel_group": "Cross-network"}}),
]  # fmt: skip
SECOND_DAY = [
    event("page_view", 1500, "ada.1700000001", 11),
    event("sign_up", 1501, "ada.1700000001", 11),
    event("page_view", 1510, "ed.1700000005", 50, collected_traffic_source={"manual_source": "facebook", "manual_medium": "cpc", "manual_campaign_name": None}),
]  # fmt: skip
CONNECTOR = {
    "_fivetran_id": ["a", "b", "c", "d"],
    "date": ["2026-03-05"] * 4,
    "name": ["page_view", "purchase", "page_view", "session_start"],
    "timestamp": [f"2026-03-05 10:0{n}:00" for n in range(4)],
    "user_pseudo_id": ["ada.1", "ada.1", "bo.2", "bo.2"],
    "stream_id": ["77"] * 4,
    "geo_country": ["France"] * 4,
    "param_ga_session_id": ["91", "91", "92", "92"],
    "param_session_engaged": ["True", "True", "False", None],
    "param_engagement_time_msec": ["900", "100", None, None],
    "ecommerce_transaction_id": [None, "T-9", None, None],
    "ecommerce_purchase_revenue_in_usd": [None, "20.5", None, None],
    "collected_traffic_source_manual_source": ["ig", None, None, None],
    "collected_traffic_source_manual_medium": ["social", None, None, None],
}
ITEMS = {
    "event_date": ["20260306"] * 4,
    "event_timestamp": ["1772791200000000", "1772791260000000", "1772791260000000", "1772791300000000"],
    "event_name": ["page_view", "purchase", "purchase", "page_view"],
    "user_pseudo_id": ["ada.1"] * 3 + ["bo.2"],
    "ga_session_id": ["95"] * 3 + ["96"],
    "ecommerce_transaction_id": [None, "T-7", "T-7", None],
    "ecommerce_purchase_revenue": [None, "60", "60", None],
    "currency": [None, "EUR", "EUR", None],
    "item_id": [None, "linen", "ribbon", None],
    "item_revenue": [None, "50", "10", None],
}  # fmt: skip


def main() -> None:
    (FIXTURES / "ga4_events.parquet").write_bytes(parquet(EVENTS, compression="snappy"))
    (FIXTURES / "ga4_events_20260302.json").write_bytes(jsonl(SECOND_DAY))
    pl.DataFrame(CONNECTOR).write_csv(FIXTURES / "ga4_events_connector.csv")
    pl.DataFrame(ITEMS).write_csv(FIXTURES / "ga4_events_items.csv")


if __name__ == "__main__":
    main()
