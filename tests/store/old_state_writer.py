"""Writes a small state by whichever program the current folder holds: see `old_states`.

Every relation gets content of which a reader can see whether it came through. Relations are asked
for by name, because earlier programs lack some. Moments, processes and random ids are fixed, so
that a dump holds nothing of the machine that made it.
"""

from __future__ import annotations

import sys
from dataclasses import fields
from datetime import date, timedelta
from importlib import import_module
from itertools import count
from typing import Any
from uuid import UUID

import polars as pl

# The rest is imported by name: it lies elsewhere today, which is of no concern to old programs.
from data.store import Store

DAY = date(2026, 3, 1)


def fix() -> None:
    """Let every module of the store see the same clock, process and ids each time."""
    moments, ids = count(), count(1)
    process = import_module("data.store.process").Process(
        "0" * 64, 1, "1"
    )  # no later program has it
    fixed = {
        "now": lambda: f"2026-03-02T08:00:00.{next(moments):06d}+00:00",
        "this_process": lambda: process,
        "uuid4": lambda: UUID(int=next(ids)),
    }
    for name, module in list(sys.modules.items()):
        if name.startswith("data.store"):
            for attribute, value in fixed.items():
                if hasattr(module, attribute):
                    setattr(module, attribute, value)


def main() -> None:
    """Write `store` in the current folder."""
    fix()
    store = Store.open("store")
    write_imports(store)
    state = store.state
    first = state.goals.create({"target": 10}, by="Ada", note="début")
    state.goals.revise(first.goal_id, {"target": 20}, by="Bo", note="it's more")
    state.settings.set("reporting_currency", "EUR")
    state.settings.set("unknown", None)
    state.settings.set("nested", {"a": [1, "é; 100 %", None]})
    state.uploads.wait("c" * 64, "c.csv", {"n": 1})
    state.uploads.save_answers("a" * 64, {"year": "2026", "network": "facebook"})
    for relation, write in WRITERS.items():
        if hasattr(state, relation):
            write(getattr(state, relation))
    store.close()


def write_imports(store: Store) -> None:
    """One import that is done, and one that was undone."""
    empty = import_module("data.schema").TABLES["leads"].empty()
    leads = pl.DataFrame({"lead_id": ["1"], "created_on": [DAY]})
    rows = pl.concat([empty, leads], how="diagonal_relaxed")
    quarantined = {"sheet": None, "row": 3, "reason": {"text": "no day"}, "record": {"Date": "été"}}
    store.commit("a" * 64, "a" * 64, "a.csv", {"leads": rows}, {"source": "leads"}, [quarantined])
    undone = store.commit("b" * 64, "b" * 64, "b.csv", {"leads": rows}, {"source": "leads"})
    store.undo(undone)


def write_mappings(mappings: Any) -> None:
    mapping = import_module("data.mapping.mapping").ColumnMapping
    mappings.save(
        mapping("Ours", "leads", ("day", "id"), (("id", "lead_id"), ("day", "created_at")))
    )


def write_tagging(rules: Any) -> None:
    repair = import_module("data.tagging.repair")
    condition = import_module("data.tagging.condition").Condition
    channel = import_module("data.tagging.channel_rule").ChannelRule
    when = (condition.parse("medium=qr", frozenset({"medium"})),)
    added = rules.add([repair.Repair(repair.Kind.FOLD, "source"), channel("Print", when)], by="Ada")
    rules.undo(added[0], by="Bo")


def write_ga4(ga4: Any) -> None:
    """A property that is connected, and days of it and of one whose connection was removed."""
    module = import_module("data.store.ga4")
    ga4.save(module.Connection("42", "Site", ("form",), since=DAY, account="a@b.example"))
    days = (
        {"property": "42", "name": "Site", "day": DAY, "as_of": DAY, "notes": {"traffic": 1}},
        {"property": "7", "name": "7", "day": DAY + timedelta(1), "as_of": DAY},
    )
    known = {one.name for one in fields(module.FetchedDay)}  # the first programs had no name
    given = [{key: value for key, value in day.items() if key in known} for day in days]
    ga4.record(1, [module.FetchedDay(**day) for day in given])


def write_entries(entries: Any) -> None:
    module = import_module("data.store.entries")
    cost = import_module("data.money.cost").Cost("tools", DAY, DAY, "EUR", 12.0)
    rate = import_module("data.money.currency").Rate(DAY, "USD", "EUR", 0.8)
    entries.add(module.COST, cost.to_json(), by="Ada")
    gone = entries.add(module.RATE, rate.to_json())
    entries.remove(gone, by="Bo")


def write_links(links: Any) -> None:
    draft = import_module("data.links.link").Draft
    tags = import_module("data.links.tags").Tags
    one, _ = links.add(
        [draft("https://a.example/é", tags("fb", "social")), draft("https://b.example")]
    )
    links.archive(one, by="Bo")


def write_annotations(annotations: Any) -> None:
    note = import_module("data.annotation").Annotation
    annotations.add(note(DAY, DAY, "Site down, été", "site"), by="Ada")
    annotations.remove(annotations.add(note(DAY, DAY, "Wrong")), by="Bo")


def write_reports(reports: Any) -> None:
    saved = reports.save("Monthly", {"period": "2026-03"}, by="Ada")
    reports.take("March", (DAY, date(2026, 3, 31)), '{"é": "\\u0000"}', report_id=saved.id)


def write_experiments(experiments: Any) -> None:
    experiments.add({"name": "Subject"}, by="Ada")
    experiments.remove(experiments.add({"name": "Other"}), by="Bo")


def write_dismissals(dismissals: Any) -> None:
    module = import_module("data.dismissal")
    evidence = module.Evidence("movers-channel:Email", 30.0, 1, -1, DAY, date(2026, 3, 31))
    dismissals.add(module.Dismissal(evidence, "A planned pause"), by="Ada")


WRITERS = {
    "mappings": write_mappings,
    "tagging": write_tagging,
    "ga4": write_ga4,
    "entries": write_entries,
    "links": write_links,
    "annotations": write_annotations,
    "reports": write_reports,
    "experiments": write_experiments,
    "dismissals": write_dismissals,
}

if __name__ == "__main__":
    main()
