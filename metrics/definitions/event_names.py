"""Names of conversions by what they stand for: GA4's recommended events, and usual names."""

from __future__ import annotations

from data.events.conversions import PURCHASE

PURCHASES = (PURCHASE, "in_app_purchase", "order", "order_completed")
SIGN_UPS = (
    "sign_up",
    "signup",
    "newsletter",
    "newsletter_signup",
    "newsletter_sign_up",
    "subscribe",
    "registration",
)
BOOKINGS = (
    "booking",
    "book",
    "book_appointment",
    "book_demo",
    "appointment",
    "reservation",
    "schedule",
)
CALLS = ("call", "phone_call", "phone_call_lead", "calls_from_ads", "click_to_call")
