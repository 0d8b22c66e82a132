"""Every act: what has to be there, the call, and what the log then says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl
import sqlalchemy as sa

from changes import (
    added_charts,
    annotations,
    costs,
    decisions,
    dismissals,
    experiments,
    ga4,
    goals,
    imports,
    links,
    mappings,
    outcomes,
    people,
    reports,
    settings,
    unreadable,
    upkeep,
    utm,
    views,
)
from data.links.convention import Convention
from data.store import Store
from data.store.discard import EntryKind
from data.store.ga4 import Connection
from data.store.holidays import Holiday, HolidayCalendar
from data.store.relations import ANNOTATIONS
from data.store.retention import Retention
from data.tables.schema import TABLES
from data.values.added_chart import AddedChart, ChartSplit
from data.values.annotation import Annotation
from data.values.audit import Actor, Via
from data.values.channel_rule import ChannelRule
from data.values.column_mapping import ColumnMapping
from data.values.condition import Condition, Operator
from data.values.correction import Correction, CorrectionKind
from data.values.cost import Cost
from data.values.currency import ExchangeRate
from data.values.decision import Decision, DecisionLever, DecisionMeasure
from data.values.dismissal import Dismissal, DismissalEvidence
from data.values.link import Draft
from data.values.margin import Margin
from data.values.outcomes import OutcomeWord
from data.values.tags import Tags
from metrics.experiments.experiment import Experiment
from metrics.goals.goal import Goal
from metrics.goals.objectives import Objective
from report.document.model import Brand, Request
from tests.imports.conftest import load_toy
from tests.report.sample import report

ADA = Actor("Ada", Via.PAGE)
MARCH, END = date(2026, 3, 1), date(2026, 3, 31)
POSTS = b"posts\na,1\nb,2"
KEY = {
    "type": "service_account",
    "client_email": "robot@project.example.com",
    "private_key": "secret key",
    "token_uri": "https://oauth2.googleapis.com/token",
}
FB = Correction(CorrectionKind.REPLACE, "source", ("fb",), "facebook")
FB_LOGGED = {"kind": "replace", "column": "source", "values": ["fb"], "to": "facebook"}
PRINT = ChannelRule("Print", (Condition("medium", Operator.EQUALS, ("qr",)),))
RADIO = ChannelRule("Radio", (Condition("source", Operator.STARTS, ("fm",)),))
PRINT_LOGGED = {
    "channel": "Print",
    "use": "unknown",
    "when": [{"column": "medium", "test": "equals", "values": ["qr"]}],
}
COST = Cost("tools", MARCH, END, "EUR", 12.0, label="For Bo")
COST_LOGGED = {
    "kind": "tools",
    "start": "2026-03-01",
    "end": "2026-03-31",
    "currency": "EUR",
    "amount": 12.0,
    "label": "…",
}
RATE = ExchangeRate(MARCH, "USD", "EUR", 0.8)
RATE_LOGGED = {"day": "2026-03-01", "source": "USD", "target": "EUR", "rate": 0.8}
MARGIN = Margin(MARCH, 0.4, "spring")
MARGIN_LOGGED = {"day": "2026-03-01", "rate": 0.4, "line": "spring"}
GOAL = Goal(
    "", "leads", 10.0, MARCH, END, "cumulative", owner="Bo", mission="Ours", channel="Email"
)
GOAL_LOGGED = {
    "metric": "leads",
    "target": 10.0,
    "start": "2026-03-01",
    "end": "2026-03-31",
    "kind": "cumulative",
    "direction": "reach",
    "channel": "Email",
    "mission": "…",
    "owner": "…",
    "acknowledged": False,
    "archived": False,
    "share": 0.8,
}
LINK = Draft("https://a.example/p?mail=x", Tags("fb", "paid", "spring"), "facebook", note="For Bo")
LINK_LOGGED = {
    "destination": "a.example/p",
    "tags": {"source": "fb", "medium": "paid", "campaign": "spring"},
    "network": "facebook",
    "note": "…",
    "on_own_site": False,
}
NOTE = Annotation(MARCH, END, "Bo was away", "site")
NOTE_LOGGED = {"first": "2026-03-01", "last": "2026-03-31", "text": "…", "kind": "site"}
CHART = AddedChart("leads", ChartSplit.CHANNEL, uses=("paid",), caption="For Bo")
CHART_LOGGED = {"metric": "leads", "split": "channel", "uses": ["paid"], "caption": "…"}
DECISION = Decision(
    "Ask Cy for 500 more", date(2026, 3, 2), END, DecisionLever.BUDGET, "Bo", reason="Cheap leads",
    amount=500.0, currency="EUR", expected_low=60.0, expected_high=80.0,
    measure=DecisionMeasure("leads", MARCH, END, at_least=71.0, uses=("paid",)),
    proposal="action.goal.g1",
)  # fmt: skip
DECISION_LOGGED = {
    "text": "…",
    "decided_on": "2026-03-02",
    "due": "2026-03-31",
    "lever": "budget",
    "owner": "…",
    "answer": "accepted",
    "reason": "…",
    "amount": 500.0,
    "currency": "EUR",
    "expected_low": 60.0,
    "expected_high": 80.0,
    "measure": ...,
    "proposal": "action.goal.g1",
}
DISMISSAL = Dismissal(DismissalEvidence("movers-Email", 2.0), "Planned")
DISMISSAL_LOGGED = {"subject": "movers-Email", "weight": 2.0, "rank": 0, "side": 0}
TEST = Experiment("Subject", ("lead_rate",), "campaign", ("a", "b"), MARCH, owner="Bo")
TEST_LOGGED = {
    "name": "Subject",
    "metrics": ["lead_rate"],
    "by": "campaign",
    "arms": ["a", "b"],
    "start": "2026-03-01",
    "owner": "…",
}
REQUEST = Request(MARCH, END)
APRIL = Request(date(2026, 4, 1), date(2026, 4, 30))
REQUEST_LOGGED = {
    "name": "Monthly",
    "start": "2026-03-01",
    "end": "2026-03-31",
    "language": "en",
    "audience": "manager",
}
MAPPING = ColumnMapping("Ours", "leads", ("day", "id"), (("id", "lead_id"), ("day", "created_at")))
MAPPING_LOGGED = {
    "table": "leads",
    "fills": ["created_at", "lead_id"],
    "dates": "ask",
}
PROPERTY = Connection("42", "Site", ("form",))
PROPERTY_LOGGED = {"name": "Site", "leads": ["form"], "account": "…"}
FRANCE = HolidayCalendar("FR", "", frozenset({date(2026, 5, 8)}))
CHRISTMAS = Holiday(date(2026, 12, 24), "Bo's day")
IMPORT_LOGGED = {"source": "toy.posts", "network": "x", "rows": {"posts": 2}}
CONVENTION = Convention(("facebook",), ("social",))
CONVENTION_LOGGED = {
    "sources": ["facebook"],
    "mediums": ["social"],
    "lower": True,
    "separator": "-",
    "required": ["source", "medium", "campaign"],
    "templates": {},
}


@dataclass(frozen=True)
class Case:
    """``act`` gets what ``given`` made, and gives the subject; ``before`` and ``after`` may too."""

    name: str
    given: Callable[[Store], Any]
    act: Callable[[Store, Any], Any]
    before: Any = None
    after: Any = None
    why: str = ""

    def __str__(self) -> str:
        return self.name


def nothing(_store: Store) -> None:
    """Most things can be added to an empty store."""


def uploaded(store: Store, content: bytes = POSTS) -> Any:
    [result] = imports.import_upload(store, "Ada Lovelace.csv", content, ADA, load=load_toy)
    return result.import_id


def orphans(store: Store) -> None:
    """Rows of an import that no list knows."""
    rows = pl.DataFrame({"import_id": [999]}, schema_overrides={"import_id": pl.Int64})
    store.facts.append("posts", pl.concat([TABLES["posts"].empty(), rows], how="diagonal"))


def undone(store: Store) -> Any:
    number = uploaded(store)
    imports.undo(store, number, ADA)
    return number


def restored(store: Store, made: int) -> Any:
    return imports.restore(store, made, ADA, load=load_toy).import_id


def asked(store: Store) -> str:
    [result] = imports.import_upload(store, "days.csv", b"days\n1,2", ADA, load=load_toy)
    return result.sha256


def two_rules(store: Store) -> tuple[int, ...]:
    return utm.add_channel_rules(store, [PRINT, RADIO], ADA)


def added(add: Callable[..., Any], *what: Any) -> Callable[[Store], Any]:
    return lambda store: add(store, *what, ADA)


def same(change: Callable[..., Any], *what: Any) -> Callable[[Store, Any], Any]:
    """A change of the thing that was made, whose id is the subject."""

    def act(store: Store, made: Any) -> Any:
        change(store, made, *what, ADA)
        return made

    return act


def new(add: Callable[..., Any], *what: Any) -> Callable[[Store, Any], Any]:
    """Something that is added gives its id."""

    def act(store: Store, _made: Any) -> Any:
        found = add(store, *what, ADA)
        found = found[0] if isinstance(found, tuple) else found
        return getattr(found, "id", found)

    return act


def named(subject: str, change: Callable[..., Any], *what: Any) -> Callable[[Store, Any], Any]:
    """A change of something that has one name in every store."""

    def act(store: Store, _made: Any) -> str:
        change(store, *what, ADA)
        return subject

    return act


def goal(store: Store, **changed: Any) -> Goal:
    return goals.save_goal(store, replace(GOAL, **changed), ADA)


def edited_goal(**changed: Any) -> Callable[[Store, Goal], str]:
    def act(store: Store, made: Goal) -> str:
        return goals.save_goal(store, replace(made, **changed), ADA, note="Review").id

    return act


def archived_link(store: Store) -> int:
    [number] = links.add_links(store, [LINK], ADA)
    links.archive_link(store, number, ADA)
    return number


def two_charts(store: Store) -> list[int]:
    return [added_charts.add_chart(store, chart, ADA) for chart in (CHART, AddedChart("sessions"))]


def removed_chart(store: Store) -> int:
    number = added_charts.add_chart(store, CHART, ADA)
    added_charts.remove_chart(store, number, ADA)
    return number


def closed_decision(store: Store) -> int:
    number = decisions.log_decision(store, DECISION, ADA)
    decisions.close_decision(store, number, "Cy said yes", ADA, MARCH)
    return number


def removed_decision(store: Store) -> int:
    number = decisions.log_decision(store, DECISION, ADA)
    decisions.remove_decision(store, number, ADA)
    return number


def close_in_march(store: Store, made: int) -> int:
    decisions.close_decision(store, made, " Cy said yes ", ADA, MARCH)
    return made


def snapshot(store: Store) -> str:
    return reports.take_snapshot(store, report(), "March", ADA).id


def damaged_annotation(store: Store) -> unreadable.UnreadableEntry:
    number = annotations.add_annotation(store, NOTE, ADA)
    with store.state.database.write() as connection:
        connection.execute(sa.update(ANNOTATIONS).values(note={}))
    return unreadable.UnreadableEntry(EntryKind.ANNOTATION, str(number))


CASES = (
    Case("import.add", nothing, lambda store, _: uploaded(store), after=IMPORT_LOGGED),
    Case("import.undo", uploaded, same(imports.undo), before=IMPORT_LOGGED),
    Case("import.add", undone, restored, after=IMPORT_LOGGED),
    Case(
        "store.repair", orphans, named("store", upkeep.repair),
        after={"rows_removed": 1},
    ),
    Case("upload.discard", asked, same(imports.discard)),
    Case("upload.redact", uploaded, lambda store, _: people.redact_stored(store, ADA) and "uploads"),
    Case("upload.erase", undone, same(imports.erase_upload)),
    Case(
        "person.forget", uploaded, named("people", people.forget_person, ["ada@example.com"]),
        after={"people": 1},
    ),
    Case(
        "retention.set", added(people.set_retention, Retention(24)),
        named("upload_retention", people.set_retention, Retention(12, 7)),
        before={"months": 24, "undone_days": 30}, after={"months": 12, "undone_days": 7},
    ),
    Case(
        "mapping.save", nothing, named(MAPPING.id, mappings.save_mapping, MAPPING),
        after=MAPPING_LOGGED,
    ),
    Case(
        "mapping.remove", added(mappings.save_mapping, MAPPING),
        named(MAPPING.id, mappings.remove_mapping, MAPPING.id), before=MAPPING_LOGGED,
    ),
    Case(
        "correction.add", nothing,
        lambda store, _: utm.add_corrections(store, [FB], ADA, "Typing")[0],
        after=FB_LOGGED, why="Typing",
    ),
    Case(
        "correction.undo", lambda store: utm.add_corrections(store, [FB], ADA)[0],
        same(utm.undo_correction), before=FB_LOGGED,
    ),
    Case(
        "channel.add", nothing,
        lambda store, _: utm.add_channel_rules(store, [PRINT], ADA, "Flyers")[0],
        after=PRINT_LOGGED, why="Flyers",
    ),
    Case(
        "channel.remove", lambda store: two_rules(store)[0], same(utm.remove_channel_rule),
        before=PRINT_LOGGED,
    ),
    Case(
        "channel.move", two_rules,
        lambda store, ids: utm.swap_channel_rules(store, ids[1], ids[0], ADA) and ids[1],
        before={"place": 2}, after={"place": 1},
    ),
    Case(
        "cost.add", nothing, lambda store, _: costs.add_cost(store, COST, ADA, "Invoice"),
        after=COST_LOGGED, why="Invoice",
    ),
    Case(
        "cost.edit", added(costs.add_cost, COST),
        same(costs.edit_cost, replace(COST, amount=15.0, label="For Cy")),
        before={"amount": 12.0, "label": "…"}, after={"amount": 15.0, "label": "…"},
    ),
    Case("cost.remove", added(costs.add_cost, COST), same(costs.remove_cost), before=COST_LOGGED),
    Case("rate.add", nothing, new(costs.add_rate, RATE), after=RATE_LOGGED),
    Case("rate.remove", added(costs.add_rate, RATE), same(costs.remove_rate), before=RATE_LOGGED),
    Case("margin.add", nothing, new(costs.add_margin, MARGIN), after=MARGIN_LOGGED),
    Case(
        "margin.remove", added(costs.add_margin, MARGIN), same(costs.remove_margin),
        before=MARGIN_LOGGED,
    ),
    Case(
        "currency.set", added(costs.set_reporting_currency, "EUR"),
        named("reporting_currency", costs.set_reporting_currency, None), before="EUR",
    ),
    Case(
        "outcomes.set", nothing,
        named("outcomes", outcomes.set_outcomes, ("orders",), (OutcomeWord("orders", "fr", "ventes"),)),
        after={
            "results": ["orders"],
            "words": [{"metric": "orders", "language": "fr", "word": "ventes"}],
        },
    ),
    Case(
        "view.save", nothing, named("saved_views", views.save_view, "Paid", {"uses": "paid"}),
        after=[{"name": "Paid", "filters": [["uses", "paid"]]}],
    ),
    Case(
        "view.remove", added(views.save_view, "Paid", {"uses": "paid"}),
        named("saved_views", views.remove_view, "Paid"),
        before=[{"name": "Paid", "filters": [["uses", "paid"]]}], after=[],
    ),
    Case("goal.add", nothing, lambda store, _: goal(store).id, after=GOAL_LOGGED),
    Case(
        "goal.edit", goal, edited_goal(target=12.0, owner="Cy"),
        before={"target": 10.0, "owner": "…"}, after={"target": 12.0, "owner": "…"}, why="Review",
    ),
    Case(
        "goal.archive", goal, edited_goal(archived=True),
        before={"archived": False}, after={"archived": True}, why="Review",
    ),
    Case(
        "goal.restore", lambda store: goal(store, archived=True), edited_goal(archived=False),
        before={"archived": True}, after={"archived": False}, why="Review",
    ),
    Case(
        "objectives.set", nothing,
        named("objectives", goals.save_objectives, [Objective("Grow"), Objective("Leads", "Grow")]),
        after=[["Grow", ""], ["Leads", "Grow"]],
    ),
    Case(
        "mission.set", added(goals.set_mission, "Email", "Old"),
        named("Email", goals.set_mission, "Email", " New "), before="Old", after="New",
    ),
    Case(
        "holidays.set", added(goals.save_days_off, HolidayCalendar("BE"), ()),
        named("holidays", goals.save_days_off, FRANCE, (CHRISTMAS,)),
        before={"country": "BE"},
        after={"country": "FR", "worked": ["2026-05-08"], "own": ["2026-12-24"]},
    ),
    Case("link.add", nothing, new(links.add_links, [LINK]), after=LINK_LOGGED),
    Case(
        "link.edit", lambda store: links.add_links(store, [LINK], ADA)[0],
        same(links.edit_link, replace(LINK, post="p1", note="")),
        before={"note": "…"}, after={"post": "p1"},
    ),
    Case(
        "link.archive", lambda store: links.add_links(store, [LINK], ADA)[0],
        same(links.archive_link),
    ),
    Case("link.restore", archived_link, same(links.restore_link)),
    Case(
        "convention.set", nothing, named("link_convention", links.set_convention, CONVENTION),
        after=CONVENTION_LOGGED,
    ),
    Case("annotation.add", nothing, new(annotations.add_annotation, NOTE), after=NOTE_LOGGED),
    Case(
        "annotation.remove", added(annotations.add_annotation, NOTE),
        same(annotations.remove_annotation), before=NOTE_LOGGED,
    ),
    Case(
        "dismissal.add", nothing, new(dismissals.dismiss, DISMISSAL),
        after=DISMISSAL_LOGGED, why="Planned",
    ),
    Case(
        "dismissal.remove", added(dismissals.dismiss, DISMISSAL), same(dismissals.restore),
        before=DISMISSAL_LOGGED,
    ),
    Case("experiment.add", nothing, new(experiments.declare, TEST), after=TEST_LOGGED),
    Case(
        "experiment.remove", added(experiments.declare, TEST), same(experiments.remove),
        before=TEST_LOGGED,
    ),
    Case("chart.add", nothing, new(added_charts.add_chart, CHART), after=CHART_LOGGED),
    Case(
        "chart.edit", added(added_charts.add_chart, CHART),
        same(added_charts.caption_chart, " For Cy "), before={"caption": "…"}, after={"caption": "…"},
    ),
    Case(
        "chart.move", two_charts,
        lambda store, ids: added_charts.arrange_charts(store, ids[::-1], ADA) and added_charts.ORDER,
        before=[1, 2], after=[2, 1],
    ),
    Case(
        "chart.remove", added(added_charts.add_chart, CHART), same(added_charts.remove_chart),
        before=CHART_LOGGED,
    ),
    Case("chart.restore", removed_chart, same(added_charts.restore_chart), after=CHART_LOGGED),
    Case("decision.add", nothing, new(decisions.log_decision, DECISION), after=DECISION_LOGGED),
    Case(
        "decision.edit", added(decisions.log_decision, DECISION),
        same(decisions.edit_decision, replace(DECISION, owner="Cy", amount=400.0)),
        before={"owner": "…", "amount": 500.0}, after={"owner": "…", "amount": 400.0},
    ),
    Case(
        "decision.close", added(decisions.log_decision, DECISION), close_in_march,
        after={"closed_on": "2026-03-01", "outcome": "…"},
    ),
    Case(
        "decision.reopen", closed_decision, same(decisions.reopen_decision),
        before={"closed_on": "2026-03-01", "outcome": "…"},
    ),
    Case(
        "decision.remove", added(decisions.log_decision, DECISION),
        same(decisions.remove_decision), before=DECISION_LOGGED,
    ),
    Case(
        "decision.restore", removed_decision, same(decisions.restore_decision),
        after=DECISION_LOGGED,
    ),
    Case(
        "report.save", added(reports.save_report, "Monthly", REQUEST),
        new(reports.save_report, "Monthly", APRIL),
        before=REQUEST_LOGGED,
        after=REQUEST_LOGGED | {"start": "2026-04-01", "end": "2026-04-30"},
    ),
    Case(
        "report.remove", lambda store: reports.save_report(store, "Monthly", REQUEST, ADA).id,
        same(reports.remove_report), before=REQUEST_LOGGED,
    ),
    Case("snapshot.add", nothing, lambda store, _: snapshot(store), after=...),
    Case(
        "brand.set", added(reports.save_brand, Brand("Volta")),
        named("brand", reports.save_brand, Brand("Maison", logo=b"\x89PNG\r\n\x1a\n")),
        before={"name": "Volta"}, after={"name": "Maison", "logo": ...},
    ),
    Case(
        "ga4.connect", nothing, named("42", ga4.connect, PROPERTY, json.dumps(KEY).encode()),
        after=PROPERTY_LOGGED,
    ),
    Case(
        "ga4.edit", added(ga4.connect, PROPERTY, None),
        named("42", ga4.edit_connection, replace(PROPERTY, leads=("form", "call"))),
        before={"leads": ["form"]}, after={"leads": ["form", "call"]},
    ),
    Case(
        "ga4.remove", added(ga4.connect, PROPERTY, json.dumps(KEY).encode()),
        named("42", ga4.disconnect, "42"), before=PROPERTY_LOGGED,
    ),
    Case(
        "entry.discard", damaged_annotation,
        lambda store, entry: unreadable.delete_unreadable(store, entry, ADA) and str(f"annotation:{entry.id}"),
    ),
    Case(
        "hosts.set", added(settings.set_own_hosts, ["a.example"]),
        named("own_hosts", settings.set_own_hosts, [" B.example ", "a.example", ""]),
        before=["a.example"], after=["a.example", "b.example"],
    ),
    Case(
        "zone.set", added(settings.set_time_zone, "UTC"),
        named("time_zone", settings.set_time_zone, "Europe/Paris"),
        before="UTC", after="Europe/Paris",
    ),
)  # fmt: skip
