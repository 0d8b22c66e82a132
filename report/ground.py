"""What a report is made of beside the facts: goals, links, notes, imports, repairs, the brand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from data.annotation import Annotation
from data.demo.imported import is_present
from data.facts import Facts, Rows
from data.hygiene.find import OWN_HOSTS
from data.links.link import Link
from data.money.money import Money
from data.store import Pin, Store
from data.store.ledger import Import
from data.store.tagging import Kept
from data.tagging.rules import Tagging
from metrics.goals.goal import Goal
from metrics.goals.stored import stored
from report.brand import brand
from report.model import Brand


@dataclass(frozen=True, slots=True)
class Ground:
    """Facts at one version, and what people entered.

    ``imports`` are those whose rows count, ``rules`` the repairs and channel rules in force.
    """

    facts: Facts
    goals: tuple[Goal, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Annotation, ...] = ()
    imports: tuple[Import, ...] = ()
    rules: tuple[Kept, ...] = ()
    hosts: tuple[str, ...] = ()
    brand: Brand = field(default_factory=Brand)
    version: str = ""
    demo: bool = False

    @classmethod
    def of(cls, store: Store, facts: Facts | None = None) -> Ground:
        """Everything in ``store``; ``facts`` are its facts, where they are read already."""
        state = store.state
        return cls(
            facts or Facts(store),
            stored(state),
            state.links.all(),
            state.annotations.current(),
            state.ledger.done(),
            tuple(rule for rule in state.tagging.log() if rule.undone_at is None),
            tuple(state.settings.get(OWN_HOSTS, [])),
            brand(state),
            store.version,
            is_present(store),
        )

    def in_currency(self, code: str | None) -> Ground:
        """The same with amounts in ``code`` wherever a rate is known; None: as they are."""
        if code is None or code == self.facts.money.reporting:
            return self
        rows = _Exchanged(self.facts.store, code)
        facts: Facts = self.facts.derived(("in currency", code), lambda: Facts(rows))
        return replace(self, facts=facts)


@dataclass(frozen=True, slots=True)
class _Exchanged:
    store: Rows
    code: str

    def pin(self, table: str) -> Pin:
        return self.store.pin(table)

    def tagging(self) -> Tagging:
        return self.store.tagging()

    def money(self) -> Money:
        return replace(self.store.money(), reporting=self.code)
