"""Report context: facts, goals, annotations, imports, corrections and brand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from data.demo.imported import is_present
from data.facts.facts import Facts
from data.store import Store
from data.store.ledger import Import
from data.store.tagging import StoredRule
from data.utm.audit.run_checks import own_hosts
from data.values.added_chart import StoredChart
from data.values.annotation import Annotation
from data.values.decision import StoredDecision
from data.values.dismissal import StoredDismissal as Dismissal
from metrics.goals.goal import Goal
from metrics.goals.repository import stored
from report.document.brand import brand
from report.document.model import Brand


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Facts at one version, and what users entered.

    ``imports`` are those whose rows count, ``rules`` the corrections and channel rules in force;
    ``dismissed`` are all dismissals of findings, those taken back as well; ``added`` are the charts
    that users added, in the order of the report; ``decisions`` are those on the decision log.
    """

    facts: Facts
    goals: tuple[Goal, ...] = ()
    notes: tuple[Annotation, ...] = ()
    imports: tuple[Import, ...] = ()
    rules: tuple[StoredRule, ...] = ()
    hosts: tuple[str, ...] = ()
    brand: Brand = field(default_factory=Brand)
    version: str = ""
    demo: bool = False
    dismissed: tuple[Dismissal, ...] = ()
    added: tuple[StoredChart, ...] = ()
    decisions: tuple[StoredDecision, ...] = ()

    @classmethod
    def of(cls, store: Store, facts: Facts | None = None) -> ReportContext:
        """Everything in ``store``; ``facts`` are its facts, where they are read already."""
        state = store.state
        return cls(
            facts or Facts(store),
            stored(state),
            state.annotations.current(),
            state.ledger.done(),
            tuple(rule for rule in state.tagging.log() if rule.undone_at is None),
            own_hosts(state.settings),
            brand(state),
            store.version,
            is_present(store),
            state.dismissals.log(),
            state.added_charts.current(),
            state.decisions.current(),
        )

    def in_currency(self, code: str | None) -> ReportContext:
        """The same with amounts in ``code`` wherever a rate is known; None: as they are."""
        return self if code is None else replace(self, facts=self.facts.in_currency(code))
