"""A preview says before what the figures say afterwards."""

from __future__ import annotations

from collections import Counter

import pytest

from data.base.channels import Use
from data.utm.rule_preview import CHANNEL, preview, with_rule
from data.values.channel_rule import ChannelRule
from data.values.condition import Condition, Operator
from data.values.correction import Correction, CorrectionKind
from data.values.rules import Tagging
from metrics.engine import query_metrics
from metrics.question.query import Query
from tests.metrics.cases import ad, day, facts, lead, web

TAGGED = "channel_group,source,medium,campaign"
CHANGES = (
    Correction(CorrectionKind.REPLACE, "medium", ("boost",), "paid_social"),
    Correction(CorrectionKind.DIRECT, "source", ("paypal.com", "facebook")),
    Correction(CorrectionKind.REPLACE, "campaign", ("brand",), "cross-network brand"),
    ChannelRule("Print", (Condition("source", Operator.ENDS, ("er",)),), Use.ORGANIC),
    ChannelRule("Direct", (Condition("channel", Operator.EQUALS, ("unassigned",)),)),
)


def world():
    """The same visits in two reports, the leads they brought, what they cost."""
    tags = [("facebook", "boost"), ("flyer", "qr"), ("paypal.com", "referral"), ("google", "cpc")]
    named = [
        {"source": source, "medium": medium, "campaign": "brand", "sessions": 2**n}
        for n, (source, medium) in enumerate(tags)
    ]
    return facts(
        web_sessions=[
            *(web(n, TAGGED, **row) for n, row in enumerate(named)),
            *(web(n, "source", source=row["source"], sessions=row["sessions"]) for n, row in enumerate(named)),
        ],
        leads=[lead(n, str(n), source=s, medium=m, amount=5.0, won_at=None) for n, (s, m) in enumerate(tags)],
        ad_costs=[ad(0, spend=3.0)],
    )  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=str)
@pytest.mark.parametrize("metric", ["sessions", "leads"])
def test_what_moves_is_what_the_channels_gain_and_lose(change, metric):
    known, moved = world(), Counter()
    rules = with_rule(Tagging(), change)
    for move in preview(known, rules):
        if move.column == CHANNEL:
            count = getattr(move.stake, metric) or 0
            moved[move.new] += count
            moved[move.old] -= count
    asked = Query(day(0), day(6), by=("channel",))
    tables = [query_metrics(one, [metric], asked) for one in (known, known.under(rules))]
    before, after = (dict(table.select("channel", "value").rows()) for table in tables)
    gained = {c: (after.get(c) or 0) - (before.get(c) or 0) for c in {*before, *after}}
    assert {c: n for c, n in gained.items() if n} == {c: n for c, n in moved.items() if n}


def test_a_change_that_changes_nothing_moves_nothing():
    known = world()
    assert preview(known, Tagging()) == ()
    assert preview(known, with_rule(Tagging(), Correction(CorrectionKind.FOLD, "source"))) == ()


def test_preview_looks_from_the_rules_in_force():
    first, second = (
        CHANGES[0],
        Correction(CorrectionKind.REPLACE, "medium", ("paid_social",), "social"),
    )
    known = world().under(Tagging((first,)))
    moves = preview(known, with_rule(known.inputs.tagging, second))
    assert {(m.old, m.new) for m in moves if m.column == "medium"} == {("paid_social", "social")}
    undone = preview(known, Tagging())
    assert {(m.old, m.new) for m in undone if m.column == "medium"} == {("paid_social", "boost")}
