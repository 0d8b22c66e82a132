"""Leads, visits, conversions and posts are counted on the days of the company's time zone."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest
import sqlalchemy as sa
from deltalake import write_deltalake
from hypothesis import given
from hypothesis import strategies as st

from changes.imports import import_upload
from changes.settings import set_time_zone
from data.facts.coverage import coverage
from data.facts.facts import Facts, canonical
from data.facts.rows import select_rows, write_jsonl
from data.store import Store
from data.store.relations import IMPORTS
from data.tables.company_clock import on_company_clock, with_offset
from data.tables.schema import TABLES, WALL_CLOCK
from data.values.audit import UNKNOWN
from metrics.attribution.drilldown import behind
from metrics.attribution.query import AttributionQuery
from metrics.attribution.spark import SparkFacts
from metrics.engine import query_metrics
from metrics.maturing.lead_ages import all_leads
from metrics.question.query import Query
from tests.sources.exports import load_bytes

PARIS, PACIFIC = "Europe/Paris", "America/Los_Angeles"
TODAY = date(2026, 11, 30)
# To the second, from 1990 to 2037: further on, time zones are only a rule.
INSTANTS = st.integers(631_238_400, 2_145_700_000).map(lambda n: datetime.fromtimestamp(n, UTC))
# With an offset: 22:30 and 06:30 in UTC. Without one, and a day alone: what the company wrote.
TIMES = (
    "2026-10-01T00:30:00+02:00",
    "2026-10-01T23:30:00-07:00",
    "2026-10-01 23:30:00",
    "2026-10-01",
)
DAYS = {
    "UTC": (30, 2, 1, 1),
    PARIS: (1, 2, 1, 1),
    PACIFIC: (30, 1, 1, 1),
}
LEADS = "lead_id,created_at,won_at\n" + "".join(f"{n},{at},{at}\n" for n, at in enumerate(TIMES))
CONVERSIONS = "user_id,converted_at,event_name,transaction_id\n" + "".join(
    f"u{n},{at},sign_up,t{n}\n" for n, at in enumerate(TIMES)
)
VISITS = "user_id,session_id,started_at\n" + "".join(
    f"u{n},s{n},{at}\n" for n, at in enumerate(TIMES)
)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def days(tables: dict[str, pl.DataFrame], table: str, zone: str) -> list[date]:
    facts = Facts.of({table: tables[table]}, zone=zone)
    found = facts.frame(table).sort("source_row").collect()
    return found[TABLES[table].day].to_list()


def moved(table: str, zone: str, **values: object) -> pl.DataFrame:
    """One row as it is read in a zone."""
    return Facts.of({table: pl.DataFrame([values])}, zone=zone).frame(table).collect()


@pytest.mark.parametrize("zone", DAYS)
@pytest.mark.parametrize(
    ("table", "text"), [("leads", LEADS), ("conversions", CONVERSIONS), ("touches", VISITS)]
)
def test_instants_move_to_the_companys_days_and_what_it_wrote_stays(
    table: str, text: str, zone: str
) -> None:
    """A time with an offset is an instant; a time without one and a day are the company's own."""
    loaded = load_bytes(f"{table}.csv", text.encode())
    found = days(dict(loaded.tables), table, zone)
    assert [day.day for day in found] == list(DAYS[zone])


@pytest.mark.parametrize("zone", DAYS)
def test_wins_are_dated_on_the_companys_days(zone: str) -> None:
    tables = dict(load_bytes("leads.csv", LEADS.encode()).tables)
    rows = Facts.of(tables, zone=zone).frame("leads").sort("source_row").collect()
    assert [at.day for at in rows["won_at"]] == list(DAYS[zone])


@pytest.mark.parametrize(("zone", "day"), [("UTC", 30), (PARIS, 1), (PACIFIC, 30)])
def test_a_post_is_counted_on_the_day_its_id_gives_there(zone: str, day: int) -> None:
    post = {"network": "tiktok", "post_id": "1", WALL_CLOCK: ""}
    when = {"published_at": at(2026, 9, 30, 22, 30), "published_on": date(2026, 9, 30)}
    row = moved("posts", zone, **post, **when)
    assert row["published_on"][0].day == day


def test_a_day_that_the_file_states_itself_stays() -> None:
    """X writes the day of its user next to an id that has the instant."""
    post = {"network": "x", "post_id": "1", "published_at": at(2026, 9, 30, 23, 30)}
    stated = {"published_on": date(2026, 9, 30), WALL_CLOCK: "published_on"}
    row = moved("posts", PARIS, **post, **stated).row(0, named=True)
    assert row["published_on"] == date(2026, 9, 30)
    assert row["published_at"] == at(2026, 10, 1, 1, 30)


def test_a_day_that_is_not_that_of_its_instant_stays() -> None:
    """LinkedIn writes when a post was created, days before its id was given."""
    post = {"network": "linkedin", "post_id": "1", WALL_CLOCK: ""}
    when = {"published_at": at(2026, 9, 30, 23, 30), "published_on": date(2026, 9, 28)}
    assert moved("posts", PARIS, **post, **when)["published_on"][0] == date(2026, 9, 28)


def test_when_an_export_was_made_is_not_moved() -> None:
    post = {"network": "x", "post_id": "1", "observed_at": at(2026, 9, 30, 23, 30), WALL_CLOCK: ""}
    assert moved("posts", PARIS, **post)["observed_at"][0] == at(2026, 9, 30, 23, 30)


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        (at(2026, 10, 24, 22, 30), at(2026, 10, 25, 0, 30)),  # summer time, two hours ahead
        (at(2026, 10, 25, 0, 30), at(2026, 10, 25, 2, 30)),
        (at(2026, 10, 25, 1, 30), at(2026, 10, 25, 2, 30)),  # the hour that is there twice
        (at(2026, 10, 25, 22, 30), at(2026, 10, 25, 23, 30)),
        (at(2026, 10, 25, 23, 30), at(2026, 10, 26, 0, 30)),  # winter time, one hour ahead
        (at(2026, 3, 29, 0, 59), at(2026, 3, 29, 1, 59)),
        (at(2026, 3, 29, 1, 0), at(2026, 3, 29, 3, 0)),  # the hour that is left out
        (at(2026, 3, 29, 22, 30), at(2026, 3, 30, 0, 30)),
    ],
)
def test_nights_of_a_clock_change(instant: datetime, shown: datetime) -> None:
    row = moved("leads", PARIS, lead_id="1", created_at=instant, wall_clock="").row(0, named=True)
    assert (row["created_at"], row["created_on"]) == (shown, shown.date())


def test_times_that_a_clock_change_leaves_out_are_written_with_the_hour_after() -> None:
    """Of a file without offsets; nothing of it is lost, and its day stays."""
    lead = {"lead_id": "1", "created_at": at(2026, 3, 29, 2, 30), WALL_CLOCK: "created_at"}
    rows = Facts.of({"leads": pl.DataFrame([lead])}, zone=PARIS).frame("leads")
    assert rows.collect()["created_at"][0] == at(2026, 3, 29, 2, 30)
    [written] = with_offset(rows, PARIS).collect()["created_at"]
    assert written == datetime(2026, 3, 29, 3, 30, tzinfo=ZoneInfo(PARIS))


def test_rows_of_older_imports_are_days_at_midnight_and_instants_else() -> None:
    rows = [
        {"lead_id": "day", "created_at": at(2026, 10, 1), "created_on": date(2026, 10, 1)},
        {"lead_id": "time", "created_at": at(2026, 10, 1, 5), "created_on": date(2026, 10, 1)},
        {"lead_id": "stated", "created_at": at(2026, 10, 1, 5), "created_on": date(2026, 10, 2)},
        {"lead_id": "none", "created_at": None, "created_on": date(2026, 10, 1)},
    ]
    found = Facts.of({"leads": pl.DataFrame(rows)}, zone=PACIFIC).frame("leads").collect()
    assert dict(found.select("lead_id", pl.col("created_on").dt.day()).rows()) == {
        "day": 1, "time": 30, "stated": 2, "none": 1,
    }  # fmt: skip


def test_the_day_of_an_older_export_that_names_its_stream_is_that_of_its_property() -> None:
    visit = {"property": "p", "user_key": "u", "session_id": "s", "started_on": date(2026, 10, 1)}
    row = moved("touches", PACIFIC, **visit, started_at=at(2026, 10, 1, 3))
    assert row["started_on"][0] == date(2026, 10, 1)


@given(
    moments=st.lists(
        INSTANTS,
        min_size=1,
        max_size=20,
    ),
    zone=st.sampled_from(
        [PARIS, PACIFIC, "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca",
         "America/St_Johns", "Pacific/Kiritimati", "America/Santiago"]
    ),
)  # fmt: skip
def test_the_day_of_an_instant_is_that_of_a_clock_there(moments: list[datetime], zone: str) -> None:
    """Against Python's own time zones, and the instant comes back but for a repeated hour."""
    table = TABLES["conversions"]
    frame = pl.DataFrame({"converted_at": moments, "user_key": "u", "source_row": range(len(moments)), WALL_CLOCK: ""})  # fmt: skip
    given_rows = frame.with_columns(
        converted_on=pl.col("converted_at").dt.date(), property=pl.lit(None, pl.String)
    )
    rows = on_company_clock(table, given_rows.lazy(), zone)
    there = [moment.astimezone(ZoneInfo(zone)) for moment in moments]
    assert rows.collect()["converted_on"].to_list() == [moment.date() for moment in there]
    back = with_offset(rows, zone).collect()["converted_at"].dt.convert_time_zone("UTC").to_list()
    for moment, found, shown in zip(moments, back, there, strict=True):
        assert found == moment or (shown.fold == 1 and moment - found <= timedelta(hours=1))


@given(
    text=INSTANTS,
    zone=st.sampled_from([PARIS, PACIFIC, "Pacific/Kiritimati", "America/Santiago"]),
)
def test_what_the_company_wrote_is_the_same_in_every_zone(text: datetime, zone: str) -> None:
    file = f"lead_id,created_at\n1,{text:%Y-%m-%d %H:%M:%S}\n2,{text:%Y-%m-%d}\n"
    tables = dict(load_bytes("leads.csv", file.encode()).tables)
    assert days(tables, "leads", zone) == [text.date(), text.date()]


def imported(folder: Path, **files: str) -> Store:
    store = Store.open(folder)
    for name, text in files.items():
        [result] = import_upload(store, f"{name}.csv", text.encode(), UNKNOWN, today=TODAY)
        assert result.outcome.settled, result
    return store


def leads_by_day(store: Store) -> dict[date, float]:
    whole = Query(date(2026, 9, 1), date(2026, 10, 31), by=("day",))
    rows = query_metrics(Facts(store), ["leads"], whole).drop_nulls("value")
    return {day: value for day, value in rows.select("day", "value").rows() if value}


def test_another_zone_counts_what_is_imported_on_other_days_and_back_again(tmp_path: Path) -> None:
    """No file is read again; results that were saved for the old zone are not taken for new ones."""
    store = imported(tmp_path, leads=LEADS)
    september, first, second = (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 2))
    expected = {
        "UTC": {september: 1, first: 2, second: 1},
        PARIS: {first: 3, second: 1},
        PACIFIC: {september: 1, first: 3},
    }
    for zone in ("UTC", PARIS, PACIFIC, "UTC", PARIS):
        set_time_zone(store, zone, UNKNOWN)
        # Twice: the second query is answered from the saved roll-up.
        assert leads_by_day(store) == leads_by_day(store) == expected[zone]
    store.close()


def test_a_saved_result_of_a_guessed_zone_is_not_taken_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guess follows the computer: the facts' version stays the same."""
    store = imported(tmp_path, touches=VISITS)
    found = {}
    for zone in ("UTC", PACIFIC):
        monkeypatch.setenv("TZ", zone)
        rows = Facts(store).frame("web_sessions").collect()
        found[zone] = dict(rows.group_by("date").agg(pl.col("sessions").sum()).rows())
    store.close()
    assert found["UTC"] == {date(2026, 9, 30): 1, date(2026, 10, 1): 2, date(2026, 10, 2): 1}
    assert found[PACIFIC] == {date(2026, 9, 30): 1, date(2026, 10, 1): 3}


def test_a_table_of_an_older_version_goes_on(tmp_path: Path) -> None:
    """Its rows do not say whose clock they are on; those of new files do."""
    store = Store.open(tmp_path)
    set_time_zone(store, PACIFIC, UNKNOWN)
    table = TABLES["leads"]
    old = {"lead_id": "old", "created_at": at(2026, 10, 1, 3), "created_on": date(2026, 10, 1)}
    number = store.commit("old", "old", "old.csv", {}, {})
    rows = canonical(table, pl.DataFrame([{**old, "import_id": number}]))
    write_deltalake(f"{store.facts.root}/leads", rows.drop(WALL_CLOCK))
    with store.state.database.write() as connection:
        held = {"leads": {"rows": 1, "from": None, "to": None, "plain": False}}
        connection.execute(sa.update(IMPORTS).values(extents=held))
    text = "lead_id,created_at\nnew,2026-10-01 03:00\n"
    import_upload(store, "leads.csv", text.encode(), UNKNOWN, today=TODAY)
    found = Facts(store).frame("leads").select("lead_id", pl.col("created_on").dt.day()).collect()
    assert dict(found.rows()) == {"old": 30, "new": 1}
    # From then on files are added as they are: the new column has its place at the end.
    assert store.facts.stage("leads", rows) is not None
    store.close()


def journeys(zone: str, lead: str) -> int:
    """Journeys with the visit at 09:00 in UTC before a lead at a time of the file."""
    visits = "user_id,session_id,started_at,source\nada,s,2026-10-01T09:00:00Z,news\n"
    leads = f"lead_id,created_at,user_id\n1,{lead},ada\n"
    visited = load_bytes("visits.csv", visits.encode()).tables["touches"]
    led = load_bytes("leads.csv", leads.encode()).tables["leads"]
    facts = Facts.of({"touches": visited, "leads": led}, zone=zone)
    asked = AttributionQuery(
        date(2026, 9, 1), date(2026, 10, 31), ("source",), events=("crm.lead",)
    )
    return behind(facts, asked, "news").count


@pytest.mark.parametrize(
    ("zone", "lead", "found"),
    [
        ("UTC", "2026-10-01 10:00", 1),
        (PARIS, "2026-10-01 10:00", 0),  # 11:00 in Paris when the visit was there
        (PARIS, "2026-10-01 11:01", 1),
        (PACIFIC, "2026-10-01 10:00", 1),
        (PACIFIC, "2026-10-01 01:00", 0),  # 02:00 there
        (PACIFIC, "2026-10-01 02:01", 1),
        (PARIS, "2026-10-01T08:59:00Z", 0),
        (PARIS, "2026-10-01T09:01:00Z", 1),
        (PACIFIC, "2026-10-01", 1),  # a day only: its last moment
    ],
)
def test_visits_and_leads_of_one_journey_are_on_one_clock(zone: str, lead: str, found: int) -> None:
    assert journeys(zone, lead) == found


def test_how_long_leads_took_is_counted_in_the_companys_days() -> None:
    """Created and won within one day of Paris, which are two in UTC."""
    lead = {"lead_id": "1", "created_at": at(2026, 9, 30, 22, 30), "won_at": at(2026, 10, 1, 8)}
    rows = pl.DataFrame([{**lead, "created_on": date(2026, 9, 30), WALL_CLOCK: ""}])
    for zone, delay in (("UTC", 1), (PARIS, 0)):
        facts = Facts.of({"leads": rows}, zone=zone)
        assert all_leads(facts, "won_at").delay.tolist() == [delay]
        assert facts.at_age(0).frame("leads").collect()["won_at"].null_count() == delay


def test_files_cover_the_companys_days(tmp_path: Path) -> None:
    """A late lead of September is not taken for a file that reaches into October."""
    store = imported(tmp_path, leads="lead_id,created_at\n1,2026-10-01T06:30:00Z\n")
    for zone, day in (("UTC", date(2026, 10, 1)), (PACIFIC, date(2026, 9, 30))):
        set_time_zone(store, zone, UNKNOWN)
        [owner] = coverage(Facts(store), "leads")
        assert owner.first == day
    store.close()


def test_rows_are_written_with_the_offset_of_the_zone(tmp_path: Path) -> None:
    """And a value is looked for as an instant or as the company's clock showed it."""
    store = imported(tmp_path, leads=LEADS)
    set_time_zone(store, PARIS, UNKNOWN)
    out = io.BytesIO()
    write_jsonl(select_rows(store, "leads", {}), out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    told = {row["lead_id"]: datetime.fromisoformat(row["created_at"]) for row in rows}
    assert told["0"].isoformat() == "2026-10-01T00:30:00+02:00"
    assert told["2"].isoformat() == "2026-10-01T23:30:00+02:00"
    for value in ("2026-09-30T22:30:00Z", "2026-10-01T00:30:00+02:00", "2026-10-01T00:30:00"):
        found = select_rows(store, "leads", {"created_at": value}).collect()
        assert found["lead_id"].to_list() == ["0"]
    single = select_rows(store, "leads", {"import_id": "1", "lead_id": "0"}).collect()
    assert single["created_at"].to_list() == [at(2026, 9, 30, 22, 30)]
    store.close()


def test_a_cluster_reads_the_stores_own_files_only_where_nothing_moves(tmp_path: Path) -> None:
    store = imported(tmp_path, touches=VISITS)
    for zone, own in (("UTC", True), (PARIS, False)):
        set_time_zone(store, zone, UNKNOWN)
        cluster = SparkFacts(Facts(store), store, None, tmp_path)
        assert (cluster._own_files("touches") is not None) is own
        assert cluster._own_files("ad_costs") == []
    store.close()
