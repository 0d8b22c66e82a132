"""Thresholds of what is stored, of tags and their audit, and of what people enter."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import narwhals as nw
import polars as pl
import sqlalchemy as sa

from data.base.json_values import from_json
from data.events.last_non_direct import last_non_direct
from data.ga4.quota import Limit, Quota
from data.imports.stored_words import stored_name
from data.people.phone import is_phone
from data.sources.kit.parse_result import ParseResult
from data.store import Store
from data.store.ga4 import FetchedDay
from data.store.holidays import years_reached
from data.store.ledger import ImportStatus
from data.store.migrations.apply import _is_newer
from data.store.relations import SCHEMA_VERSION
from data.store.retention import is_over, retention
from data.tables.cost_spans import cost_spans
from data.utm.audit.checks.near_duplicates import _alike
from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.run_checks import checks
from data.utm.audit.similarity import keys, look_alike
from data.values.audit import loggable
from data.values.channel_rule import ChannelRule
from data.values.condition import TaggingError
from data.values.dismissal import Dismissal, DismissalEvidence
from tests.metrics.cases import facts, web
from tests.thresholds.threshold import Threshold


def _credited(days):
    """Whether a direct visit is credited to a visit so many days before it."""
    start = datetime(2026, 3, 2, tzinfo=UTC)
    rows = {
        "property": ["site"] * 2, "user_key": ["u"] * 2, "session_id": ["1", "2"],
        "started_at": [start, start + timedelta(days=days)], "source": ["x", "(direct)"],
        "medium": ["social", "(none)"], "campaign": None, "content": None, "term": None,
        "channel_group": None,
    }  # fmt: skip
    touches = nw.from_native(pl.DataFrame(rows).lazy())
    found = last_non_direct(touches).collect().to_polars().sort("started_at")
    return found["last_non_direct_source"][1] == "x"


def _unsettled(days_old):
    """Whether Google could still change a day that was fetched so many days later."""
    day = date(2026, 3, 1)
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        fetched = day + timedelta(days=days_old)
        with store.writing("a", "a", "a") as writer:
            days = [FetchedDay("42", "site", day, fetched, {"channels": {}})]
            store.state.ga4.record(writer.import_id, days)
            writer.finish({})
        found = store.state.ga4.unsettled()
        store.close()
    return found == day


def _holidays_in(goal, ahead=None):
    """The last year, counted from now, whose holidays are read for a goal that ends in a year."""
    now = datetime.now(UTC).year
    day = f"{now + goal}-06-01"
    goals = SimpleNamespace(current=lambda: [SimpleNamespace(payload={"start": day, "end": day})])
    more = {} if ahead is None else {"ahead": ahead}
    return years_reached(SimpleNamespace(done=list), goals, **more)[-1] - now


def _over(days):
    """Whether the upload of an import that was undone so many days ago goes."""
    undone = SimpleNamespace(
        status=ImportStatus.UNDONE, finished_at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    usual = retention(SimpleNamespace(get=lambda _key, default: default))
    now = undone.finished_at + timedelta(days=days)
    return is_over(usual, [undone], undone.finished_at, now)


def _newer(version):
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        SCHEMA_VERSION.create(connection)
        connection.execute(SCHEMA_VERSION.insert().values(version=version))
        found = _is_newer(connection, None, ())
    engine.dispose()
    return found


def _deep(letters):
    """Whether a direct visit that begins on a path of so many letters is taken for untagged."""
    page = "/" + "a" * (letters - 1)
    known = facts(web_sessions=[
        web(0, "source,medium,landing_page", source="(direct)", medium="(none)",
            landing_page=page, sessions=7)
    ])  # fmt: skip
    return len(list(checks()["untagged_deep_links"].find(AuditEvidence.of(known, ()))))


def _mistyped(letters):
    """Whether words of so many letters that differ by one are taken for one, mistyped."""
    first, second = "a" * (letters - 1) + "b", "a" * (letters - 1) + "c"
    return look_alike(first, second), bool({*keys(first)} & {*keys(second)})


def _named(letters):
    when = [{"key": "source", "test": "is", "values": ["x"]}]
    try:
        from_json(ChannelRule, {"channel": "x" * letters, "when": when})
    except TaggingError as error:
        return "name" not in str(error)
    return True


def _fuller(spend):
    """Whether an account without campaigns, of so much spend, goes before campaigns of 1,000."""
    rows = [(None, 2, spend), ("a", 1, 600.0), ("b", 1, 400.0)]
    frame = pl.DataFrame(rows, ["campaign", "import_id", "spend"], orient="row").with_columns(
        platform=pl.lit("google_ads"),
        account=pl.lit(None, pl.String),
        report=pl.lit(None, pl.String),
        period_from=date(2026, 3, 1),
        period_to=date(2026, 3, 31),
    )
    return set(cost_spans(frame.lazy()).hidden["import_id"]) == {1}


CASES = (
    Threshold(
        "data/tables/cost_spans.py:_SAME",
        _fuller,
        {1_000.0: False, 1_009.0: False, 1_010.0: False, 1_010.5: True, 1_050.0: True},
        step=0.001,
    ),
    Threshold(
        "data/events/last_non_direct.py:LOOKBACK_DAYS",
        _credited,
        {29: True, 30: True, 31: False},
        fixed="a default value of an argument",
    ),
    Threshold(
        "data/ga4/quota.py:_SPARE",
        lambda left: Quota({Limit.DAY: left}, {Limit.DAY: 10}, {}).short,
        {19: Limit.DAY, 20: None, 21: None},
    ),
    Threshold("data/store/ga4.py:SETTLED", _unsettled, {3: True, 4: False, 5: False}),
    Threshold(
        "data/store/holidays.py:_AHEAD",
        lambda years: years <= _holidays_in(0),
        {4: True, 5: True, 6: False},
        fixed="a default value of an argument",
    ),
    Threshold(
        "data/store/holidays.py:_FARTHEST",
        lambda years: _holidays_in(years, ahead=0),
        {29: 29, 30: 30, 31: 30},
    ),
    Threshold(
        "data/store/migrations/apply.py:_LAST_BEFORE_ALEMBIC",
        _newer,
        {9: False, 10: False, 11: True},
    ),
    Threshold(
        "data/utm/audit/checks/near_duplicates.py:_RARER",
        lambda rare: _alike("autumn-offer", "autum-offer", {"autumn-offer": 100, "autum-offer": rare}),
        {49: True, 50: True, 51: False},
    ),
    Threshold(
        "data/utm/audit/checks/untagged_deep_links.py:_LONG", _deep, {19: 0, 20: 0, 21: 1}
    ),
    Threshold(
        "data/utm/audit/similarity.py:SHORTEST",
        _mistyped,
        {4: (False, False), 5: (True, True), 6: (True, True)},
    ),
    Threshold("data/values/channel_rule.py:_LONGEST", _named, {79: True, 80: True, 81: False}),
    Threshold(
        "data/imports/stored_words.py:_CODE",
        lambda letters: stored_name("x" * letters, ParseResult("crm", personal=("Email",))) != "…",
        {1: True, 2: True, 3: False},
    ),
    Threshold(
        "data/imports/stored_words.py:_LONGEST_NUMBER",
        lambda digits: stored_name("1" * digits, ParseResult("crm", personal=("Email",))) != "…",
        {7: True, 8: True, 9: False},
    ),
    Threshold(
        "data/values/audit.py:_LONGEST",
        lambda letters: len(loggable("x" * letters)),
        {199: 199, 200: 200, 201: 201, 202: 201},
    ),
    Threshold(
        "data/values/audit.py:_MOST",
        lambda members: len(loggable([1] * members)),
        {19: 19, 20: 20, 21: 21, 22: 21},
    ),
    Threshold(
        "data/values/dismissal.py:GROWN",
        lambda weight: Dismissal(DismissalEvidence("s", 100), "known").covers(
            DismissalEvidence("s", weight)
        ),
        {149: True, 150: True, 151: False},
    ),
    Threshold("data/people/phone.py:_LEAST", lambda n: is_phone("1" * n), {6: False, 7: True, 8: True}),
    Threshold("data/people/phone.py:_MOST", lambda n: is_phone("1" * n), {16: True, 17: True, 18: False}),
    Threshold("data/store/retention.py:_UNDONE_DAYS", _over, {29: False, 30: True, 31: True}),
)  # fmt: skip
