"""What holds for any facts: parts add up to the whole, ratios stay ratios of sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.engine import query_metrics
from metrics.goals.pace import pace_line, span, weekday_factors
from metrics.question.query import Query
from tests.conftest import FEW
from tests.metrics.cases import ad, day, facts, lead, post, web

DAYS = st.integers(0, 40)
AMOUNT = st.integers(0, 50)
TAGS = st.sampled_from(
    [("facebook", "social"), ("google", "cpc"), ("brevo", "email"), (None, None)]
)
FULL = Query(day(0), day(40))

VISITS = st.lists(
    st.builds(
        lambda n, tags, sessions, engaged: web(
            n,
            "source,medium,campaign,content",
            source=tags[0] or "(direct)",
            medium=tags[1] or "(none)",
            campaign="spring" if n % 2 else "(not set)",
            content="a" if n % 3 else "b",
            sessions=sessions,
            engaged_sessions=min(engaged, sessions),
        ),
        DAYS,
        TAGS,
        AMOUNT,
        AMOUNT,
    ),
    max_size=20,
)
LEADS = st.lists(
    st.builds(
        lambda n, tags, won: lead(
            n, source=tags[0], medium=tags[1], won_at=day(n) if won else None
        ),
        DAYS,
        TAGS,
        st.booleans(),
    ),
    max_size=20,
)
COSTS = st.lists(
    st.builds(
        lambda n, kind, spend: ad(
            n,
            campaign=kind,
            campaign_type=kind,
            spend=float(spend),
            clicks=n,
            impressions=100,
            currency="EUR",
        ),
        DAYS,
        st.sampled_from(["Search", "Display"]),
        AMOUNT,
    ),
    max_size=20,
)
POSTS = st.lists(
    st.builds(
        lambda n, name, likes: post(n, f"{name}{n}", name, reactions=likes),
        DAYS,
        st.sampled_from(["facebook", "youtube"]),
        st.none() | AMOUNT,
    ),
    max_size=20,
)
FLOWS = ("sessions", "engaged_sessions", "referrals", "leads", "customers", "ad_spend", "reactions")
RATES = {"engagement_rate": 1, "win_rate": 1, "cpl": 1, "lead_rate": 1, "ad_ctr": 1, "cpm": 1000}


def known(visits, leads, costs, posts):
    numbered = [row | {"lead_id": str(number)} for number, row in enumerate(leads)]
    tables = {"web_sessions": visits, "leads": numbered, "ad_costs": costs, "posts": posts}
    return facts(**{name: rows for name, rows in tables.items() if rows})


@pytest.mark.parametrize(
    "by",
    [
        ("day",),
        ("week", "channel"),
        ("month", "use"),
        ("network",),
        ("campaign", "content"),
        ("post",),
    ],
    ids=str,
)
@FEW
@given(VISITS, LEADS, COSTS, POSTS)
def test_parts_add_up_to_the_whole(by, visits, leads, costs, posts):
    """For every flow and every split that the facts allow."""
    all_facts = known(visits, leads, costs, posts)
    whole = {r["metric"]: r for r in query_metrics(all_facts, FLOWS, FULL).to_dicts()}
    parts = query_metrics(all_facts, FLOWS, Query(day(0), day(40), by=by))
    for metric in FLOWS:
        own = parts.filter(metric=metric)
        if "not_by_this" in own["why_null"].to_list():
            assert own["value"].null_count() == own.height
        else:
            assert own["value"].sum() == pytest.approx(whole[metric]["value"] or 0)


@pytest.mark.parametrize("by", [(), ("channel",), ("month", "use")], ids=str)
@FEW
@given(VISITS, LEADS, COSTS)
def test_a_ratio_is_its_sums_divided_under_any_grouping(by, visits, leads, costs):
    rows = query_metrics(
        known(visits, leads, costs, []), list(RATES), Query(day(0), day(40), by=by)
    )
    for row in rows.iter_rows(named=True):
        if row["why_null"] is None:
            expected = RATES[row["metric"]] * row["numerator"] / row["denominator"]
            assert row["value"] == pytest.approx(expected)
        else:
            assert row["value"] is None


@pytest.mark.parametrize("by", [("channel",), ("week",)], ids=str)
@FEW
@given(LEADS)
def test_sums_of_a_ratio_add_up_although_the_ratio_does_not(by, leads):
    all_facts = known([], leads, [], [])
    whole = query_metrics(all_facts, ["win_rate"], FULL).row(0, named=True)
    parts = query_metrics(all_facts, ["win_rate"], Query(day(0), day(40), by=by))
    assert parts["numerator"].sum() == (whole["numerator"] or 0)
    assert parts["denominator"].sum() == (whole["denominator"] or 0)


@FEW
@given(VISITS)
def test_a_second_report_of_the_same_sessions_changes_nothing(visits):
    again = [row | {"report": "date,source,medium,campaign,content,term"} for row in visits]
    once, twice = known(visits, [], [], []), known([*visits, *again], [], [], [])
    asked = Query(day(0), day(40), by=("channel",))
    assert query_metrics(once, FLOWS, asked).equals(query_metrics(twice, FLOWS, asked))


@FEW
@given(
    st.dictionaries(DAYS.map(day), st.none() | st.floats(0, 1e6), max_size=60),
    st.integers(1, 120),
    st.floats(0, 1e6),
    st.floats(-1e3, 1e6),
)
def test_pace_ends_on_the_target_and_never_turns_back(history, length, base, target):
    factors = weekday_factors(history, day(60))
    line = pace_line(span(day(60), day(60 + length - 1)), factors, target, base)
    assert len(line) == length
    assert line[-1] == target
    steps = [b - a for a, b in zip([base, *line], line, strict=False)]
    assert all(step * (target - base) >= -1e-6 * abs(target - base) ** 2 for step in steps)


@FEW
@given(st.dictionaries(DAYS.map(day), st.floats(0, 1e6), max_size=60))
def test_weekday_factors_have_mean_one(history):
    assert sum(weekday_factors(history, day(60))) == pytest.approx(7)
