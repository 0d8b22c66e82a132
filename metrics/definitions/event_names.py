"""Names of events: usual ones by what they mean, and any other as a result of its own."""

from __future__ import annotations

from dataclasses import dataclass

from data.events.conversions import CONVERSIONS, PURCHASE
from metrics.definitions.measures import Count, IsOneOf, Measure, Sum

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
USUAL = frozenset({*CONVERSIONS, *PURCHASES, *SIGN_UPS, *BOOKINGS, *CALLS})

# What GA4 collects by itself or with enhanced measurement says that a page was used, not what came
# of it. https://support.google.com/analytics/answer/9234069
AUTOMATIC = frozenset(
    {"page_view", "screen_view", "session_start", "first_visit", "first_open", "user_engagement"}
    | {"scroll", "click", "view_search_results", "form_start", "app_update", "os_update"}
    | {"app_remove", "app_exception", "video_start", "video_progress", "video_complete"}
)
SOURCES = {
    "conversions": ("conversions", ""),
    "ga4": ("web_key_events", "key_events"),
    "ga4_report": ("web_sessions", "key_events"),
    "ga4_count": ("web_sessions", "events"),
}
"""Where named events are counted, by the first part of a metric id: a table, and a column of it.

Without a column each row is one. The first one that has a name counts it.
"""
_LONGEST = 40  # letters of an event name in GA4
# A name becomes a label, and labels are Markdown.
_FORMATTING = frozenset("*[]<>`|$\\\n!#~")


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event that may count as a result of its own: where it is counted (``SOURCES``), and its name."""

    counted_in: str
    name: str

    @property
    def id(self) -> str:
        """The id of its metric."""
        return f"{self.counted_in}:{self.name}"

    @property
    def measure(self) -> Measure:
        """What counts it."""
        table, column = SOURCES[self.counted_in]
        named = (IsOneOf("event_name", (self.name,)),)
        return Sum(table, (column,), named) if column else Count(table, named)


def named_event(metric_id: str) -> NamedEvent | None:
    """The event of a metric id such as ``conversions:generate_lead``; None for any other id."""
    source, _, name = metric_id.partition(":")
    return NamedEvent(source, name) if source in SOURCES and is_event_name(name) else None


def is_event_name(name: str) -> bool:
    """Whether a name can be that of a result: short, without what would format a label."""
    letters = name.strip()
    is_short = 0 < len(letters) <= _LONGEST and letters == name
    # In brackets are GA4's own words for what has no name: “(not set)”, “(other)”.
    return is_short and name[0] != "(" and _FORMATTING.isdisjoint(name)
