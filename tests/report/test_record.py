"""A report as JSON: nothing is lost, nothing else is taken for one."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from data.values.decision import DecisionMeasure
from i18n.message import Message, Quantity
from i18n.render import render
from report.document.model import Report, Request
from report.document.record import UnknownRecordError, from_json, to_json
from tests.conftest import ROOT, examples
from tests.report import sample

numbers = st.floats(allow_nan=False, allow_infinity=False)
parts = st.none() | st.integers() | numbers | st.text(max_size=5) | st.builds(Quantity, numbers)
pairs = st.lists(st.tuples(st.text(max_size=5), parts), max_size=2).map(tuple)
st.register_type_strategy(Message, st.builds(Message, st.text(max_size=9), pairs))
st.register_type_strategy(float, numbers)
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
written = st.dictionaries(
    st.sampled_from(["en", "fr"]),
    st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=2),
)
measures = [
    DecisionMeasure(utm_issue="case-1"),
    DecisionMeasure("ad_spend", date(2026, 11, 1), date(2026, 11, 28), at_most=9.5, currency="EUR"),
    DecisionMeasure(
        "leads", date(2026, 11, 1), date(2026, 11, 30), at_least=4.0, campaigns=("spring",)
    ),
]
st.register_type_strategy(DecisionMeasure, st.sampled_from(measures))
st.register_type_strategy(Request, st.builds(Request, written=written))


@examples(30, suppress_health_check=list(HealthCheck))
@given(st.from_type(Report))
def test_any_report_survives_json(report):
    """The logo and the edits as well."""
    assert from_json(json.loads(json.dumps(to_json(report)))) == report


@pytest.mark.parametrize(
    "value",
    [
        {"is": "Path"},
        {"is": "Request", "unheard": 1},
        {"is": "Audience", "word": "nobody"},
        {"is": "date", "iso": "tomorrow"},
        {"is": "bytes", "base64": "é"},
        {"is": "dict"},
    ],
    ids=str,
)
def test_what_is_no_record_is_refused(value):
    with pytest.raises(UnknownRecordError):
        from_json({"version": 1, "value": value})


def test_snapshots_of_earlier_versions_keep_their_french():
    """They have the French next to the English, in sentences inside sentences as well."""
    leads = {"is": "Message", "text": "Leads", "fr": "Contacts", "values": []}
    cost = {"is": "Quantity", "value": 12.0, "unit": "money", "currency": "EUR"}
    words = {
        "is": "Message",
        "text": "{what} for {cost}",
        "fr": "{what} pour {cost}",
        "values": [["what", leads], ["cost", cost]],
    }
    read = from_json({"version": 1, "value": {"is": "Sentence", "id": "a", "message": words}})
    assert render(read.message, "fr") == "Contacts pour 12,00\u00a0€"
    assert render(read.message, "en") == "Leads for €12.00"


def test_a_record_of_another_version_is_refused():
    told = to_json(Request(date(2026, 1, 1), date(2026, 1, 31)))
    with pytest.raises(UnknownRecordError):
        from_json({**told, "version": 99})
    with pytest.raises(UnknownRecordError):
        from_json({"version": 1})


def test_a_snapshot_of_the_first_version_reads_as_it_was_written():
    """Written before classes were renamed: the same report, and its French, stay readable."""
    path = ROOT / "tests" / "fixtures" / "snapshots" / "version_1.json"
    found = from_json(json.loads(path.read_text("utf-8")))
    assert isinstance(found, Report)
    now = sample.first_report()
    assert found.request == now.request
    assert [section.id for section in found.sections] == [section.id for section in now.sections]
    assert found.sections == now.sections
    assert found.sections[0].title.message.render("fr") == now.sections[0].title.message.render(
        "fr"
    )


def test_stored_names_of_classes_never_change():
    """A snapshot names the classes of its values: a renamed class is still called as before."""
    stored = json.dumps(to_json(sample.report()))
    names = set(re.findall(r'"is": "(\w+)"', stored))
    assert {"Report", "Section", "Basis", "Table", "Column", "Chart", "Shape", "Role"} <= names
    assert names.isdisjoint({"Provenance", "ReportTable", "ReportColumn", "ChartShape"})
