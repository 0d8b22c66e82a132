"""A store that only has visits answers every question about web sessions."""

from datetime import UTC, date, datetime

import polars as pl

from data.facts.facts import Facts
from data.tables.schema import CONVERSIONS, TOUCHES
from metrics.engine import query_with_scan
from metrics.question.query import Query

MARCH = {"start": date(2026, 3, 1), "end": date(2026, 3, 31)}


def visit(user, session, day, source=None, medium=None, **more: object):
    at = datetime(2026, 3, day, 12, tzinfo=UTC)
    return {
        "import_id": 1, "property": "77", "user_key": user, "session_id": session,
        "started_on": at.date(), "started_at": at, "source": source, "medium": medium,
        "engaged": 1, "views": 2, "engagement_seconds": 10.0, **more,
    }  # fmt: skip


def result(user, session, day, name="purchase", value=None, currency=None):
    at = datetime(2026, 3, day, 13, tzinfo=UTC)
    return {
        "import_id": 1, "property": "77", "user_key": user, "session_id": session,
        "converted_on": at.date(), "converted_at": at, "event_name": name, "value": value,
        "currency": currency,
    }  # fmt: skip


def frame(rows, table):
    schema = {n: t for n, t in table.schema.items() if any(n in row for row in rows)}
    return pl.DataFrame(rows, schema=schema)


def facts(visits, results=(), **tables: pl.DataFrame):
    given = {"touches": frame(visits, TOUCHES), **tables}
    given |= {"conversions": frame(results, CONVERSIONS)} if results else {}
    return Facts.of(given)


def ask(given, names, *by: str):
    found, _ = query_with_scan(given, names, Query(**MARCH, by=by))
    return {
        tuple(row[k] for k in (*by, "metric")): row["value"] for row in found.iter_rows(named=True)
    }


VISITS = [visit("a", "1", 2, "ig", "social"), visit("a", "2", 3), visit("b", "3", 4)]


def test_a_direct_visit_is_credited_to_the_last_source_and_else_to_none():
    found = ask(facts(VISITS), ["sessions"], "channel")
    assert found == {("Organic Social", "sessions"): 2, ("Direct", "sessions"): 1}


def test_engaged_sessions_views_and_time_are_added_up():
    names = ["sessions", "engaged_sessions", "web_views", "engagement_time"]
    assert ask(facts(VISITS), names) == dict(
        zip(((n,) for n in names), (3, 3, 6, 10.0), strict=True)
    )


def test_key_events_and_revenue_belong_to_the_visit_they_happened_in():
    results = [result("a", "2", 3, value=9.5, currency="EUR"), result("b", "3", 4, "sign_up")]
    found = ask(facts(VISITS, results), ["key_events", "web_revenue"], "channel")
    assert found["Organic Social", "key_events"] == 1
    assert found["Organic Social", "web_revenue"] == 9.5
    assert found["Direct", "key_events"] == 1


def test_without_conversions_key_events_are_unknown():
    assert ask(facts(VISITS), ["key_events", "web_revenue"]) == {
        ("key_events",): None,
        ("web_revenue",): None,
    }


def test_conversions_that_name_no_visit_leave_the_key_events_of_visits_unknown():
    assert ask(facts(VISITS, [result("a", None, 3)]), ["key_events"]) == {("key_events",): None}


def test_visits_never_add_to_a_report_that_names_its_property():
    day = date(2026, 3, 3)
    report = pl.DataFrame(
        [{"import_id": 2, "property": "shop", "report": "date,channel_group", "date": day,
          "period_from": day, "period_to": day, "channel_group": "Email", "sessions": 50}]
    )  # fmt: skip
    assert ask(facts(VISITS, web_sessions=report), ["sessions"]) == {("sessions",): 52}


def test_a_channel_that_google_gave_goes_with_its_visit():
    seen = [visit("a", "1", 2, "google", "cpc", channel_group="Cross-network"), visit("a", "2", 3)]
    assert ask(facts(seen), ["sessions"], "channel") == {("Cross-network", "sessions"): 2}


def test_conversions_are_counted_and_valued_whether_or_not_their_visit_is_known():
    results = [
        result("a", "2", 3, value=9.5, currency="EUR"),
        result(None, None, 4, "sign_up"),
        result("c", None, 4, value=0.5, currency="EUR"),
    ]
    found = ask(facts(VISITS, results), ["conversions", "conversion_value"], "day")
    assert found[date(2026, 3, 4), "conversions"] == 2
    assert ask(facts(VISITS, results), ["conversion_value"]) == {("conversion_value",): 10.0}
    by_channel = ask(facts(VISITS, results), ["conversions"], "channel")
    assert by_channel == {(None, "conversions"): None}
