"""Where a network began to count something else, nothing is compared across."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.json_output import report
from data.base.networks import series_breaks
from metrics.comparison.change import ChangeUnit
from metrics.comparison.periods import Compare
from metrics.comparison.series_breaks import FROM_FILES, breaks
from metrics.definitions.registry import metrics
from metrics.question.query import Query, Selection
from metrics.results.results import headline
from tests.languages import is_translated
from tests.metrics.cases import account, day, facts, post

ACCOUNT_VIEWS = metrics()["account_views"]
MEASURES = ("impressions", "views")


def on(when, row):
    return row | {"published_on" if "post_id" in row else "date": when}


def test_every_published_break_is_complete_and_bilingual():
    assert {known.network for known in series_breaks()} >= {"facebook", "instagram", "linkedin"}
    for known in series_breaks():
        assert known.first <= known.last
        assert known.source
        assert is_translated(known.what)
        assert not any(f" {mark}" in known.what.template("fr") for mark in ":;?!»")


def test_every_published_break_concerns_a_metric():
    told = {found for metric in metrics().values() for found in metric.breaks}
    assert told == set(series_breaks())


def test_a_rate_is_broken_with_what_it_divides_by():
    networks = {b.network for b in metrics()["average_watch_time"].breaks}
    assert networks == {"facebook", "instagram", "youtube"}


def test_a_measure_and_its_successor_are_never_added():
    for metric in metrics().values():
        for side in metric.measures:
            read = {(m.table, name) for m in side for name in m.columns}
            for table, name in read:
                assert name != "impressions" or (table, "views") not in read, metric.id


@pytest.mark.parametrize(
    ("start", "end", "crossed"),
    [
        ("2025-03-01", "2025-03-30", False),
        ("2025-03-01", "2025-03-31", True),
        ("2025-03-31", "2025-04-30", False),
    ],
)
def test_a_break_parts_the_days_before_it_from_its_own_day(start, end, crossed):
    days = [date(2025, 3, 1), date(2025, 4, 30)]
    known = facts(posts=[on(d, post(0, str(d), "youtube", views=1)) for d in days])
    span = (date.fromisoformat(start), date.fromisoformat(end))
    assert bool(breaks(known, metrics()["views"], *span)) is crossed


def test_a_network_without_figures_on_both_sides_is_no_reason_to_refuse():
    """Whoever began on YouTube after the change has one series."""
    rows = [on(date(2025, 4, 1), post(0, "1", "youtube", views=1))]
    rows += [on(date(2025, 1, 1), post(0, "2", "tiktok", views=1))]
    asked = (metrics()["views"], date(2025, 1, 1), date(2025, 12, 31))
    assert breaks(facts(posts=rows), *asked) == ()


def test_inside_a_span_nothing_is_compared():
    """Some time in these months the change came: no two days of them are surely alike."""
    days = [date(2024, 5, 1), date(2024, 6, 1)]
    known = facts(posts=[on(d, post(0, str(d), impressions=1)) for d in days])
    (found,) = breaks(known, metrics()["impressions"], *days)
    assert (found.first, found.last) == (date(2024, 3, 1), date(2025, 3, 31))


def changed(network="facebook"):
    """Impressions in the first week, views in the second."""
    old = [account(n, network, impressions=10) for n in range(-7, 0)]
    return facts(account_days=[*old, *(account(n, network, views=40) for n in range(7))])


def test_files_that_change_from_one_measure_to_the_other_show_a_break():
    known = changed("pinterest")
    (found,) = breaks(known, ACCOUNT_VIEWS, day(-7), day(6))
    assert (found.first, found.last, found.source) == (day(0), day(0), FROM_FILES)
    assert str(day(-1)) in str(found.what)
    assert found.what.render("fr").startswith("Pinterest\u00a0: ")
    assert breaks(known, ACCOUNT_VIEWS, day(-7), day(6), Selection(("x",))) == ()
    assert breaks(known, metrics()["views"], day(-7), day(6)) == ()  # posts are another matter


def test_the_total_of_several_networks_is_not_compared_when_one_of_them_changed():
    """Without the refusal, impressions would seem to have fallen from 77 to 7."""
    rows = changed().frame("account_days").collect().drop_nulls("date").to_dicts()
    rows += [account(n, "linkedin", impressions=1) for n in range(-7, 7)]
    known = facts(account_days=rows)
    asked = Query(day(0), day(6))
    (shown,) = headline(known, asked, Compare.PREVIOUS, ["account_impressions"])
    # Facebook has impressions before only, so the change is LinkedIn's, and both are said.
    assert (shown.figure.value, shown.same, shown.earlier_value) == (7, 7, 7)
    assert shown.change.value == 0
    assert any("Facebook" in str(note) for note in shown.notes)
    assert any("different counts" in str(note) for note in shown.notes)
    (one,) = headline(
        known, replace(asked, networks=("linkedin",)), Compare.PREVIOUS, ["account_impressions"]
    )
    assert one.change.value == 0


def test_the_report_names_the_breaks_it_lies_across():
    asked = Query(day(0), day(6))
    names = ["account_impressions", "account_views", "leads"]
    found = report(changed(), names, asked, Compare.PREVIOUS, "fr")
    (crossed,) = found["breaks"]
    assert crossed["metrics"] == names[:2]
    assert (crossed["network"], crossed["from"]) == ("facebook", str(day(0)))
    assert found["rows"][0]["why_no_change"] == crossed["what"]
    assert report(changed(), names, asked, Compare.NONE, "fr")["breaks"] == []
    assert json.dumps(found)


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.sampled_from([MEASURES[:1], MEASURES[1:], MEASURES])),
        max_size=12,
        unique_by=lambda row: row[0],
    )
)
def test_only_a_clean_change_is_a_break(told):
    """Impressions until a day, views from a later one, and never both."""
    rows = [account(n, "pinterest", **dict.fromkeys(names, 1)) for n, names in told]
    found = breaks(facts(account_days=rows), ACCOUNT_VIEWS, day(0), day(20))
    impressions, views = ([n for n, names in told if m in names] for m in MEASURES)
    clean = bool(impressions and views) and max(impressions) < min(views)
    assert [b.last for b in found] == ([day(min(views))] if clean else [])


@given(st.integers(1, 60), st.integers(-30, 30))
def test_periods_on_one_side_of_a_break_are_compared(length, shift):
    """The refusal holds exactly where one period has days of both sides, or each has one."""
    days = [date(2025, 3, 31) + timedelta(days=n) for n in range(-200, 200)]
    known = facts(posts=[on(d, post(0, str(d), "youtube", views=1)) for d in days])
    start = date(2025, 3, 31) + timedelta(days=shift)
    asked = Query(start, start + timedelta(days=length - 1))
    (shown,) = headline(known, asked, Compare.PREVIOUS, ["views"])
    used = [shown.before.start + timedelta(days=n) for n in range(asked.days)]
    used += [asked.start + timedelta(days=n) for n in range(asked.days)]
    sides = {d < date(2025, 3, 31) for d in used}
    assert (shown.change.unit is ChangeUnit.NONE) == (len(sides) == 2)
