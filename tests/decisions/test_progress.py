"""The state of decisions is measured: what makes one done, late, or not measurable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts.facts import Facts
from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.run_checks import checks, run_checks
from data.utm.rule_preview import with_rule
from data.values.decision import DecisionAnswer, DecisionMeasure
from i18n.catalogue import languages
from i18n.render import render
from metrics.decisions.progress import DecisionState, evaluate, most_urgent_first
from tests.decisions.cases import logged, measure, one, sessions, visits
from tests.metrics.cases import account, ad, day, expense, facts, lead, web

CLOSED = {"closed_on": day(3), "outcome": "We stopped"}
ABSENT = facts()


def said(found, language="en"):
    return render(found.message, language)


@pytest.mark.parametrize(
    ("due", "newest", "state"),
    [
        (6, 5, DecisionState.OPEN),
        (6, 6, DecisionState.OPEN),
        (6, 7, DecisionState.LATE),
    ],
)
def test_a_decision_without_a_measure_is_late_after_its_due_day(due, newest, state):
    found = one(ABSENT, logged(due=due), newest)
    assert (found.state, found.value, found.until) == (state, None, None)
    assert said(found).startswith("Nothing measures it.")


def test_a_decision_without_a_measure_is_closed_by_a_person():
    """Never done: nobody has measured anything."""
    found = one(ABSENT, logged(**CLOSED), 20)
    assert found.state is DecisionState.CLOSED
    assert said(found) == "Closed on 5 Mar 2026: We stopped"


@pytest.mark.parametrize(
    ("reason", "text"),
    [("", "Declined on 2 Mar 2026."), ("No money", "Declined on 2 Mar 2026: No money")],
)
def test_a_declined_decision_is_not_measured(reason, text):
    stored = logged(measure(), answer=DecisionAnswer.DECLINED, reason=reason)
    found = one(sessions(-7, 6), stored, 20)
    assert (found.state, found.value) == (DecisionState.DECLINED, None)
    assert said(found) == text


@pytest.mark.parametrize(
    ("line", "state"),
    [(69.0, DecisionState.DONE), (70.0, DecisionState.DONE), (71.0, DecisionState.LATE)],
)
def test_a_total_is_done_where_it_meets_its_line(line, state):
    found = one(sessions(-7, 9), logged(measure(at_least=line)), 9)
    assert (found.state, found.value, found.until) == (state, 70.0, day(6))
    assert said(found) == f"Sessions: 70 by 8 Mar 2026, at least {line:.0f} expected."


def test_the_sentence_is_in_every_language():
    found = one(sessions(-7, 9), logged(measure(at_least=70.0)), 9)
    assert said(found, "fr") == "Sessions\u00a0: 70 au 8 mars 2026, attendu\u00a0: au moins 70."


@pytest.mark.parametrize(
    ("newest", "state", "value"),
    [(4, DecisionState.MEASURING, 50.0), (5, DecisionState.DONE, 60.0)],
)
def test_a_total_is_done_as_soon_as_it_is_reached(newest, state, value):
    found = one(sessions(-7, newest), logged(measure(), due=2), newest)
    assert (found.state, found.value, found.until) == (state, value, day(newest))


def test_what_is_still_measured_is_not_late():
    """The due day has passed, but the days that decide have not."""
    found = one(sessions(-7, 4), logged(measure(), due=0), 4)
    assert found.state is DecisionState.MEASURING
    assert said(found) == (
        "Sessions: 50 by 6 Mar 2026, at least 60 expected. Measured until 8 Mar 2026."
    )


@pytest.mark.parametrize(("newest", "state"), [(6, DecisionState.OPEN), (7, DecisionState.LATE)])
def test_a_missed_line_is_late_after_the_due_day(newest, state):
    found = one(sessions(-7, 9), logged(measure(at_least=71.0)), newest)
    assert (found.state, found.value) == (state, 70.0)


@pytest.mark.parametrize(
    ("line", "newest", "state"),
    [
        (70.0, 5, DecisionState.MEASURING),
        (70.0, 6, DecisionState.DONE),
        (71.0, 6, DecisionState.DONE),
        (69.0, 6, DecisionState.OPEN),
        (69.0, 7, DecisionState.LATE),
    ],
)
def test_a_line_not_to_exceed_is_met_only_when_its_days_are_over(line, newest, state):
    stored = logged(measure(at_most=line))
    found = one(sessions(-7, newest), stored, newest)
    assert found.state is state
    assert f"at most {line:.0f} expected" in said(found)


def test_a_line_not_to_exceed_is_not_met_where_days_are_missing():
    """Sessions of the missing day could exceed it."""
    found = one(sessions(-35, 9, without=(3,)), logged(measure(at_most=100.0)), 9)
    assert (found.state, found.value) == (DecisionState.NOT_MEASURABLE, 60.0)
    assert said(found) == (
        "Sessions: 60 by 8 Mar 2026, at most 100 expected. "
        "The files do not cover all days from 2 Mar 2026 to 8 Mar 2026. Import the missing days."
    )


@pytest.mark.parametrize(
    ("line", "state"), [(60.0, DecisionState.DONE), (61.0, DecisionState.NOT_MEASURABLE)]
)
def test_missing_days_leave_a_total_that_is_reached_reached(line, state):
    known = sessions(-35, 9, without=(3,))
    assert one(known, logged(measure(at_least=line)), 9).state is state


def test_an_account_whose_files_ended_just_before_is_missing():
    """The ads of one platform go on, those of the other were not imported."""
    spend = {"spend": 10.0, "currency": "EUR", "account": "a"}
    both = [ad(n, **spend) for n in range(-7, 8)]
    meta = {"platform": "meta", **spend, "account": "b"}
    stored = logged(measure("ad_spend", at_most=100.0))
    until = {}
    for last in (-1, 5, 6):
        known = facts(ad_costs=[*both, *(ad(n, **meta) for n in range(-7, last + 1))])
        until[last] = one(known, stored, 7).state
    assert until == {
        -1: DecisionState.NOT_MEASURABLE,
        5: DecisionState.NOT_MEASURABLE,
        6: DecisionState.LATE,
    }


def test_an_account_that_ended_long_ago_is_not_missed():
    spend = {"spend": 10.0, "currency": "EUR", "account": "a"}
    old = {"platform": "meta", **spend, "account": "b"}
    rows = [ad(n, **spend) for n in range(-14, 8)] + [ad(n, **old) for n in range(-14, -7)]
    found = one(facts(ad_costs=rows), logged(measure("ad_spend", at_most=70.0)), 7)
    assert (found.state, found.value, found.currency) == (DecisionState.DONE, 70.0, "EUR")


@pytest.mark.parametrize(
    ("newest", "state"), [(5, DecisionState.MEASURING), (6, DecisionState.DONE)]
)
def test_a_rate_can_still_fall_until_its_days_are_over(newest, state):
    rows = [web(n, channel_group="Email", sessions=100, key_event_sessions=5) for n in range(-7, 8)]
    stored = logged(measure("web_conversion_rate", at_least=0.04))
    found = one(facts(web_sessions=rows), stored, newest)
    assert (found.state, found.value) == (state, pytest.approx(0.05))
    assert "5.0% by" in said(found)
    assert "at least 4.0%" in said(found)


def test_a_level_can_still_fall_until_its_days_are_over():
    rows = [account(n, followers=100 + n) for n in range(-7, 7)]
    stored = logged(measure("followers", at_least=100.0))
    assert one(facts(account_days=rows[:-1]), stored, 5).state is DecisionState.MEASURING
    assert one(facts(account_days=rows), stored, 6).state is DecisionState.DONE


def test_unknown_is_not_measurable_and_never_zero():
    found = one(sessions(-7, 9), logged(measure("leads")), 9)
    assert (found.state, found.value) == (DecisionState.NOT_MEASURABLE, None)
    assert said(found) == (
        "Leads: unknown. No file with this metric is imported yet. Import one on the page Sources."
    )


def test_files_that_end_before_the_first_day_measure_nothing():
    known = facts(web_sessions=visits(-14, -3), account_days=[account(9, followers=1)])
    found = one(known, logged(measure()), 9)
    assert (found.state, found.value) == (DecisionState.NOT_MEASURABLE, None)
    assert said(found) == (
        "Sessions: unknown. The files end before 2 Mar 2026. Import the days from then on."
    )


@pytest.mark.parametrize(
    ("newest", "state"), [(6, DecisionState.NOT_MEASURABLE), (5, DecisionState.MEASURING)]
)
def test_days_that_the_files_do_not_reach_are_not_measured(newest, state):
    """While the days go on, files may follow; afterwards they are missing."""
    found = one(sessions(-7, 3), logged(measure()), newest)
    assert (found.state, found.value, found.until) == (state, 40.0, day(3))


@pytest.mark.parametrize("name", ["gone_metric", "share_of_voice"])
def test_a_metric_that_cannot_be_computed_is_not_measurable(name):
    found = one(sessions(-7, 9), logged(measure(name)), 9)
    assert found.state is DecisionState.NOT_MEASURABLE
    assert "unknown. " in said(found)


@pytest.mark.parametrize(
    ("due", "newest", "state"),
    [(0, -1, DecisionState.OPEN), (0, 1, DecisionState.OPEN), (9, 1, DecisionState.OPEN)],
)
def test_before_its_days_begin_it_is_open(due, newest, state):
    stored = logged(measure(start=2), due=due)
    found = one(sessions(-7, newest), stored, newest)
    assert (found.state, found.value) == (state, None)
    assert said(found) == "Sessions: measured from 4 Mar 2026, at least 60 expected."


@pytest.mark.parametrize(
    ("line", "state"), [(60.0, DecisionState.DONE), (71.0, DecisionState.CLOSED)]
)
def test_closing_ends_what_is_not_done_and_makes_nothing_done(line, state):
    found = one(sessions(-7, 9), logged(measure(at_least=line), **CLOSED), 9)
    assert (found.state, found.value) == (state, 70.0)
    assert said(found).endswith("expected. Closed on 5 Mar 2026: We stopped")


@pytest.mark.parametrize("newest", [-1, 3, 9])
def test_a_closed_decision_is_neither_measured_on_nor_unmeasurable(newest):
    for metric in ("sessions", "leads"):
        stored = logged(measure(metric, at_most=1.0), **CLOSED)
        assert one(sessions(-7, 9), stored, newest).state is DecisionState.CLOSED


def test_before_is_the_same_question_about_as_many_days():
    rows = [*visits(-4, -1, 5), *visits(0, 3, 10)]
    found = one(facts(web_sessions=rows), logged(measure()), 3)
    assert (found.value, found.before) == (40.0, 20.0)


@pytest.mark.parametrize(
    ("first", "without", "before"),
    [(-7, (), 70.0), (-6, (), None), (-8, (), 70.0), (-35, (-3,), None), (-35, (3,), None)],
)
def test_before_is_unknown_where_a_day_is_not_covered(first, without, before):
    found = one(sessions(first, 6, without=without), logged(measure()), 6)
    assert found.before == before


@pytest.mark.parametrize(
    ("without", "before"), [((), 200.0), ((10,), None), ((-10,), None), ((-30,), 200.0)]
)
def test_one_missing_day_is_enough_for_before_to_be_unknown(without, before):
    """Comparisons of pages may miss a tenth of the days; this is one number without an interval."""
    known = sessions(-60, 19, without=without)
    found = one(known, logged(measure(end=19), due=19), 19)
    assert found.before == before


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_as_many_days_before_may_begin_before_the_calendar(more):
    """As many days before as the calendar has: all of them but one would be there."""
    last = day(6).toordinal() - (1 - day(6).toordinal() % 2)
    start = date.fromordinal((last + 1) // 2 + more)
    stored = logged(DecisionMeasure("sessions", start, date.fromordinal(last), at_least=1.0))
    found = one(sessions(-7, 6), stored, date.fromordinal(last))
    assert found.before is None
    assert found.value is not None


def test_before_is_unknown_before_the_calendar_begins():
    stored = logged(DecisionMeasure("sessions", date.min, day(6), at_least=1.0))
    found = one(sessions(-7, 6), stored, 6)
    assert (found.value, found.before) == (140.0, None)


def test_a_measure_has_its_filters():
    rows = [*visits(-7, 6), *(web(n, channel_group="Direct", sessions=1) for n in range(-7, 7))]
    known = facts(web_sessions=rows)
    email = measure(channels=("Email",))
    assert one(known, logged(email), 6).value == 70.0
    other = one(known, logged(replace(email, excluded=("channel",))), 6)
    assert (other.value, other.before) == (7.0, 7.0)
    assert said(other).startswith("Sessions · Channel: all except Email: 7 by 8 Mar 2026")


@pytest.mark.parametrize(
    ("currency", "state"),
    [("EUR", DecisionState.DONE), ("", DecisionState.DONE), ("USD", DecisionState.NOT_MEASURABLE)],
)
def test_a_line_in_another_currency_measures_nothing(currency, state):
    known = facts(ad_costs=[ad(n, spend=10.0, currency="EUR") for n in range(-7, 7)])
    stored = logged(measure("ad_spend", at_least=70.0, currency=currency))
    found = one(known, stored, 6)
    assert found.state is state
    if state is DecisionState.DONE:
        assert said(found) == "Ad spend: €70.00 by 8 Mar 2026, at least €70.00 expected."
    else:
        assert (found.value, "different currencies" in said(found)) == (None, True)


def test_costs_entered_by_hand_have_no_files_that_end():
    known = facts(costs=[expense(-7, 13, "tools", 210.0)])
    found = one(known, logged(measure("tools_cost", at_most=70.0)), 6)
    assert (found.state, found.value) == (DecisionState.DONE, 70.0)


def test_days_that_google_analytics_may_still_change_are_provisional():
    """A line not to exceed could still be crossed."""
    rows = facts(web_sessions=visits(-7, 9))
    for unsettled, state in ((6, DecisionState.MEASURING), (7, DecisionState.DONE)):
        tables = {"web_sessions": rows.raw("web_sessions").collect()}
        known = Facts.of(tables, unsettled=day(unsettled))
        found = one(known, logged(measure(at_most=70.0)), 9)
        assert found.state is state
        assert ("(provisional)" in said(found)) is (state is DecisionState.MEASURING)


def won(created: int, after: int | None, number: int):
    """A lead that buys so many days later, or never."""
    bought = {} if after is None else {"won_at": day(created + after), "amount": 10.0}
    return lead(created, f"{created}-{number}", **bought, currency="EUR")


def customers(last: int, delay: int, seen: int):
    """Two leads a day for 300 days, of which one buys ``delay`` days later, as known on ``seen``."""
    return facts(
        leads=[
            won(n, delay if number and n + delay <= seen else None, number)
            for n in range(last - 300, last + 1)
            for number in range(2)
        ]
    )


def test_customers_to_come_make_a_value_provisional():
    """Of leads of the last week few have bought yet: the line is neither met nor missed."""
    young = customers(20, 20, 20)
    stored = logged(measure("customers", start=7, end=13, at_least=7.0), due=14)
    found = one(young, stored, 20)
    assert found.state is DecisionState.MEASURING
    assert "(provisional)" in said(found)
    old = customers(60, 20, 60)
    assert one(old, stored, 60).state is DecisionState.DONE
    missed = replace(
        stored, decision=replace(stored.decision, measure=measure("customers", 7, 13, at_least=8.0))
    )
    assert one(old, missed, 60).state is DecisionState.LATE
    assert one(old, missed, 60).before == 7.0


def test_before_is_unknown_where_the_values_are_of_unequal_age():
    """Ten leads a day: half of them buy after 2 days, half after 20, as known on day 20."""
    rows = [
        won(n, delay if n + delay <= 20 else None, number)
        for n in range(-280, 21)
        for number, delay in enumerate([2] * 5 + [20] * 5)
    ]
    stored = logged(measure("customers", start=-5, end=8, at_least=999.0), due=20)
    found = one(facts(leads=rows), stored, 20)
    assert found.state is DecisionState.MEASURING
    assert found.value == 14 * 5 + 6 * 5
    assert found.before is None


def test_without_a_history_of_customers_nothing_is_judged():
    """How long leads take to buy is not known: a missed line may still be met."""
    rows = [won(n, 1, n) for n in range(-7, 8)]
    found = one(facts(leads=rows), logged(measure("customers", at_least=70.0)), 7)
    assert found.state is DecisionState.NOT_MEASURABLE
    assert "No forecast yet." in said(found)


@pytest.mark.parametrize(("denominator", "is_known"), [(29, False), (30, True)])
def test_a_rate_of_too_few_cases_is_unknown(denominator, is_known):
    """One report of the whole week: no file says how the rate varies by day."""
    row = web(0, last=6, channel_group="Email", sessions=denominator, key_event_sessions=3)
    stored = logged(measure("web_conversion_rate", at_least=0.01))
    found = one(facts(web_sessions=[row]), stored, 6)
    assert (found.value is not None) is is_known
    assert ("Too few cases" in said(found)) is not is_known


def test_leads_are_as_complete_as_their_list():
    """Leads come every other day: two days without any at the end of the list are none missing."""
    every_other = facts(leads=[lead(n, f"{n}") for n in range(-28, 5, 2)])
    found = one(every_other, logged(measure("leads", at_most=3.0)), 6)
    assert (found.state, found.value) == (DecisionState.DONE, 3.0)
    daily = facts(leads=[lead(n, f"{n}") for n in range(-28, 5)])
    found = one(daily, logged(measure("leads", at_most=5.0)), 6)
    assert (found.state, found.value) == (DecisionState.NOT_MEASURABLE, 5.0)


MIXED = facts(
    web_sessions=[
        web(n, "source,medium,campaign", source=source, medium="social", campaign="c", sessions=5)
        for n in range(7)
        for source in ("Facebook", "facebook")
    ]
)


def issue_of(known, check="case_splits"):
    return next(found for found in run_checks(known) if found.check == check)


def test_a_utm_issue_is_done_once_it_is_no_longer_found():
    issue = issue_of(MIXED)
    stored = logged(DecisionMeasure(utm_issue=issue.id))
    name = render(checks()[issue.check].label, "en")
    for newest, state in ((6, DecisionState.OPEN), (7, DecisionState.LATE)):
        found = one(MIXED, stored, newest)
        assert (found.state, found.value, found.until) == (state, None, None)
        assert said(found) == f"{name}: the UTM issue is still found."
    assert issue.repair is not None
    fixed = MIXED.under(with_rule(MIXED.inputs.tagging, issue.repair))
    found = one(fixed, stored, 7)
    assert found.state is DecisionState.DONE
    assert said(found) == f"{name}: the UTM issue is no longer found."


@pytest.mark.parametrize(
    ("known", "issue", "reason"),
    [
        (ABSENT, "case_splits-0000", "no UTM tags to look at"),
        (MIXED, "gone_check-0000", "no longer looks for this UTM issue"),
    ],
)
def test_a_utm_issue_that_nobody_can_find_is_not_measurable(known, issue, reason):
    found = one(known, logged(DecisionMeasure(utm_issue=issue)), 20)
    assert found.state is DecisionState.NOT_MEASURABLE
    assert reason in said(found)
    closed = one(known, logged(DecisionMeasure(utm_issue=issue), **CLOSED), 20)
    assert closed.state is DecisionState.CLOSED


def test_an_issue_beyond_the_first_hundred_of_its_kind_is_still_found():
    rows = [
        web(0, "source,medium,campaign", source=name, medium="social", campaign="c", sessions=n)
        for n in range(1, 110)
        for name in (f"Source{n}x", f"source{n}x")
    ]
    known = facts(web_sessions=rows)
    listed = {found.id for found in run_checks(known)}
    every = list(checks()["case_splits"].find(AuditEvidence.of(known)))
    hidden = next(found for found in every if found.id not in listed)
    found = one(known, logged(DecisionMeasure(utm_issue=hidden.id)), 0)
    assert found.state is DecisionState.OPEN


def test_hosts_of_the_company_belong_to_the_question():
    rows = [
        web(n, "source,medium", source="shop.example", medium="referral", sessions=5)
        for n in range(7)
    ]
    known = facts(web_sessions=rows)
    own = ("shop.example",)
    (issue,) = (found for found in run_checks(known, own) if found.check == "self_referrals")
    stored = logged(DecisionMeasure(utm_issue=issue.id))
    assert one(known, stored, 6, hosts=own).state is DecisionState.OPEN
    assert one(known, stored, 6).state is DecisionState.DONE


def test_decisions_are_in_the_order_given_and_sorted_by_urgency():
    known = sessions(-7, 9)
    late, earlier = logged(due=2), logged(due=1)
    many = [
        logged(answer=DecisionAnswer.DECLINED), logged(due=6, **CLOSED), logged(due=3, **CLOSED),
        logged(measure()), logged(measure(end=13, at_least=999.0)), logged(due=20),
        logged(measure("leads")), late, earlier,
    ]  # fmt: skip
    found = evaluate(known, many, day(9))
    assert [one.stored for one in found] == many
    assert [(one.state, one.stored.decision.due) for one in most_urgent_first(found)] == [
        (DecisionState.LATE, day(1)),
        (DecisionState.LATE, day(2)),
        (DecisionState.NOT_MEASURABLE, day(6)),
        (DecisionState.OPEN, day(20)),
        (DecisionState.MEASURING, day(6)),
        (DecisionState.DONE, day(6)),
        (DecisionState.CLOSED, day(6)),
        (DecisionState.CLOSED, day(3)),
        (DecisionState.DECLINED, day(6)),
    ]


@pytest.mark.parametrize("language", languages())
def test_every_state_has_a_name(language):
    names = {render(state.label, language) for state in DecisionState}
    assert len(names) == len(DecisionState)


@given(
    a_day=st.lists(st.integers(0, 9), min_size=12, max_size=40),
    begin=st.integers(0, 39),
    length=st.integers(1, 12),
    newest=st.integers(0, 45),
    due=st.integers(0, 45),
    line=st.integers(0, 60),
    is_floor=st.booleans(),
)
def test_states_and_values_are_those_of_plain_python(
    a_day, begin, length, newest, due, line, is_floor
):
    """Days are numbered from the first day with data; every day has a row."""
    rows = [web(n, channel_group="Email", sessions=amount) for n, amount in enumerate(a_day)]
    end = begin + length - 1
    line_of = {"at_least" if is_floor else "at_most": float(line)}
    stored = logged(DecisionMeasure("sessions", day(begin), day(end), **line_of), due=due)
    found = one(facts(web_sessions=rows), stored, newest)

    last = min(end, newest, len(a_day) - 1)
    days = range(begin, last + 1)
    expected_value = sum(a_day[n] for n in days) if days else None
    if newest < begin:
        expected = DecisionState.OPEN
    elif not days:
        expected = DecisionState.NOT_MEASURABLE
    elif is_floor and expected_value >= line:
        expected = DecisionState.DONE
    elif newest < end:
        expected = DecisionState.MEASURING
    elif last < end:
        expected = DecisionState.NOT_MEASURABLE
    elif not is_floor and expected_value <= line:
        expected = DecisionState.DONE
    else:
        expected = DecisionState.LATE if due < newest else DecisionState.OPEN
    before = range(begin - len(days), begin)
    is_covered = bool(days) and before[0] >= 0
    assert found.state is expected
    assert found.value == expected_value
    assert found.until == (day(last) if days else None)
    assert found.before == (sum(a_day[n] for n in before) if is_covered else None)
