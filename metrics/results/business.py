"""The kinds of companies by what counts for them, with the first page of each."""

from __future__ import annotations

from dataclasses import dataclass

from i18n.message import Message, msg


@dataclass(frozen=True, slots=True)
class Business:
    """A kind of company: ``headlines`` are what its first page shows of what its files hold.

    ``most`` are those of the short list in a report, in the order of their importance,
    ``columns`` those of the table of channels, ``trends`` those of the trend by channel.

    ``results`` are outcomes that make a company one of this kind; ``nearest`` is what comes
    closest where its files hold no outcome at all. ``lacking`` pairs metrics, of which one is
    needed, with what to add where none is held, the most useful first.
    """

    id: str
    results: tuple[str, ...]
    nearest: tuple[str, ...]
    headlines: tuple[str, ...]
    most: tuple[str, ...]
    columns: tuple[str, ...]
    trends: tuple[str, ...]
    lacking: tuple[tuple[tuple[str, ...], Message], ...]


RESULTS: dict[str, tuple[str, ...]] = {
    "leads": ("qualified_leads", "customers", "revenue"),
    "web_leads": (),
    "orders": ("order_revenue",),
    "purchases": (),
    "web_revenue": (),
    "bookings": (),
    "calls": (),
    "sign_ups": (),
    "conversions": ("conversion_value",),
    "key_events": (),
    "platform_conversions": ("platform_conversion_value",),
    "email_revenue": (),
}
"""What may count for a company, the surest first, with what belongs to it on any first page."""

FOLLOWED_BY = (
    *("profile_visits", "clicks", "engagements", "account_interactions"),
    *("net_follows", "follows", "followers"),
)
"""What comes closest to a result of exposure and reactions where no file holds a result."""

SPARE = (
    *("sessions", "engaged_sessions", "search_clicks", "link_clicks", "clicks", "profile_visits"),
    *("follows", "ad_spend", "ad_clicks"),
)
"""What fills a first page in a period of which little else is known, what comes closest first."""

EXPOSURE = ("engagements", "views", "posts_published")
"""No results: what fills a first page that would have one figure or none."""

_VISITS = ("sessions",)
_SPENT = ("ad_spend",)

LEADS = Business(
    "leads",
    ("leads", "web_leads"),
    (),
    (
        "leads",
        "web_leads",
        "qualified_leads",
        "customers",
        "referrals",
        "lead_rate",
        "web_lead_rate",
        "web_conversion_rate",
        "key_events",
        "purchases",
        "revenue",
        "ad_spend",
        "cpl",
        "roas",
    ),
    ("leads", "referrals", "lead_rate", "cpl", "revenue", "roas"),
    (
        "sessions",
        "leads",
        "web_leads",
        "lead_rate",
        "web_conversion_rate",
        "key_events",
        "purchases",
        "ad_spend",
        "cost",
        "cpl",
        "revenue",
        "roas",
    ),
    ("leads", "sessions", "key_events", "revenue", "ad_spend"),
    (
        (("leads",), msg("Import leads from your CRM to see cost per lead and revenue.")),
        (_SPENT, msg("Import your ad platforms’ exports to see cost per lead.")),
        (_VISITS, msg("Import web analytics to see how many sessions become leads.")),
        (
            ("qualified_leads", "customers"),
            msg(
                "Import the dates on which leads were qualified and won to see customers and "
                "revenue."
            ),
        ),
    ),
)
SHOP = Business(
    "shop",
    ("orders", "purchases", "web_revenue"),
    (),
    (
        "orders",
        "order_revenue",
        "purchases",
        "web_revenue",
        "average_order_value",
        "order_rate",
        "web_conversion_rate",
        "sessions",
        "engaged_sessions",
        "key_events",
        "referrals",
        "ad_spend",
        "cost_per_order",
        "web_roas",
        "platform_roas",
    ),
    (
        "orders",
        "order_revenue",
        "web_revenue",
        "order_rate",
        "web_conversion_rate",
        "sessions",
        "ad_spend",
        "web_roas",
    ),
    (
        "sessions",
        "purchases",
        "web_revenue",
        "web_conversion_rate",
        "key_events",
        "ad_spend",
        "cost",
        "cost_per_key_event",
        "web_roas",
        "platform_roas",
    ),
    ("web_revenue", "purchases", "sessions", "key_events", "ad_spend"),
    (
        (("orders",), msg("Import your shop’s orders to see revenue and cost per order.")),
        (_VISITS, msg("Import web analytics to see how many sessions become orders.")),
        (_SPENT, msg("Import your ad platforms’ exports to see cost per order.")),
    ),
)
EVENTS = Business(
    "events",
    ("bookings", "calls", "conversions"),
    (),
    (
        "bookings",
        "calls",
        "sign_ups",
        "conversions",
        "conversion_value",
        "sessions",
        "engaged_sessions",
        "referrals",
        "web_conversion_rate",
        "key_events",
        "ad_spend",
        "cost_per_key_event",
    ),
    ("bookings", "calls", "sign_ups", "conversions", "sessions", "key_events", "ad_spend"),
    (
        "sessions",
        "engaged_sessions",
        "web_conversion_rate",
        "key_events",
        "ad_spend",
        "cost",
        "cost_per_key_event",
    ),
    ("sessions", "key_events", "ad_spend"),
    (
        (_VISITS, msg("Import web analytics to see which sessions bring results.")),
        (_SPENT, msg("Import your ad platforms’ exports to see cost per result.")),
    ),
)
SITE = Business(
    "site",
    ("sign_ups", "key_events"),
    ("engaged_sessions", "sessions", "search_clicks"),
    (
        "sessions",
        "engaged_sessions",
        "key_events",
        "sign_ups",
        "web_conversion_rate",
        "engagement_rate",
        "engagement_time",
        "web_views",
        "referrals",
        "search_clicks",
        "search_ctr",
        "search_position",
        "ad_spend",
        "cost_per_key_event",
        "cpc",
    ),
    (
        "sessions",
        "engaged_sessions",
        "key_events",
        "sign_ups",
        "web_conversion_rate",
        "engagement_time",
    ),
    (
        "sessions",
        "engaged_sessions",
        "engagement_rate",
        "key_events",
        "web_conversion_rate",
        "ad_spend",
        "cost",
        "cost_per_key_event",
    ),
    ("sessions", "engaged_sessions", "key_events", "web_views", "ad_spend"),
    ((("leads", "orders"), msg("Import leads or orders to see what sessions bring.")),),
)
ADS = Business(
    "ads",
    ("platform_conversions",),
    ("ad_clicks",),
    (
        "ad_spend",
        "platform_conversions",
        "platform_conversion_value",
        "platform_roas",
        "ad_clicks",
        "cpc",
        "ad_ctr",
        "ad_impressions",
        "cpm",
    ),
    (
        "ad_spend",
        "platform_conversions",
        "platform_conversion_value",
        "platform_roas",
        "ad_clicks",
        "cpc",
    ),
    (
        "ad_spend",
        "platform_conversions",
        "platform_conversion_value",
        "platform_roas",
        "ad_clicks",
        "cpc",
        "ad_impressions",
        "ad_ctr",
    ),
    ("platform_conversions", "ad_spend", "ad_clicks", "ad_impressions"),
    ((("leads", "orders"), msg("Import leads or orders to see cost per lead or order.")),),
)
SOCIAL = Business(
    "social",
    (),
    (
        *("link_clicks", "clicks", "engagements", "account_interactions"),
        *("views", "account_views", "impressions", "account_impressions", "account_reach"),
    ),
    (
        "link_clicks",
        "clicks",
        "ctr",
        "engagements",
        "account_interactions",
        "views",
        "account_views",
        "impressions",
        "account_impressions",
        "reach",
        "account_reach",
        "followers",
        "follows",
        "net_follows",
        "profile_visits",
        "watch_time",
        "posts_published",
    ),
    ("link_clicks", "clicks", "engagements", "views", "impressions", "followers"),
    ("link_clicks", "clicks", "engagements", "views", "impressions", "posts_published"),
    ("link_clicks", "clicks", "engagements", "views", "impressions"),
    (
        (
            _VISITS,
            msg("Import web analytics and leads or orders to see what posts bring."),
        ),
    ),
)
MAIL = Business(
    "mail",
    ("email_revenue",),
    ("email_click_rate",),
    (
        "email_revenue",
        "emails_delivered",
        "email_open_rate",
        "email_click_rate",
        "email_unsubscribe_rate",
    ),
    ("email_revenue", "email_click_rate", "email_open_rate", "emails_delivered"),
    ("sessions",),
    ("sessions",),
    ((("leads", "orders"), msg("Import leads or orders to see what e-mails bring.")),),
)
BUSINESSES = (LEADS, SHOP, EVENTS, SITE, ADS, MAIL, SOCIAL)
