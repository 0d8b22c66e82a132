"""Every metric once more, in plain Python over the rows of the literal world."""

from datetime import timedelta

from tests.metrics import world
from tests.metrics.cases import day

FIRST, LAST = day(world.PERIOD[0]), day(world.PERIOD[-1])
POSTS = [r for r in world.POSTS if FIRST <= r["published_on"] <= LAST]
DAYS = [r for r in world.ACCOUNT_DAYS if FIRST <= r["date"] <= LAST]
VISITS = [r for r in world.WEB_SESSIONS if r["report"] == "channel_group" and r["date"] <= LAST]
EVENTS = [
    r for r in world.KEY_EVENTS if r["report"] == "channel_group,event_name" and r["date"] <= LAST
]
WHOLE = next(r for r in world.WEB_SESSIONS if r["report"] == "overall")
ADS = [r for r in world.AD_COSTS if r["date"] <= LAST]
LEADS = [r for r in world.LEADS if r["created_on"] <= LAST]
FOUND = [r for r in world.SEARCH if r["report"] == "date" and r["search_type"] == "web"]
FOUND = [r for r in FOUND if r["date"] <= LAST]
SENT = [r for r in world.SENDINGS if r["medium"] == "email" and r["sent_on"] <= LAST]
RESULTS = [r for r in world.CONVERSIONS if r["converted_on"] <= LAST]
ORDERS = [r for r in RESULTS if r["event_name"] == "purchase"]
PAID_VISITS = [r for r in VISITS if r["channel_group"].startswith("Paid")]
WON = [r for r in LEADS if r.get("won_at")]
QUALIFIED = [r for r in LEADS if r.get("qualified_at")]
SOCIAL_LEADS = [r for r in LEADS if r.get("source") == "facebook"]
PAID_REVENUE = sum(r["amount"] for r in WON if r["medium"] == "cpc")
FOLLOWERS_NOW = max((r for r in world.ACCOUNT_DAYS if r["date"] <= LAST), key=lambda r: r["date"])
FOLLOWERS_THEN = max((r for r in world.ACCOUNT_DAYS if r["date"] < FIRST), key=lambda r: r["date"])


def spread(kind):
    """What the costs of a kind come to in the week asked, day by day."""
    result = 0.0
    for row in world.COSTS:
        days = (row["period_to"] - row["period_from"]).days + 1
        for number in range(days):
            at = row["period_from"] + timedelta(number)
            if row["kind"] == kind and FIRST <= at <= LAST:
                result += row["amount"] / days
    return result


def add(rows, *columns: str):
    """The sum of some columns over rows."""
    result = 0
    for row in rows:
        for column in columns:
            result += row[column]
    return result


SESSIONS = add(VISITS, "sessions")
SPEND = add(ADS, "spend")
FANS = FOLLOWERS_NOW["followers"]
ENGAGEMENTS = add(POSTS, "reactions", "comments", "shares", "saves")

REVENUE = sum(r["amount"] for r in WON)
COST = SPEND + sum(
    spread(kind) for kind in ("ads", "labour", "tools", "content", "agency", "other")
)

ORACLES = {
    "cost": COST,
    "entered_ad_cost": spread("ads"),
    **{f"{k}_cost": spread(k) for k in ("labour", "tools", "content", "agency", "other")},
    "revenue": REVENUE,
    "web_revenue": add(VISITS, "revenue"),
    "roas": PAID_REVENUE / SPEND,
    "roi": (REVENUE - COST) / COST,
    "ad_spend": SPEND,
    "cpl": COST / len(LEADS),
    "cac": COST / len(WON),
    "platform_conversion_value": add(ADS, "conversion_value"),
    "order_revenue": add(ORDERS, "value"),
    "average_order_value": add(ORDERS, "value") / len(ORDERS),
    "cost_per_order": COST / len(ORDERS),
    "cost_per_sign_up": COST / sum(r["event_name"] == "sign_up" for r in RESULTS),
    "cost_per_booking": COST / sum(r["event_name"] == "book_demo" for r in RESULTS),
    "cost_per_call": COST / sum(r["event_name"] == "phone_call" for r in RESULTS),
    "cost_per_conversion": COST / len(RESULTS),
    "cost_per_purchase": COST / add(EVENTS, "purchases"),
    "cost_per_web_lead": COST / add(EVENTS, "lead_events"),
    "cost_per_key_event": COST / add(VISITS, "key_events"),
    "web_roas": add(PAID_VISITS, "revenue") / SPEND,
    "platform_roas": add(ADS, "conversion_value") / SPEND,
    "orders": len(ORDERS),
    "order_rate": len(ORDERS) / SESSIONS,
    "sign_ups": sum(r["event_name"] == "sign_up" for r in RESULTS),
    "bookings": sum(r["event_name"] == "book_demo" for r in RESULTS),
    "calls": sum(r["event_name"] == "phone_call" for r in RESULTS),
    "leads": len(LEADS),
    "conversions": len(RESULTS),
    "conversion_value": sum(r.get("value", 0) for r in RESULTS),
    "qualified_leads": len(QUALIFIED),
    "customers": len(WON),
    "lead_rate": len(LEADS) / SESSIONS,
    "qualification_rate": len(QUALIFIED) / len(LEADS),
    "win_rate": len(WON) / len(LEADS),
    "social_lead_share": len(SOCIAL_LEADS) / len(LEADS),
    "key_events": add(VISITS, "key_events"),
    "web_conversion_rate": add(VISITS, "key_event_sessions") / SESSIONS,
    "key_events_per_session": add(VISITS, "key_events") / SESSIONS,
    "web_leads": add(EVENTS, "lead_events"),
    "web_lead_rate": add(EVENTS, "lead_events") / SESSIONS,
    "purchases": add(EVENTS, "purchases"),
    "network_leads": add(DAYS, "leads"),
    "platform_conversions": add(ADS, "conversions"),
    "sessions": SESSIONS,
    "engaged_sessions": add(VISITS, "engaged_sessions"),
    "engagement_rate": add(VISITS, "engaged_sessions") / SESSIONS,
    "bounce_rate": 1 - add(VISITS, "engaged_sessions") / SESSIONS,
    "referrals": add([r for r in VISITS if r["channel_group"] == "Organic Social"], "sessions"),
    "paid_social_visits": add(
        [r for r in VISITS if r["channel_group"] == "Paid Social"], "sessions"
    ),
    "users": WHOLE["users"],
    "new_users": WHOLE["new_users"],
    "web_views": add(VISITS, "views"),
    "engagement_time": add(VISITS, "engagement_seconds") / SESSIONS,
    "link_clicks": add(POSTS, "link_clicks"),
    "ctr": add(POSTS, "link_clicks") / add(POSTS, "impressions"),
    "ctr_by_views": add(POSTS, "link_clicks") / add(POSTS, "views"),
    "ad_clicks": add(ADS, "clicks"),
    "ad_ctr": add(ADS, "clicks") / add(ADS, "impressions"),
    "cpc": SPEND / add(ADS, "clicks"),
    "profile_visits": add(DAYS, "profile_visits"),
    "leads_per_1000_followers": 1000 * len(SOCIAL_LEADS) / FANS,
    "engagements": ENGAGEMENTS,
    "reactions": add(POSTS, "reactions"),
    "comments": add(POSTS, "comments"),
    "shares": add(POSTS, "shares"),
    "saves": add(POSTS, "saves"),
    "clicks": add(POSTS, "clicks"),
    "account_interactions": add(DAYS, "interactions"),
    "watch_time": add(POSTS, "watch_seconds"),
    "average_watch_time": add(POSTS, "watch_seconds") / add(POSTS, "views"),
    "follows": add(DAYS, "follows"),
    "unfollows": add(DAYS, "unfollows"),
    "net_follows": add(DAYS, "net_follows"),
    "audience_growth_rate": add(DAYS, "net_follows") / FOLLOWERS_THEN["followers"],
    "engagement_rate_by_reach": ENGAGEMENTS / POSTS[0]["reach"],
    "engagement_rate_by_impressions": ENGAGEMENTS / add(POSTS, "impressions"),
    "engagement_rate_by_views": ENGAGEMENTS / add(POSTS, "views"),
    "average_engagement_rate": add(POSTS, "reactions", "comments", "shares") / FANS,
    "applause_rate": add(POSTS, "reactions") / FANS,
    "amplification_rate": add(POSTS, "shares") / FANS,
    "conversation_rate": add(POSTS, "comments") / FANS,
    "virality_rate": add(POSTS, "shares") / add(POSTS, "impressions"),
    "impressions": add(POSTS, "impressions"),
    "views": add(POSTS, "views"),
    "reach": POSTS[0]["reach"],
    "post_reach_rate": POSTS[0]["reach"] / FANS,
    "posts_published": len(POSTS),
    "account_impressions": add(DAYS, "impressions"),
    "account_views": add(DAYS, "views"),
    "account_reach": DAYS[0]["reach"],
    "followers": FANS,
    "ad_impressions": add(ADS, "impressions"),
    "email_recipients": add(SENT, "recipients"),
    "emails_delivered": add(SENT, "delivered"),
    "email_open_rate": add(SENT, "opens") / add(SENT, "delivered"),
    "email_click_rate": add(SENT, "clicks") / add(SENT, "delivered"),
    "email_unsubscribe_rate": add(SENT, "unsubscribes") / add(SENT, "delivered"),
    "email_revenue": add(SENT, "revenue"),
    "search_impressions": add(FOUND, "impressions"),
    "search_clicks": add(FOUND, "clicks"),
    "search_ctr": add(FOUND, "clicks") / add(FOUND, "impressions"),
    "search_position": add(FOUND, "position_impressions") / add(FOUND, "impressions"),
    "cpm": 1000 * SPEND / add(ADS, "impressions"),
}
