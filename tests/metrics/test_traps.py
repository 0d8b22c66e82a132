"""The ways in which a marketing figure goes wrong, one test each."""

import pytest

from tests.metrics.cases import account, ad, ask, day, expense, facts, lead, post, value, web


def test_reach_is_not_added_over_posts():
    """Two posts may reach the same person: 100 + 80 is not 180 people."""
    known = facts(posts=[post(0, "a", reach=100), post(1, "b", reach=80)])
    assert value(known, "reach") == (None, "not_additive")
    assert [row["value"] for row in ask(known, "reach", by=("post",))] == [100, 80]


def test_reach_is_not_added_over_days_or_networks():
    known = facts(account_days=[account(0, reach=5), account(0, "x", reach=7)])
    assert value(known, "account_reach", 0, 0) == (None, "not_additive")
    assert value(known, "account_reach", networks=("x",)) == (7, None)


def test_followers_are_a_stock():
    """1,000 on Monday and 1,010 on Tuesday are 1,010 followers, not 2,010."""
    known = facts(account_days=[account(0, followers=1000), account(1, followers=1010)])
    assert value(known, "followers") == (1010, None)
    assert value(known, "followers", 0, 0) == (1000, None)
    by_day = ask(known, "followers", 0, 2, by=("day",))
    assert [row["value"] for row in by_day] == [1000, 1010, 1010]


def test_followers_of_an_account_without_a_name_count():
    """Network exports seldom name the account."""
    rows = [account(0, account=None, followers=10), account(0, "x", account=None, followers=5)]
    assert value(facts(account_days=rows), "followers") == (15, None)


def test_growth_counts_days_on_which_the_level_is_not_told():
    rows = [account(-1, followers=100), account(0, net_follows=2), account(1, net_follows=3)]
    assert value(facts(account_days=rows), "audience_growth_rate") == (0.05, None)


def test_posts_of_one_network_are_not_divided_by_followers_of_another():
    known = facts(
        posts=[post(0, "a", "facebook", reactions=5), post(0, "b", "x", reactions=500)],
        account_days=[account(0, "facebook", followers=100)],
    )
    assert value(known, "applause_rate") == (None, "other_networks")
    assert value(known, "applause_rate", networks=("facebook",)) == (0.05, None)


def test_followers_before_the_first_known_day_are_unknown():
    known = facts(account_days=[account(3, followers=10)])
    assert value(known, "followers", 0, 2) == (None, "no_rows")


def test_followers_belong_to_accounts_not_to_channels():
    known = facts(account_days=[account(0, followers=10)])
    assert value(known, "followers", channels=("Organic Social",)) == (None, "not_by_this")


def test_two_reports_of_the_same_sessions_are_never_added():
    known = facts(
        web_sessions=[
            web(0, channel_group="Email", sessions=10),
            web(0, "source,medium", source="brevo", medium="email", sessions=10),
        ]
    )
    assert value(known, "sessions") == (10, None)
    assert value(known, "sessions", networks=("x",)) == (0, None)


def test_a_report_answers_only_what_it_tells():
    """A channel report knows no campaign, so it cannot be asked for one."""
    known = facts(web_sessions=[web(0, channel_group="Email", sessions=10)])
    assert value(known, "sessions", campaigns=("spring",)) == (None, "not_by_this")
    by_channel = ask(known, "sessions", by=("channel",))
    assert [(row["channel"], row["value"]) for row in by_channel] == [("Email", 10)]


def test_each_day_is_answered_by_one_report_even_when_reports_cover_different_days():
    known = facts(
        web_sessions=[
            web(0, "channel_group", channel_group="Email", sessions=1),
            web(0, "source,medium", source="brevo", medium="email", sessions=1),
            web(1, "source,medium", source="brevo", medium="email", sessions=2),
        ]
    )
    assert value(known, "sessions", channels=("Email",)) == (3, None)


def test_a_report_without_a_property_is_not_added_to_one_that_has_it():
    """The same site, exported twice, once by a tool that leaves the property out."""
    named, unnamed = (web(0, property=p, channel_group="Email", sessions=9) for p in ("a", None))
    other = web(0, property="b", channel_group="Email", sessions=1)
    assert value(facts(web_sessions=[named, unnamed]), "sessions") == (9, None)
    assert value(facts(web_sessions=[unnamed]), "sessions") == (9, None)
    assert value(facts(web_sessions=[named, other]), "sessions") == (10, None)


def test_sessions_are_not_counted_once_per_page():
    """A visit to three pages is in three rows of a page report."""
    known = facts(web_sessions=[web(0, "page", page=p, sessions=1, views=1) for p in "abc"])
    assert value(known, "sessions") == (None, "not_by_this")
    assert value(known, "web_views") == (3, None)


def test_a_period_total_is_not_spread_over_days():
    known = facts(web_sessions=[web(0, last=6, channel_group="Email", sessions=70)])
    assert value(known, "sessions") == (70, None)
    assert value(known, "sessions", 0, 5) == (None, "period_rows_only")
    assert {row["why_null"] for row in ask(known, "sessions", by=("day",))} == {"period_rows_only"}
    assert [row["value"] for row in ask(known, "sessions", by=("week",))] == [70]


def test_a_period_total_is_not_added_to_its_days():
    days = [web(n, channel_group="Email", sessions=10) for n in range(7)]
    whole = web(0, "date,channel_group", last=6, channel_group="Email", sessions=70)
    assert value(facts(web_sessions=[*days, whole]), "sessions") == (70, None)


def test_a_day_does_not_hide_the_month_around_it():
    """3,000 sessions in April and 100 on one of its days are 3,000, not 100."""
    month = web(0, last=29, channel_group="Email", sessions=3000)
    known = facts(web_sessions=[month, web(4, channel_group="Email", sessions=100)])
    assert value(known, "sessions", 0, 29) == (3000, None)
    assert value(known, "sessions", 0, 40) == (3000, None)
    assert value(known, "sessions", 0, 28) == (100, None)
    by_day = ask(known, "sessions", 3, 5, by=("day",))
    assert [row["value"] for row in by_day] == [None, 100, None]
    assert [row["rows"] for row in ask(known, "sessions", 0, 29)] == [1]


@pytest.mark.parametrize("first", [1, 2])
@pytest.mark.parametrize("number", [0, 4, 29])
def test_a_report_about_one_day_does_not_hide_the_same_report_about_the_month(first, number):
    """Whichever was imported first; a report's rows have no date, whatever its period."""
    month = web(0, last=29, channel_group="Email", sessions=3000, import_id=3 - first)
    one = web(number, last=number, channel_group="Email", sessions=100, import_id=first)
    for rows in ([month, one], [one, month]):
        assert value(facts(web_sessions=rows), "sessions", 0, 29) == (3000, None)


def test_reports_about_one_day_each_fill_the_period_around_them():
    days = [web(n, last=n, channel_group="Email", sessions=10, import_id=2 + n) for n in range(7)]
    whole = web(0, last=6, channel_group="Email", sessions=71, import_id=1)
    known = facts(web_sessions=[whole, *days])
    assert value(known, "sessions") == (70, None)
    assert [row["value"] for row in ask(known, "sessions", by=("day",))] == [10] * 7


def test_days_that_fill_a_period_answer_before_it():
    """Whichever reports the days are from; the same property has to have them all."""
    days = [
        web(n, ("channel_group", "source,medium")[n % 2], channel_group="Email", sessions=10)
        for n in range(7)
    ]
    whole = web(0, last=6, channel_group="Email", sessions=71)
    elsewhere = web(3, property="shop", channel_group="Email", sessions=10)
    assert value(facts(web_sessions=[*days, whole]), "sessions") == (70, None)
    gap = [*days[:3], *days[4:], whole, elsewhere]
    assert value(facts(web_sessions=gap), "sessions") == (81, None)


def test_an_ad_period_outside_the_question_is_not_counted():
    known = facts(ad_costs=[ad(0, last=30, spend=31.0, currency="EUR")])
    assert value(known, "ad_spend") == (None, "period_rows_only")
    assert value(known, "ad_spend", 0, 30) == (31, None)


def test_a_cost_that_cannot_be_split_is_not_left_out_of_the_sum():
    """Search spent 10 this week; what Display spent of its 31 this week is unknown, not 0."""
    month = ad(0, last=30, campaign_type="Display", spend=31.0, currency="EUR")
    known = facts(ad_costs=[ad(0, spend=10.0, campaign="x", currency="EUR"), month])
    assert value(known, "ad_spend") == (None, "period_rows_only")
    by_channel = ask(known, "ad_spend", by=("channel",))
    assert [(row["channel"], row["value"], row["why_null"]) for row in by_channel] == [
        ("Display", None, "period_rows_only"),
        ("Paid Search", 10, None),
    ]
    by_day = ask(known, "ad_spend", 0, 1, by=("day",))
    assert [row["why_null"] for row in by_day] == ["period_rows_only"] * 2


def test_a_rate_is_the_ratio_of_sums_and_not_the_mean_of_rates():
    """1 of 10 and 900 of 90,000 clicks are 1.0 %, not 5.5 %."""
    known = facts(ad_costs=[ad(0, clicks=1, impressions=10), ad(1, clicks=900, impressions=90_000)])
    found, _ = value(known, "ad_ctr")
    assert found == pytest.approx(901 / 90_010)


def test_a_ratio_counts_only_rows_where_both_sides_are_known():
    known = facts(
        posts=[post(0, "a", link_clicks=5, impressions=100), post(0, "b", link_clicks=50)]
    )
    assert value(known, "ctr") == (0.05, None)


def test_currencies_are_never_added():
    known = facts(ad_costs=[ad(0, spend=10.0, currency="EUR"), ad(1, spend=10.0, currency="USD")])
    assert value(known, "ad_spend") == (None, "mixed_currencies")
    assert value(known, "ad_spend", 0, 0) == (10, None)


def test_currencies_are_never_divided():
    known = facts(
        ad_costs=[ad(0, spend=10.0, currency="USD")],
        costs=[expense(0, 0, "labour", 1.0)],
        leads=[lead(0, source="google", medium="cpc", won_at=day(3), amount=30.0, currency="EUR")],
    )
    assert value(known, "roas") == (None, "mixed_currencies")
    assert value(known, "roi") == (None, "mixed_currencies")


def test_an_unnamed_currency_is_not_taken_for_another():
    known = facts(
        ad_costs=[ad(0, spend=10.0, currency="USD")],
        leads=[lead(0, source="google", medium="cpc", won_at=day(3), amount=30.0)],
    )
    assert value(known, "roas") == (None, "unknown_currency")
    assert value(known, "revenue") == (30, None)


def test_revenue_of_organic_leads_is_no_return_on_ads():
    known = facts(
        ad_costs=[ad(0, spend=10.0, currency="EUR")],
        leads=[
            lead(0, "1", source="google", medium="cpc", won_at=day(1), amount=30.0, currency="EUR"),
            lead(
                0, "2", source="brevo", medium="email", won_at=day(1), amount=500.0, currency="EUR"
            ),
        ],
    )
    assert value(known, "roas") == (3, None)
    assert value(known, "roi") == (None, "no_costs")


def test_unknown_is_not_zero():
    """A file without the column does not say that nobody clicked."""
    known = facts(posts=[post(0, reactions=3)])
    assert value(known, "link_clicks") == (None, "not_in_export")
    assert value(known, "link_clicks", 3, 6) == (None, "no_rows")
    assert value(known, "sessions") == (None, "no_file")


def test_nothing_happened_is_zero_on_days_the_file_covers():
    known = facts(leads=[lead(0, "1"), lead(3, "2")])
    found = ask(known, "leads", 0, 4, by=("day",))
    assert [row["value"] for row in found] == [1, 0, 0, 1, None]


def test_no_file_of_a_network_does_not_mean_that_it_posted_nothing():
    known = facts(posts=[post(0, "a", "facebook"), post(6, "b", "facebook")])
    assert value(known, "posts_published", 2, 4) == (0, None)
    assert value(known, "posts_published", networks=("x",)) == (None, "no_rows")


def test_a_channel_missing_from_a_day_report_had_no_sessions():
    known = facts(web_sessions=[web(0, channel_group="Email", sessions=5)])
    assert value(known, "referrals", 0, 0) == (0, None)


def test_a_won_lead_without_an_amount_leaves_revenue_unknown():
    assert value(facts(leads=[lead(0, won_at=day(2))]), "revenue") == (None, "not_in_export")
    assert value(facts(leads=[lead(0)]), "revenue") == (0, None)


def test_no_rate_of_nothing():
    known = facts(leads=[lead(0, "1"), lead(6, "2")])
    assert value(known, "win_rate", 2, 3) == (None, "zero_denominator")


def test_a_metric_that_cannot_be_split_repeats_no_total():
    known = facts(posts=[post(0, "a", reactions=1), post(0, "b", reactions=2)], leads=[lead(0)])
    assert {(r["post"], r["why_null"]) for r in ask(known, "leads", by=("post",))} == {
        (None, "not_by_this")
    }


def test_one_network_of_a_shared_ad_account_cannot_be_told():
    known = facts(ad_costs=[ad(0, platform="meta_ads", spend=10.0, currency="EUR")])
    assert value(known, "ad_spend", networks=("facebook",)) == (None, "not_by_this")
    assert value(known, "ad_spend", networks=("facebook", "instagram")) == (10, None)


def test_a_sum_of_two_currencies_is_not_told_beside_the_refusal():
    known = facts(ad_costs=[ad(0, spend=10.0, currency="EUR"), ad(1, spend=10.0, currency="USD")])
    (row,) = ask(known, "ad_spend")
    assert (row["value"], row["numerator"], row["currency"]) == (None, None, None)


def test_a_return_has_no_currency():
    known = facts(
        ad_costs=[ad(0, spend=10.0, currency="EUR")],
        leads=[lead(0, source="google", medium="cpc", won_at=day(3), amount=30.0, currency="EUR")],
    )
    told = {name: ask(known, name)[0] for name in ("roas", "ad_spend")}
    assert {name: row["currency"] for name, row in told.items()} == {
        "roas": None,
        "ad_spend": "EUR",
    }
    assert told["roas"]["value"] == 3


def test_followers_that_no_file_tells_are_not_blamed_on_the_period():
    assert value(facts(), "followers") == (None, "no_file")
    assert value(facts(account_days=[account(9, followers=5)]), "followers") == (None, "no_rows")


def test_where_nothing_is_found_one_row_says_why():
    for known, why in ((facts(), "no_file"), (facts(posts=[post(9, reach=1)]), "no_rows")):
        rows = ask(known, "reach", by=("post",))
        assert [(row["post"], row["value"], row["why_null"]) for row in rows] == [(None, None, why)]
