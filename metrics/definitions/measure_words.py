"""Words for what formulas are made of: each measured column, with its conditions, as people call it.

A formula never shows names of tables or columns. A metric that measures something new needs a line
here.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.base.channels import SOCIAL_CHANNELS
from i18n.message import Message, msg
from metrics.definitions.event_names import BOOKINGS, CALLS, PURCHASES, SIGN_UPS
from metrics.definitions.measures import Condition, IsKnown, IsOneOf, Last, Measure


@dataclass(frozen=True, slots=True)
class Term:
    """One column of a measure, or the rows themselves where ``column`` is empty."""

    table: str
    column: str = ""
    where: tuple[Condition, ...] = ()
    at_start: bool = False


_WON = IsKnown(("won_at",))
_PAID = IsOneOf("use", ("paid",))
_EMAIL = (IsOneOf("medium", ("email",)),)
_SOCIAL = (IsOneOf("channel", SOCIAL_CHANNELS),)


def _kind(name: str) -> Term:
    return Term("costs", "amount", (IsOneOf("kind", (name,)),))


def _named(events: tuple[str, ...]) -> IsOneOf:
    return IsOneOf("event_name", events)


AD_SPEND, OTHER_COSTS = Term("ad_costs", "spend"), Term("costs", "amount")
TOTAL_COST = msg("total cost")

WORDS: dict[Term, Message] = {
    AD_SPEND: msg("ad spend"),
    OTHER_COSTS: msg("all costs except ad spend"),
    _kind("ads"): msg("ad costs entered by hand"),
    _kind("labour"): msg("labour costs"),
    _kind("tools"): msg("tool costs"),
    _kind("content"): msg("content costs"),
    _kind("agency"): msg("agency fees"),
    _kind("other"): msg("other costs"),
    Term("ad_costs", "impressions"): msg("ad impressions"),
    Term("ad_costs", "clicks"): msg("ad clicks"),
    Term("ad_costs", "conversions"): msg("platform-reported conversions"),
    Term("ad_costs", "conversion_value"): msg("platform-reported conversion value"),
    Term("leads"): msg("leads"),
    Term("leads", where=(_WON,)): msg("won leads"),
    Term("leads", where=(IsKnown(("qualified_at",)),)): msg("qualified leads"),
    Term("leads", where=_SOCIAL): msg("leads from social channels"),
    Term("leads", "amount", (_WON,)): msg("revenue of won leads"),
    Term("leads", "amount", (_WON, _PAID)): msg("revenue of won leads from paid channels"),
    Term("conversions"): msg("conversions"),
    Term("conversions", "value"): msg("value of conversions"),
    Term("conversions", where=(_named(PURCHASES),)): msg("orders"),
    Term("conversions", "value", (_named(PURCHASES),)): msg("value of orders"),
    Term("conversions", where=(_named(SIGN_UPS),)): msg("sign-ups"),
    Term("conversions", where=(_named(BOOKINGS),)): msg("bookings"),
    Term("conversions", where=(_named(CALLS),)): msg("calls"),
    Term("web_sessions", "sessions"): msg("sessions"),
    Term("web_sessions", "sessions", (IsKnown(("engaged_sessions",)),)): msg(
        "sessions with known engagement"
    ),
    Term("web_sessions", "sessions", (IsOneOf("channel", ("Organic Social",)),)): msg(
        "sessions from organic social"
    ),
    Term("web_sessions", "sessions", (IsOneOf("channel", ("Paid Social",)),)): msg(
        "sessions from paid social"
    ),
    Term("web_sessions", "engaged_sessions"): msg("engaged sessions"),
    Term("web_sessions", "engaged_sessions", (IsKnown(("sessions",)),)): msg(
        "engaged sessions of reports with sessions"
    ),
    Term("web_sessions", "key_events"): msg("key events"),
    Term("web_sessions", "key_event_sessions"): msg("sessions with a key event"),
    Term("web_sessions", "engagement_seconds"): msg("seconds of engagement"),
    Term("web_sessions", "revenue"): msg("GA4 revenue"),
    Term("web_sessions", "revenue", (_PAID,)): msg("GA4 revenue of paid channels"),
    Term("web_sessions", "users"): msg("website users"),
    Term("web_sessions", "new_users"): msg("new website users"),
    Term("web_sessions", "views"): msg("page views"),
    Term("web_key_events", "purchases"): msg("purchase events"),
    Term("web_key_events", "lead_events"): msg("key events chosen as leads"),
    Term("account_days", "followers"): msg("followers at the end of the period"),
    Term("account_days", "followers", at_start=True): msg("followers before the first day"),
    Term("account_days", "net_follows"): msg("new followers minus lost ones"),
    Term("account_days", "follows"): msg("new followers"),
    Term("account_days", "unfollows"): msg("lost followers"),
    Term("account_days", "leads"): msg("network-reported leads"),
    Term("account_days", "profile_visits"): msg("profile visits"),
    Term("account_days", "interactions"): msg("interactions with the account"),
    Term("account_days", "impressions"): msg("impressions of the account"),
    Term("account_days", "views"): msg("views of the account"),
    Term("account_days", "reach"): msg("people reached by the account in one day"),
    Term("posts"): msg("posts"),
    Term("posts", "impressions"): msg("impressions of posts"),
    Term("posts", "views"): msg("views of posts"),
    Term("posts", "reach"): msg("people reached by one post"),
    Term("posts", "reactions"): msg("reactions"),
    Term("posts", "comments"): msg("comments"),
    Term("posts", "shares"): msg("shares"),
    Term("posts", "saves"): msg("saves"),
    Term("posts", "clicks"): msg("clicks on posts"),
    Term("posts", "link_clicks"): msg("link clicks"),
    Term("posts", "watch_seconds"): msg("seconds watched"),
    Term("search_days", "impressions"): msg("search impressions"),
    Term("search_days", "clicks"): msg("search clicks"),
    Term("search_days", "position_impressions"): msg("positions weighted by impressions"),
    Term("email_sends", "recipients", _EMAIL): msg("recipients of e-mails"),
    Term("email_sends", "delivered", _EMAIL): msg("e-mails delivered"),
    Term("email_sends", "opens", _EMAIL): msg("people who opened an e-mail"),
    Term("email_sends", "clicks", _EMAIL): msg("people who clicked in an e-mail"),
    Term("email_sends", "unsubscribes", _EMAIL): msg("people who unsubscribed"),
    Term("email_sends", "revenue", _EMAIL): msg("revenue reported by e-mail tools"),
}


def words(term: Term) -> Message:
    """What people call it. KeyError for a measure without words."""
    match term.where:
        case (IsOneOf("event_name", (name,)),) if term not in WORDS:
            return msg("events named “{event}”", event=name)
    return WORDS[term]


def terms(measure: Measure) -> tuple[Term, ...]:
    """What a measure adds up: one term for each of its columns."""
    at_start = isinstance(measure, Last) and measure.at_start
    columns = measure.columns or ("",)
    return tuple(Term(measure.table, column, measure.where, at_start) for column in columns)
