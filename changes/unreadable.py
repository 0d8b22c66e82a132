"""Entries that are damaged: which they are, and deleting them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.base.json_values import text_map, texts_of
from data.imports.upload import unreadable_uploads
from data.links import convention
from data.store import State, Store
from data.store.discard import EntryKind, discard
from data.store.holidays import CALENDAR, SETTING, calendar_of, days_off
from data.store.money import REPORTING, reporting_currency, unreadable_money
from data.store.outcomes import OUTCOMES, outcome_choice
from data.store.views import VIEWS, saved_views
from data.store.zone import TIME_ZONE, zone_name
from data.utm.audit.run_checks import OWN_HOSTS
from data.values.audit import Actor
from i18n.message import Message, plural
from metrics.experiments import repository as experiments
from metrics.goals import repository as goals
from metrics.goals.objectives import MISSIONS, OBJECTIVES, objectives_of
from report.document import brand
from report.document import repository as reports

SETTINGS: Mapping[str, Callable[[Any], object]] = {
    OBJECTIVES: objectives_of,
    MISSIONS: text_map,
    SETTING: days_off,
    CALENDAR: calendar_of,
    OUTCOMES: outcome_choice,
    REPORTING: reporting_currency,
    TIME_ZONE: zone_name,
    VIEWS: saved_views,
    OWN_HOSTS: texts_of,
    convention.SETTING: convention.convention_of,
    brand.SETTING: brand.brand_of,
}
"""The settings that people make, and what reads each."""

_FINDERS: Mapping[EntryKind, Callable[[State], Iterable[str]]] = {
    EntryKind.GOAL: goals.unreadable,
    EntryKind.ANNOTATION: lambda state: state.annotations.unreadable(),
    EntryKind.DISMISSAL: lambda state: state.dismissals.unreadable(),
    EntryKind.EXPERIMENT: experiments.unreadable,
    EntryKind.MONEY: lambda state: unreadable_money(state.entries),
    EntryKind.RULE: lambda state: state.tagging.unreadable(),
    EntryKind.LINK: lambda state: state.links.unreadable(),
    EntryKind.MAPPING: lambda state: state.mappings.unreadable(),
    EntryKind.REPORT: reports.unreadable,
    EntryKind.CHART: lambda state: state.added_charts.unreadable(),
    EntryKind.DECISION: lambda state: state.decisions.unreadable(),
    EntryKind.CONNECTION: lambda state: state.ga4.unreadable(),
    EntryKind.UPLOAD: unreadable_uploads,
    EntryKind.SETTING: lambda state: (
        key for key, reader in SETTINGS.items() if not state.settings.is_readable(key, reader)
    ),
}


@dataclass(frozen=True, slots=True)
class UnreadableEntry:
    """A damaged entry by its kind and id. It is left out wherever entries of its kind are used."""

    kind: EntryKind
    id: str


def unreadable(state: State, kinds: Iterable[EntryKind] = EntryKind) -> tuple[UnreadableEntry, ...]:
    """The damaged entries of these kinds."""
    return tuple(UnreadableEntry(kind, found) for kind in kinds for found in _FINDERS[kind](state))


def delete_unreadable(store: Store, entry: UnreadableEntry, who: Actor) -> bool:
    """Delete a damaged entry for good. False when there is no damaged one of this kind and id.

    What it said is lost already; an entry that can be read is never deleted by this.
    """
    state = store.state
    with state.audit.change():
        if entry not in unreadable(state, [entry.kind]):
            return False
        discard(state.database, entry.kind, entry.id)
        state.audit.add(who, "entry.discard", f"{entry.kind}:{entry.id}")
        state.ledger.touch()  # rules, costs and links are behind figures
    return True


def left_out(entries: tuple[UnreadableEntry, ...]) -> Message:
    """What a command says where damaged entries are left out."""
    return plural(
        "{n} damaged entry is skipped: {which}. See: python -m data unreadable list",
        "{n} damaged entries are skipped: {which}. See: python -m data unreadable list",
        n=len(entries),
        which=", ".join(f"{entry.kind} {entry.id}" for entry in entries),
    )
