"""Which days are covered, by whose files; the period that pages open with; empty answers."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts.coverage import coverage
from data.facts.facts import FactOrigin, Facts
from data.tables.coverage import FileOrigin
from metrics.results.default_period import default_period, nearest_period, opening_dates
from metrics.results.empty_answer import empty_answer
from tests.conftest import FEW
from tests.metrics.cases import account, ad, conversion, day, facts, lead, post, sending, web

YEAR = 365


def spans(owners):
    return {(o.owner.table, o.owner.network, o.owner.account): o.spans for o in owners}


def with_origins(origins: dict[int, FileOrigin], **tables: list) -> Facts:
    """Facts whose files state where they come from."""
    plain = facts(**tables)
    origin = FactOrigin(plain.origin.pin, plain.inputs, lambda: origins)
    return Facts(origin)


def test_every_account_has_days_of_its_own():
    known = facts(
        account_days=[
            *(account(n, "facebook", views=1) for n in range(10)),
            *(account(n, "x", views=1) for n in range(5, 20)),
        ]
    )
    assert spans(coverage(known, "account_days")) == {
        ("account_days", "facebook", "facebook"): ((day(0), day(9)),),
        ("account_days", "x", "x"): ((day(5), day(19)),),
    }


def test_a_quiet_day_in_a_list_is_no_gap_and_a_missing_day_of_a_daily_file_is_one():
    known = facts(
        leads=[lead(n, str(n)) for n in range(60) if n % 7 not in {5, 6}],
        account_days=[account(n, views=1) for n in range(60) if n != 30],
    )
    (leads,), (days,) = coverage(known, "leads"), coverage(known, "account_days")
    assert leads.gaps == ()
    assert days.gaps == ((day(30), day(30)),)


def test_a_hole_of_two_weeks_in_daily_leads_is_a_gap_but_a_pause_in_posts_is_none():
    there = [n for n in range(120) if not 60 <= n < 74]
    known = facts(
        leads=[lead(n, str(n)) for n in there], posts=[post(n, str(n), views=1) for n in there]
    )
    assert coverage(known, "leads")[0].gaps == ((day(60), day(73)),)
    assert coverage(known, "posts")[0].gaps == ()


def test_a_stated_period_covers_its_quiet_days():
    """A list for March whose last lead came on the 20th knows that none came after it."""
    origins = {7: FileOrigin("leads.csv", (day(0), day(29)))}
    known = with_origins(origins, leads=[lead(n, str(n), import_id=7) for n in (1, 5, 18)])
    assert coverage(known, "leads")[0].spans == ((day(0), day(29)),)


def test_rows_without_accounts_belong_to_the_source_that_read_them():
    origins = {1: FileOrigin("hubspot.leads", None), 2: FileOrigin("leads.csv", None)}
    rows = [lead(n, str(n), import_id=1 + n % 2) for n in range(10)]
    found = coverage(with_origins(origins, leads=rows), "leads")
    assert sorted(o.owner.source or "" for o in found) == ["hubspot.leads", "leads.csv"]


def test_a_measure_of_some_days_covers_these_only():
    rows = [account(n, views=1, reach=2 if n >= 5 else None) for n in range(10)]
    (found,) = coverage(facts(account_days=rows), "account_days")
    assert found.share(day(0), day(9), ("views",)) == 1.0
    assert found.share(day(0), day(9), ("reach",)) == 0.5


def test_rows_of_a_period_cover_its_days_without_being_about_them():
    (found,) = coverage(facts(ad_costs=[ad(0, last=9, spend=1.0)]), "ad_costs")
    assert found.spans == ((day(0), day(9)),)
    assert found.edges == {(day(0), day(9))}
    assert not found.single.any()


def test_no_table_without_rows_and_no_unknown_table():
    assert coverage(facts()) == ()
    with pytest.raises(KeyError):
        coverage(facts(), "nothing")


@FEW
@given(st.sets(st.integers(0, 80), min_size=1), st.sets(st.integers(0, 80), min_size=1))
def test_shares_and_gaps_agree_with_a_count_of_days(here, there):
    known = facts(
        account_days=[
            *(account(n, "facebook", views=1) for n in here),
            *(account(n, "x", views=1) for n in there),
        ]
    )
    for found, days in zip(coverage(known, "account_days"), (here, there), strict=True):
        dense = len(days) >= 0.95 * (max(days) - min(days) + 1)
        covered = days if dense else set(range(min(days), max(days) + 1))
        assert found.share(day(0), day(80)) == pytest.approx(len(covered) / 81)
        gaps = {
            first + timedelta(days=n)
            for first, last in found.gaps
            for n in range((last - first).days + 1)
        }
        assert gaps == {day(n) for n in range(min(days), max(days) + 1) if n not in covered}


# The period that pages open with


def test_opens_with_the_last_ninety_days_of_a_company_that_goes_on():
    known = facts(
        web_sessions=[web(n, channel_group="Email", sessions=1) for n in range(YEAR)],
        leads=[lead(n, str(n)) for n in range(YEAR)],
    )
    assert opening_dates(coverage(known)) == (day(YEAR - 90), day(YEAR - 1))


def test_one_stray_file_moves_nothing():
    """A year of five networks, and a shop's file half a year later."""
    networks = ("facebook", "instagram", "linkedin", "x", "tiktok")
    known = facts(
        account_days=[account(n, name, views=1) for name in networks for n in range(YEAR)],
        conversions=[conversion(n, "order") for n in range(YEAR + 150, YEAR + 240)],
    )
    assert opening_dates(coverage(known)) == (day(YEAR - 90), day(YEAR - 1))


def test_a_source_that_was_given_up_does_not_hold_the_period_back():
    known = facts(
        web_sessions=[web(n, channel_group="Email", sessions=1) for n in range(2 * YEAR)],
        leads=[lead(n, str(n)) for n in range(2 * YEAR)],
        account_days=[account(n, "x", views=1) for n in range(YEAR)],
    )
    assert default_period(coverage(known)).last == day(2 * YEAR - 1)


def test_ends_with_the_outcome_that_ends_first_within_two_weeks():
    known = facts(
        web_sessions=[web(n, channel_group="Email", sessions=1) for n in range(100)],
        leads=[lead(n, str(n)) for n in range(93)],
        account_days=[account(n, views=1) for n in range(104)],
    )
    assert default_period(coverage(known)).last == day(92)


def test_opens_with_whole_weeks_of_weekly_reports():
    weeks = [web(7 * n, last=7 * n + 6, channel_group="Email", sessions=9) for n in range(100)]
    spent = [ad(n, spend=1.0, currency="EUR") for n in range(700)]
    start, end = opening_dates(coverage(facts(web_sessions=weeks, ad_costs=spent)))
    assert (start, end) == (day(700 - 91), day(699))
    assert start.weekday() == day(0).weekday()


def test_opens_with_the_one_report_of_a_long_period():
    report = web(0, last=364, channel_group="Email", sessions=9)
    assert opening_dates(coverage(facts(web_sessions=[report]))) == (day(0), day(364))


def test_opens_with_nothing_without_files():
    assert opening_dates(()) is None
    assert nearest_period((), day(0), day(6)) is None


# An empty answer


def test_the_nearest_period_has_the_same_length():
    known = facts(
        posts=[post(n, str(n), views=1) for n in range(100)],
        email_sends=[sending(400)],
    )
    empty = empty_answer(known, day(150), day(179))
    assert empty is not None
    assert empty.nearest == (day(70), day(99))
    assert {o.owner.table for o in empty.covered} == {"posts", "email_sends"}
    assert empty_answer(known, day(390), day(419)) is None
    assert empty_answer(known, day(390), day(419), ("posts",)).nearest == (day(70), day(99))


def test_the_nearest_period_of_reports_is_a_whole_one():
    known = facts(web_sessions=[web(0, last=27, channel_group="Email", sessions=9)])
    assert empty_answer(known, day(60), day(66)).nearest == (day(0), day(27))


def test_nothing_is_near_without_files():
    assert empty_answer(facts(), day(0), day(6)).nearest is None


@FEW
@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), min_size=1, max_size=5),
    st.integers(0, 400),
    st.integers(0, 40),
)
def test_there_is_a_figure_in_the_nearest_period(pieces, start, length):
    rows = [
        account(first + n, f"n{place}", views=1)
        for place, (first, days) in enumerate(pieces)
        for n in range(days + 1)
    ]
    known = facts(account_days=rows)
    empty = empty_answer(known, day(start), day(start + length))
    there = {row["date"] for row in rows}
    asked = {day(start + n) for n in range(length + 1)}
    assert (empty is None) == bool(there & asked)
    if empty is not None:
        first, last = empty.nearest
        assert first <= last
        assert there & {first + timedelta(days=n) for n in range((last - first).days + 1)}
