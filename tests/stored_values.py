"""Arbitrary values of every class whose JSON is stored, for Hypothesis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from data.base.channels import CHANNELS, Use
from data.base.issue import Excluded, Issue, Level, Question, Where
from data.base.table_report import CheckResult, RecognitionReport
from data.ga4.quality_flags import Notes
from data.imports.summary import Summary
from data.links.convention import SEPARATORS, Convention
from data.reading.dates import DateStyle
from data.store.ga4 import Connection
from data.tables.coverage import Coverage
from data.values.added_chart import LONGEST, AddedChart, ChartSplit
from data.values.annotation import KINDS as NOTES
from data.values.annotation import Annotation
from data.values.channel_rule import TESTED, ChannelRule
from data.values.column_mapping import ColumnMapping, choices
from data.values.condition import Condition, Operator
from data.values.correction import MENDED, TAGS, Correction, CorrectionKind
from data.values.cost import KINDS as COSTS
from data.values.cost import Cost
from data.values.currency import ExchangeRate
from data.values.decision import Decision, DecisionAnswer, DecisionLever, DecisionMeasure
from data.values.dismissal import Dismissal, DismissalEvidence
from data.values.link import Draft
from data.values.margin import Margin
from data.values.tags import PARTS, Tags
from i18n.message import Message, Quantity
from metrics.experiments.experiment import Experiment
from metrics.goals.goal import Goal, GoalDirection

TEXT = st.text(max_size=8)
WORD = st.text("abcé”-_", min_size=1, max_size=6)
NUMBER = st.integers(0, 10**9) | st.floats(0, 1e9, allow_subnormal=False)
COUNT = st.integers(0, 10**12)
DAY = st.dates(date(1990, 1, 1), date(2040, 1, 1))
LATER = st.dates(date(2040, 1, 1), date(2060, 1, 1))
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)
MAYBE_TEXT = st.none() | TEXT


def _messages(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Message]:
    values = st.lists(st.tuples(WORD, parts), max_size=2).map(tuple)
    return st.builds(Message, WORD, values, st.none() | WORD, st.none() | NUMBER, st.none() | WORD)


_PARTS = (
    st.none() | st.booleans() | NUMBER | TEXT
    | st.builds(Quantity, st.none() | NUMBER, WORD, MAYBE_TEXT)
)  # fmt: skip
MESSAGE = _messages(st.recursive(_PARTS, _messages, max_leaves=3))
ISSUE = st.builds(
    Issue,
    st.sampled_from(Level),
    st.builds(Where, TEXT, MAYBE_TEXT, st.none() | COUNT, MAYBE_TEXT),
    MESSAGE,
    MESSAGE,
)
QUESTION = st.builds(
    Question, TEXT, MESSAGE, st.lists(st.tuples(TEXT, MESSAGE), max_size=2).map(tuple), MAYBE_TEXT
)
EXCLUDED = st.builds(Excluded, MESSAGE, COUNT)
CHECK = st.builds(CheckResult, MESSAGE, COUNT, COUNT, NUMBER, NUMBER)
UNDERSTOOD = st.builds(
    RecognitionReport,
    MAYBE_TEXT, TEXT, TEXTS, PAIRS, TEXTS, TEXTS, TEXTS, MAYBE_TEXT, TEXT,
    st.lists(CHECK, max_size=2).map(tuple),
)  # fmt: skip
SUMMARY = st.builds(
    Summary,
    MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT, st.lists(EXCLUDED, max_size=2).map(tuple),
    COUNT, TEXTS, st.lists(QUESTION, max_size=2).map(tuple),
    st.lists(ISSUE, max_size=2).map(tuple), st.dictionaries(TEXT, TEXT, max_size=2),
    st.lists(UNDERSTOOD, max_size=2).map(tuple),
)  # fmt: skip


def _conditions(columns: frozenset[str]) -> st.SearchStrategy[tuple[Condition, ...]]:
    column, values = st.sampled_from(sorted(columns)), st.lists(WORD, min_size=1, max_size=2)
    one = st.builds(Condition, column, st.sampled_from(Operator), values.map(tuple))
    return st.lists(one, min_size=1, max_size=2).map(tuple)


CHANNEL_RULE = st.builds(
    lambda channel, when, use: ChannelRule(
        channel, when, CHANNELS[channel].use if channel in CHANNELS else use
    ),
    WORD | st.sampled_from(sorted(CHANNELS)), _conditions(TESTED), st.sampled_from(Use),
)  # fmt: skip
CORRECTION = st.builds(
    Correction,
    st.sampled_from(CorrectionKind), st.sampled_from(TAGS),
    st.lists(WORD, min_size=1, max_size=2).map(tuple), st.just("another"),
    st.just(()) | _conditions(frozenset(TAGS)),
    st.lists(st.sampled_from(MENDED), max_size=2).map(tuple),
)  # fmt: skip
TARGETS = st.lists(st.sampled_from(choices("posts")), max_size=3, unique=True)
MAPPING = TARGETS.map(
    lambda to: ColumnMapping(
        "Mine",
        "posts",
        tuple(sorted(f"column {n}" for n in range(len(to)))),
        tuple((f"column {n}", name) for n, name in enumerate(to)),
        "bluesky" if to else None,
        DateStyle.DMY if len(to) > 1 else DateStyle.ASK,
    )
)


def _cost(amount: float | None, rest: Mapping[str, Any]) -> Cost:
    paid = {"hours": 2, "rate": 30.5} if amount is None else {"amount": amount}
    return Cost(**rest, **paid)


COST = st.builds(
    _cost,
    st.none() | NUMBER,
    st.fixed_dictionaries(
        {"kind": st.sampled_from(sorted(COSTS)), "start": DAY, "end": LATER, "currency": st.just("EUR")},
        optional={"channel": TEXT, "campaign": TEXT, "label": TEXT},
    ),
)  # fmt: skip
EVIDENCE = st.builds(
    DismissalEvidence, TEXT, NUMBER, st.integers(0, 9), st.integers(-1, 1),
    st.none() | DAY, st.none() | LATER,
)  # fmt: skip
GOAL = st.builds(
    Goal, TEXT, TEXT, NUMBER, DAY, LATER, TEXT, st.sampled_from(GoalDirection), TEXT, TEXT, TEXT,
    TEXT, st.none() | NUMBER, TEXT, TEXT, TEXT, st.booleans(), st.booleans(), NUMBER, TEXT, TEXT,
)  # fmt: skip
TAGGED = st.builds(Tags, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)

MEASURE = st.builds(
    lambda at_least, **fields: DecisionMeasure(
        **fields, **{"at_least" if at_least else "at_most": 12.5}
    ),
    st.booleans(), metric=WORD, start=DAY, end=LATER, channels=TEXTS, uses=TEXTS, networks=TEXTS,
    accounts=TEXTS, campaigns=TEXTS, excluded=st.just(()) | st.just(("channel", "use")),
    currency=st.sampled_from(["", "EUR"]),
) | st.builds(DecisionMeasure, utm_issue=WORD)  # fmt: skip


def _decision(measure: DecisionMeasure | None, rest: Mapping[str, Any]) -> Decision:
    measured = measure is not None and measure.metric
    expected = {"expected_low": 1, "expected_high": 1.5} if measured else {}
    return Decision(**rest, **expected, measure=measure)


DECISION = st.builds(
    _decision,
    st.none() | MEASURE,
    st.fixed_dictionaries(
        {"text": WORD, "decided_on": DAY, "due": LATER},
        optional={
            "lever": st.sampled_from(DecisionLever), "answer": st.sampled_from(DecisionAnswer),
            "owner": TEXT, "reason": TEXT, "proposal": TEXT,
        },
    ) | st.just({"text": "x", "decided_on": date(2026, 1, 1), "due": date(2026, 1, 1), "amount": 0.5, "currency": "EUR"}),
)  # fmt: skip

VALUES: dict[type, st.SearchStrategy[Any]] = {
    Message: MESSAGE,
    Issue: ISSUE,
    Question: QUESTION,
    Excluded: EXCLUDED,
    CheckResult: CHECK,
    RecognitionReport: UNDERSTOOD,
    Summary: SUMMARY,
    Coverage: st.builds(Coverage, COUNT, st.none() | DAY, st.none() | LATER, st.booleans()),
    Notes: st.builds(
        Notes, st.booleans(), st.booleans(), COUNT, COUNT, TEXTS, TEXTS, TEXT, TEXT, TEXT
    ),
    Connection: st.builds(Connection, TEXT, TEXT, TEXTS, TEXTS, st.none() | DAY, MAYBE_TEXT),
    AddedChart: st.builds(
        AddedChart, WORD, st.sampled_from(ChartSplit), TEXTS, TEXTS, TEXTS, TEXTS, TEXTS,
        st.just(()) | st.just(("channel", "use")), TEXT.map(lambda text: text[:LONGEST]),
    ),
    Annotation: st.builds(
        Annotation, DAY, LATER, WORD, st.sampled_from(sorted(NOTES)), TEXT, TEXT
    ),
    ChannelRule: CHANNEL_RULE,
    Decision: DECISION,
    DecisionMeasure: MEASURE,
    Correction: CORRECTION,
    ColumnMapping: MAPPING,
    Cost: COST,
    ExchangeRate: st.builds(
        ExchangeRate, DAY, st.just("USD"), st.just("EUR"), NUMBER.filter(lambda rate: rate > 0)
    ),
    Margin: st.builds(Margin, DAY, st.sampled_from([0, 0.4, 1]), TEXT),
    Dismissal: st.builds(Dismissal, EVIDENCE, WORD),
    Draft: st.builds(Draft, TEXT, TAGGED, TEXT, TEXT, TEXT, st.booleans()),
    Convention: st.builds(
        Convention, TEXTS, TEXTS, st.booleans(), st.sampled_from(SEPARATORS),
        st.lists(st.sampled_from(PARTS), max_size=3).map(tuple),
        st.just(()) | st.just((("campaign", "{year}-{product}"), ("content", "{place}"))),
    ),
    Goal: GOAL,
    Experiment: st.builds(
        Experiment, WORD, st.just(("lead_rate",)), st.just("channel"), st.just(("Email", "Direct")),
        DAY, st.none() | LATER, st.none() | st.just(0.01), TEXT, TEXT,
    ),
}  # fmt: skip
