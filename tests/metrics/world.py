"""A small literal world that every metric has a value in; the question is its first week."""

from tests.metrics.cases import (
    account,
    ad,
    conversion,
    day,
    expense,
    lead,
    post,
    search,
    sending,
    web,
)

PERIOD = range(7)

POSTS = [
    post(
        0,
        "p1",
        impressions=100,
        views=120,
        reach=90,
        reactions=9,
        comments=2,
        shares=3,
        saves=1,
        clicks=12,
        link_clicks=4,
        watch_seconds=60.0,
    ),
    post(
        9,
        "p2",
        impressions=500,
        views=600,
        reach=400,
        reactions=50,
        comments=5,
        shares=6,
        saves=7,
        clicks=8,
        link_clicks=9,
        watch_seconds=70.0,
    ),
]
ACCOUNT_DAYS = [
    account(-2, followers=1000),
    account(
        1,
        impressions=300,
        views=310,
        reach=200,
        interactions=20,
        profile_visits=6,
        follows=8,
        unfollows=3,
        net_follows=5,
        followers=1005,
        leads=2,
    ),
    account(
        8,
        impressions=99,
        views=99,
        reach=99,
        interactions=99,
        profile_visits=99,
        follows=99,
        unfollows=99,
        net_follows=99,
        followers=1100,
        leads=99,
    ),
]
_VISITS = [
    (0, "Organic Social", "facebook", "social", 40, 30, 3.0, 2.0, 5.0),
    (1, "Email", "brevo", "email", 20, 5, 1.0, 1.0, 15.0),
    (3, "Paid Search", "google", "cpc", 40, 25, 4.0, 3.0, 12.0),
    (3, "Paid Social", "facebook", "paid-social", 9, 2, 1.0, 1.0, 0.0),
    (8, "Direct", "(direct)", "(none)", 900, 800, 70.0, 60.0, 500.0),
]
WEB_SESSIONS = [
    web(
        n,
        report,
        channel_group=group if report == "channel_group" else None,
        source=source if report != "channel_group" else None,
        medium=medium if report != "channel_group" else None,
        sessions=sessions,
        engaged_sessions=engaged,
        views=2 * sessions,
        key_events=events,
        key_event_sessions=with_event,
        revenue=revenue,
        currency="EUR",
        engagement_seconds=10.0 * sessions,
    )
    for report in ("channel_group", "source,medium")
    for n, group, source, medium, sessions, engaged, events, with_event, revenue in _VISITS
] + [web(0, "overall", last=6, users=77, new_users=33)]
AD_COSTS = [
    ad(
        0,
        spend=30.0,
        currency="EUR",
        impressions=1000,
        clicks=20,
        conversions=2.0,
        conversion_value=80.0,
    ),
    ad(
        2,
        spend=20.0,
        currency="EUR",
        impressions=1500,
        clicks=5,
        conversions=1.0,
        conversion_value=10.0,
    ),
    ad(
        9,
        spend=900.0,
        currency="EUR",
        impressions=9,
        clicks=9,
        conversions=9.0,
        conversion_value=9.0,
    ),
]
LEADS = [
    lead(
        0,
        "1",
        source="facebook",
        medium="social",
        qualified_at=day(2),
        won_at=day(5),
        amount=200.0,
        currency="EUR",
    ),
    lead(
        1,
        "2",
        source="google",
        medium="cpc",
        qualified_at=day(4),
        won_at=day(9),
        amount=120.0,
        currency="EUR",
    ),
    lead(2, "3", source="brevo", medium="email", qualified_at=day(5)),
    lead(4, "4"),
    lead(
        10,
        "5",
        source="facebook",
        medium="cpc",
        qualified_at=day(12),
        won_at=day(12),
        amount=900.0,
        currency="EUR",
    ),
]
CONVERSIONS = [
    conversion(0, "purchase", transaction_id="T-1", value=60.0, currency="EUR"),
    conversion(3, "purchase", transaction_id="T-2", value=15.5, currency="EUR"),
    conversion(3, "generate_lead"),
    *(conversion(4, name) for name in ("sign_up", "sign_up", "book_demo", "phone_call")),
    conversion(9, "purchase", transaction_id="T-3", value=900.0, currency="EUR"),
]
KEY_EVENTS = [
    web(
        n,
        report,
        channel_group="Email",
        event_name="contact",
        key_events=float(leads + bought),
        lead_events=float(leads),
        purchases=float(bought),
    )
    for report in ("channel_group,event_name", "channel_group,campaign,event_name")
    for n, leads, bought in ((0, 3, 1), (5, 4, 0), (9, 50, 60))
]
COSTS = [
    expense(-7, 6, "labour", 140.0, channel_group="Organic Social"),
    expense(0, 6, "tools", 7.0),
    expense(3, 9, "content", 21.0, channel_group="Paid Search", campaign="brand"),
    expense(1, 1, "agency", 5.0),
    expense(2, 2, "other", 2.0),
    expense(4, 4, "ads", 1.0, platform="radio"),
    expense(9, 9, "labour", 900.0),
]
SEARCH = [
    search(n, clicks=clicks, impressions=shown, position_impressions=shown * position)
    for n, clicks, shown, position in ((0, 4, 100, 10.5), (3, 6, 300, 8.0), (9, 90, 900, 1.0))
] + [
    search(0, "query", last=6, query="linen", clicks=7, impressions=80, position_impressions=80.0),
    search(0, "country", last=6, country="FR", clicks=10, impressions=400),
    search(0, "date,filtered", clicks=99, impressions=99, position_impressions=99.0),
    search(0, clicks=50, impressions=50, position_impressions=50.0) | {"search_type": "image"},
]
SENDINGS = [
    sending(
        n,
        number,
        recipients=1000,
        delivered=950,
        opens=opened,
        clicks=clicked,
        unsubscribes=left,
        orders=2.0,
        revenue=revenue,
        currency="EUR",
    )
    for n, number, opened, clicked, left, revenue in (
        (0, "a", 300, 40, 3, 120.0),
        (5, "b", 200, 10, 5, 30.5),
        (9, "c", 900, 900, 90, 900.0),
    )
] + [
    sending(1, "d", recipients=70, delivered=60, clicks=5, revenue=9.0, currency="EUR")
    | {"medium": "sms"}
]
TABLES = {
    "posts": POSTS,
    "account_days": ACCOUNT_DAYS,
    "web_sessions": WEB_SESSIONS,
    "web_key_events": KEY_EVENTS,
    "ad_costs": AD_COSTS,
    "costs": COSTS,
    "leads": LEADS,
    "conversions": CONVERSIONS,
    "search_days": SEARCH,
    "email_sends": SENDINGS,
}
