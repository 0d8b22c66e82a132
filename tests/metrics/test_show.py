"""What the results and channels pages get."""

import pytest

from metrics.definitions.registry import metrics
from metrics.engine import basis, query_metrics
from metrics.question.query import Query
from metrics.results.results import channel_table, headline, sample_size, vanity
from tests.metrics import world
from tests.metrics.cases import account, day, facts, lead, post, web

WEEK = Query(day(0), day(6))


@pytest.fixture(scope="module")
def known():
    return facts(**world.TABLES)


def test_headline_shows_outcomes_with_their_days(known):
    found = headline(known, WEEK)
    names = [shown.figure.metric.id for shown in found]
    assert names[:4] == ["leads", "web_leads", "qualified_leads", "customers"]
    assert {"orders", "order_revenue", "web_revenue", "cpl", "roas"} < set(names)
    assert all(not shown.figure.metric.vanity for shown in found)
    assert all(len(shown.spark) == 7 for shown in found)


def test_counts_and_rates_carry_their_interval(known):
    shown = {h.figure.metric.id: h.figure for h in headline(known, WEEK)}
    assert shown["leads"].low == pytest.approx(1.0899, abs=1e-3)
    assert shown["lead_rate"].low < 0.04 < shown["lead_rate"].high
    assert shown["revenue"].low is None


def test_vanity_figures_stand_beside_what_they_are_worth(known):
    pairs = {v.shown.figure.metric.id: v.partner for v in vanity(known, WEEK)}
    assert pairs["followers"].metric.id == "leads_per_1000_followers"
    assert pairs["impressions"].value == 4
    assert "brand_awareness" not in pairs


def test_channel_table_has_a_row_per_channel_and_use(known):
    table = channel_table(known, WEEK)
    rows = {row["channel"]: row for row in table.to_dicts()}
    assert set(rows) == {
        "Organic Social",
        "Paid Social",
        "Paid Search",
        "Paid Other",
        "Email",
        None,
    }
    search = rows["Paid Search"]
    assert (search["use"], search["sessions"], search["leads"]) == ("paid", 40, 1)
    assert (search["ad_spend"], search["cpl"], search["roas"]) == (50, 62, 120 / 50)
    assert search["ad_spend_currency"] == "EUR"
    # All of its visits are of one day, which says nothing of how much days vary.
    assert search["lead_rate_low"] is None
    assert rows["Email"]["cpl_why"] == "no_rows"
    assert rows[None]["leads"] == 1


def test_channel_table_of_nothing_is_one_unknown_row():
    table = channel_table(facts(), WEEK)
    assert table["sessions_why"].to_list() == ["no_file"]


def test_basis_names_rows_days_and_the_report_that_answered(known):
    said = [message.render("en") for message in basis(known, ["lead_rate"], WEEK)]
    assert said == [
        f"4 leads, created {day(0)} to {day(4)}",
        f"4 rows of web analytics, {day(0)} to {day(3)}, report by channel_group",
    ]


def test_basis_tells_the_whole_period_of_a_report():
    known = facts(web_sessions=[web(0, last=6, channel_group="Email", sessions=70)])
    (said,) = basis(known, ["sessions"], WEEK)
    assert f"{day(0)} to {day(6)}" in said.render("en")


def test_basis_leaves_out_the_rows_that_do_not_answer():
    month = web(0, last=29, channel_group="Email", sessions=3000)
    known = facts(web_sessions=[month, web(4, channel_group="Email", sessions=100)])
    (said,) = basis(known, ["sessions"], Query(day(0), day(29)))
    assert said.render("en").startswith("1 row")


def test_basis_warns_when_a_ratio_compares_different_days():
    """Leads of a month over the sessions of its first week are no rate."""
    month = [lead(n, str(n)) for n in range(28)]
    known = facts(leads=month, web_sessions=[web(0, last=6, channel_group="Email", sessions=70)])
    *_, warning = basis(known, ["lead_rate"], Query(day(0), day(27)))
    assert f"choose {day(0)} to {day(6)}" in warning.render("en")
    assert len(basis(known, ["lead_rate"], WEEK)) == 2


def test_basis_says_when_two_files_share_no_day():
    known = facts(
        leads=[lead(0)], web_sessions=[web(20, last=26, channel_group="Email", sessions=70)]
    )
    *_, warning = basis(known, ["lead_rate"], Query(day(0), day(27)))
    assert "no day in common" in warning.render("en")


def test_followers_told_long_ago_are_no_reason_for_a_warning():
    known = facts(posts=[post(0, reactions=1)], account_days=[account(-90, followers=10)])
    assert len(basis(known, ["applause_rate"], WEEK)) == 2


def test_basis_of_an_unanswered_question_is_empty():
    assert basis(facts(), ["lead_rate"], WEEK) == ()


@pytest.mark.parametrize(
    "wrong",
    [{"by": ("age",)}, {"by": ("day", "week")}, {"by": ("use", "use")}, {"end": day(-1)}],
)
def test_a_question_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"split by|ends"):
        Query(**{"start": day(0), "end": day(6), **wrong})


def test_a_filter_counts_only_what_it_names():
    known = facts(
        leads=[lead(0, "1", source="fb", medium="cpc"), lead(0, "2", source="fb", medium="social")],
        web_sessions=[web(0, channel_group="Email", sessions=3)],
    )
    shown = {
        h.figure.metric.id: h.figure.value
        for h in headline(known, Query(day(0), day(0), uses=("paid",)))
    }
    assert (shown["leads"], shown["referrals"]) == (1, 0)


def test_a_sample_size_is_the_trials_of_a_rate_or_the_events_of_a_count():
    drawn = {"leads": (40, None), "lead_rate": (4, 100.0), "cpl": (90.0, 4), "cac": (90.0, 3)}
    found = {name: sample_size(metrics()[name], *sides) for name, sides in drawn.items()}
    assert found == {"leads": 40, "lead_rate": 100, "cpl": 4, "cac": 3}
    none = ("roi", "roas", "revenue", "followers", "watch_time")
    assert {sample_size(metrics()[name], 5.0, 7.0) for name in none} == {None}
    assert sample_size(metrics()["lead_rate"], 4, None) is None


def test_referrals_are_organic_and_paid_visits_are_a_figure_of_their_own():
    known = facts(
        web_sessions=[
            web(0, channel_group="Organic Social", sessions=5),
            web(0, channel_group="Paid Social", sessions=3),
            web(0, channel_group="Organic Video", sessions=7),
        ],
    )
    answer = query_metrics(known, ["referrals", "paid_social_visits"], Query(day(0), day(0)))
    assert dict(answer.select("metric", "value").rows()) == {
        "referrals": 5,
        "paid_social_visits": 3,
    }


def test_the_channel_table_ends_with_the_data_of_each_metric():
    """A lead rate is about the days that both its sides know."""
    known = facts(
        web_sessions=[web(n, channel_group="Email", sessions=10) for n in range(20)],
        leads=[lead(n, str(n), source="brevo", medium="email") for n in range(10)],
    )
    (row,) = channel_table(known, Query(day(0), day(29))).filter(channel="Email").to_dicts()
    assert row["sessions"] == 200
    assert row["lead_rate"] == 0.1
