"""Repairs change what is read, never what is stored, and count what they touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.base.json_values import from_json
from data.facts.facts import Facts
from data.tables.schema import TABLES
from data.values.condition import Condition, Operator, TaggingError
from data.values.correction import MENDED, Correction, CorrectionKind
from data.values.rules import Tagging
from metrics.engine import basis, query_metrics, rows_behind
from metrics.question.query import Query
from tests.conftest import examples
from tests.metrics.cases import ad, day, facts, lead, web

TAGGED = "channel_group,source,medium,campaign"
WEEK = Query(day(0), day(6))
VISITS = [
    web(0, TAGGED, channel_group="Organic Social", source="facebook", medium="social_paid",
        campaign="autumn", sessions=10),
    web(0, TAGGED, channel_group="Organic Social", source="Facebook", medium="social",
        campaign="tips", sessions=5),
    web(0, TAGGED, channel_group="Cross-network", source="google", medium="cpc",
        campaign="Brand%2520Name", sessions=3),
]  # fmt: skip
PAID = Correction(CorrectionKind.REPLACE, "medium", ("social_paid",), "paid_social")


def under(known: Facts, *repairs: Correction) -> Facts:
    return known.under(Tagging(tuple(repairs)))


def tags(known: Facts, column: str) -> list[str | None]:
    return known.frame("web_sessions").collect()[column].to_list()


def sessions_by(known: Facts, key: str) -> dict[str, float]:
    rows = query_metrics(known, ["sessions"], Query(day(0), day(6), by=(key,))).to_dicts()
    return {row[key]: row["value"] for row in rows}


def test_repaired_medium_moves_visits_to_the_channel_it_means():
    known = facts(web_sessions=VISITS)
    assert sessions_by(known, "channel") == {"Organic Social": 15, "Cross-network": 3}
    mended = sessions_by(under(known, PAID), "channel")
    assert mended == {"Paid Social": 10, "Organic Social": 5, "Cross-network": 3}


def test_channel_of_ga4_stands_where_the_repair_moves_nothing():
    """The campaign of a Performance Max visit is decoded; GA4 alone knows it is Cross-network."""
    known = under(facts(web_sessions=VISITS), Correction(CorrectionKind.DECODE, "campaign"))
    assert tags(known, "campaign") == ["autumn", "tips", "Brand Name"]
    assert sessions_by(known, "channel") == {"Organic Social": 15, "Cross-network": 3}


@pytest.mark.parametrize(
    ("repair", "sources"),
    [
        (Correction(CorrectionKind.FOLD, "source"), ["facebook", "facebook", "google"]),
        (Correction(CorrectionKind.FOLD, "source", ("FACEBOOK",)), ["facebook", "Facebook", "google"]),
        (Correction(CorrectionKind.STRIP, "source", ("Face", "b")), ["facebook", "ook", "google"]),
        (Correction(CorrectionKind.DIRECT, "source", ("google",)), ["facebook", "Facebook", "(direct)"]),
        (
            Correction(CorrectionKind.REPLACE, "source", ("Facebook", "facebook"), "fb",
                   (Condition("medium", Operator.STARTS, ("SOCIAL_",)),)),
            ["fb", "Facebook", "google"],
        ),
        (Correction(CorrectionKind.FOLD, "source", tables=("leads",)), ["facebook", "Facebook", "google"]),
    ],
)  # fmt: skip
def test_each_kind_changes_what_it_says(repair, sources):
    assert tags(under(facts(web_sessions=VISITS), repair), "source") == sources


def test_direct_visits_count_as_direct_and_a_touch_loses_its_tags():
    touch = {"user_key": "a", "session_id": "1", "source": "paypal.com", "medium": "referral",
             "channel_group": "Referral"}  # fmt: skip
    gateway = Correction(CorrectionKind.DIRECT, "source", ("paypal.com", "Facebook"))
    known = under(facts(web_sessions=VISITS, touches=[touch]), gateway)
    assert sessions_by(known, "channel")["Direct"] == 5
    [row] = known.frame("touches").collect().to_dicts()
    assert (row["source"], row["medium"], row["channel_group"]) == (None, None, "Direct")


def test_repairs_work_in_the_order_they_were_made():
    first = Correction(CorrectionKind.REPLACE, "source", ("Facebook",), "meta")
    second = Correction(CorrectionKind.REPLACE, "source", ("meta",), "fb")
    known = facts(web_sessions=VISITS)
    assert tags(under(known, first, second), "source")[1] == "fb"
    assert tags(under(known, second, first), "source")[1] == "meta"


def test_every_figure_says_how_many_of_its_rows_were_repaired():
    """From the rows, and again from the roll-up; a figure without such rows says none."""
    known = under(facts(web_sessions=VISITS, leads=[lead(0)]), PAID)
    for _ in range(2):
        rows = query_metrics(known, ["sessions", "leads"], WEEK).to_dicts()
        assert [(row["rows"], row["repaired"]) for row in rows] == [(3, 1), (1, 0)]
    told = [str(message) for message in basis(known, ["sessions"], WEEK)]
    assert told[-1] == "1 row out of 3 has corrected UTM tags (see UTM tags)"


def test_rows_behind_a_figure_say_which_were_repaired():
    known = under(facts(web_sessions=VISITS, leads=[lead(0)]), PAID)
    rows = rows_behind(known, "sessions", WEEK, {})["web_sessions"].collect()
    assert set(rows.select("medium", "repaired").rows()) == {
        ("paid_social", True),
        ("social", False),
        ("cpc", False),
    }
    plain = rows_behind(facts(leads=[lead(0)]), "leads", WEEK, {})["leads"].collect()
    assert "repaired" not in plain.columns


def test_report_that_tells_the_tags_answers_while_a_rule_is_in_force():
    """The coarser report does not show what is to be repaired."""
    coarse = web(0, channel_group="Organic Social", sessions=18)
    known = facts(web_sessions=[coarse, *VISITS[:2]])
    assert sessions_by(known, "channel") == {"Organic Social": 18}
    assert sessions_by(under(known, PAID), "channel") == {"Paid Social": 10, "Organic Social": 5}
    [row] = query_metrics(under(known, PAID), ["sessions"], WEEK).to_dicts()
    assert row["value"] == 18


@pytest.mark.parametrize(
    "value",
    [
        {"kind": "replace", "column": "medium", "values": ["a"]},
        {"kind": "replace", "column": "medium", "values": ["a"], "to": "a"},
        {"kind": "direct", "column": "source"},
        {"kind": "fold", "column": "sessions"},
        {"kind": "guess", "column": "source"},
        {"kind": "fold", "column": "source", "tables": ["posts"]},
        {"kind": "fold", "column": "source", "where": ["medium"]},
        {"kind": "fold"},
    ],
)
def test_a_rule_that_cannot_work_is_refused(value):
    with pytest.raises(TaggingError):
        from_json(Correction, value)


VALUES = st.sampled_from(["fb", "Fb", "fb ", "a%2520b", "a+b", "utm_fb", "(direct)", "é", "", None])
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES), max_size=12)
REPAIRS = st.builds(
    Correction,
    st.sampled_from(CorrectionKind),
    st.sampled_from(["source", "medium", "campaign"]),
    st.sampled_from([("fb",), ("fb", "Fb"), ("utm_",), ("a+b", "é")]),
    st.just("other"),
    st.sampled_from([(), (Condition("medium", Operator.CONTAINS, ("F",)),)]),
    st.sampled_from([(), ("leads",), ("web_sessions", "ad_costs")]),
)


def world(rows: list[tuple[str | None, ...]]) -> Facts:
    tagged = [
        dict(zip(("channel_group", "source", "medium", "campaign"), r, strict=True)) for r in rows
    ]
    return facts(
        web_sessions=[web(0, TAGGED, sessions=n, revenue=n, **r) for n, r in enumerate(tagged)],
        leads=[lead(0, str(n), source=r["source"], medium=r["medium"], amount=n) for n, r in enumerate(tagged)],
        ad_costs=[ad(0, campaign=r["campaign"], spend=n) for n, r in enumerate(tagged)],
    ) if rows else Facts.of({})  # fmt: skip


@examples(10)
@given(ROWS, st.lists(REPAIRS, max_size=4))
def test_repair_then_undo_is_identity_and_totals_never_change(rows, repairs):
    known = world(rows)
    for table in MENDED:
        before, mended = known.frame(table).collect(), under(known, *repairs)
        assert mended.raw(table).collect().equals(before)
        assert under(mended).frame(table).collect().equals(before)
        after = mended.frame(table).collect()
        assert after.schema == TABLES[table].schema
        measured = [*TABLES[table].measures]
        assert after.select(measured).equals(before.select(measured))


@examples(10)
@given(ROWS, REPAIRS)
def test_a_repair_made_twice_is_made_once(rows, repair):
    known = world(rows)
    for table in MENDED:
        once = under(known, repair).frame(table).collect()
        assert under(known, repair, repair).frame(table).collect().equals(once)


@examples(10)
@given(ROWS, st.lists(REPAIRS, max_size=4))
def test_repaired_rows_are_those_whose_tags_differ(rows, repairs):
    """An independent count, row by row."""
    known = under(world(rows), *repairs)
    if not known.inputs.tagging.corrects("web_sessions"):
        return
    marked = known.marked("web_sessions").collect()
    raw = known.raw("web_sessions").collect()
    names = ["channel_group", "source", "medium", "campaign", "content", "term"]
    differ = [
        a != b for a, b in zip(marked.select(names).rows(), raw.select(names).rows(), strict=True)
    ]
    assert marked["_repaired"].to_list() == differ
